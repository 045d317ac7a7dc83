#pragma once

#include "app/store/reader.h"

#include <QObject>
#include <QThread>

#include <functional>

namespace sendscope::store {

/// What the detail panes show about one event: its request and what was sent on of it.
struct EventDetail
{
    event::EventId event;
    event::StoredRequest request;
    std::vector<event::Attempt> attempts;
};

/// Owns a thread that reads one capture for those who must not wait for a disk.
///
/// Thread: calls from any; answers are posted to the receiver's thread, and dropped if it is gone.
class ReaderThread : public QObject
{
    Q_OBJECT

public:
    explicit ReaderThread(const QString &capturePath);
    ~ReaderThread() override;

    /// Reads one event's detail. A call overtakes older ones of the same receiver that have not
    /// begun: those are never answered.
    void readDetail(event::EventId event, QObject *receiver,
                    std::function<void(const base::Result<EventDetail> &)> answer);

    /// Reads the requests of these events, each request once, in the given order.
    void readRequests(
        const std::vector<event::EventId> &events, QObject *receiver,
        std::function<void(const base::Result<std::vector<event::StoredRequest>> &)> answer);

    /// Reads what was kept of a link; none: nothing was.
    void readMedia(const QString &url, QObject *receiver,
                   std::function<void(const base::Result<std::optional<KeptMedia>> &)> answer);

    /// Runs work with the reader, such as loading the index. Null reader: it could not be opened.
    void run(std::function<void(const base::Result<Reader *> &)> work);

private:
    class Worker;
    QThread m_thread;
    Worker *m_worker;
};

} // namespace sendscope::store
