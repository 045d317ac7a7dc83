#pragma once

#include "app/index/snapshot.h"

#include <QObject>
#include <QThreadPool>

namespace sendscope::ui {

/// Puts into words what is known of an overdue message's wait. Away from the window's thread: all
/// that came since the message began is looked through. One at a time; asked meanwhile, it looks
/// once more when it is done.
class WaitWords : public QObject
{
    Q_OBJECT

public:
    explicit WaitWords(QObject *parent = nullptr);
    ~WaitWords() override;

    /// Of the message that the event belongs to. \p now: what the clock says.
    void look(const index::SnapshotPtr &snapshot, event::EventId event, base::UtcTime now);

signals:
    /// An empty sentence: nothing is overdue.
    void found(sendscope::event::EventId event, const QString &sentence);

private:
    struct Task
    {
        index::SnapshotPtr snapshot; ///< Null: none.
        event::EventId event;
        base::UtcTime now;
    };

    void start(const Task &task);

    bool m_isLooking = false;
    Task m_next;
    QThreadPool m_pool; ///< One thread.
};

} // namespace sendscope::ui
