#include "app/store/reader.h"

#include "app/base/log.h"
#include "app/event/refusal.h"
#include "app/event/removedrow.h"
#include "app/store/attemptrow.h"
#include "app/store/capturefile.h"
#include "app/store/capturelock.h"
#include "app/store/captureopening.h"
#include "app/store/connection.h"
#include "app/store/storedtime.h"

#include <algorithm>
#include <tuple>

using namespace Qt::StringLiterals;

namespace sendscope::store {
namespace {

/// Room for so many requests is made before they are read.
constexpr qint64 kMostReserved = 1024;

using Code = base::Error::Code;

constexpr QByteArrayView kRequests =
    "SELECT e.id, e.element, e.\"begin\", e.length,"
    " r.id, r.run, r.via, r.arrived, r.peer, r.local, r.verdict, r.status,"
    " r.refusal, r.refusal_offset, r.refusal_detail, r.head, r.trailers, r.body,"
    " o.at, o.status, o.delivered"
    " FROM events e CROSS JOIN requests r ON r.id = e.request"
    " LEFT JOIN outcomes o ON o.request = r.id"
    " WHERE e.id BETWEEN ?1 AND ?2 ORDER BY e.id";

/// Reads rows of kRequests. Most texts are those of the row before, so they are made once.
class RequestRows
{
public:
    explicit RequestRows(const Statement &row)
        : m_row(row)
    {
    }

    event::DraftEvent event() const
    {
        return {qint32(m_row.integer(1)), m_row.integer(2), m_row.integer(3)};
    }

    event::StoredRequest request()
    {
        event::StoredRequest stored;
        stored.firstEvent = {m_row.integer(0)};
        stored.id = {m_row.integer(4)};
        stored.run = {m_row.integer(5)};
        event::Request &request = stored.draft.request;
        request.via = event::Via(m_row.integer(6));
        request.arrived = fromStored(m_row.integer(7));
        request.peer = m_row.text(8);
        request.local = local();
        request.verdict = event::Verdict(m_row.integer(10));
        request.status = int(m_row.integer(11));
        request.refusal = refusal();
        request.head = m_row.bytes(15);
        request.trailers = m_row.bytes(16);
        request.body = m_row.bytes(17);
        stored.outcome = outcome();
        return stored;
    }

private:
    QString local()
    {
        const QByteArrayView bytes = m_row.borrowedBytes(9);
        if (bytes != m_localBytes) {
            m_localBytes = bytes.toByteArray();
            m_local = QString::fromUtf8(m_localBytes);
        }
        return m_local;
    }

    std::optional<event::Refusal> refusal() const
    {
        if (m_row.isNull(12))
            return {};
        event::Refusal refusal;
        const QByteArrayView name = m_row.borrowedBytes(12);
        const auto reason = event::refusalReason(name);
        refusal.offset = m_row.integer(13);
        if (reason) {
            refusal.reason = *reason;
            refusal.detail = m_row.text(14);
        } else {
            refusal.detail =
                QString::fromUtf8(name); // A word this version does not know says it itself.
        }
        return refusal;
    }

    std::optional<event::Outcome> outcome() const
    {
        if (m_row.isNull(18))
            return {};
        return event::Outcome{{m_row.integer(4)},
                              fromStored(m_row.integer(18)),
                              int(m_row.integer(19)),
                              m_row.integer(20) != 0};
    }

    const Statement &m_row;
    QByteArray m_localBytes;
    QString m_local;
};

/// A connection that only reads leaves a log without content beside a capture that is closed, so
/// that it is more than one file. One that may write takes it along, if it is the last.
void removeEmptyLog(const QString &path)
{
    if (FileStamp::of(path + u"-wal"_s).isNull() || captureFileBytes(path + u"-wal"_s) > 0
        || CaptureLock::isHeld(path))
        return;
    const auto connection = Connection::open(path, Connection::Mode::Write);
    if (connection && !(*connection)->isReadOnly())
        std::ignore = (*connection)->integer("PRAGMA schema_version");
}

/// Runs a query to its end and makes one value of each row.
template <typename Value, typename Make>
base::Result<std::vector<Value>> readAll(Statement &query, Make make)
{
    std::vector<Value> values;
    for (;;) {
        const auto hasRow = query.step();
        if (!hasRow)
            return hasRow.error();
        if (!*hasRow)
            return values;
        values.push_back(make(query));
    }
}

/// Resets a statement that is kept, so that it holds no read transaction open.
class Running
{
public:
    explicit Running(Statement &statement)
        : m_statement(statement)
    {
    }
    ~Running() { m_statement.reset(); }
    Q_DISABLE_COPY_MOVE(Running)

private:
    Statement &m_statement;
};

} // namespace

struct Reader::Private
{
    CaptureInfo info;
    QString path; ///< Absolute, links resolved.
    CaptureStamp files;
    qint64 connections = 0; ///< How many there have been: what SQLite counts begins anew with each.

    std::unique_ptr<Connection> connection;
    std::optional<Statement> requests;
    std::optional<Statement> dataVersion;
    // Where a range of events begins and ends: its outermost request there, and the events beyond.
    std::optional<Statement> firstWithin;
    std::optional<Statement> eventsBefore;
    std::optional<Statement> lastWithin;
    std::optional<Statement> eventsAfter;

    bool isCurrent() const { return connection && CaptureStamp::of(path) == files; }
    base::Result<void> connect();
    base::Result<void> ensureConnected();
    void disconnect();
    base::Result<qint64> integer(Statement &query);
    base::Result<qint64> edge(event::EventId end, Statement &inwards, Statement &outwards);
    base::Result<std::vector<event::StoredRequest>> read(event::EventId first, event::EventId last,
                                                         qint64 mostBytes);
};

void Reader::Private::disconnect()
{
    for (auto *statement :
         {&requests, &dataVersion, &firstWithin, &eventsBefore, &lastWithin, &eventsAfter})
        statement->reset();
    connection.reset();
}

base::Result<void> Reader::Private::connect()
{
    disconnect();
    auto opened = connectForReading(path);
    if (!opened)
        return opened.error();

    const std::pair<std::optional<Statement> &, QByteArrayView> statements[] = {
        {requests, kRequests},
        {dataVersion, "PRAGMA data_version"},
        {firstWithin, "SELECT request FROM events WHERE id >= ?1 ORDER BY id LIMIT 1"},
        {eventsBefore, "SELECT request, id FROM events WHERE id < ?1 ORDER BY id DESC"},
        {lastWithin, "SELECT request FROM events WHERE id <= ?1 ORDER BY id DESC LIMIT 1"},
        {eventsAfter, "SELECT request, id FROM events WHERE id > ?1 ORDER BY id"},
    };
    for (const auto &[statement, sql] : statements) {
        auto prepared = (*opened)->prepare(sql);
        if (!prepared) {
            disconnect();
            return prepared.error();
        }
        statement = std::move(*prepared);
    }
    connection = std::move(*opened);
    files = CaptureStamp::of(path);
    ++connections;
    return {};
}

/// What another program removed or replaced must not be read on: SQLite would mix the old log's
/// pages with the new one's.
base::Result<void> Reader::Private::ensureConnected()
{
    if (isCurrent())
        return {};
    return connect();
}

base::Result<qint64> Reader::Private::integer(Statement &query)
{
    const Running running(query);
    const auto hasRow = query.step();
    if (!hasRow)
        return hasRow.error();
    return *hasRow ? query.integer(0) : 0;
}

/// How far the request that the range ends with reaches beyond that end. A request's rows follow
/// one another, but some of them may have been deleted.
base::Result<qint64> Reader::Private::edge(event::EventId end, Statement &inwards,
                                           Statement &outwards)
{
    inwards.bind(1, end.value);
    const auto request = integer(inwards);
    if (!request || *request == 0)
        return request ? end.value : request;

    const Running running(outwards);
    outwards.bind(1, end.value);
    qint64 edge = end.value;
    for (;;) {
        const auto hasRow = outwards.step();
        if (!hasRow)
            return hasRow.error();
        if (!*hasRow || outwards.integer(0) != *request)
            return edge;
        edge = outwards.integer(1);
    }
}

base::Result<std::vector<event::StoredRequest>>
Reader::Private::read(event::EventId first, event::EventId last, qint64 mostBytes)
{
    auto transaction = Transaction::begin(*connection, Transaction::Kind::Read);
    if (!transaction)
        return transaction.error();
    const auto begin = edge(first, *firstWithin, *eventsBefore);
    if (!begin)
        return begin.error();
    const auto end = edge(last, *lastWithin, *eventsAfter);
    if (!end)
        return end.error();

    const Running running(*requests);
    requests->bind(1, *begin);
    requests->bind(2, *end);
    std::vector<event::StoredRequest> found;
    found.reserve(size_t(std::clamp<qint64>(*end - *begin + 1, 1, kMostReserved)));
    qint64 bytes = 0;
    RequestRows rows(*requests);
    for (;;) {
        const auto hasRow = requests->step();
        if (!hasRow)
            return hasRow.error();
        if (!*hasRow)
            return found;
        if (found.empty() || found.back().id.value != requests->integer(4)) {
            if (bytes > mostBytes)
                return found;
            found.push_back(rows.request());
            bytes += found.back().draft.request.body.size();
        }
        std::vector<event::DraftEvent> &events = found.back().draft.events;
        const qint64 place = requests->integer(0) - found.back().firstEvent.value;
        events.resize(size_t(std::max<qint64>(place, qint64(events.size()))), event::removedRow());
        events.push_back(rows.event());
    }
}

Reader::Reader()
    : d(std::make_unique<Private>())
{
}

Reader::~Reader()
{
    d->disconnect();
    removeEmptyLog(d->path);
}

base::Result<std::unique_ptr<Reader>> Reader::open(const QString &capturePath)
{
    const auto resolved = resolveCapturePath(capturePath, Code::FileUnreadable);
    if (!resolved)
        return resolved.error();

    std::unique_ptr<Reader> reader(new Reader);
    reader->d->path = *resolved;
    if (const auto done = reader->d->connect(); !done)
        return done.error();

    CaptureInfo &info = reader->d->info;
    info.path = capturePath;
    info.isInUse = CaptureLock::isHeld(*resolved);
    const auto newest = reader->newest();
    if (!newest)
        return newest.error();
    info.events = newest->value;
    const auto isOpen =
        reader->d->connection->integer("SELECT EXISTS (SELECT 1 FROM runs WHERE clean IS NULL)");
    if (!isOpen)
        return isOpen.error();
    info.wasUnclean = *isOpen != 0 && !info.isInUse;
    return reader;
}

const CaptureInfo &Reader::info() const
{
    return d->info;
}

base::Result<event::EventId> Reader::newest() const
{
    if (const auto ready = d->ensureConnected(); !ready)
        return ready.error();
    const auto newest = d->connection->integer("SELECT coalesce(max(id), 0) FROM events");
    if (!newest)
        return newest.error();
    return event::EventId{*newest};
}

base::Result<std::vector<event::StoredRequest>>
Reader::requests(event::EventId first, event::EventId last, qint64 mostBytes) const
{
    if (const auto ready = d->ensureConnected(); !ready)
        return ready.error();
    return d->read(first, last, mostBytes);
}

base::Result<event::StoredRequest> Reader::requestOf(event::EventId event) const
{
    auto found = requests(event, event);
    if (!found)
        return found.error();
    for (event::StoredRequest &request : *found) {
        const qint64 place = event.value - request.firstEvent.value;
        const std::vector<event::DraftEvent> &events = request.draft.events;
        if (place >= 0 && place < qint64(events.size()) && !event::isRemoved(events[size_t(place)]))
            return std::move(request);
    }
    return base::Error{Code::NotFound, {u"event %1"_s.arg(event.value)}};
}

base::Result<std::vector<event::Attempt>> Reader::attemptsOf(event::RequestId request) const
{
    if (const auto ready = d->ensureConnected(); !ready)
        return ready.error();
    auto query = d->connection->prepare(
        QByteArray(kAttempts.toByteArray() + " WHERE request = ?1 ORDER BY id"));
    if (!query)
        return query.error();
    query->bind(1, request.value);
    return readAll<event::Attempt>(*query, attemptOf);
}

base::Result<std::vector<event::Attempt>> Reader::attemptsAfter(event::AttemptId after) const
{
    if (const auto ready = d->ensureConnected(); !ready)
        return ready.error();
    auto query = d->connection->prepare(
        "SELECT id, request, status FROM attempts WHERE id > ?1 ORDER BY id");
    if (!query)
        return query.error();
    query->bind(1, after.value);
    return readAll<event::Attempt>(*query, [](const Statement &row) {
        event::Attempt attempt;
        attempt.id = {row.integer(0)};
        attempt.request = {row.integer(1)};
        attempt.status = int(row.integer(2));
        return attempt;
    });
}

base::Result<std::optional<KeptMedia>> Reader::media(const QString &url) const
{
    if (const auto ready = d->ensureConnected(); !ready)
        return ready.error();
    auto query =
        d->connection->prepare("SELECT url, fetched, type, head, body FROM media WHERE url = ?1");
    if (!query)
        return query.error();
    query->bind(1, url);
    const auto hasRow = query->step();
    if (!hasRow)
        return hasRow.error();
    if (!*hasRow)
        return std::optional<KeptMedia>();
    return std::optional(KeptMedia{query->text(0), fromStored(query->integer(1)), query->text(2),
                                   query->bytes(3), query->bytes(4)});
}

base::Result<Remarks> Reader::remarks() const
{
    if (const auto ready = d->ensureConnected(); !ready)
        return ready.error();
    auto transaction = Transaction::begin(*d->connection, Transaction::Kind::Read);
    if (!transaction)
        return transaction.error();
    Remarks remarks;
    const std::pair<std::vector<Remark> &, QByteArrayView> tables[] = {
        {remarks.notes, "SELECT event, written, text FROM notes ORDER BY event"},
        {remarks.marks, "SELECT event, marked, mark FROM marks ORDER BY event"},
    };
    for (const auto &[to, sql] : tables) {
        auto query = d->connection->prepare(sql);
        if (!query)
            return query.error();
        auto found = readAll<Remark>(*query, [](const Statement &row) {
            return Remark{{row.integer(0)}, fromStored(row.integer(1)), row.text(2)};
        });
        if (!found)
            return found.error();
        to = std::move(*found);
    }
    return remarks;
}

base::Result<QString> Reader::remarksStamp() const
{
    if (const auto ready = d->ensureConnected(); !ready)
        return ready.error();
    // One that is taken away changes the count, any other change the newest time.
    return d->connection->text(
        "SELECT (SELECT count(*) || ':' || coalesce(max(written), 0) FROM notes) || '/'"
        " || (SELECT count(*) || ':' || coalesce(max(marked), 0) FROM marks)");
}

base::Result<qint64> Reader::removals() const
{
    if (const auto ready = d->ensureConnected(); !ready)
        return ready.error();
    return d->connection->integer(
        "SELECT coalesce((SELECT CAST(value AS INTEGER) FROM meta WHERE name = 'removals'), 0)");
}

base::Result<std::vector<event::EventId>> Reader::eventsIn(event::EventId first,
                                                           event::EventId last) const
{
    if (const auto ready = d->ensureConnected(); !ready)
        return ready.error();
    auto query =
        d->connection->prepare("SELECT id FROM events WHERE id BETWEEN ?1 AND ?2 ORDER BY id");
    if (!query)
        return query.error();
    query->bind(1, first.value);
    query->bind(2, last.value);
    return readAll<event::EventId>(
        *query, [](const Statement &row) { return event::EventId{row.integer(0)}; });
}

base::Result<std::vector<Run>> Reader::runs() const
{
    if (const auto ready = d->ensureConnected(); !ready)
        return ready.error();
    auto query = d->connection->prepare(
        "SELECT id, via, started, ended, clean, program FROM runs ORDER BY id");
    if (!query)
        return query.error();
    return readAll<Run>(*query, [](const Statement &row) {
        return Run{{row.integer(0)},
                   event::Via(row.integer(1)),
                   fromStored(row.integer(2)),
                   fromStored(row.integer(3)),
                   !row.isNull(4) && row.integer(4) == 0,
                   row.text(5)};
    });
}

base::Result<std::vector<RecordingMark>> Reader::recordingMarks() const
{
    if (const auto ready = d->ensureConnected(); !ready)
        return ready.error();
    auto query = d->connection->prepare(
        "SELECT run, at, what, text, after_event FROM recording ORDER BY id");
    if (!query)
        return query.error();
    return readAll<RecordingMark>(*query, [](const Statement &row) {
        return RecordingMark{{row.integer(0)},
                             fromStored(row.integer(1)),
                             row.text(2),
                             row.text(3),
                             {row.integer(4)}};
    });
}

bool Reader::isCurrent() const
{
    return d->isCurrent();
}

base::Result<qint64> Reader::dataVersion() const
{
    if (const auto ready = d->ensureConnected(); !ready)
        return ready.error();
    const auto version = d->integer(*d->dataVersion);
    if (!version)
        return version;
    return (d->connections << 32) + *version;
}

} // namespace sendscope::store
