#pragma once

#include "app/base/clock.h"
#include "app/filter/filter.h"
#include "app/index/snapshot.h"

#include <QObject>

#include <optional>

namespace sendscope::ui {

/// Hides all that a capture held at some moment, but marked events. Nothing is deleted: it is one
/// more condition of every filter.
class Clearing : public QObject
{
    Q_OBJECT

public:
    explicit Clearing(QObject *parent = nullptr);

    /// The capture as it is now.
    void setSnapshot(const index::SnapshotPtr &snapshot);

    void clear(base::UtcTime now);
    void show(); ///< What was cleared.

    bool isActive() const { return m_cleared.has_value(); }
    base::UtcTime at() const { return m_cleared ? m_cleared->at : base::UtcTime(); }

    /// How many are hidden by it, whatever else is asked for.
    qint64 hidden() const;

    /// What is asked for, without what was cleared.
    filter::Filter applied(const filter::Filter &asked) const;

    /// For the settings. What is restored into another capture than it is from is dropped as soon
    /// as that shows.
    QByteArray state() const;
    void restore(const QByteArray &state);

signals:
    void changed();       ///< Another filter holds.
    void stateChanged();  ///< To be kept.
    void hiddenChanged(); ///< At most as often as snapshots come.

private:
    struct Cleared
    {
        event::EventId upTo;
        base::UtcTime at;
        /// An event that was hidden by it, and when it came: it tells the capture from another.
        event::EventId witness;
        base::UtcTime witnessReceived;
    };

    void check();
    void chooseWitness();

    index::SnapshotPtr m_snapshot;
    std::optional<Cleared> m_cleared;
    bool m_isChecked = true; ///< It is of this capture.
};

} // namespace sendscope::ui
