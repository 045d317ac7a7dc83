#include "app/store/schema.h"

#include "app/store/connection.h"

using namespace Qt::StringLiterals;

namespace sendscope::store {
namespace {

// These take effect only before the first table is made, and outside of a transaction.
constexpr char kBeforeTables[] = R"(
PRAGMA page_size = 8192;
PRAGMA auto_vacuum = INCREMENTAL;
)";

constexpr char kTables[] = R"(
CREATE TABLE meta (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE runs (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    via     INTEGER NOT NULL,           -- 0 listener, 1 import, 2 replay, 3 generate
    started INTEGER NOT NULL,           -- microseconds since 1970-01-01 UTC, like all times here
    ended   INTEGER,                    -- null: being recorded, or cut off and not yet looked at
    clean   INTEGER,                    -- 1: closed by itself, 0: cut off; then ended is its last sign of life
    program TEXT NOT NULL               -- who recorded it: "Sendscope 0.1.0"
);

CREATE TABLE requests (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    run            INTEGER NOT NULL REFERENCES runs (id),
    via            INTEGER NOT NULL,    -- as in runs
    arrived        INTEGER NOT NULL,    -- first byte read from the socket
    peer           TEXT NOT NULL,       -- "127.0.0.1:40312", or empty
    local          TEXT NOT NULL,       -- the address of ours it came to, or empty
    verdict        INTEGER NOT NULL,    -- 0 accepted, 1 malformed, 2 refused, 3 handshake
    status         INTEGER NOT NULL,    -- what was decided to answer; 0: nothing could be answered
    refusal        TEXT,                -- why it was refused or malformed: "bad-content-length"
    refusal_offset INTEGER,             -- byte; -1: unknown
    refusal_detail TEXT,
    head           BLOB NOT NULL,       -- request line and fields up to and with the empty line, as they came
    trailers       BLOB,                -- lines after the last chunk, as they came; null: none
    body           BLOB NOT NULL        -- the content, chunk framing taken off, content coding left on
);

CREATE TABLE events (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    request INTEGER NOT NULL REFERENCES requests (id),
    element INTEGER NOT NULL,           -- index in the body's array; 0 for a single object
    "begin" INTEGER NOT NULL,           -- first byte in the body, content coding taken off
    length  INTEGER NOT NULL            -- bytes; 0: the row has no element
);

CREATE TABLE outcomes (
    request       INTEGER PRIMARY KEY REFERENCES requests (id),
    at            INTEGER NOT NULL,     -- last byte of the answer left, or the peer was found gone
    status        INTEGER NOT NULL,     -- what was really answered; 0: nothing
    delivered     INTEGER NOT NULL,     -- 0: the peer was gone before the answer
    response_head BLOB,                 -- where the answer was a target's own
    response_body BLOB
);

CREATE TABLE attempts (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    request       INTEGER NOT NULL REFERENCES requests (id),
    run           INTEGER NOT NULL REFERENCES runs (id),
    started       INTEGER NOT NULL,
    took          INTEGER NOT NULL,     -- microseconds to the last byte of the answer, or to the error
    target        TEXT NOT NULL,        -- the whole URL
    sent_head     BLOB NOT NULL,        -- as it went out, secrets as '*'
    sent_body     BLOB,                 -- null: the request's own body, unchanged
    status        INTEGER NOT NULL,     -- what the target answered; 0: no answer
    response_head BLOB NOT NULL,
    response_body BLOB NOT NULL,        -- at most 1 MiB of it
    error         TEXT NOT NULL         -- empty where there was an answer
);
CREATE INDEX attempts_by_request ON attempts (request);

CREATE TABLE recording (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    run         INTEGER NOT NULL REFERENCES runs (id),
    at          INTEGER NOT NULL,
    what        TEXT NOT NULL,          -- "start", "stop", "sleep", "address", "marker" ...
    text        TEXT NOT NULL,
    after_event INTEGER NOT NULL        -- the newest event at that moment; 0: none yet
);

CREATE TABLE notes (
    event   INTEGER PRIMARY KEY REFERENCES events (id),
    written INTEGER NOT NULL,
    text    TEXT NOT NULL
);

CREATE TABLE marks (
    event  INTEGER PRIMARY KEY REFERENCES events (id),
    marked INTEGER NOT NULL,
    mark   TEXT NOT NULL
);

CREATE TABLE media (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    url     TEXT NOT NULL UNIQUE,       -- as the event spells it
    fetched INTEGER NOT NULL,
    type    TEXT NOT NULL,              -- what the bytes are, not what the server said
    head    BLOB NOT NULL,              -- the server's answer, secrets as '*'
    body    BLOB NOT NULL
);

CREATE TABLE replays (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    name     TEXT NOT NULL UNIQUE,
    created  INTEGER NOT NULL,
    settings TEXT NOT NULL              -- JSON; never a credential
);

CREATE VIEW event_view AS
WITH element AS (
    SELECT e.id, e.request, e.element, e.length, r.arrived, r.via, r.verdict, r.status, r.refusal,
           CAST(substr(r.body, e."begin" + 1, e.length) AS TEXT) AS payload
    FROM events e JOIN requests r ON r.id = e.request
), judged AS (
    SELECT *, CASE WHEN verdict = 0 AND length > 0 AND json_valid(payload) THEN payload END AS json
    FROM element
)
SELECT id, request, element,
       CASE verdict WHEN 1 THEN 'malformed' WHEN 2 THEN 'refused' WHEN 3 THEN 'handshake'
            ELSE CASE WHEN substr(payload, 1, 1) = '{' THEN 'event' ELSE 'other' END END AS kind,
       strftime('%Y-%m-%dT%H:%M:%S', arrived / 1000000, 'unixepoch')
           || printf('.%06dZ', arrived % 1000000) AS received,
       CASE via WHEN 0 THEN 'listener' WHEN 1 THEN 'import' WHEN 2 THEN 'replay' ELSE 'generate' END AS via,
       status, refusal,
       json_extract(json, '$.type') AS type,
       json_extract(json, '$.time') AS time,
       json_extract(json, '$.to') AS "to",
       json_extract(json, '$.description') AS description,
       json_extract(json, '$.errorCode') AS errorCode,
       json_extract(json, '$.carrierName') AS carrierName,
       json_extract(json, '$.message.id') AS "message.id",
       json_extract(json, '$.message.time') AS "message.time",
       json_extract(json, '$.message.direction') AS "message.direction",
       json_extract(json, '$.message.owner') AS "message.owner",
       json_extract(json, '$.message.from') AS "message.from",
       json_extract(json, '$.message.to') AS "message.to",
       json_extract(json, '$.message.text') AS "message.text",
       json_extract(json, '$.message.applicationId') AS "message.applicationId",
       json_extract(json, '$.message.segmentCount') AS "message.segmentCount",
       json_extract(json, '$.message.tag') AS "message.tag",
       json_extract(json, '$.message.media') AS "message.media",
       payload
FROM judged;
)";

} // namespace

base::Result<void> createSchema(Connection &connection)
{
    if (const auto done = connection.execute(kBeforeTables); !done)
        return done;

    auto transaction = Transaction::begin(connection, Transaction::Kind::Write);
    if (!transaction)
        return transaction.error();
    if (const auto done = connection.execute(kTables); !done)
        return done;
    const QByteArray marks = "PRAGMA application_id = " + QByteArray::number(kApplicationId)
        + "; PRAGMA user_version = " + QByteArray::number(kSchemaVersion);
    if (const auto done = connection.execute(marks); !done)
        return done;
    return transaction->commit();
}

base::Result<void> checkSchema(Connection &connection)
{
    const auto application = connection.integer("PRAGMA application_id");
    if (!application)
        return application.error();
    if (*application != kApplicationId)
        return base::Error{base::Error::Code::NotACapture, {connection.path()}};

    const auto version = connection.integer("PRAGMA user_version");
    if (!version)
        return version.error();
    if (*version < 1)
        return base::Error{base::Error::Code::NotACapture, {connection.path()}};
    if (*version > kSchemaVersion)
        return base::Error{base::Error::Code::NewerCapture,
                           {connection.path(), QString::number(*version)}};
    return {};
}

} // namespace sendscope::store
