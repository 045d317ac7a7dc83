#pragma once

#include <QHashFunctions>

#include <compare>

namespace sendscope::base {

/// The number of a row in the capture, typed by what the row is: an event's id cannot be passed for
/// a request's.
template <typename Tag>
struct Id
{
    qint64 value = 0; ///< 0 is "none": a default-made id names no row.

    constexpr bool isNull() const { return value == 0; }
    friend constexpr auto operator<=>(Id, Id) = default;
    friend size_t qHash(Id id, size_t seed = 0) { return ::qHash(id.value, seed); }
};

} // namespace sendscope::base
