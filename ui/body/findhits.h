#pragma once

#include <QtGlobal>

#include <algorithm>
#include <memory>
#include <vector>

namespace sendscope::ui {

/// One place where what is looked for stands.
struct FindHit
{
    qint64 begin = 0;
    qint64 end = 0;

    friend bool operator==(const FindHit &, const FindHit &) = default;
};

/// Places in a text, ascending, none in another.
using FindHits = std::vector<FindHit>;
using FindHitsPtr = std::shared_ptr<const FindHits>;

/// The first of them that ends behind an offset.
inline FindHits::const_iterator firstHitAfter(const FindHits &hits, qint64 offset)
{
    return std::upper_bound(hits.begin(), hits.end(), offset,
                            [](qint64 at, const FindHit &hit) { return at < hit.end; });
}

/// Whether one of them reaches into [begin, end).
inline bool hasHitIn(const FindHitsPtr &hits, qint64 begin, qint64 end)
{
    if (!hits)
        return false;
    const auto hit = firstHitAfter(*hits, begin);
    return hit != hits->end() && hit->begin < end;
}

} // namespace sendscope::ui
