#include "ui/events/hiddenmatches.h"

namespace sendscope::ui {

HiddenMatches::HiddenMatches(const base::Clock &clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
{
}

HiddenMatches::~HiddenMatches() = default;

void HiddenMatches::look(const filter::Filter &filter, const engine::QueryResult &result,
                         bool showsAside)
{
    const bool isWanted = result.rows.empty() && result.isComplete && !showsAside && result.snapshot
        && !result.snapshot->aside()->rows.empty();
    if (!isWanted) {
        if (m_query)
            emit counted(0);
        m_query.reset();
        return;
    }

    if (!m_query) {
        m_query = std::make_unique<engine::Query>(m_clock);
        m_query->setShowsAside(true);
        connect(m_query.get(), &engine::Query::resultChanged, this,
                [this](const engine::QueryResult &found) {
                    if (found.isComplete)
                        emit counted(qint64(found.rows.size()));
                });
    }
    if (!(m_query->filter() == filter)) {
        emit counted(0); // until the rows of this one are
        m_query->setFilter(filter);
    }
    m_query->setSnapshot(result.snapshot);
}

} // namespace sendscope::ui

#include "moc_hiddenmatches.cpp"
