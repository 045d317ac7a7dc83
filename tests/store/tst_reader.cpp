#include "app/store/reader.h"
#include "tests/store/recorder.h"
#include "tests/testregistry.h"

#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace sendscope;
using namespace Qt::StringLiterals;
using Code = base::Error::Code;

class ReaderTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void saysThatThereIsNone();
    void readsAnEmptyCapture();
    void followsAnotherProgram();
    void saysThatSomethingChanged();
    void readsRequestsOfManyRowsWhole();
    void endsEarlyWhereBodiesAreLarge();
    void tellsOfRunsAndRecordings();
    void servesPeopleWithSqlite();

private:
    QString path() const { return m_folder->filePath(u"test.sendscope"_s); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void ReaderTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
    m_folder = std::make_unique<QTemporaryDir>();
}

void ReaderTest::saysThatThereIsNone()
{
    const auto reader = store::Reader::open(path());

    QVERIFY(!reader);
    QCOMPARE(reader.error(), (base::Error{Code::NotFound, {path()}}));
    QVERIFY(!QFile::exists(path()));
}

void ReaderTest::readsAnEmptyCapture()
{
    tests::Recorder recorder(path());
    QVERIFY(recorder.isOpen());

    const auto reader = store::Reader::open(path());

    QVERIFY(reader);
    QVERIFY((*reader)->newest()->isNull());
    QVERIFY((*reader)->requests({1}, {100})->empty());
    QCOMPARE((*reader)->requestOf({1}).error().code, Code::NotFound);
    QVERIFY((*reader)->runs()->empty());
}

void ReaderTest::followsAnotherProgram()
{
    QProcess writer;
    writer.start(QStringLiteral(KILLWRITER), {path()});
    QVERIFY(writer.waitForReadyRead());
    const auto reader = store::Reader::open(path());
    QVERIFY(reader);
    QVERIFY((*reader)->info().isInUse);

    // Each look shows whole requests only, and never less than the one before.
    event::EventId seen;
    for (int look = 0; look < 20; ++look) {
        QTRY_VERIFY(*(*reader)->newest() > seen);
        const event::EventId newest = *(*reader)->newest();
        const auto requests = (*reader)->requests({seen.value + 1}, newest);
        QVERIFY(requests);
        qint64 next = seen.value + 1;
        for (const event::StoredRequest &request : *requests) {
            QCOMPARE(request.firstEvent.value, next);
            next += qint64(request.draft.events.size());
        }
        QCOMPARE(next, newest.value + 1);
        seen = newest;
    }

    writer.kill();
    writer.waitForFinished();
    QVERIFY(*(*reader)->newest() >= seen);
    QVERIFY((*store::Reader::open(path()))->info().wasUnclean);
}

void ReaderTest::saysThatSomethingChanged()
{
    tests::Recorder recorder(path());
    QVERIFY(recorder.write("{}"_ba));
    const auto reader = store::Reader::open(path());
    QVERIFY(reader);

    const qint64 before = *(*reader)->dataVersion();
    const qint64 same = *(*reader)->dataVersion();
    QVERIFY(recorder.write("{}"_ba));
    const qint64 after = *(*reader)->dataVersion();

    QCOMPARE(same, before);
    QVERIFY(after != before);
}

void ReaderTest::readsRequestsOfManyRowsWhole()
{
    tests::Recorder recorder(path());
    event::DraftBatch batch;
    batch.requests = {tests::draftRequest("a"), tests::draftRequest("b", 10'000),
                      tests::draftRequest("c", 2), tests::draftRequest("d")};
    QVERIFY(recorder.write(batch));
    const auto reader = store::Reader::open(path());
    QVERIFY(reader);

    const auto middle = (*reader)->requestOf({5'000});
    const auto last = (*reader)->requests({10'001}, {10'002});
    const auto beyond = (*reader)->requests({10'004}, {20'000});

    QVERIFY(middle && last && beyond);
    QCOMPARE(middle->draft, batch.requests[1]);
    QCOMPARE(middle->firstEvent.value, 2);
    QCOMPARE(last->size(), size_t(2));
    QCOMPARE(last->at(0).draft, batch.requests[1]);
    QCOMPARE(last->at(1).draft, batch.requests[2]);
    QCOMPARE(beyond->size(), size_t(1));
    QCOMPARE(beyond->at(0).draft, batch.requests[3]);
}

void ReaderTest::endsEarlyWhereBodiesAreLarge()
{
    tests::Recorder recorder(path());
    event::DraftBatch batch;
    for (int i = 0; i < 4; ++i)
        batch.requests.push_back(tests::draftRequest(QByteArray(1000, 'x')));
    QVERIFY(recorder.write(batch));
    const auto reader = store::Reader::open(path());
    QVERIFY(reader);

    QCOMPARE((*reader)->requests({1}, {4}, 0)->size(), size_t(1));
    QCOMPARE((*reader)->requests({2}, {4}, 1500)->size(), size_t(2));
    QCOMPARE((*reader)->requests({1}, {4})->size(), size_t(4));
}

void ReaderTest::tellsOfRunsAndRecordings()
{
    {
        tests::Recorder recorder(path());
        recorder.recordListening(u"start"_s, u"http://127.0.0.1:8667/"_s);
        QVERIFY(recorder.write("{}"_ba));
        recorder.recordListening(u"stop"_s, {});
    }
    {
        tests::Recorder recorder(path()); // Writes nothing, so it is no run.
        QVERIFY(recorder.isOpen());
    }
    tests::Recorder recorder(path());
    QVERIFY(recorder.write("{}"_ba));

    const auto reader = store::Reader::open(path());
    QVERIFY(reader);
    const auto runs = (*reader)->runs();
    const auto marks = (*reader)->recordingMarks();

    QVERIFY(runs && marks);
    QCOMPARE(runs->size(), size_t(2));
    QVERIFY(runs->at(0).ended >= runs->at(0).started);
    QVERIFY(!runs->at(0).wasCutOff);
    QCOMPARE(runs->at(1).ended, base::UtcTime{});
    QVERIFY(runs->at(0).program.startsWith(u"Sendscope "));
    QCOMPARE(marks->size(), size_t(2));
    QCOMPARE(marks->at(0).what, u"start"_s);
    QCOMPARE(marks->at(0).text, u"http://127.0.0.1:8667/"_s);
    QVERIFY(marks->at(0).after.isNull());
    QCOMPARE(marks->at(1).what, u"stop"_s);
    QCOMPARE(marks->at(1).after.value, 1);
    QCOMPARE(marks->at(1).run, runs->at(0).id);
}

void ReaderTest::servesPeopleWithSqlite()
{
    const QString sqlite = QStandardPaths::findExecutable(u"sqlite3"_s);
    if (sqlite.isEmpty())
        QSKIP("sqlite3 is not installed");
    tests::Recorder recorder(path());
    const QByteArray body =
        R"([{"type":"message-failed","errorCode":4720,"message":{"id":"m1","to":["+1","+2"]}},7])";
    event::DraftBatch batch;
    event::DraftRequest draft = tests::draftRequest(body, 0);
    draft.events = {{0, 1, body.size() - 4}, {1, body.size() - 2, 1}};
    event::DraftRequest malformed = tests::draftRequest("{\"type\":"_ba);
    malformed.request.verdict = event::Verdict::Malformed;
    batch.requests = {draft, malformed};
    QVERIFY(recorder.write(batch));

    QProcess process;
    process.start(sqlite,
                  {path(),
                   u"SELECT id, kind, received, type, errorCode, \"message.id\","
                   " \"message.to\" FROM event_view"_s});
    QVERIFY(process.waitForFinished());

    QCOMPARE(process.readAllStandardError(), QByteArray());
    QCOMPARE(process.readAllStandardOutput(),
             "1|event|2023-11-14T22:13:20.123456Z|message-failed|4720|m1|[\"+1\",\"+2\"]\n"
             "2|other|2023-11-14T22:13:20.123456Z||||\n"
             "3|malformed|2023-11-14T22:13:20.123456Z||||\n"_ba);
}

SENDSCOPE_TEST(ReaderTest, reader)
#include "tst_reader.moc"
