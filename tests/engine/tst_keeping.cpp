#include "app/engine/engine.h"
#include "app/store/capturelock.h"
#include "app/store/keptmedia.h"
#include "app/store/reader.h"
#include "tests/store/recorder.h"
#include "tests/testregistry.h"

#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace sendscope;
using namespace Qt::StringLiterals;
using Code = base::Error::Code;

namespace {

event::Attempt attemptAt(event::RequestId request)
{
    event::Attempt attempt;
    attempt.request = request;
    attempt.target = u"http://127.0.0.1:3000/"_s;
    attempt.sentHead = "POST / HTTP/1.1\r\n\r\n";
    attempt.status = 204;
    return attempt;
}

} // namespace

/// What is kept in a capture beside what came: by a window that records, and by one that views.
class KeepingTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void aViewedCaptureKeepsAttemptsAndMedia();
    void aViewedCaptureIsGivenBack();
    void whatIsRecordedElsewhereKeepsNothing();
    void importsBesideTheListener();
    void aViewedCaptureTakesNoImport();

private:
    QString path() const { return m_folder->filePath(u"test.sendscope"_s); }

    engine::EngineOptions options(bool isRecording) const
    {
        engine::EngineOptions options;
        options.capturePath = path();
        options.isRecording = isRecording;
        return options;
    }

    void record()
    {
        tests::Recorder recorder(path());
        QVERIFY(recorder.write("[1, 2]"_ba));
        recorder.close();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void KeepingTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

void KeepingTest::aViewedCaptureKeepsAttemptsAndMedia()
{
    record();
    {
        engine::Engine engine(options(false));
        const QSignalSpy media(&engine, &engine::Engine::mediaKept);
        int attempts = 0;
        connect(&engine, &engine::Engine::stored, this,
                [&attempts](const event::StoredBatchPtr &batch) {
                    attempts += int(batch->attempts.size());
                });
        engine.start();
        QTRY_COMPARE(engine.snapshot()->count(), 1);
        QVERIFY(engine.status().canKeep);

        engine.keepAttempts({attemptAt({1}), attemptAt({1})});
        engine.keepMedia({u"https://example.com/a.png"_s, {}, u"image/png"_s, {}, "x"_ba});

        QTRY_COMPARE(attempts, 2);
        QTRY_COMPARE(media.size(), 1);
        QTRY_COMPARE(engine.snapshot()->row({1})->attempts,
                     2); // Seen once each, though followed too.
        QCOMPARE(engine.snapshot()->count(), 1);
    }
    const auto reader = store::Reader::open(path());
    QVERIFY(reader);
    QCOMPARE((*reader)->attemptsOf({1})->size(), size_t(2));
    QVERIFY((*reader)->media(u"https://example.com/a.png"_s)->has_value());
    QVERIFY(!(*reader)->info().wasUnclean);
}

void KeepingTest::aViewedCaptureIsGivenBack()
{
    record();
    {
        engine::Engine engine(options(false));
        engine.start();
        QTRY_COMPARE(engine.snapshot()->count(), 1);
        QVERIFY(!store::CaptureLock::isHeld(path()));
        const QSignalSpy stored(&engine, &engine::Engine::stored);

        engine.keepAttempts({attemptAt({1})});

        QTRY_COMPARE(stored.size(), 1);
        QTRY_VERIFY(!store::CaptureLock::isHeld(path()));
    }
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), QStringList{u"test.sendscope"_s});
}

void KeepingTest::whatIsRecordedElsewhereKeepsNothing()
{
    tests::Recorder recorder(path());
    QVERIFY(recorder.write("{}"_ba));
    engine::Engine engine(options(false));
    std::optional<base::Error> error;
    connect(&engine, &engine::Engine::notKept, this,
            [&error](const base::Error &why) { error = why; });
    engine.start();
    QTRY_COMPARE(engine.snapshot()->count(), 1);

    QVERIFY(!engine.status().canKeep);
    engine.keepAttempts({attemptAt({1})});

    QTRY_VERIFY(error.has_value());
    const auto reader = store::Reader::open(path());
    QVERIFY(reader);
    QVERIFY((*reader)->attemptsOf({1})->empty());
}

void KeepingTest::importsBesideTheListener()
{
    engine::Engine engine(options(true));
    std::vector<event::StoredBatchPtr> imported;
    connect(&engine, &engine::Engine::stored, this,
            [&imported](const event::StoredBatchPtr &batch) {
                if (batch->source == event::BatchSource::Import)
                    imported.push_back(batch);
            });
    engine.start();
    QTRY_VERIFY(engine.status().capture.isWritable);
    event::DraftBatch batch;
    batch.source = event::BatchSource::Import;
    batch.requests = {tests::draftRequest("[1, 2, 3]", 3)};
    batch.requests[0].request.via = event::Via::Import;
    batch.requests[0].run = "march.ndjson";

    engine.write(batch);

    QTRY_COMPARE(imported.size(), size_t(1));
    QTRY_COMPARE(engine.snapshot()->count(), 3);
    QCOMPARE(engine.status().received, 0); // It did not come through the listener.
}

void KeepingTest::aViewedCaptureTakesNoImport()
{
    record();
    engine::Engine engine(options(false));
    std::optional<base::Error> error;
    connect(&engine, &engine::Engine::writeFailed, this,
            [&error](const base::Error &why) { error = why; });
    engine.start();
    event::DraftBatch batch;
    batch.source = event::BatchSource::Import;
    batch.requests = {tests::draftRequest("{}")};

    engine.write(batch);

    QTRY_VERIFY(error.has_value());
    QCOMPARE(error->code, Code::CaptureReadOnly);
}

SENDSCOPE_TEST(KeepingTest, keeping)
#include "tst_keeping.moc"
