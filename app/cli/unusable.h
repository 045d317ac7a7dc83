#pragma once

#include "app/base/error.h"

namespace sendscope::cli {

/// An option's value that cannot be used: as it was typed, and what could be used.
inline base::Error unusable(const QString &text, const QString &right)
{
    return {base::Error::Code::InvalidInput, {text, right}, 0};
}

} // namespace sendscope::cli
