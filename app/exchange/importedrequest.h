#pragma once

#include "app/event/request.h"

#include <optional>
#include <vector>

namespace sendscope::exchange {

/// A note or a mark beside one row of an imported request.
struct ImportedRemark
{
    size_t row = 0; ///< Index among the request's rows.
    base::UtcTime at;
    QString text;

    friend bool operator==(const ImportedRemark &, const ImportedRemark &) = default;
};

/// A request as it was read from a file, with all that the file has beside it.
///
/// A plain value.
struct ImportedRequest
{
    event::DraftRequest draft; ///< via is Import; has at least one row.

    // These name no request: it has its number once it is stored.
    std::optional<event::Outcome> outcome;
    std::vector<event::Attempt> attempts; ///< Oldest first.

    std::vector<ImportedRemark> notes;
    std::vector<ImportedRemark> marks;
    qint64 number = 0; ///< What the file calls the request; 0: nothing.
};

} // namespace sendscope::exchange
