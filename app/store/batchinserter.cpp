#include "app/store/batchinserter.h"

#include "app/event/refusal.h"
#include "app/store/storedtime.h"

using namespace Qt::StringLiterals;

namespace sendscope::store {

BatchInserter::BatchInserter(Connection &connection)
    : m_connection(&connection)
{
}

base::Result<BatchInserter> BatchInserter::prepare(Connection &connection)
{
    BatchInserter inserter(connection);
    const std::pair<Statement &, QByteArrayView> statements[] = {
        {inserter.m_request,
         "INSERT INTO requests (run, via, arrived, peer, local, verdict, status, refusal,"
         " refusal_offset, refusal_detail, head, trailers, body)"
         " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)"},
        {inserter.m_event,
         "INSERT INTO events (request, element, \"begin\", length) VALUES (?1, ?2, ?3, ?4)"},
        {inserter.m_outcome,
         "INSERT OR REPLACE INTO outcomes (request, at, status, delivered) VALUES (?1, ?2, ?3, "
         "?4)"},
        {inserter.m_attempt,
         "INSERT INTO attempts (request, run, started, took, target, sent_head, sent_body, status,"
         " response_head, response_body, error)"
         " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)"},
        {inserter.m_fact,
         "INSERT INTO recording (run, at, what, text, after_event)"
         " VALUES (?1, ?2, ?3, ?4, (SELECT coalesce(max(id), 0) FROM events))"},
        {inserter.m_media,
         "INSERT OR IGNORE INTO media (url, fetched, type, head, body)"
         " VALUES (?1, ?2, ?3, ?4, ?5)"},
    };
    for (const auto &[statement, sql] : statements) {
        auto prepared = connection.prepare(sql);
        if (!prepared)
            return prepared.error();
        statement = std::move(*prepared);
    }
    return inserter;
}

base::Result<void> BatchInserter::closeCutOffRuns()
{
    // What was cut off ended, as far as anybody knows, with its last request.
    return m_connection->execute("UPDATE runs SET clean = 0, ended = max(started, coalesce("
                                 "(SELECT CASE WHEN run = runs.id THEN arrived END FROM requests "
                                 "ORDER BY id DESC LIMIT 1), 0))"
                                 " WHERE clean IS NULL"_ba);
}

base::Result<event::RunId> BatchInserter::beginRun(event::Via via, base::UtcTime now)
{
    auto begin =
        m_connection->prepare("INSERT INTO runs (via, started, program) VALUES (?1, ?2, ?3)");
    if (!begin)
        return begin.error();
    begin->bind(1, qint64(via));
    begin->bind(2, toStored(now));
    begin->bind(3, u"Sendscope "_s + QStringLiteral(SENDSCOPE_VERSION));
    if (const auto done = begin->run(); !done)
        return done.error();
    return event::RunId{m_connection->lastRowId()};
}

base::Result<void> BatchInserter::endRuns(base::UtcTime now)
{
    auto end = m_connection->prepare("UPDATE runs SET clean = 1, ended = ?1 WHERE clean IS NULL");
    if (!end)
        return end.error();
    end->bind(1, toStored(now));
    return end->run();
}

base::Result<event::StoredBatch> BatchInserter::insert(RunBook &runs, event::DraftBatch batch,
                                                       base::UtcTime now)
{
    event::StoredBatch stored;
    stored.source = batch.source;
    stored.requests.reserve(batch.requests.size());
    for (event::DraftRequest &draft : batch.requests) {
        const auto run = runs.runOf(draft, *this, now);
        if (!run)
            return run.error();
        auto request = insert(*run, std::move(draft));
        if (!request)
            return request.error();
        stored.requests.push_back(std::move(*request));
    }
    for (const event::Outcome &outcome : batch.outcomes) {
        if (const auto done = insert(outcome); !done)
            return done.error();
    }
    for (event::Attempt &attempt : batch.attempts) {
        const auto run = runs.own(*this, now);
        if (!run)
            return run.error();
        if (const auto done = insert(*run, attempt); !done)
            return done.error();
    }
    stored.outcomes = std::move(batch.outcomes);
    stored.attempts = std::move(batch.attempts);
    return stored;
}

base::Result<event::StoredRequest> BatchInserter::insert(event::RunId run,
                                                         event::DraftRequest draft)
{
    const event::Request &request = draft.request;
    m_request.bind(1, run.value);
    m_request.bind(2, qint64(request.via));
    m_request.bind(3, toStored(request.arrived));
    m_request.bind(4, request.peer);
    m_request.bind(5, request.local);
    m_request.bind(6, qint64(request.verdict));
    m_request.bind(7, request.status);
    if (request.refusal) {
        m_request.bind(8, QString::fromLatin1(event::name(request.refusal->reason)));
        m_request.bind(9, request.refusal->offset);
        m_request.bind(10, request.refusal->detail);
    } else {
        m_request.bindNull(8);
        m_request.bindNull(9);
        m_request.bindNull(10);
    }
    m_request.bindBorrowed(11, request.head);
    if (request.trailers.isEmpty())
        m_request.bindNull(12);
    else
        m_request.bindBorrowed(12, request.trailers);
    m_request.bindBorrowed(13, request.body);
    if (const auto done = m_request.run(); !done)
        return done.error();

    event::StoredRequest stored;
    stored.id = {m_connection->lastRowId()};
    stored.run = run;
    for (const event::DraftEvent &row : draft.events) {
        m_event.bind(1, stored.id.value);
        m_event.bind(2, qint64(row.element));
        m_event.bind(3, row.begin);
        m_event.bind(4, row.length);
        if (const auto done = m_event.run(); !done)
            return done.error();
        if (stored.firstEvent.isNull())
            stored.firstEvent = {m_connection->lastRowId()};
    }
    stored.draft = std::move(draft);
    return stored;
}

base::Result<void> BatchInserter::insert(const event::Outcome &outcome)
{
    m_outcome.bind(1, outcome.request.value);
    m_outcome.bind(2, toStored(outcome.at));
    m_outcome.bind(3, qint64(outcome.status));
    m_outcome.bind(4, qint64(outcome.isDelivered));
    return m_outcome.run();
}

base::Result<void> BatchInserter::insert(event::RunId run, event::Attempt &attempt)
{
    m_attempt.bind(1, attempt.request.value);
    m_attempt.bind(2, run.value);
    m_attempt.bind(3, toStored(attempt.started));
    m_attempt.bind(4, qint64(attempt.took.count()));
    m_attempt.bind(5, attempt.target);
    m_attempt.bindBorrowed(6, attempt.sentHead);
    if (attempt.sentBody.isNull())
        m_attempt.bindNull(7);
    else
        m_attempt.bindBorrowed(7, attempt.sentBody);
    m_attempt.bind(8, qint64(attempt.status));
    m_attempt.bindBorrowed(9, attempt.responseHead);
    m_attempt.bindBorrowed(10, attempt.responseBody);
    m_attempt.bind(11, attempt.error);
    if (const auto done = m_attempt.run(); !done)
        return done;
    attempt.id = {m_connection->lastRowId()};
    return {};
}

base::Result<void> BatchInserter::insert(event::RunId run, const RecordingFact &fact)
{
    m_fact.bind(1, run.value);
    m_fact.bind(2, toStored(fact.at));
    m_fact.bind(3, fact.what);
    m_fact.bind(4, fact.text);
    return m_fact.run();
}

base::Result<void> BatchInserter::insert(const KeptMedia &media)
{
    m_media.bind(1, media.url);
    m_media.bind(2, toStored(media.fetched));
    m_media.bind(3, media.type);
    m_media.bindBorrowed(4, media.head);
    m_media.bindBorrowed(5, media.body);
    return m_media.run();
}

} // namespace sendscope::store
