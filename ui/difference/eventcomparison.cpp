#include "ui/difference/eventcomparison.h"

#include <algorithm>

namespace sendscope::ui {
namespace {

constexpr qsizetype kMostCellBytes = 200;

QByteArray shownValue(const event::JsonText &json, qint32 value)
{
    return value < 0
        ? QByteArray()
        : json.raw(value).first(std::min(json.raw(value).size(), kMostCellBytes)).toByteArray();
}

} // namespace

EventDifference compareEvents(const StoredEvent &storedBefore, const StoredEvent &storedAfter,
                              const std::set<QByteArray> &ignored)
{
    EventDifference made{comparedEvent(storedBefore), comparedEvent(storedAfter), {}, {}, 0, 0};
    if (!made.before || !made.after)
        return made;
    const ComparedEvent &before = *made.before;
    const ComparedEvent &after = *made.after;
    const event::JsonDifference difference =
        event::jsonDifference(*before.json, before.element, *after.json, after.element, ignored);
    made.aligned = alignedRows(*before.json, *after.json, difference);
    for (const event::JsonPair &pair : difference.pairs) {
        if (pair.kind == event::JsonPair::Kind::Ignored)
            ++made.ignored;
        if (!pair.isDifference() || size_t(made.count++) >= kMostListedDifferences)
            continue;
        const bool isBefore = pair.before >= 0;
        const ComparedEvent &side = isBefore ? before : after;
        const qint32 span = isBefore ? pair.before : pair.after;
        made.listed.push_back({pair.kind, event::indexPath(*side.json, side.element, span),
                               event::namePath(*side.json, side.element, span),
                               shownValue(*before.json, pair.before),
                               shownValue(*after.json, pair.after), 0});
    }
    qint32 next = 0;
    for (size_t row = 0; row < made.aligned.rows.size(); ++row) {
        if (made.aligned.rows[row].difference != next || size_t(next) >= made.listed.size())
            continue;
        made.listed[size_t(next++)].row = qint64(row);
    }
    return made;
}

EventComparison::EventComparison(QObject *parent)
    : QObject(parent)
{
    m_pool.setMaxThreadCount(1);
}

EventComparison::~EventComparison()
{
    m_cancel.cancel();
    m_pool.waitForDone();
}

void EventComparison::compare(const StoredEvent &before, const StoredEvent &after,
                              const std::set<QByteArray> &ignored)
{
    m_cancel.cancel();
    m_cancel = {};
    m_pool.start([this, before, after, ignored, cancel = m_cancel] {
        if (cancel.isCancelled())
            return;
        const auto made =
            std::make_shared<const EventDifference>(compareEvents(before, after, ignored));
        // The destructor waits for this thread, so the receiver is there.
        QMetaObject::invokeMethod(
            this,
            [this, made, cancel] {
                if (!cancel.isCancelled())
                    emit compared(made);
            },
            Qt::QueuedConnection);
    });
}

} // namespace sendscope::ui

#include "moc_eventcomparison.cpp"
