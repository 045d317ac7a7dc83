#include "app/store/addendareader.h"

#include "app/store/attemptrow.h"
#include "app/store/captureopening.h"

namespace sendscope::store {
namespace {

Remark remarkOf(const Statement &row)
{
    return {{row.integer(0)}, fromStored(row.integer(1)), row.text(2)};
}

/// Runs a query over a range of ids and resets it, so that it holds no read transaction open.
template <typename Value, typename Make>
base::Result<void> read(Statement &query, qint64 first, qint64 last, std::vector<Value> &to,
                        Make make)
{
    query.bind(1, first);
    query.bind(2, last);
    base::Result<void> done;
    for (;;) {
        const auto hasRow = query.step();
        if (!hasRow) {
            done = hasRow.error();
            break;
        }
        if (!*hasRow)
            break;
        to.push_back(make(query));
    }
    query.reset();
    return done;
}

} // namespace

struct AddendaReader::Private
{
    std::unique_ptr<Connection> connection;
    Statement attempts; ///< They go before their connection.
    Statement notes;
    Statement marks;
};

AddendaReader::AddendaReader()
    : d(std::make_unique<Private>())
{
}

AddendaReader::~AddendaReader() = default;

base::Result<std::unique_ptr<AddendaReader>> AddendaReader::open(const QString &capturePath)
{
    auto connection = connectForReading(capturePath);
    if (!connection)
        return connection.error();
    std::unique_ptr<AddendaReader> reader(new AddendaReader);
    reader->d->connection = std::move(*connection);
    const QByteArray attempts =
        kAttempts.toByteArray() + " WHERE request BETWEEN ?1 AND ?2 ORDER BY request, id";
    const std::pair<Statement &, QByteArrayView> statements[] = {
        {reader->d->attempts, attempts},
        {reader->d->notes,
         "SELECT event, written, text FROM notes WHERE event BETWEEN ?1 AND ?2 ORDER BY event"},
        {reader->d->marks,
         "SELECT event, marked, mark FROM marks WHERE event BETWEEN ?1 AND ?2 ORDER BY event"},
    };
    for (const auto &[statement, sql] : statements) {
        auto prepared = reader->d->connection->prepare(sql);
        if (!prepared)
            return prepared.error();
        statement = std::move(*prepared);
    }
    return reader;
}

base::Result<Addenda> AddendaReader::of(const std::vector<event::StoredRequest> &requests)
{
    Q_ASSERT(!requests.empty());
    const event::StoredRequest &last = requests.back();
    const qint64 firstEvent = requests.front().firstEvent.value;
    const qint64 lastEvent = last.firstEvent.value + qint64(last.draft.events.size()) - 1;

    Addenda addenda;
    if (const auto done = read(d->attempts, requests.front().id.value, last.id.value,
                               addenda.attempts, attemptOf);
        !done)
        return done.error();
    if (const auto done = read(d->notes, firstEvent, lastEvent, addenda.remarks.notes, remarkOf);
        !done)
        return done.error();
    if (const auto done = read(d->marks, firstEvent, lastEvent, addenda.remarks.marks, remarkOf);
        !done)
        return done.error();
    return addenda;
}

} // namespace sendscope::store
