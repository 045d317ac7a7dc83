#pragma once

#include "app/event/jsondifference.h"

#include <vector>

namespace sendscope::ui {

/// One row of two JSON texts beside one another: the lines on it belong together.
///
/// A plain value.
struct AlignedRow
{
    enum class Kind : quint8 { Same, Changed, Removed, Added, Ignored };

    Kind kind = Kind::Same;
    qint32 difference = -1; ///< Which one of the differences it belongs to, in their order.
    QByteArray before;      ///< The line with its indentation; null where the text has none.
    QByteArray after;

    friend bool operator==(const AlignedRow &, const AlignedRow &) = default;
};

/// What two texts look like beside one another.
struct AlignedRows
{
    std::vector<AlignedRow> rows;
    bool isWhole = true; ///< False: there is more than kMostAlignedRows.
};

constexpr size_t kMostAlignedRows = 50'000;

/// Longer values are cut.
constexpr qsizetype kMostAlignedBytes = 2'000;

/// The two values of the difference, one member or element a line, that of the text after in the
/// order of the text before.
AlignedRows alignedRows(const event::JsonText &before, const event::JsonText &after,
                        const event::JsonDifference &difference);

} // namespace sendscope::ui
