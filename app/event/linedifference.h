#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <vector>

namespace sendscope::event {

/// Lines that stand together in two texts and share a fate.
///
/// A plain value.
struct LineStretch
{
    enum class Kind { Same, Removed, Added };

    Kind kind = Kind::Same;
    qsizetype before = 0; ///< The first of them in the text before, or where they would stand.
    qsizetype after = 0;  ///< The same in the text after.
    qsizetype count = 0;

    friend bool operator==(const LineStretch &, const LineStretch &) = default;
};

/// How one text became another, line by line. What was taken out stands before what was put in its
/// place.
///
/// A plain value; the texts are shared, and the lines borrow from them. Thread: any.
struct LineDifference
{
    QByteArray textBefore;
    QByteArray textAfter;
    std::vector<QByteArrayView> before; ///< Its lines, each with its "\n".
    std::vector<QByteArrayView> after;
    std::vector<LineStretch> stretches; ///< In order, without gaps. No two neighbours are alike.

    /// False: the texts differ so much that what lies between the first and the last difference
    /// counts as replaced.
    bool isExact = true;

    qsizetype count(LineStretch::Kind kind) const;
};

/// The shortest way from one text to the other. Its cost is bounded: texts that need more than a
/// thousand insertions and removals, or tens of millions of comparisons, are compared coarsely.
LineDifference lineDifference(const QByteArray &before, const QByteArray &after);

/// The text's lines, each with its "\n"; the last one may be without.
std::vector<QByteArrayView> linesOf(QByteArrayView text);

} // namespace sendscope::event
