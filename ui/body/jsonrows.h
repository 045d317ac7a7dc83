#pragma once

#include "ui/body/jsonoutline.h"

namespace sendscope::ui {

/// The rows of an outline that are left when some objects and arrays are folded. A row is found,
/// and its number, by halving the list of what is folded; folding one costs by the length of that
/// list, never by the rows beneath.
class JsonRows
{
public:
    explicit JsonRows(JsonOutlinePtr outline = nullptr);

    const JsonOutlinePtr &outline() const { return m_outline; }

    qint64 count() const;
    qint32 spanAt(qint64 row) const;

    /// Where a span's row is now, or that of the outermost folded one it stands in.
    qint64 rowOf(qint32 span) const;
    bool isShown(qint32 span) const;

    bool isFolded(qint32 container) const;
    void setFolded(qint32 container, bool isFolded);

    /// Folds every one of these, as when a body of many events is first shown.
    void foldAll(const std::vector<qint32> &containers);

    /// Unfolds all that a span stands in.
    void reveal(qint32 span);

    /// Unfolds it and all beneath.
    void unfoldWithin(qint32 container);

private:
    struct Fold
    {
        qint32 container = 0;
        qint32 rows = 0;     ///< How many are beneath it.
        qint64 firstRow = 0; ///< The first of them, of all rows of the outline.
    };

    /// A stretch of rows that is not shown.
    struct Gap
    {
        qint64 firstRow = 0;
        qint64 rows = 0;
        qint64 hiddenBefore = 0;
    };

    Fold foldOf(qint32 container) const;
    std::vector<Fold>::const_iterator find(qint32 container) const;
    void update();

    JsonOutlinePtr m_outline;
    std::vector<Fold> m_folds; ///< Ascending; they may stand in one another.
    std::vector<Gap> m_gaps;   ///< Of the outermost ones, ascending.
};

} // namespace sendscope::ui
