#include "ui/keeping/clearing.h"

#include "app/base/clock.h"
#include "app/index/segment.h"

#include <QList>

#include <algorithm>

namespace sendscope::ui {
namespace {

using namespace Qt::StringLiterals;

} // namespace

Clearing::Clearing(QObject *parent)
    : QObject(parent)
    , m_snapshot(std::make_shared<const index::Snapshot>())
{
}

void Clearing::setSnapshot(const index::SnapshotPtr &snapshot)
{
    const bool isOtherRemoved = snapshot->removed() != m_snapshot->removed();
    const qint64 before = hidden();
    m_snapshot = snapshot;
    if (!m_cleared)
        return;
    if (!m_isChecked)
        check();
    else if (isOtherRemoved)
        chooseWitness();
    if (hidden() != before)
        emit hiddenChanged();
}

void Clearing::clear(base::UtcTime now)
{
    if (m_snapshot->newest().isNull())
        return;
    m_cleared = Cleared{m_snapshot->newest(), now, {}, {}};
    m_isChecked = true;
    chooseWitness();
    emit changed();
}

void Clearing::show()
{
    if (!m_cleared)
        return;
    m_cleared.reset();
    emit stateChanged();
    emit changed();
}

qint64 Clearing::hidden() const
{
    if (!m_cleared)
        return 0;
    qint64 events = 0;
    for (const index::SegmentPtr &segment : m_snapshot->segments())
        events += segment->firstAfter(m_cleared->upTo);
    const index::RowList &removed = *m_snapshot->removed();
    events -= std::upper_bound(removed.begin(), removed.end(), m_cleared->upTo) - removed.begin();
    for (const event::EventId event : m_snapshot->remarks().between({1}, m_cleared->upTo)) {
        const bool isThere = m_snapshot->find(event).first
            && !std::binary_search(removed.begin(), removed.end(), event);
        if (isThere && !m_snapshot->remarks().find(event)->mark.isEmpty())
            --events;
    }
    return events;
}

filter::Filter Clearing::applied(const filter::Filter &asked) const
{
    if (!m_cleared)
        return asked;
    const QString hiding = u"event > %1 or exists mark"_s.arg(m_cleared->upTo.value);
    const filter::Filter rest = filter::parse(hiding).filter;
    return asked.isEverything() ? rest : filter::Filter{filter::allOf({asked.root, rest.root})};
}

QByteArray Clearing::state() const
{
    if (!m_cleared)
        return {};
    QByteArrayList numbers;
    for (const qint64 number :
         {m_cleared->upTo.value, qint64(m_cleared->at.time_since_epoch().count()),
          m_cleared->witness.value, qint64(m_cleared->witnessReceived.time_since_epoch().count())})
        numbers += QByteArray::number(number);
    return numbers.join(' ');
}

void Clearing::restore(const QByteArray &state)
{
    const QByteArrayList texts = state.split(' ');
    if (texts.size() != 4)
        return;
    std::vector<qint64> numbers;
    for (const QByteArray &text : texts)
        numbers.push_back(text.toLongLong());
    m_cleared =
        Cleared{{numbers[0]}, base::utcTime(numbers[1]), {numbers[2]}, base::utcTime(numbers[3])};
    m_isChecked = false;
    emit changed();
    check();
}

/// Whether the file still is the capture that was cleared: another one may stand in its place.
void Clearing::check()
{
    if (m_snapshot->count() == 0)
        return;
    const event::EventId witness = m_cleared->witness;
    const auto row = m_snapshot->row(witness);
    const bool isOther = m_snapshot->newest() < witness
        || (row ? row->received != m_cleared->witnessReceived : m_snapshot->oldest() < witness);
    m_isChecked = row || isOther;
    if (isOther)
        show();
}

/// The newest event that is hidden and stays in the capture.
void Clearing::chooseWitness()
{
    const index::RowList &removed = *m_snapshot->removed();
    const auto &segments = m_snapshot->segments();
    for (auto segment = segments.rbegin(); segment != segments.rend(); ++segment) {
        for (quint32 row = (*segment)->firstAfter(m_cleared->upTo); row > 0; --row) {
            const event::EventId id = (*segment)->id(row - 1);
            if (std::binary_search(removed.begin(), removed.end(), id))
                continue;
            m_cleared->witness = id;
            m_cleared->witnessReceived = m_snapshot->row(id)->received;
            emit stateChanged();
            return;
        }
    }
    emit stateChanged();
}

} // namespace sendscope::ui

#include "moc_clearing.cpp"
