#include "app/engine/engine.h"
#include "app/store/capturelock.h"
#include "app/store/keptmedia.h"
#include "app/store/reader.h"
#include "app/store/remarks.h"
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
    void marksAndNotesAreSeenByAll_data();
    void marksAndNotesAreSeenByAll();
    void deletesAtTheEnd_data();
    void deletesAtTheEnd();
    void whatIsDeletedVanishesFromOtherWindows();
    void whatIsRecordedElsewhereIsNotDeleted();

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

void KeepingTest::marksAndNotesAreSeenByAll_data()
{
    QTest::addColumn<bool>("isRecording");
    QTest::newRow("recorded into") << true;
    QTest::newRow("viewed") << false;
}

void KeepingTest::marksAndNotesAreSeenByAll()
{
    QFETCH(const bool, isRecording);
    record();
    engine::Engine engine(options(isRecording));
    engine.start();
    QTRY_VERIFY(engine.status().canKeep && engine.snapshot()->count() > 0);
    engine::Engine other(options(false));
    other.start();
    QTRY_COMPARE(other.snapshot()->count(), 1);
    const auto markOf = [](const engine::Engine &one) {
        return one.snapshot()->row({1})->mark.toByteArray();
    };
    const auto noteOf = [](const engine::Engine &one) {
        return one.snapshot()->row({1})->note.toByteArray();
    };

    engine.keepRemarks(
        {{{{1}, engine.clock().utc(), u"call them"_s}}, {{{1}, engine.clock().utc(), u"red"_s}}});

    for (const engine::Engine *one : {&engine, &other}) {
        QTRY_COMPARE(markOf(*one), "red");
        QCOMPARE(noteOf(*one), "call them");
    }
    QVERIFY(store::addRemarks(path(), {{}, {{{1}, engine.clock().utc(), u"blue"_s}}}));
    for (const engine::Engine *one : {&engine, &other})
        QTRY_COMPARE(markOf(*one), "blue");
    engine.keepRemarks({{{{1}, {}, {}}}, {{{1}, {}, {}}}});
    for (const engine::Engine *one : {&engine, &other}) {
        QTRY_COMPARE(markOf(*one), "");
        QCOMPARE(noteOf(*one), "");
    }
}

void KeepingTest::deletesAtTheEnd_data()
{
    marksAndNotesAreSeenByAll_data();
}

void KeepingTest::deletesAtTheEnd()
{
    QFETCH(const bool, isRecording);
    {
        tests::Recorder recorder(path());
        for (int i = 0; i < 5; ++i)
            QVERIFY(recorder.write("{}"_ba));
        recorder.close();
    }
    const auto stored = [this] {
        const auto reader = store::Reader::open(path());
        return *(*reader)->eventsIn({1}, {100});
    };
    {
        engine::Engine engine(options(isRecording));
        engine.start();
        QTRY_VERIFY(engine.status().canKeep && engine.snapshot()->count() == 5);

        engine.setRemoved({{2}, {3}, {4}});
        QTRY_COMPARE(*engine.snapshot()->removed(), (index::RowList{{2}, {3}, {4}}));
        QCOMPARE(stored().size(), size_t(5));
        engine.setRemoved({{2}, {4}});
        QTRY_COMPARE(*engine.snapshot()->removed(), (index::RowList{{2}, {4}}));
    }
    QCOMPARE(stored(), (index::RowList{{1}, {3}, {5}}));
    {
        engine::Engine engine(options(isRecording));
        engine.start();
        QTRY_COMPARE(engine.snapshot()->count(), 3);
        QVERIFY(!engine.snapshot()->row({2}));
        engine.setRemoved({{1}});
        engine.setRemoved({});
    }
    QCOMPARE(stored().size(), size_t(3));
}

void KeepingTest::whatIsDeletedVanishesFromOtherWindows()
{
    record();
    auto engine = std::make_unique<engine::Engine>(options(true));
    engine->start();
    QTRY_COMPARE(engine->snapshot()->count(), 1);
    engine::Engine other(options(false));
    other.start();
    QTRY_COMPARE(other.snapshot()->count(), 1);

    engine->setRemoved({{1}});
    engine.reset();

    QTRY_COMPARE(*other.snapshot()->removed(), index::RowList{{1}});
    tests::Recorder recorder(path());
    QVERIFY(recorder.write("{}"_ba));
    QTRY_COMPARE(other.snapshot()->newest().value, 2); // It follows on.
}

void KeepingTest::whatIsRecordedElsewhereIsNotDeleted()
{
    tests::Recorder recorder(path());
    QVERIFY(recorder.write("{}"_ba));
    engine::Engine engine(options(false));
    std::optional<base::Error> error;
    connect(&engine, &engine::Engine::notKept, this,
            [&error](const base::Error &why) { error = why; });
    engine.start();
    QTRY_COMPARE(engine.snapshot()->count(), 1);

    engine.setRemoved({{1}});

    QVERIFY(error.has_value());
    QCOMPARE(error->code, Code::CaptureInUse);
    QVERIFY(engine.removed().empty());
}

SENDSCOPE_TEST(KeepingTest, keeping)
#include "tst_keeping.moc"
