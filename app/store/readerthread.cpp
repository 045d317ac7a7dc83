#include "app/store/readerthread.h"

#include "app/store/reply.h"

#include <QHash>
#include <QMutex>
#include <QSet>
#include <QTimer>

using namespace std::chrono_literals;

namespace sendscope::store {
namespace {

// SQLite shares what it knows of the log among the connections of one program. Should another
// program remove the log, the writer cannot begin a new one before this reader lets go of the old
// one.
constexpr auto kLookAgain = 2s;

template <typename Value>
using Answer = std::function<void(const base::Result<Value> &)>;

} // namespace

/// Does the reading, in ReaderThread's thread.
class ReaderThread::Worker : public QObject
{
public:
    using Ticket = quint64;

    explicit Worker(QString capturePath)
        : m_capturePath(std::move(capturePath))
        , m_lookAgain(this)
    {
        m_lookAgain.setInterval(kLookAgain);
        connect(&m_lookAgain, &QTimer::timeout, this, [this] {
            // Not opened anew before somebody asks: the writer, which tries again and again, would
            // rarely find the moment in which nobody has the old log.
            if (m_reader && !m_reader->isCurrent())
                m_reader.reset();
        });
    }

    /// The reader; opened on first use, and again after it could not be.
    base::Result<Reader *> reader()
    {
        if (!m_reader) {
            auto opened = Reader::open(m_capturePath);
            if (!opened)
                return opened.error();
            m_reader = std::move(*opened);
            m_lookAgain.start();
        }
        return m_reader.get();
    }

    base::Result<EventDetail> detail(event::EventId event)
    {
        const auto reader = this->reader();
        if (!reader)
            return reader.error();
        auto request = (*reader)->requestOf(event);
        if (!request)
            return request.error();
        auto attempts = (*reader)->attemptsOf(request->id);
        if (!attempts)
            return attempts.error();
        return EventDetail{event, std::move(*request), std::move(*attempts)};
    }

    base::Result<std::vector<event::StoredRequest>>
    requests(const std::vector<event::EventId> &events)
    {
        const auto reader = this->reader();
        if (!reader)
            return reader.error();
        std::vector<event::StoredRequest> requests;
        QSet<event::RequestId> known;
        for (const event::EventId event : events) {
            if (!requests.empty() && holds(requests.back(), event))
                continue;
            auto request = (*reader)->requestOf(event);
            if (!request)
                return request.error();
            if (known.contains(request->id))
                continue;
            known.insert(request->id);
            requests.push_back(std::move(*request));
        }
        return requests;
    }

    base::Result<std::optional<KeptMedia>> media(const QString &url)
    {
        const auto reader = this->reader();
        if (!reader)
            return reader.error();
        return (*reader)->media(url);
    }

    /// Called on any thread.
    Ticket take(const QObject *receiver)
    {
        const QMutexLocker lock(&m_mutex);
        return m_newest[receiver] = ++m_lastTicket;
    }

    /// False: the receiver has asked for something else since.
    bool redeem(const QObject *receiver, Ticket ticket)
    {
        const QMutexLocker lock(&m_mutex);
        if (m_newest.value(receiver) != ticket)
            return false;
        m_newest.remove(receiver);
        return true;
    }

private:
    static bool holds(const event::StoredRequest &request, event::EventId event)
    {
        return event >= request.firstEvent
            && event.value < request.firstEvent.value + qint64(request.draft.events.size());
    }

    const QString m_capturePath;
    std::unique_ptr<Reader> m_reader;
    QTimer m_lookAgain;

    QMutex m_mutex;
    QHash<const QObject *, Ticket>
        m_newest; ///< Of each receiver whose detail has not begun to be read.
    Ticket m_lastTicket = 0;
};

namespace {

/// What gives an answer back on the receiver's thread, from any.
template <typename Value>
std::function<void(base::Result<Value>)> replyTo(QObject *receiver, Answer<Value> answer)
{
    const auto reply = std::make_shared<Reply>();
    const auto result = std::make_shared<std::optional<base::Result<Value>>>();
    QObject::connect(
        reply.get(), &Reply::ready, receiver,
        [result, answer = std::move(answer)] { answer(**result); }, Qt::QueuedConnection);
    reply->moveToThread(nullptr);
    return [reply, result](base::Result<Value> value) {
        *result = std::move(value);
        emit reply->ready();
    };
}

} // namespace

ReaderThread::ReaderThread(const QString &capturePath)
    : m_worker(new Worker(capturePath))
{
    m_thread.setObjectName(QStringLiteral("store-reader"));
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    m_thread.start();
}

ReaderThread::~ReaderThread()
{
    m_thread.quit();
    m_thread.wait();
}

void ReaderThread::readDetail(event::EventId event, QObject *receiver,
                              std::function<void(const base::Result<EventDetail> &)> answer)
{
    const Worker::Ticket ticket = m_worker->take(receiver);
    auto reply = replyTo<EventDetail>(receiver, std::move(answer));
    QMetaObject::invokeMethod(
        m_worker,
        [worker = m_worker, event, receiver, ticket, reply = std::move(reply)] {
            if (worker->redeem(receiver, ticket))
                reply(worker->detail(event));
        },
        Qt::QueuedConnection);
}

void ReaderThread::readRequests(
    const std::vector<event::EventId> &events, QObject *receiver,
    std::function<void(const base::Result<std::vector<event::StoredRequest>> &)> answer)
{
    auto reply = replyTo<std::vector<event::StoredRequest>>(receiver, std::move(answer));
    QMetaObject::invokeMethod(
        m_worker,
        [worker = m_worker, events, reply = std::move(reply)] { reply(worker->requests(events)); },
        Qt::QueuedConnection);
}

void ReaderThread::readMedia(
    const QString &url, QObject *receiver,
    std::function<void(const base::Result<std::optional<KeptMedia>> &)> answer)
{
    auto reply = replyTo<std::optional<KeptMedia>>(receiver, std::move(answer));
    QMetaObject::invokeMethod(
        m_worker, [worker = m_worker, url, reply = std::move(reply)] { reply(worker->media(url)); },
        Qt::QueuedConnection);
}

void ReaderThread::run(std::function<void(const base::Result<Reader *> &)> work)
{
    QMetaObject::invokeMethod(
        m_worker, [worker = m_worker, work = std::move(work)] { work(worker->reader()); },
        Qt::QueuedConnection);
}

} // namespace sendscope::store

#include "moc_readerthread.cpp"
#include "moc_reply.cpp"
