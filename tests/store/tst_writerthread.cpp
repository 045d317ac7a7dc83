#include "app/store/reader.h"
#include "tests/store/recorder.h"
#include "tests/testregistry.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QSet>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace sendscope;
using namespace Qt::StringLiterals;

class WriterThreadTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void keepsEveryByte_data();
    void keepsEveryByte();
    void numbersRowsConsecutively();
    void keepsOutcomesAndAttempts();
    void keepsRunsApart();
    void endsEveryRun();
    void keepsTheFirstBytesOfALink();
    void leavesOneFile();
    void aReaderLeavesOneFile();

private:
    QString path() const { return m_folder->filePath(u"test.sendscope"_s); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void WriterThreadTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
    m_folder = std::make_unique<QTemporaryDir>();
}

void WriterThreadTest::keepsEveryByte_data()
{
    QTest::addColumn<QByteArray>("body");

    QByteArray all;
    for (int i = 0; i < 256; ++i)
        all += char(i);
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("NULs") << QByteArray("\0\0a\0", 4);
    QTest::newRow("every byte") << all;
    QTest::newRow("16 MiB") << all.repeated(16 * 4096);
}

void WriterThreadTest::keepsEveryByte()
{
    QFETCH(const QByteArray, body);
    event::DraftRequest draft = tests::draftRequest(body);
    draft.request.head = "POST /\0 HTTP/1.1\r\nX: \xff\r\n\r\n"_ba;
    draft.request.trailers = "A: b\r\n"_ba;
    draft.request.verdict = event::Verdict::Malformed;
    draft.request.refusal =
        event::Refusal{event::RefusalReason::NotJson, 412, u"a comma or ] was expected"_s};
    draft.request.status = 400;

    tests::Recorder recorder(path());
    event::DraftBatch batch;
    batch.requests.push_back(draft);
    const auto stored = recorder.write(std::move(batch));

    QVERIFY(stored);
    QCOMPARE(stored->requests.size(), size_t(1));
    QCOMPARE(stored->requests[0].draft, draft);
    const auto reader = store::Reader::open(path());
    QVERIFY(reader);
    const auto read = (*reader)->requestOf(stored->requests[0].firstEvent);
    QVERIFY(read);
    QCOMPARE(read->draft, draft);
    QCOMPARE(read->id, stored->requests[0].id);
    QCOMPARE(read->run, stored->requests[0].run);
    QCOMPARE(read->firstEvent, stored->requests[0].firstEvent);
    QVERIFY(!read->outcome);
}

void WriterThreadTest::numbersRowsConsecutively()
{
    tests::Recorder recorder(path());
    event::DraftBatch batch;
    batch.requests = {tests::draftRequest("[1,2,3]", 3), tests::draftRequest("{}"),
                      tests::draftRequest("[1,2]", 2)};

    const auto first = recorder.write(batch);
    const auto second = recorder.write(batch);

    QVERIFY(first && second);
    qint64 id = 1;
    for (const auto &stored : {first, second}) {
        for (const event::StoredRequest &request : stored->requests) {
            QCOMPARE(request.firstEvent.value, id);
            id += qint64(request.draft.events.size());
        }
    }
    const auto reader = store::Reader::open(path());
    QVERIFY(reader);
    QCOMPARE((*reader)->newest()->value, id - 1);
    const auto middle = (*reader)->requests({2}, {5}); // Begins and ends within requests.
    QVERIFY(middle);
    QCOMPARE(middle->size(), size_t(3));
    QCOMPARE(middle->front().firstEvent.value, 1);
    QCOMPARE(middle->front().draft, batch.requests[0]);
    QCOMPARE(middle->back().draft, batch.requests[2]);
}

void WriterThreadTest::keepsOutcomesAndAttempts()
{
    tests::Recorder recorder(path());
    const auto stored = recorder.write("{}"_ba);
    QVERIFY(stored);
    const event::RequestId request = stored->requests[0].id;
    const event::Outcome outcome{request, base::UtcTime{std::chrono::microseconds{17}}, 503, false};
    event::Attempt attempt;
    attempt.request = request;
    attempt.started = base::UtcTime{std::chrono::microseconds{5}};
    attempt.took = std::chrono::microseconds{7};
    attempt.target = u"http://localhost/ü"_s;
    attempt.sentHead = "POST / HTTP/1.1\r\n\r\n";
    attempt.responseHead = "HTTP/1.1 200 OK\r\n\r\n";
    attempt.responseBody = QByteArray("\0ok", 3);
    attempt.status = 200;
    event::Attempt changed = attempt;
    changed.sentBody = "";
    changed.error = u"The connection was closed"_s;

    event::DraftBatch batch;
    batch.outcomes = {outcome};
    batch.attempts = {attempt};
    const auto first = recorder.write(std::move(batch));
    const auto second = recorder.writeAttempts({changed});

    QVERIFY(first && second);
    attempt.id = first->attempts.at(0).id;
    changed.id = second->attempts.at(0).id;
    QVERIFY(changed.id > attempt.id);
    const auto reader = store::Reader::open(path());
    QVERIFY(reader);
    QCOMPARE((*reader)->requestOf({1})->outcome, outcome);
    const auto attempts = (*reader)->attemptsOf(request);
    QVERIFY(attempts);
    QVERIFY(*attempts == std::vector({attempt, changed}));
    QVERIFY(attempts->at(0).sentBody.isNull());
    QVERIFY(!attempts->at(1).sentBody.isNull());
    event::Attempt counted; // without its bytes
    counted.id = changed.id;
    counted.request = request;
    counted.status = changed.status;
    QVERIFY(*(*reader)->attemptsAfter(attempt.id) == std::vector({counted}));
}

void WriterThreadTest::keepsRunsApart()
{
    const auto of = [](event::Via via, const QByteArray &run) {
        event::DraftRequest draft = tests::draftRequest("{}");
        draft.request.via = via;
        draft.run = run;
        return draft;
    };
    tests::Recorder recorder(path());
    event::DraftBatch batch;
    batch.requests = {of(event::Via::Replay, "a"), of(event::Via::Listener, {}),
                      of(event::Via::Replay, "b"), of(event::Via::Generate, "a")};

    const auto first = recorder.write(batch);
    const auto second = recorder.write(batch);

    QVERIFY(first && second);
    QSet<event::RunId> runs;
    for (size_t i = 0; i < batch.requests.size(); ++i) {
        QCOMPARE(first->requests[i].run, second->requests[i].run);
        runs.insert(first->requests[i].run);
    }
    QCOMPARE(runs.size(), 4);
    const auto reader = store::Reader::open(path());
    QVERIFY(reader);
    const auto known = (*reader)->runs();
    QVERIFY(known);
    QCOMPARE(known->size(), size_t(4));
    for (const store::Run &run : *known) {
        const auto request = std::find_if(
            first->requests.begin(), first->requests.end(),
            [&run](const event::StoredRequest &stored) { return stored.run == run.id; });
        QVERIFY(request != first->requests.end());
        QCOMPARE(run.via, request->draft.request.via);
    }
}

void WriterThreadTest::endsEveryRun()
{
    {
        tests::Recorder recorder(path());
        event::DraftBatch batch;
        batch.requests = {tests::draftRequest("{}"), tests::draftRequest("{}")};
        batch.requests[0].run = "replay";
        QVERIFY(recorder.write(std::move(batch)));
        recorder.close();
    }
    const auto reader = store::Reader::open(path());
    QVERIFY(reader);
    QVERIFY(!(*reader)->info().wasUnclean);
    const auto runs = (*reader)->runs();
    QVERIFY(runs);
    QCOMPARE(runs->size(), size_t(2));
    for (const store::Run &run : *runs) {
        QVERIFY(!run.wasCutOff);
        QVERIFY(run.ended >= run.started);
    }
}

void WriterThreadTest::keepsTheFirstBytesOfALink()
{
    const QString url = u"https://messaging.bandwidth.com/api/v2/users/1/media/a/0/x.png"_s;
    const store::KeptMedia first{url, base::UtcTime{std::chrono::microseconds{17}}, u"image/png"_s,
                                 "HTTP/1.1 200 OK\r\n\r\n"_ba, QByteArray("\x89PNG\0\xff", 6)};
    store::KeptMedia second = first;
    second.body = "no longer there";
    store::WriterThread writer(path(), event::Via::Listener);
    const QSignalSpy kept(&writer, &store::WriterThread::mediaKept);

    writer.keepMedia(first);
    QTRY_COMPARE(kept.size(), 1);
    writer.keepMedia(second);
    QTRY_COMPARE(kept.size(), 2);

    QCOMPARE(kept.at(0).at(0).toStringList(), QStringList(url));
    const auto reader = store::Reader::open(path());
    QVERIFY(reader);
    const auto read = (*reader)->media(url);
    QVERIFY(read);
    QVERIFY(read->has_value());
    QCOMPARE(**read, first);
    QVERIFY(!(*reader)->media(u"https://example.com/"_s)->has_value());
}

void WriterThreadTest::leavesOneFile()
{
    tests::Recorder recorder(path());
    QVERIFY(recorder.write("{}"_ba));

    recorder.close();

    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), QStringList{u"test.sendscope"_s});
    const auto permissions = QFileInfo(path()).permissions();
    QCOMPARE(permissions & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
}

void WriterThreadTest::aReaderLeavesOneFile()
{
    {
        tests::Recorder recorder(path());
        QVERIFY(recorder.write("{}"_ba));
        recorder.close();
    }
    {
        const auto one = store::Reader::open(path());
        const auto other = store::Reader::open(path());
        QVERIFY(one && other);
        QCOMPARE((*one)->newest()->value, 1);
        QCOMPARE((*other)->newest()->value, 1);
    }
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), QStringList{u"test.sendscope"_s});
}

SENDSCOPE_TEST(WriterThreadTest, writerthread)
#include "tst_writerthread.moc"
