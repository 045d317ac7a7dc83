#pragma once

#include "app/base/clock.h"

#include <QtGlobal>

namespace sendscope::store {

/// Times stand in the capture as microseconds since 1970, UTC.
constexpr qint64 toStored(base::UtcTime time)
{
    return qint64(time.time_since_epoch().count());
}

constexpr base::UtcTime fromStored(qint64 microseconds)
{
    return base::utcTime(microseconds);
}

} // namespace sendscope::store
