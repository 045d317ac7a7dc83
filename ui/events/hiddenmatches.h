#pragma once

#include "app/engine/query.h"

#include <QObject>

#include <memory>

namespace sendscope::ui {

/// Counts the rows left out by default that a filter would let through. Costs nothing while the
/// filter finds anything else.
class HiddenMatches : public QObject
{
    Q_OBJECT

public:
    /// \p clock outlives it.
    explicit HiddenMatches(const base::Clock &clock, QObject *parent = nullptr);
    ~HiddenMatches() override;

    /// \p result: of the filter without those rows.
    void look(const filter::Filter &filter, const engine::QueryResult &result, bool showsAside);

signals:
    void counted(qint64 rows);

private:
    const base::Clock &m_clock;
    std::unique_ptr<engine::Query> m_query; ///< Null while there is nothing to count.
};

} // namespace sendscope::ui
