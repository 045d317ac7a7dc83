#include "app/replay/preparer.h"

#include <algorithm>

namespace sendscope::replay {

Preparer::Preparer(PlayPlan plan, const QByteArray &run, const base::Clock &clock,
                   base::CancelToken cancel)
    : m_clock(clock)
    , m_cancel(std::move(cancel))
    , m_composer(plan, run)
    , m_plan(std::move(plan))
{
    // The composer has what is left of these; they may be many.
    m_plan.changes = {};
}

Preparer::~Preparer()
{
    if (m_plan.source)
        m_plan.source->close();
}

void Preparer::open()
{
    sortByArrival(m_plan.requests);
    auto due = dueTimes(m_plan.requests, m_plan.pace);
    if (!due.empty())
        m_repetitionLength = due.back();
    const qint64 total = qint64(m_plan.requests.size()) * m_plan.repetitions;
    m_place = m_plan.requests.size(); // the first one begins a repetition
    emit planned(m_plan.pace.isMax
                     ? std::make_shared<const std::vector<base::Ticks>>()
                     : std::make_shared<const std::vector<base::Ticks>>(std::move(due)),
                 total);
}

void Preparer::prepareNext(qint64 most)
{
    if (m_cancel.isCancelled() || m_plan.requests.empty())
        return;
    if (m_place == m_plan.requests.size())
        beginRepetition();
    const std::span<const PlannedRequest> left = std::span(m_plan.requests).subspan(m_place);
    auto requests = m_plan.source->read(left.first(std::min(left.size(), size_t(most))));
    if (!requests) {
        emit failed(requests.error());
        return;
    }
    m_place += requests->size();
    auto ready = std::make_shared<std::vector<Prepared>>();
    ready->reserve(requests->size());
    for (event::StoredRequest &request : *requests) {
        if (m_cancel.isCancelled())
            return;
        Composed composed = m_composer.compose(request);
        ready->push_back({std::move(request), std::move(composed)});
    }
    emit prepared(ready);
}

/// Times are shifted to when the first of a repetition is to be sent, pauses not counted: it is
/// made ready before.
void Preparer::beginRepetition()
{
    const base::UtcTime now = m_clock.utc();
    if (!m_begun)
        m_begun = now;
    ++m_repetition;
    m_place = 0;
    const base::UtcTime byPlan = *m_begun + base::Ticks(m_repetitionLength * m_repetition);
    m_composer.beginRepetition(std::max(now, byPlan));
}

} // namespace sendscope::replay

#include "moc_preparer.cpp"
