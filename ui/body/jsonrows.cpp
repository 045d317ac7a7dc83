#include "ui/body/jsonrows.h"

#include <algorithm>

namespace sendscope::ui {

JsonRows::JsonRows(JsonOutlinePtr outline)
    : m_outline(std::move(outline))
{
}

qint64 JsonRows::count() const
{
    if (!m_outline)
        return 0;
    const qint64 hidden = m_gaps.empty() ? 0 : m_gaps.back().hiddenBefore + m_gaps.back().rows;
    return m_outline->rowCount() - hidden;
}

qint32 JsonRows::spanAt(qint64 row) const
{
    const auto after =
        std::upper_bound(m_gaps.begin(), m_gaps.end(), row, [](qint64 at, const Gap &gap) {
            return at < gap.firstRow - gap.hiddenBefore;
        });
    const qint64 hidden =
        after == m_gaps.begin() ? 0 : (after - 1)->hiddenBefore + (after - 1)->rows;
    return m_outline->spanAt(row + hidden);
}

qint64 JsonRows::rowOf(qint32 span) const
{
    const qint64 row = m_outline->rowOf(span);
    const auto after =
        std::upper_bound(m_gaps.begin(), m_gaps.end(), row,
                         [](qint64 at, const Gap &gap) { return at < gap.firstRow; });
    if (after == m_gaps.begin())
        return row;
    const Gap &gap = *(after - 1);
    const bool isHidden = row < gap.firstRow + gap.rows;
    return isHidden ? gap.firstRow - 1 - gap.hiddenBefore : row - gap.hiddenBefore - gap.rows;
}

bool JsonRows::isShown(qint32 span) const
{
    return m_outline && spanAt(rowOf(span)) == m_outline->holderOf(span);
}

std::vector<JsonRows::Fold>::const_iterator JsonRows::find(qint32 container) const
{
    return std::lower_bound(m_folds.begin(), m_folds.end(), container,
                            [](const Fold &fold, qint32 span) { return fold.container < span; });
}

bool JsonRows::isFolded(qint32 container) const
{
    const auto at = find(container);
    return at != m_folds.end() && at->container == container;
}

JsonRows::Fold JsonRows::foldOf(qint32 container) const
{
    return {container, qint32(m_outline->rowsIn(container)), m_outline->rowOf(container) + 1};
}

void JsonRows::setFolded(qint32 container, bool isFolded)
{
    const auto at = find(container);
    const bool wasFolded = at != m_folds.end() && at->container == container;
    if (isFolded == wasFolded)
        return;
    if (wasFolded)
        m_folds.erase(at);
    else if (const Fold fold = foldOf(container); fold.rows > 0)
        m_folds.insert(at, fold);
    update();
}

void JsonRows::foldAll(const std::vector<qint32> &containers)
{
    for (const qint32 container : containers) {
        if (const Fold fold = foldOf(container); fold.rows > 0)
            m_folds.push_back(fold);
    }
    const auto isLess = [](const Fold &a, const Fold &b) { return a.container < b.container; };
    const auto isSame = [](const Fold &a, const Fold &b) { return a.container == b.container; };
    std::sort(m_folds.begin(), m_folds.end(), isLess);
    m_folds.erase(std::unique(m_folds.begin(), m_folds.end(), isSame), m_folds.end());
    update();
}

void JsonRows::reveal(qint32 span)
{
    bool isChanged = false;
    for (qint32 at = m_outline->parentOf(m_outline->holderOf(span)); at >= 0;
         at = m_outline->parentOf(m_outline->holderOf(at))) {
        const auto fold = find(at);
        if (fold == m_folds.end() || fold->container != at)
            continue;
        m_folds.erase(fold);
        isChanged = true;
    }
    if (isChanged)
        update();
}

void JsonRows::unfoldWithin(qint32 container)
{
    const qint64 end = m_outline->json().span(container).end;
    const auto from = find(container);
    const auto to = std::find_if(from, m_folds.cend(), [&](const Fold &fold) {
        return m_outline->json().span(fold.container).begin >= end;
    });
    m_folds.erase(from, to);
    update();
}

void JsonRows::update()
{
    m_gaps.clear();
    qint64 hidden = 0;
    for (const Fold &fold : m_folds) {
        if (!m_gaps.empty() && fold.firstRow < m_gaps.back().firstRow + m_gaps.back().rows)
            continue; // in one that is folded itself
        m_gaps.push_back({fold.firstRow, fold.rows, hidden});
        hidden += fold.rows;
    }
}

} // namespace sendscope::ui
