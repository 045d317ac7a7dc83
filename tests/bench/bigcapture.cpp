#include "tests/bench/bigcapture.h"

#include "app/base/clock.h"
#include "app/store/batchinserter.h"
#include "app/store/captureopening.h"
#include "tests/bench/manyevents.h"

#include <QCoreApplication>
#include <QFile>

#include <algorithm>
#include <cstdio>

using namespace Qt::StringLiterals;

namespace sendscope::bench {
namespace {

constexpr qint64 kBatch = 4'096;

/// To be raised when the same number of events means other ones.
constexpr int kVersion = 1;

base::Result<void> fill(store::Connection &connection, qint64 events)
{
    auto inserter = store::BatchInserter::prepare(connection);
    if (!inserter)
        return inserter.error();
    const base::SystemClock clock;
    store::RunBook runs(event::Via::Listener);
    for (qint64 first = 0; first < events; first += kBatch) {
        event::DraftBatch batch;
        for (qint64 n = first; n < std::min(first + kBatch, events); ++n)
            batch.requests.push_back(draftEvent(n));
        auto transaction = store::Transaction::begin(connection, store::Transaction::Kind::Write);
        if (!transaction)
            return transaction.error();
        if (const auto done = inserter->insert(runs, std::move(batch), clock.utc()); !done)
            return done.error();
        if (const auto done = transaction->commit(); !done)
            return done.error();
    }
    return inserter->endRuns(clock.utc());
}

base::Result<void> make(const QString &path, qint64 events)
{
    const auto capture = store::openForWriting(path, store::IfDamaged::Refuse);
    if (!capture)
        return capture.error();
    return fill(*capture->connection, events);
}

} // namespace

base::Result<QString> bigCapture(qint64 events)
{
    const QString path = QCoreApplication::applicationDirPath()
        + u"/events-%1-v%2.sendscope"_s.arg(events).arg(kVersion);
    if (QFile::exists(path))
        return path;

    std::fprintf(stderr, "Making a capture of %lld events, once\n", static_cast<long long>(events));
    const QString draft = path + u".making"_s;
    QFile::remove(draft);
    if (const auto made = make(draft, events); !made)
        return made.error();
    if (!QFile::rename(draft, path))
        return base::Error{base::Error::Code::FileUnwritable, {path, u"it cannot be renamed"_s}};
    return path;
}

ScratchCopy::ScratchCopy(const QString &capture)
    : m_path(capture + u".copy"_s)
{
    QFile::remove(m_path);
    if (!QFile::copy(capture, m_path))
        m_path.clear();
}

ScratchCopy::~ScratchCopy()
{
    for (const QString &part : {QString(), u"-wal"_s, u"-shm"_s, u".lock"_s})
        QFile::remove(m_path + part);
}

} // namespace sendscope::bench
