#include "app/store/remarks.h"

#include "app/store/capturefile.h"
#include "app/store/captureopening.h"
#include "app/store/storedtime.h"

namespace sendscope::store {
namespace {

base::Result<void> put(Connection &connection, QByteArrayView insertSql, QByteArrayView removeSql,
                       const std::vector<Remark> &remarks)
{
    auto insert = connection.prepare(insertSql);
    if (!insert)
        return insert.error();
    auto remove = connection.prepare(removeSql);
    if (!remove)
        return remove.error();
    for (const Remark &remark : remarks) {
        Statement &statement = remark.text.isEmpty() ? *remove : *insert;
        statement.bind(1, remark.event.value);
        if (!remark.text.isEmpty()) {
            statement.bind(2, toStored(remark.at));
            statement.bind(3, remark.text);
        }
        if (const auto done = statement.run(); !done)
            return done;
    }
    return {};
}

} // namespace

base::Result<void> insertRemarks(Connection &connection, const Remarks &remarks)
{
    if (const auto done = put(connection,
                              "INSERT OR REPLACE INTO notes (event, written, text)"
                              " VALUES (?1, ?2, ?3)",
                              "DELETE FROM notes WHERE event = ?1", remarks.notes);
        !done)
        return done;
    return put(connection, "INSERT OR REPLACE INTO marks (event, marked, mark) VALUES (?1, ?2, ?3)",
               "DELETE FROM marks WHERE event = ?1", remarks.marks);
}

base::Result<void> addRemarks(const QString &capturePath, const Remarks &remarks)
{
    if (remarks.isEmpty())
        return {};
    const auto path = resolveCapturePath(capturePath, base::Error::Code::FileUnwritable);
    if (!path)
        return path.error();
    if (FileStamp::of(*path).isNull())
        return base::Error{base::Error::Code::NotFound, {capturePath}};
    const auto connection = reconnectForWriting(*path);
    if (!connection)
        return connection.error();
    auto transaction = Transaction::begin(**connection, Transaction::Kind::Write);
    if (!transaction)
        return transaction.error();
    if (const auto done = insertRemarks(**connection, remarks); !done)
        return done;
    return transaction->commit();
}

} // namespace sendscope::store
