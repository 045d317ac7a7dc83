#include "app/exchange/capturecopy.h"

#include "app/exchange/secrets.h"
#include "app/store/captureopening.h"
#include "app/store/reader.h"
#include "app/store/savecopy.h"

#include <QFile>

#include <vector>

using namespace Qt::StringLiterals;

namespace sendscope::exchange {
namespace {

/// A column of heads, and the one that names its row.
struct HeadColumn
{
    const char *table;
    const char *id;
    const char *column;
};

constexpr HeadColumn kHeads[] = {
    {"requests", "id", "head"},
    {"requests", "id", "trailers"},
    {"attempts", "id", "sent_head"},
    {"attempts", "id", "response_head"},
    {"outcomes", "request", "response_head"},
};

/// Rows that are looked at before those among them that need it are changed.
constexpr size_t kRowsAtOnce = 4'096;

/// A file that is gone when this is.
class Scratch
{
public:
    explicit Scratch(QString path)
        : m_path(std::move(path))
    {
    }
    ~Scratch()
    {
        for (const QString &part : {QString(), u"-wal"_s, u"-shm"_s})
            QFile::remove(m_path + part);
    }
    Q_DISABLE_COPY_MOVE(Scratch)

    const QString &path() const { return m_path; }

private:
    const QString m_path;
};

struct MaskedHead
{
    qint64 id = 0;
    QByteArray head;
};

QByteArray sql(const char *pattern, const HeadColumn &where)
{
    return QByteArray(pattern)
        .replace("TABLE", where.table)
        .replace("ID", where.id)
        .replace("COLUMN", where.column);
}

/// Reads on behind *last and keeps what has secrets. Returns how many rows were read.
base::Result<size_t> readSome(store::Statement &query, qint64 &last, std::vector<MaskedHead> &found)
{
    query.bind(1, last);
    query.bind(2, qint64(kRowsAtOnce));
    size_t rows = 0;
    for (;; ++rows) {
        const auto hasRow = query.step();
        if (!hasRow || !*hasRow) {
            query.reset();
            return hasRow ? base::Result<size_t>(rows) : hasRow.error();
        }
        last = query.integer(0);
        const QByteArray head = query.bytes(1);
        QByteArray masked = withoutSecrets(head);
        if (masked != head)
            found.push_back({last, std::move(masked)});
    }
}

base::Result<void> mask(store::Connection &connection, const HeadColumn &where,
                        const base::CancelToken &cancel)
{
    auto query = connection.prepare(
        sql("SELECT ID, COLUMN FROM TABLE WHERE ID > ?1 ORDER BY ID LIMIT ?2", where));
    if (!query)
        return query.error();
    auto update = connection.prepare(sql("UPDATE TABLE SET COLUMN = ?2 WHERE ID = ?1", where));
    if (!update)
        return update.error();
    qint64 last = 0;
    for (;;) {
        if (cancel.isCancelled())
            return base::Error{base::Error::Code::Cancelled, {}};
        std::vector<MaskedHead> found;
        const auto rows = readSome(*query, last, found);
        if (!rows)
            return rows.error();
        for (const MaskedHead &masked : found) {
            update->bind(1, masked.id);
            update->bindBorrowed(2, masked.head);
            if (const auto done = update->run(); !done)
                return done;
        }
        if (*rows < kRowsAtOnce)
            return {};
    }
}

base::Result<void> maskAll(const QString &path, const base::CancelToken &cancel)
{
    const auto connection = store::reconnectForWriting(path);
    if (!connection)
        return connection.error();
    auto transaction = store::Transaction::begin(**connection, store::Transaction::Kind::Write);
    if (!transaction)
        return transaction.error();
    for (const HeadColumn &where : kHeads) {
        if (const auto done = mask(**connection, where, cancel); !done)
            return done;
    }
    return transaction->commit();
}

} // namespace

base::Result<void> copyCapture(const QString &capture, const QString &target, bool withSecrets,
                               const base::CancelToken &cancel,
                               const std::vector<event::EventId> &without)
{
    // Goes last, and takes the empty log along that other readers leave beside a closed capture.
    const auto reader = store::Reader::open(capture);
    if (!reader)
        return reader.error();
    if (withSecrets)
        return store::saveCopy(capture, target, cancel, without);

    // Changed in a copy, which is then copied: pages that something was removed from stay behind.
    const Scratch scratch(target + u".unmasked"_s);
    if (const auto copied = store::saveCopy(capture, scratch.path(), cancel, without); !copied)
        return copied;
    if (const auto masked = maskAll(scratch.path(), cancel); !masked)
        return masked;
    return store::saveCopy(scratch.path(), target, cancel);
}

} // namespace sendscope::exchange
