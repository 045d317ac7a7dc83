#include "app/store/captureopening.h"

#include "app/base/log.h"
#include "app/store/capturefile.h"
#include "app/store/schema.h"

#include <QFile>

#include <errno.h>
#include <stdio.h>
#include <string.h>

using namespace Qt::StringLiterals;

namespace sendscope::store {
namespace {

using Code = base::Error::Code;

// Checking reads the whole file. Beyond this size the start would take too long, and SQLite's own
// recovery of the log is what keeps the capture whole anyway.
constexpr qint64 kMaxCheckedBytes = 256 * 1024 * 1024;

bool isDamage(const base::Error &error)
{
    return error.code == Code::CaptureCorrupt || error.code == Code::NotACapture;
}

/// What a durable commit rests on, read back, as SQLite takes settings it cannot keep without a
/// word.
base::Result<void> makeDurable(Connection &connection)
{
    const auto journal = connection.text("PRAGMA journal_mode = WAL");
    if (!journal)
        return journal.error();
    if (*journal != u"wal")
        return base::Error{Code::StorageFailed,
                           {connection.path(), u"its file system cannot hold a log beside it"_s}};

    if (const auto done = connection.execute("PRAGMA synchronous = FULL"_ba); !done)
        return done;
    const auto synchronous = connection.integer("PRAGMA synchronous");
    if (!synchronous)
        return synchronous.error();
    if (*synchronous != 2)
        return base::Error{Code::StorageFailed,
                           {connection.path(), u"SQLite does not wait for the disk here"_s}};

    // 4,000 pages are 32 MiB of log: seldom enough to cost little, small enough to be moved in a
    // blink.
    return connection.execute("PRAGMA wal_autocheckpoint = 4000;"
                              "PRAGMA journal_size_limit = 67108864;"
                              "PRAGMA cache_size = -16384"_ba);
}

void removeDraft(const QString &draft)
{
    for (const QString &part : {QString(), u"-journal"_s, u"-wal"_s, u"-shm"_s})
        remove(QFile::encodeName(draft + part).constData());
}

base::Result<void> createDraft(const QString &draft, const CaptureLock &lock)
{
    auto connection = Connection::open(draft, Connection::Mode::Create, lock.path());
    if (!connection)
        return connection.error();
    if (const auto done = createSchema(**connection); !done)
        return done;
    return makeDurable(**connection);
}

/// Makes a whole new capture under another name and moves it into place, so that no half one ever
/// stands there. The lock is held, so nobody else makes one.
base::Result<void> create(const QString &path, const CaptureLock &lock)
{
    // SQLite would take the log of a capture that is gone for the new one's and play it into it.
    if (captureFileBytes(path + u"-wal"_s) > 0) {
        const auto moved = moveCaptureAside(path);
        if (!moved)
            return moved.error();
        qCWarning(base::logStore) << "The log of a capture that is gone was moved to"
                                  << *moved + u"-wal"_s;
    }

    const QString draft = path + u".new"_s;
    removeDraft(draft);
    if (const auto made = createDraft(draft, lock); !made) {
        removeDraft(draft);
        base::Error error = made.error();
        error.args[0] = path;
        return error;
    }
    if (rename(QFile::encodeName(draft).constData(), QFile::encodeName(path).constData()) != 0)
        return base::Error{Code::FileUnwritable, {path, QString::fromLocal8Bit(strerror(errno))}};
    return {};
}

/// The last recorder did not say that it ended. As we hold the lock, it does not live any more.
base::Result<bool> wasCutOff(Connection &connection)
{
    const auto open = connection.integer("SELECT EXISTS (SELECT 1 FROM runs WHERE clean IS NULL)");
    if (!open)
        return open.error();
    return *open != 0;
}

base::Result<void> checkContent(Connection &connection)
{
    if (captureFileBytes(connection.path()) > kMaxCheckedBytes)
        return {};
    const auto found = connection.text("PRAGMA quick_check(1)");
    if (!found)
        return found.error();
    if (*found != u"ok")
        return base::Error{Code::CaptureCorrupt, {connection.path(), *found}};
    return {};
}

base::Result<std::unique_ptr<Connection>> openAndCheck(const QString &path, CaptureInfo &info)
{
    auto connection = reconnectForWriting(path);
    if (!connection)
        return connection;

    // Should it turn out damaged, closing must not carry the log into it.
    const auto damaged = [&connection](const base::Error &error) {
        (*connection)->leaveLog();
        return error;
    };
    const auto isCutOff = wasCutOff(**connection);
    if (!isCutOff)
        return damaged(isCutOff.error());
    if (*isCutOff) {
        info.wasUnclean = true;
        if (const auto checked = checkContent(**connection); !checked)
            return damaged(checked.error());
    }
    const auto events = (*connection)->integer("SELECT coalesce(max(id), 0) FROM events");
    if (!events)
        return damaged(events.error());
    info.events = *events;
    return connection;
}

} // namespace

base::Result<std::unique_ptr<Connection>> reconnectForWriting(const QString &path)
{
    auto connection = Connection::open(path, Connection::Mode::Write);
    if (!connection)
        return connection;
    if ((*connection)->isReadOnly())
        return base::Error{Code::CaptureReadOnly, {path}};
    if (const auto known = checkSchema(**connection); !known) {
        (*connection)->leaveLog();
        return known.error();
    }
    if (const auto done = makeDurable(**connection); !done)
        return done.error();
    return connection;
}

base::Result<WritableCapture> openForWriting(const QString &path, IfDamaged ifDamaged)
{
    const auto resolved = resolveCapturePath(path, Code::FileUnwritable);
    if (!resolved)
        return resolved.error();
    if (const auto made = makeCaptureFolder(*resolved); !made)
        return made.error();

    // Judged by a connection that cannot write, before anything is put beside it.
    if (captureFileBytes(*resolved) > 0) {
        const auto judged = connectForReading(*resolved);
        if (!judged
            && (judged.error().code == Code::NewerCapture
                || (isDamage(judged.error()) && ifDamaged == IfDamaged::Refuse)))
            return judged.error();
    }

    WritableCapture capture;
    capture.path = *resolved;
    capture.info.path = path;
    capture.info.isWritable = true;
    auto lock = CaptureLock::take(*resolved);
    if (!lock)
        return lock.error();
    capture.lock = std::move(*lock);

    for (;;) {
        if (captureFileBytes(*resolved) == 0) {
            if (const auto made = create(*resolved, *capture.lock); !made)
                return made.error();
        }
        auto connection = openAndCheck(*resolved, capture.info);
        if (connection) {
            capture.connection = std::move(*connection);
            return capture;
        }
        const bool isFirstTime = capture.info.movedAside.isEmpty();
        if (!isDamage(connection.error()) || ifDamaged == IfDamaged::Refuse || !isFirstTime)
            return connection.error();

        qCWarning(base::logStore) << "Moving aside:" << base::sentence(connection.error());
        const auto moved = moveCaptureAside(*resolved);
        if (!moved)
            return moved.error();
        capture.info.movedAside = *moved;
    }
}

base::Result<std::unique_ptr<Connection>> connectForReading(const QString &path)
{
    const auto resolved = resolveCapturePath(path, Code::FileUnreadable);
    if (!resolved)
        return resolved.error();
    if (FileStamp::of(*resolved).isNull())
        return base::Error{Code::NotFound, {path}};

    auto connection = Connection::open(*resolved, Connection::Mode::Read);
    if (!connection)
        return connection;
    if (const auto known = checkSchema(**connection); !known)
        return known.error();
    if (const auto done = (*connection)->execute("PRAGMA query_only = ON"_ba); !done)
        return done.error();
    return connection;
}

} // namespace sendscope::store
