#include "app/store/connection.h"

#include "app/base/log.h"

#include <QFile>

#include <errno.h>
#include <sqlite3.h>
#include <string.h>

#include <utility>

using namespace Qt::StringLiterals;

namespace sendscope::store {
namespace {

/// The path as a URI, which is the only way to hand options to SQLite.
QByteArray uri(const QString &path, const QString &modeOf)
{
    QByteArray uri = "file:" + QFile::encodeName(path).toPercentEncoding("/");
    if (!modeOf.isEmpty())
        uri += "?modeof=" + QFile::encodeName(modeOf).toPercentEncoding("/");
    return uri;
}

int flags(Connection::Mode mode)
{
    switch (mode) {
    case Connection::Mode::Read:
        return SQLITE_OPEN_READONLY;
    case Connection::Mode::Write:
        return SQLITE_OPEN_READWRITE;
    case Connection::Mode::Create:
        return SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    }
    return SQLITE_OPEN_READONLY;
}

/// The system's reason where there is one: SQLite's own "disk I/O error" helps nobody.
QString reason(sqlite3 *database)
{
    const int code = sqlite3_errcode(database);
    if (code == SQLITE_BUSY || code == SQLITE_LOCKED)
        return u"another program holds it locked"_s;
    const int systemError = sqlite3_system_errno(database);
    if ((code == SQLITE_IOERR || code == SQLITE_CANTOPEN) && systemError != 0)
        return QString::fromLocal8Bit(strerror(systemError));
    return QString::fromUtf8(sqlite3_errmsg(database));
}

bool isDiskFull(sqlite3 *database)
{
    const int code = sqlite3_errcode(database);
    const int systemError = sqlite3_system_errno(database);
    return code == SQLITE_FULL
        || (code == SQLITE_IOERR && (systemError == ENOSPC || systemError == EDQUOT));
}

} // namespace

Statement::Statement(const Connection *connection, sqlite3_stmt *statement)
    : m_connection(connection)
    , m_statement(statement)
{
}

Statement::Statement(Statement &&other) noexcept
    : m_connection(other.m_connection)
    , m_statement(std::exchange(other.m_statement, nullptr))
{
}

Statement &Statement::operator=(Statement &&other) noexcept
{
    std::swap(m_connection, other.m_connection);
    std::swap(m_statement, other.m_statement);
    return *this;
}

Statement::~Statement()
{
    sqlite3_finalize(m_statement);
}

void Statement::bind(int parameter, qint64 value)
{
    sqlite3_bind_int64(m_statement, parameter, value);
}

void Statement::bind(int parameter, const QString &text)
{
    const QByteArray utf8 = text.toUtf8();
    sqlite3_bind_text64(m_statement, parameter, utf8.constData(), sqlite3_uint64(utf8.size()),
                        SQLITE_TRANSIENT, SQLITE_UTF8);
}

void Statement::bindBorrowed(int parameter, const QByteArray &bytes)
{
    // QByteArray's constData() is never null, so that this is never bound as NULL.
    sqlite3_bind_blob64(m_statement, parameter, bytes.constData(), sqlite3_uint64(bytes.size()),
                        SQLITE_STATIC);
}

void Statement::bindNull(int parameter)
{
    sqlite3_bind_null(m_statement, parameter);
}

base::Result<bool> Statement::step()
{
    switch (sqlite3_step(m_statement)) {
    case SQLITE_ROW:
        return true;
    case SQLITE_DONE:
        return false;
    default:
        return m_connection->error();
    }
}

void Statement::reset()
{
    sqlite3_reset(m_statement);
}

base::Result<void> Statement::run()
{
    int code = SQLITE_ROW;
    while (code == SQLITE_ROW)
        code = sqlite3_step(m_statement);
    if (code == SQLITE_DONE) {
        reset();
        return {};
    }
    const base::Error error = m_connection->error();
    reset();
    return error;
}

bool Statement::isNull(int column) const
{
    return sqlite3_column_type(m_statement, column) == SQLITE_NULL;
}

qint64 Statement::integer(int column) const
{
    return sqlite3_column_int64(m_statement, column);
}

QString Statement::text(int column) const
{
    return QString::fromUtf8(borrowedBytes(column));
}

QByteArray Statement::bytes(int column) const
{
    if (isNull(column))
        return {};
    const QByteArrayView bytes = borrowedBytes(column);
    return bytes.isEmpty() ? QByteArray("") : bytes.toByteArray();
}

QByteArrayView Statement::borrowedBytes(int column) const
{
    // The pointer first: asking for it may convert the value, which changes the length.
    const void *data = sqlite3_column_blob(m_statement, column);
    return {static_cast<const char *>(data), sqlite3_column_bytes(m_statement, column)};
}

Connection::Connection(QString path, Mode mode)
    : m_path(std::move(path))
    , m_mode(mode)
{
}

base::Result<std::unique_ptr<Connection>> Connection::open(const QString &path, Mode mode,
                                                           const QString &modeOf)
{
    std::unique_ptr<Connection> connection(new Connection(path, mode));
    const int code = sqlite3_open_v2(uri(path, modeOf).constData(), &connection->m_database,
                                     flags(mode) | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, nullptr);
    if (code != SQLITE_OK)
        return connection->error();
    sqlite3_busy_timeout(connection->m_database, 500);
    return connection;
}

Connection::~Connection()
{
    // Statements are members of those who own the connection and go before it, so this cannot be
    // busy.
    if (sqlite3_close(m_database) != SQLITE_OK)
        qCCritical(base::logStore) << "A connection was closed with statements open:" << m_path;
}

base::Result<void> Connection::execute(const QByteArray &sql)
{
    if (sqlite3_exec(m_database, sql.constData(), nullptr, nullptr, nullptr) != SQLITE_OK)
        return error();
    return {};
}

base::Result<Statement> Connection::prepare(QByteArrayView sql)
{
    sqlite3_stmt *statement = nullptr;
    if (sqlite3_prepare_v3(m_database, sql.constData(), int(sql.size()), SQLITE_PREPARE_PERSISTENT,
                           &statement, nullptr)
        != SQLITE_OK)
        return error();
    return Statement(this, statement);
}

base::Result<Statement> Connection::firstRow(QByteArrayView sql)
{
    auto statement = prepare(sql);
    if (!statement)
        return statement;
    const auto hasRow = statement->step();
    if (!hasRow)
        return hasRow.error();
    if (!*hasRow)
        return base::Error{base::Error::Code::NotFound, {m_path}};
    return statement;
}

base::Result<qint64> Connection::integer(QByteArrayView sql)
{
    const auto row = firstRow(sql);
    if (!row)
        return row.error();
    return row->integer(0);
}

base::Result<QString> Connection::text(QByteArrayView sql)
{
    const auto row = firstRow(sql);
    if (!row)
        return row.error();
    return row->text(0);
}

base::Result<void> Connection::checkpoint(Checkpoint checkpoint)
{
    const int mode =
        checkpoint == Checkpoint::Whole ? SQLITE_CHECKPOINT_TRUNCATE : SQLITE_CHECKPOINT_PASSIVE;
    const int code = sqlite3_wal_checkpoint_v2(m_database, "main", mode, nullptr, nullptr);
    if (code == SQLITE_OK || (code == SQLITE_BUSY && checkpoint == Checkpoint::Passive))
        return {};
    return error();
}

qint64 Connection::lastRowId() const
{
    return sqlite3_last_insert_rowid(m_database);
}

bool Connection::isAutoCommit() const
{
    return sqlite3_get_autocommit(m_database) != 0;
}

bool Connection::isReadOnly() const
{
    return sqlite3_db_readonly(m_database, "main") == 1;
}

void Connection::stopWhenCancelled(const base::CancelToken &cancel)
{
    constexpr int kInstructionsBetween = 10'000; // Of SQLite's machine: well under a millisecond.
    m_cancel = cancel;
    const auto isCancelled = [](void *token) {
        return static_cast<const base::CancelToken *>(token)->isCancelled() ? 1 : 0;
    };
    sqlite3_progress_handler(m_database, kInstructionsBetween, isCancelled, &m_cancel);
}

void Connection::leaveLog()
{
    sqlite3_db_config(m_database, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
}

base::Error Connection::error() const
{
    using Code = base::Error::Code;

    if (isDiskFull(m_database))
        return {Code::DiskFull, {m_path}};
    switch (sqlite3_errcode(m_database)) {
    case SQLITE_NOTADB:
        return {Code::NotACapture, {m_path}};
    case SQLITE_CORRUPT:
        return {Code::CaptureCorrupt, {m_path, reason(m_database)}};
    case SQLITE_READONLY:
    case SQLITE_PERM:
        if (m_mode != Mode::Read)
            return {Code::CaptureReadOnly, {m_path}};
        break;
    default:
        break;
    }
    return {m_mode == Mode::Read ? Code::FileUnreadable : Code::StorageFailed,
            {m_path, reason(m_database)}};
}

bool Connection::isBusy() const
{
    const int code = sqlite3_errcode(m_database);
    return code == SQLITE_BUSY || code == SQLITE_LOCKED;
}

Transaction::Transaction(Connection &connection)
    : m_connection(&connection)
{
}

Transaction::Transaction(Transaction &&other) noexcept
    : m_connection(std::exchange(other.m_connection, nullptr))
{
}

Transaction::~Transaction()
{
    if (!m_connection || m_connection->isAutoCommit())
        return;
    if (const auto done = m_connection->execute("ROLLBACK"_ba); !done)
        qCWarning(base::logStore) << "Rolling back failed:" << base::sentence(done.error());
}

base::Result<Transaction> Transaction::begin(Connection &connection, Kind kind)
{
    const auto begun = connection.execute(kind == Kind::Write ? "BEGIN IMMEDIATE"_ba : "BEGIN"_ba);
    if (!begun)
        return begun.error();
    return Transaction(connection);
}

base::Result<void> Transaction::commit()
{
    const auto done = m_connection->execute("COMMIT"_ba);
    if (done)
        m_connection = nullptr;
    return done;
}

} // namespace sendscope::store
