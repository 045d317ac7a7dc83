#pragma once

#include "app/event/linedifference.h"

#include <memory>
#include <set>
#include <vector>

namespace sendscope::ui {

using DifferencePtr = std::shared_ptr<const event::LineDifference>;

/// One row of a difference as it is shown.
///
/// A plain value.
struct DifferenceRow
{
    enum class Kind { Same, Removed, Added, Fold };

    Kind kind = Kind::Same;
    qsizetype before = -1;  ///< The line before; -1 where it was put in. Of a fold: its first one.
    qsizetype after = -1;   ///< The line after; -1 where it was taken out.
    qsizetype count = 1;    ///< Of a fold: how many lines it hides.
    qsizetype partner = -1; ///< The line of the other text that it was changed from, or into.

    friend bool operator==(const DifferenceRow &, const DifferenceRow &) = default;
};

/// What changed, with three lines around it; of the others only how many there are. Lines taken out
/// and as many put in their place are partners: each was changed into the other.
///
/// \p open: folds to be shown in full, by their first line before.
std::vector<DifferenceRow> differenceRows(const event::LineDifference &difference,
                                          const std::set<qsizetype> &open = {});

/// The part in which a line differs from its partner, in bytes of the line.
struct ChangedPart
{
    qsizetype begin = 0;
    qsizetype end = 0;

    friend bool operator==(const ChangedPart &, const ChangedPart &) = default;
};

/// Never cuts a character of UTF-8 in two.
ChangedPart changedPart(QByteArrayView line, QByteArrayView partner);

} // namespace sendscope::ui
