#pragma once

#include "app/base/clock.h"
#include "app/filter/filter.h"
#include "app/index/snapshot.h"

#include <QObject>

#include <memory>
#include <vector>

namespace sendscope::engine {

/// Counts how many rows, or messages, each of several filters lets through, while snapshots come
/// in: one pass for all of them, on one worker thread that stands back. What a sealed segment gave
/// is kept as long as it cannot have become another number.
///
/// A pass is followed by a pause, several times as long as it took, so that counting never holds up
/// what a person waits for. Thread: the one it lives in.
class FilterCounts : public QObject
{
    Q_OBJECT

public:
    /// \p clock outlives it: what "-5m" counts back from.
    explicit FilterCounts(const base::Clock &clock, QObject *parent = nullptr);
    ~FilterCounts() override;

    void setFilters(const std::vector<filter::Filter> &filters);
    void setSnapshot(const index::SnapshotPtr &snapshot);
    void setShowsAside(bool shows);      ///< Also what is left out unless asked for.
    void setByMessage(bool isByMessage); ///< Messages, as Query::setByMessage() shows them.
    bool isByMessage() const;

    /// In the order of the filters; -1 for one that was not counted yet.
    const std::vector<qint64> &counts() const;

signals:
    void countsChanged();

private:
    struct Private;

    void start();
    void startAnew();
    void take(const std::vector<qint64> &counts);

    const std::unique_ptr<Private> d;
};

} // namespace sendscope::engine
