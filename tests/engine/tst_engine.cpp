#include "app/engine/engine.h"
#include "app/store/marker.h"
#include "app/store/readerthread.h"
#include "tests/testregistry.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSignalSpy>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace sendscope;
using namespace Qt::StringLiterals;
using engine::EngineStatus;

namespace {

QByteArray post(const QByteArray &body, const QByteArray &fields = {})
{
    return "POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + fields
        + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

} // namespace

class EngineTest : public QObject
{
    Q_OBJECT

private slots:
    void storesShowsAndAnswers();
    void keepsSamplesByteForByte_data();
    void keepsSamplesByteForByte();
    void handsOverWhatWasThereBefore();
    void aSecondEngineFollowsTheFirst();
    void aSecondRecorderIsRefusedWhereItMustRecord();
    void offersTheNextFreePort();
    void learnsOfMarkersWhileItRecords();
    void drainsWhatWasSent();
    void keepsAttempts();
    void demandsCredentials();
    void readsPathsOfWhatWasThereAndOfWhatComes();
    void opensManyEventsWhole();

private:
    engine::EngineOptions options(const QString &name = u"test.sendscope"_s) const
    {
        engine::EngineOptions options;
        options.capturePath = m_folder.filePath(name);
        options.endpoints = {{QHostAddress(QHostAddress::LocalHost), 0}};
        return options;
    }

    static bool isListening(const engine::Engine &engine)
    {
        return engine.status().listening == EngineStatus::Listening::On;
    }

    /// What the listener answers to these bytes, up to the end of the connection.
    static QByteArray exchange(const engine::Engine &engine, const QByteArray &request)
    {
        QTcpSocket socket;
        socket.connectToHost(QHostAddress::LocalHost, engine.status().endpoints.front().port);
        socket.write(request);
        // The engine lives in this thread: its event loop must go on meanwhile.
        [&socket] { QTRY_COMPARE(socket.state(), QAbstractSocket::UnconnectedState); }();
        return socket.readAll();
    }

    QTemporaryDir m_folder;
};

void EngineTest::storesShowsAndAnswers()
{
    engine::Engine engine(options(u"stores.sendscope"_s));
    engine.start();
    QTRY_VERIFY(isListening(engine));

    const QByteArray answer = exchange(engine, post(R"([{"type":"message-sending"}])"));

    QVERIFY(answer.startsWith("HTTP/1.1 200 OK\r\n"));
    QVERIFY(answer.endsWith("\r\n\r\nstored 1\n"));
    QTRY_COMPARE(engine.snapshot()->count(), 1);
    QCOMPARE(engine.snapshot()->row({1})->type, QByteArrayView("message-sending"));
    QTRY_COMPARE(engine.status().received, 1);
}

void EngineTest::keepsSamplesByteForByte_data()
{
    QTest::addColumn<QString>("path");

    const QDir samples(QStringLiteral(SENDSCOPE_TESTS "/data/samples"));
    for (const QString &name : samples.entryList({u"*.json"_s}))
        QTest::newRow(qPrintable(name)) << samples.filePath(name);
}

void EngineTest::keepsSamplesByteForByte()
{
    QFETCH(const QString, path);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray body = file.readAll();
    engine::Engine engine(options(QFileInfo(path).completeBaseName() + u".sendscope"_s));
    engine.start();
    QTRY_VERIFY(isListening(engine));
    const QByteArray request = post(body, "X-Odd:  two  spaces \r\nx-odd: again\r\n");

    QVERIFY(exchange(engine, request).startsWith("HTTP/1.1 200"));

    std::optional<event::Request> stored;
    engine.reader().readDetail({1}, this,
                               [&stored](const base::Result<store::EventDetail> &detail) {
                                   if (detail)
                                       stored = detail->request.draft.request;
                               });
    QTRY_VERIFY(stored.has_value());
    QCOMPARE(stored->body, body);
    QCOMPARE(stored->head + stored->body, request);
}

void EngineTest::handsOverWhatWasThereBefore()
{
    {
        engine::Engine engine(options(u"before.sendscope"_s));
        engine.start();
        QTRY_VERIFY(isListening(engine));
        exchange(engine, post("[{},{},{}]"));
    }

    engine::Engine engine(options(u"before.sendscope"_s));
    engine.start();

    QTRY_COMPARE(engine.snapshot()->count(), 3);
    QTRY_VERIFY(isListening(engine));
    QVERIFY(exchange(engine, post("[{}]")).endsWith("stored 4\n"));
    QTRY_COMPARE(engine.snapshot()->count(), 4);
}

void EngineTest::aSecondEngineFollowsTheFirst()
{
    engine::Engine recorder(options(u"two.sendscope"_s));
    recorder.start();
    QTRY_VERIFY(isListening(recorder));
    exchange(recorder, post("[{}]"));
    engine::Engine follower(options(u"two.sendscope"_s));
    QSignalSpy stored(&follower, &engine::Engine::stored);

    follower.start();

    QTRY_COMPARE(follower.snapshot()->count(), 1);
    QVERIFY(follower.status().capture.isInUse);
    QVERIFY(!follower.status().capture.isWritable);
    QCOMPARE(follower.status().listening, EngineStatus::Listening::Off);
    exchange(recorder, post("[{},{}]"));
    QTRY_COMPARE(follower.snapshot()->count(), 3);
    QVERIFY(stored.count() >= 1);
}

void EngineTest::aSecondRecorderIsRefusedWhereItMustRecord()
{
    engine::Engine recorder(options(u"refused.sendscope"_s));
    recorder.start();
    QTRY_VERIFY(isListening(recorder));
    engine::EngineOptions second = options(u"refused.sendscope"_s);
    second.followsWhenInUse = false;
    engine::Engine other(second);
    QList<base::Error> errors;
    connect(&other, &engine::Engine::openFailed, this,
            [&errors](const base::Error &error) { errors.append(error); });

    other.start();

    QTRY_COMPARE(errors.size(), 1);
    QCOMPARE(errors.first().code, base::Error::Code::CaptureInUse);
}

void EngineTest::offersTheNextFreePort()
{
    engine::Engine first(options(u"first.sendscope"_s));
    first.start();
    QTRY_VERIFY(isListening(first));
    const listen::Endpoint taken = first.status().endpoints.front();
    engine::EngineOptions second = options(u"second.sendscope"_s);
    second.endpoints = {taken};
    engine::Engine other(second);

    other.start();

    QTRY_COMPARE(other.status().listening, EngineStatus::Listening::Failed);
    QCOMPARE(other.status().listenError->code, base::Error::Code::PortInUse);
    const quint16 offered = other.status().listenError->args.value(1).toUShort();
    QVERIFY(offered != 0);
    other.listen({{taken.address, offered}});
    QTRY_VERIFY(isListening(other));
}

void EngineTest::learnsOfMarkersWhileItRecords()
{
    engine::Engine engine(options(u"markers.sendscope"_s));
    engine.start();
    QTRY_VERIFY(isListening(engine));
    exchange(engine, post("[{}]"));

    QCOMPARE(*store::addMarker(engine.options().capturePath, u"of another program"_s),
             event::EventId{1});
    using Markers = std::vector<index::Marker>;
    const Markers others{{{1}, "of another program"}};
    QTRY_COMPARE(engine.snapshot()->markers(), others);
    exchange(engine, post("[{}]"));
    engine.addMarker(u"our own"_s);

    const Markers all{{{1}, "of another program"}, {{2}, "our own"}};
    QTRY_COMPARE(engine.snapshot()->markers(), all);
}

void EngineTest::drainsWhatWasSent()
{
    engine::Engine engine(options(u"drains.sendscope"_s));
    engine.start();
    QTRY_VERIFY(isListening(engine));
    qint64 stored = 0;
    std::optional<qint64> storedWhenDrained;
    connect(&engine, &engine::Engine::stored, this,
            [&](const event::StoredBatchPtr &batch) { stored += qint64(batch->requests.size()); });
    connect(&engine, &engine::Engine::drained, this, [&] { storedWhenDrained = stored; });
    for (int i = 0; i < 20; ++i) {
        QTcpSocket socket;
        socket.connectToHost(QHostAddress::LocalHost, engine.status().endpoints.front().port);
        QVERIFY(socket.waitForConnected());
        socket.write(post("[{}]"));
        QVERIFY(socket.flush());
    }

    engine.drain();

    QTRY_COMPARE(storedWhenDrained, std::optional<qint64>(20));
}

void EngineTest::keepsAttempts()
{
    engine::Engine engine(options(u"attempts.sendscope"_s));
    engine.start();
    QTRY_VERIFY(isListening(engine));
    exchange(engine, post("[{}]"));
    QTRY_COMPARE(engine.snapshot()->count(), 1);
    event::Attempt attempt;
    attempt.request = {1};
    attempt.target = u"http://127.0.0.1:3000/"_s;
    attempt.status = 204;

    engine.keepAttempts({attempt});

    QTRY_COMPARE(engine.snapshot()->row({1})->attempts, 1);
}

void EngineTest::demandsCredentials()
{
    engine::EngineOptions demanding = options(u"auth.sendscope"_s);
    demanding.credentials = http::Credentials("user", "secret");
    engine::Engine engine(demanding);
    engine.start();
    QTRY_VERIFY(isListening(engine));

    const QByteArray challenge = exchange(engine, post("[{}]"));
    const QByteArray answer = exchange(
        engine, post("[{}]", "Authorization: Basic " + "user:secret"_ba.toBase64() + "\r\n"));

    QVERIFY(challenge.startsWith("HTTP/1.1 401"));
    QVERIFY(challenge.contains("WWW-Authenticate: Basic realm="));
    QVERIFY(answer.startsWith("HTTP/1.1 200"));
}

void EngineTest::readsPathsOfWhatWasThereAndOfWhatComes()
{
    const auto path = *event::findFieldRef("json.message.tag");
    const auto header = *event::findFieldRef("header.x-odd");
    const auto has = [&](const engine::Engine &engine, qint64 id, const event::FieldRef &field,
                         QByteArrayView text) {
        const index::CellValue cell = engine.snapshot()->cell({id}, field);
        return cell.texts.size() == 1 && cell.texts.front() == text;
    };
    {
        engine::Engine engine(options(u"paths.sendscope"_s));
        engine.start();
        QTRY_VERIFY(isListening(engine));
        exchange(engine, post(R"([{"message":{"tag":"old"}},{}])", "X-Odd: first\r\n"));
    }

    engine::Engine engine(options(u"paths.sendscope"_s));
    engine.setOnDemandFields({path});
    engine.start();
    QTRY_VERIFY(isListening(engine));
    exchange(engine, post(R"({"message":{"tag":"new"}})", "X-Odd: second\r\n"));

    QTRY_VERIFY(has(engine, 1, path, "old"));
    QTRY_VERIFY(has(engine, 3, path, "new"));
    QVERIFY(engine.snapshot()->cell({2}, path).isEmpty());
    QTRY_VERIFY(engine.snapshot()->onDemand(path)->isComplete);

    engine.setOnDemandFields({path, header});
    QTRY_VERIFY(has(engine, 1, header, "first"));
    QTRY_VERIFY(has(engine, 3, header, "second"));
    QVERIFY(has(engine, 1, path, "old"));

    engine.setOnDemandFields({});
    QTRY_VERIFY(!engine.snapshot()->onDemand(path));
}

void EngineTest::opensManyEventsWhole()
{
    // More than are read at first, and more than one block of those that are read behind them.
    constexpr int kRows = 150'000;
    const QByteArray body = '[' + QByteArray("1,").repeated(kRows / 10 - 1) + "1]";
    {
        engine::Engine engine(options(u"many.sendscope"_s));
        engine.start();
        QTRY_VERIFY(isListening(engine));
        for (int i = 0; i < 10; ++i)
            QVERIFY(exchange(engine, post(body)).startsWith("HTTP/1.1 200"));
    }

    engine::EngineOptions viewing = options(u"many.sendscope"_s);
    viewing.isRecording = false;
    engine::Engine engine(viewing);
    engine.start();

    QTRY_COMPARE_WITH_TIMEOUT(engine.snapshot()->count(), kRows, 60'000);
    QTRY_VERIFY(!engine.status().isLoading);
    QCOMPARE(engine.status().loadedEvents, kRows);
    const index::SnapshotPtr snapshot = engine.snapshot();
    for (qint64 id = 1; id <= kRows; ++id)
        QCOMPARE(snapshot->row({id})->element, qint32((id - 1) % (kRows / 10)));
}

SENDSCOPE_TEST(EngineTest, engine)
#include "tst_engine.moc"
