#include "ui/timeline/waitwords.h"

#include "app/index/verdict.h"

#include <utility>

namespace sendscope::ui {

WaitWords::WaitWords(QObject *parent)
    : QObject(parent)
{
    m_pool.setMaxThreadCount(1);
}

WaitWords::~WaitWords()
{
    m_pool.waitForDone();
}

void WaitWords::look(const index::SnapshotPtr &snapshot, event::EventId event, base::UtcTime now)
{
    const Task task{snapshot, event, now};
    if (m_isLooking)
        m_next = task;
    else
        start(task);
}

void WaitWords::start(const Task &task)
{
    m_isLooking = true;
    m_pool.start([this, task] {
        QString words;
        if (const auto message = task.snapshot->message(task.event)) {
            const base::UtcTime moment = task.snapshot->messages().moment(*message, task.now);
            if (const auto wait = index::waitOf(*task.snapshot, *message, moment))
                words = index::sentence(*wait);
        }
        // The destructor waits for this thread, so the receiver is there.
        QMetaObject::invokeMethod(
            this,
            [this, event = task.event, words] {
                m_isLooking = false;
                emit found(event, words);
                if (const Task next = std::exchange(m_next, {}); next.snapshot)
                    start(next);
            },
            Qt::QueuedConnection);
    });
}

} // namespace sendscope::ui

#include "moc_waitwords.cpp"
