#include "ui/detail/foldmemory.h"

#include "app/event/jsonpath.h"

namespace sendscope::ui {

void FoldMemory::remember(const QByteArray &path, bool isFolded)
{
    if (path.isEmpty())
        return; // the event itself: another one is looked at because it is to be seen
    std::erase_if(m_folds, [&path](const Fold &fold) { return fold.path == path; });
    m_folds.push_back({path, isFolded});
    if (m_folds.size() > kMost)
        m_folds.erase(m_folds.begin());
}

void FoldMemory::apply(JsonRows &rows, qint32 element) const
{
    const JsonOutlinePtr &outline = rows.outline();
    if (!outline || element < 0 || outline->rowsIn(element) > kMostRows)
        return;
    for (const Fold &fold : m_folds) {
        const auto path = event::JsonPath::parse(fold.path);
        const qint32 span = path ? path->locate(outline->json(), element) : -1;
        if (span >= 0 && outline->isContainer(span))
            rows.setFolded(span, fold.isFolded);
    }
}

} // namespace sendscope::ui
