#pragma once

#include "app/base/clock.h"
#include "app/index/valuecount.h"

#include <QObject>

#include <memory>

namespace sendscope::engine {

/// Which values rows have in a field, and how many rows.
///
/// A plain value.
struct ValueQuestion
{
    index::SnapshotPtr snapshot;
    event::FieldRef field;
    QString typed;       ///< Values with this in them.
    filter::Filter rest; ///< Rows that pass this.
    bool showsAside = false;
    size_t most = 10; ///< Values that are told.
};

/// Counts values on worker threads. A new question cancels the one before; where an answer takes
/// long, what the newest rows have is told first.
///
/// Thread: the one it lives in.
class ValueCount : public QObject
{
    Q_OBJECT

public:
    /// \p clock outlives it: what "-5m" counts back from.
    explicit ValueCount(const base::Clock &clock, QObject *parent = nullptr);
    ~ValueCount() override;

    void ask(const ValueQuestion &question);
    void cancel();

    bool isCounting() const;

signals:
    /// Once more with isComplete where it was not so the first time.
    void counted(const sendscope::index::ValueCounts &counts);

private:
    struct Private;

    const std::unique_ptr<Private> d;
};

} // namespace sendscope::engine

Q_DECLARE_METATYPE(sendscope::index::ValueCounts)
