#include "app/store/savecopy.h"

#include "app/base/clock.h"
#include "app/store/capturefile.h"
#include "app/store/capturelock.h"
#include "app/store/captureopening.h"
#include "app/store/connection.h"
#include "app/store/removal.h"
#include "app/store/storedtime.h"

#include <QFile>

#include <cerrno>
#include <cstring>

using namespace Qt::StringLiterals;

namespace sendscope::store {
namespace {

using Code = base::Error::Code;

/// The copy under another name, removed unless it was moved into place.
class Draft
{
public:
    explicit Draft(QString path)
        : m_path(std::move(path))
    {
        remove();
    }
    ~Draft() { remove(); }
    Q_DISABLE_COPY_MOVE(Draft)

    const QString &path() const { return m_path; }

    /// An empty file, which only its owner may read: SQLite fills it as it is.
    base::Result<void> make() const
    {
        QFile file(m_path);
        if (!file.open(QFile::WriteOnly | QFile::NewOnly, QFile::ReadOwner | QFile::WriteOwner))
            return base::Error{Code::FileUnwritable, {m_path, file.errorString()}};
        return {};
    }

    base::Result<void> moveTo(const QString &target)
    {
        // An older log beside the target would be played into the copy.
        if (captureFileBytes(target + u"-wal"_s) > 0)
            return base::Error{Code::FileUnwritable, {target, u"a log stands beside it"_s}};
        if (rename(QFile::encodeName(m_path).constData(), QFile::encodeName(target).constData())
            != 0)
            return base::Error{Code::FileUnwritable,
                               {target, QString::fromLocal8Bit(std::strerror(errno))}};
        return {};
    }

private:
    void remove()
    {
        for (const auto &ending : {u""_s, u"-wal"_s, u"-shm"_s, u"-journal"_s})
            QFile::remove(m_path + ending);
    }

    const QString m_path;
};

base::Error unwritable(base::Error error, const QString &target)
{
    if (error.code == Code::StorageFailed || error.code == Code::FileUnreadable)
        error.code = Code::FileUnwritable;
    if (!error.args.isEmpty())
        error.args[0] = target;
    return error;
}

base::Result<void> copyInto(const QString &capturePath, const QString &draft,
                            const base::CancelToken &cancel)
{
    const auto source = Connection::open(capturePath, Connection::Mode::Read);
    if (!source)
        return source.error();
    (*source)->stopWhenCancelled(cancel);
    auto copy = (*source)->prepare("VACUUM INTO ?1");
    if (!copy)
        return copy.error();
    copy->bind(1, draft);
    const auto done = copy->run();
    if (!done && cancel.isCancelled())
        return base::Error{Code::Cancelled, {}};
    return done;
}

/// What goes on in the original ends here in the copy. Also sees to it that the copy is on disk.
base::Result<void> closeBooks(const QString &draft, const std::vector<event::EventId> &without)
{
    const auto copy = Connection::open(draft, Connection::Mode::Write);
    if (!copy)
        return copy.error();
    if (const auto durable = (*copy)->execute("PRAGMA synchronous = FULL"_ba); !durable)
        return durable;
    if (!without.empty()) {
        if (const auto removed = removeEvents(**copy, without); !removed)
            return removed;
    }
    auto end = (*copy)->prepare("UPDATE runs SET clean = 1, ended = ?1 WHERE clean IS NULL");
    if (!end)
        return end.error();
    end->bind(1, toStored(base::SystemClock().utc()));
    return end->run();
}

} // namespace

base::Result<void> saveCopy(const QString &capturePath, const QString &target,
                            const base::CancelToken &cancel,
                            const std::vector<event::EventId> &without)
{
    const auto source = resolveCapturePath(capturePath, Code::FileUnreadable);
    if (!source)
        return source.error();
    const auto to = resolveCapturePath(target, Code::FileUnwritable);
    if (!to)
        return to.error();
    if (const auto readable = connectForReading(*source); !readable)
        return readable.error();
    if (const auto made = makeCaptureFolder(*to); !made)
        return made;

    // Held meanwhile, so that nobody begins to record into what is about to be replaced.
    const auto lock = CaptureLock::take(*to);
    if (!lock || FileStamp::of(*to).isSameFile(FileStamp::of(*source)))
        return base::Error{Code::FileUnwritable, {target, u"that capture is in use"_s}};

    Draft draft(*to + u".copy"_s);
    if (const auto made = draft.make(); !made)
        return unwritable(made.error(), target);
    if (const auto copied = copyInto(*source, draft.path(), cancel); !copied)
        return copied.error().code == Code::Cancelled ? copied : unwritable(copied.error(), target);
    if (const auto closed = closeBooks(draft.path(), without); !closed)
        return unwritable(closed.error(), target);
    return draft.moveTo(*to);
}

} // namespace sendscope::store
