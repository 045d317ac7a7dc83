#include "app/store/removal.h"

#include "app/store/connection.h"

namespace sendscope::store {
namespace {

constexpr char kListed[] = R"(
CREATE TEMP TABLE IF NOT EXISTS removed (event INTEGER PRIMARY KEY);
CREATE TEMP TABLE IF NOT EXISTS emptied (request INTEGER PRIMARY KEY, event INTEGER NOT NULL);
DELETE FROM removed;
DELETE FROM emptied;
)";

// The events of a request follow one another, so one that is left is a neighbour of those removed.
constexpr char kRemove[] = R"(
INSERT INTO emptied
    SELECT request, min(id) FROM events WHERE id IN (SELECT event FROM removed) GROUP BY request;
DELETE FROM notes WHERE event IN (SELECT event FROM removed);
DELETE FROM marks WHERE event IN (SELECT event FROM removed);
DELETE FROM events WHERE id IN (SELECT event FROM removed);
DELETE FROM emptied WHERE
    request = (SELECT e.request FROM events e WHERE e.id < emptied.event ORDER BY e.id DESC LIMIT 1)
    OR request = (SELECT e.request FROM events e WHERE e.id > emptied.event ORDER BY e.id LIMIT 1);
DELETE FROM outcomes WHERE request IN (SELECT request FROM emptied);
DELETE FROM attempts WHERE request IN (SELECT request FROM emptied);
DELETE FROM requests WHERE id IN (SELECT request FROM emptied);
INSERT INTO meta (name, value) VALUES ('removals', '1')
    ON CONFLICT (name) DO UPDATE SET value = value + 1;
)";

base::Result<void> list(Connection &connection, const std::vector<event::EventId> &events)
{
    if (const auto done = connection.execute(kListed); !done)
        return done;
    auto insert = connection.prepare("INSERT OR IGNORE INTO removed (event) VALUES (?1)");
    if (!insert)
        return insert.error();
    for (const event::EventId event : events) {
        insert->bind(1, event.value);
        if (const auto done = insert->run(); !done)
            return done;
    }
    return {};
}

} // namespace

base::Result<void> removeEvents(Connection &connection, const std::vector<event::EventId> &events)
{
    // What is deleted does not stay behind in pages that hold something else.
    if (const auto done = connection.execute("PRAGMA secure_delete = ON"); !done)
        return done;
    {
        auto transaction = Transaction::begin(connection, Transaction::Kind::Write);
        if (!transaction)
            return transaction.error();
        if (const auto done = list(connection, events); !done)
            return done;
        if (const auto done = connection.execute(kRemove); !done)
            return done;
        if (const auto done = transaction->commit(); !done)
            return done;
    }
    return connection.execute("PRAGMA incremental_vacuum");
}

} // namespace sendscope::store
