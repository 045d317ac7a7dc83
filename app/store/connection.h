#pragma once

#include "app/base/canceltoken.h"
#include "app/base/result.h"

#include <QByteArray>
#include <QString>

#include <memory>

struct sqlite3;
struct sqlite3_stmt;

namespace sendscope::store {

class Connection;

/// A prepared statement. Parameters count from 1, columns from 0, as in SQLite.
///
/// Thread: its connection's. The connection outlives it.
class Statement
{
public:
    Statement() = default;
    Statement(Statement &&other) noexcept;
    Statement &operator=(Statement &&other) noexcept;
    ~Statement();

    void bind(int parameter, qint64 value);
    void bind(int parameter, const QString &text); ///< Copied. A null or empty text is bound as ''.

    /// Bound as a blob and borrowed: the bytes must live until reset(). Null bytes are a blob of
    /// length 0.
    void bindBorrowed(int parameter, const QByteArray &bytes);
    void bindNull(int parameter);

    /// True: there is a row. False: done.
    base::Result<bool> step();

    /// Makes it ready to be run again. Bound values stay.
    void reset();

    /// Steps to the end, passing over rows, and resets.
    base::Result<void> run();

    bool isNull(int column) const;
    qint64 integer(int column) const;
    QString text(int column) const;

    QByteArray bytes(int column) const;             ///< A copy. Null for NULL, else not null.
    QByteArrayView borrowedBytes(int column) const; ///< Good until the next step() or reset().

private:
    friend class Connection;
    Statement(const Connection *connection, sqlite3_stmt *statement);

    const Connection *m_connection = nullptr;
    sqlite3_stmt *m_statement = nullptr;
};

/// One connection to one SQLite file. Everything that touches a capture's content goes through one.
///
/// Thread: the one that opened it.
class Connection
{
public:
    enum class Mode {
        Read,   ///< Never writes into the file.
        Write,  ///< The file must be there.
        Create, ///< Made if it is missing.
    };

    /// Opens the file. It is read only when the first statement runs, so a file that is no database
    /// opens.
    ///
    /// `modeOf` names a file whose permissions a new file takes; only for Create.
    ///
    /// Errors: as error().
    static base::Result<std::unique_ptr<Connection>> open(const QString &path, Mode mode,
                                                          const QString &modeOf = {});

    /// Closes. The last connection to a file moves the log into it, unless leaveLog() was called.
    ~Connection();

    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;

    const QString &path() const { return m_path; }

    /// Runs one or several statements and drops their rows.
    base::Result<void> execute(const QByteArray &sql);

    base::Result<Statement> prepare(QByteArrayView sql);

    /// The first column of the first row, as an integer or a text. NotFound: there is no row.
    base::Result<qint64> integer(QByteArrayView sql);
    base::Result<QString> text(QByteArrayView sql);

    enum class Checkpoint {
        Passive, ///< As much of the log as disturbs nobody.
        Whole,   ///< All of it, and the log begun anew. An error where a reader holds it up.
    };

    /// Moves the log into the file.
    base::Result<void> checkpoint(Checkpoint checkpoint);

    qint64 lastRowId() const;

    /// No transaction is open.
    bool isAutoCommit() const;

    /// SQLite could open the file only for reading.
    bool isReadOnly() const;

    /// From now on a statement ends with an error soon after \p cancel says so.
    void stopWhenCancelled(const base::CancelToken &cancel);

    /// Closing leaves the log where it is: for a file that others changed in a way we cannot know.
    void leaveLog();

    /// What the last call that failed said. NotACapture (no database at all), CaptureCorrupt,
    /// DiskFull, CaptureReadOnly; else FileUnreadable for a connection that reads, StorageFailed
    /// for one that writes.
    base::Error error() const;

    /// The last failure was that another program held a lock for too long; trying again is safe.
    bool isBusy() const;

private:
    Connection(QString path, Mode mode);

    /// A statement that stands on the query's first row. NotFound: there is none.
    base::Result<Statement> firstRow(QByteArrayView sql);

    const QString m_path;
    const Mode m_mode;
    base::CancelToken m_cancel;
    sqlite3 *m_database = nullptr;
};

/// A transaction that is rolled back unless it was committed.
class Transaction
{
public:
    enum class Kind {
        Read,  ///< One state of the capture for all statements in it.
        Write, ///< Takes the one write lock at once.
    };

    static base::Result<Transaction> begin(Connection &connection, Kind kind);
    Transaction(Transaction &&other) noexcept;
    Transaction &operator=(Transaction &&) = delete;
    ~Transaction();

    base::Result<void> commit();

private:
    explicit Transaction(Connection &connection);

    Connection *m_connection; ///< Null when done.
};

} // namespace sendscope::store
