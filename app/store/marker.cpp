#include "app/store/marker.h"

#include "app/base/clock.h"
#include "app/store/batchinserter.h"
#include "app/store/capturefile.h"
#include "app/store/captureopening.h"
#include "app/store/runbook.h"

using namespace Qt::StringLiterals;

namespace sendscope::store {
namespace {

using Code = base::Error::Code;

/// The recorder lets go of the file between two commits: each try waits half a second for that.
constexpr int kTries = 10;

base::Result<event::EventId> insertMarker(Connection &connection, const QString &text,
                                          bool isRecording)
{
    auto inserter = BatchInserter::prepare(connection);
    if (!inserter)
        return inserter.error();
    auto transaction = Transaction::begin(connection, Transaction::Kind::Write);
    if (!transaction)
        return transaction.error();

    const base::UtcTime now = base::SystemClock().utc();
    const auto newestRun = connection.integer("SELECT coalesce(max(id), 0) FROM runs");
    if (!newestRun)
        return newestRun.error();
    event::RunId run{*newestRun};
    if (run.isNull()) {
        const auto begun = inserter->beginRun(event::Via::Listener, now);
        if (!begun)
            return begun.error();
        run = *begun;
        if (!isRecording) {
            if (const auto ended = inserter->endRuns(now); !ended)
                return ended.error();
        }
    }
    if (const auto done = inserter->insert(run, {now, u"marker"_s, text}); !done)
        return done.error();
    const auto newest = connection.integer("SELECT coalesce(max(id), 0) FROM events");
    if (!newest)
        return newest.error();
    if (const auto done = transaction->commit(); !done)
        return done.error();
    return event::EventId{*newest};
}

/// Beside the recorder: SQLite sees to it that one of the two waits.
base::Result<event::EventId> addWhileRecording(const QString &path, const QString &text)
{
    for (int tries = 1;; ++tries) {
        auto connection = reconnectForWriting(path);
        if (!connection)
            return connection.error();
        const auto done = insertMarker(**connection, text, true);
        if (done || tries == kTries || !(*connection)->isBusy())
            return done;
    }
}

} // namespace

base::Result<event::EventId> addMarker(const QString &capturePath, const QString &text)
{
    auto capture = openForWriting(capturePath, IfDamaged::Refuse);
    if (capture)
        return insertMarker(*capture->connection, text, false);
    if (capture.error().code != Code::CaptureInUse)
        return capture.error();
    const auto resolved = resolveCapturePath(capturePath, Code::FileUnwritable);
    if (!resolved)
        return resolved.error();
    return addWhileRecording(*resolved, text);
}

} // namespace sendscope::store
