#include "app/http/responsewriter.h"
#include "tests/testregistry.h"

#include <QTest>

using namespace sendscope;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Mon, 23 Nov 2026 14:07:36.841 UTC
constexpr base::UtcTime kTime(1'795'442'856'841'000us);

http::Response ok()
{
    http::Response response;
    response.fields = {{"Content-Type", "application/json"}};
    response.body = "{}";
    return response;
}

http::ResponseFraming framing()
{
    http::ResponseFraming framing;
    framing.date = kTime;
    return framing;
}

} // namespace

class ResponseWriterTest : public QObject
{
    Q_OBJECT

private slots:
    void writesTheWholeResponse();
    void answersHeadWithoutABody();
    void hasNoLengthWhereNoneBelongs_data();
    void hasNoLengthWhereNoneBelongs();
    void saysWhenTheConnectionEnds();
    void tellsAnOldClientThatItGoesOn();
    void ownsTheFramingFields();
    void cannotBeSplit();
    void writesDates_data();
    void writesDates();
    void letsTheBodyCome();
    void knowsThePhrases();
    void refusesInOneSentence();
};

void ResponseWriterTest::writesTheWholeResponse()
{
    QCOMPARE(http::writeResponse(ok(), framing()),
             "HTTP/1.1 200 OK\r\n"
             "Date: Mon, 23 Nov 2026 14:07:36 GMT\r\n"
             "Content-Length: 2\r\n"
             "X-Content-Type-Options: nosniff\r\n"
             "Content-Type: application/json\r\n"
             "\r\n"
             "{}"_ba);
}

void ResponseWriterTest::answersHeadWithoutABody()
{
    http::ResponseFraming head = framing();
    head.isHead = true;

    const QByteArray whole = http::writeResponse(ok(), framing());

    QCOMPARE(http::writeResponse(ok(), head), whole.chopped(2));
}

void ResponseWriterTest::hasNoLengthWhereNoneBelongs_data()
{
    QTest::addColumn<int>("status");

    QTest::newRow("103") << 103;
    QTest::newRow("204") << 204;
}

void ResponseWriterTest::hasNoLengthWhereNoneBelongs()
{
    QFETCH(const int, status);
    http::Response response = ok();
    response.status = status;

    const QByteArray bytes = http::writeResponse(response, framing());

    QVERIFY(!bytes.contains("Content-Length"));
    QVERIFY(bytes.endsWith("\r\n\r\n"));
}

void ResponseWriterTest::saysWhenTheConnectionEnds()
{
    http::Response last = ok();
    last.closes = true;
    http::ResponseFraming ending = framing();
    ending.keepsAlive = false;

    QVERIFY(http::writeResponse(last, framing()).contains("\r\nConnection: close\r\n"));
    QVERIFY(http::writeResponse(ok(), ending).contains("\r\nConnection: close\r\n"));
    QVERIFY(!http::writeResponse(ok(), framing()).contains("Connection"));
}

void ResponseWriterTest::tellsAnOldClientThatItGoesOn()
{
    http::ResponseFraming old = framing();
    old.requestMinorVersion = 0;

    QVERIFY(http::writeResponse(ok(), old).contains("\r\nConnection: keep-alive\r\n"));
}

void ResponseWriterTest::ownsTheFramingFields()
{
    http::Response response = ok();
    response.fields = {{"content-length", "7"},
                       {"Transfer-Encoding", "chunked"},
                       {"Connection", "x"},
                       {"date", "y"},
                       {"Retry-After", "1"}};

    const QByteArray bytes = http::writeResponse(response, framing());

    QCOMPARE(bytes.toLower().count("content-length"), 1);
    QCOMPARE(bytes.toLower().count("date: "), 1);
    QVERIFY(!bytes.contains("chunked"));
    QVERIFY(!bytes.contains("Connection"));
    QVERIFY(bytes.contains("\r\nRetry-After: 1\r\n"));
}

void ResponseWriterTest::cannotBeSplit()
{
    http::Response response = ok();
    response.fields = {{"X\r\nA", "1\r\n\r\nHTTP/1.1 200 OK"}};

    const QByteArray bytes = http::writeResponse(response, framing());

    QVERIFY(bytes.contains("\r\nX  A: 1    HTTP/1.1 200 OK\r\n"));
}

void ResponseWriterTest::writesDates_data()
{
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<QByteArray>("date");

    QTest::newRow("epoch") << qint64(0) << "Thu, 01 Jan 1970 00:00:00 GMT"_ba;
    QTest::newRow("leap day") << qint64(1'709'251'199) << "Thu, 29 Feb 2024 23:59:59 GMT"_ba;
    QTest::newRow("the standard's") << qint64(784'111'777) << "Sun, 06 Nov 1994 08:49:37 GMT"_ba;
}

void ResponseWriterTest::writesDates()
{
    QFETCH(const qint64, seconds);
    QFETCH(const QByteArray, date);
    http::ResponseFraming then;
    then.date = base::UtcTime(std::chrono::seconds(seconds));

    QVERIFY(http::writeResponse(ok(), then).contains("\r\nDate: " + date + "\r\n"));
}

void ResponseWriterTest::letsTheBodyCome()
{
    QCOMPARE(http::continueResponse(), "HTTP/1.1 100 Continue\r\n\r\n"_ba);
}

void ResponseWriterTest::knowsThePhrases()
{
    QCOMPARE(http::reasonPhrase(404), "Not Found"_ba);
    QCOMPARE(http::reasonPhrase(431), "Request Header Fields Too Large"_ba);
    QCOMPARE(http::reasonPhrase(299), QByteArray());

    http::Response unknown;
    unknown.status = 299;
    QVERIFY(http::writeResponse(unknown, framing()).startsWith("HTTP/1.1 299 \r\n"));
}

void ResponseWriterTest::refusesInOneSentence()
{
    const http::Response response =
        http::refusalResponse(400, {event::RefusalReason::TlsOnPlainPort, 0, {}});

    QCOMPARE(response.status, 400);
    QCOMPARE(response.body, "This is TLS; the listener speaks plain HTTP.\n"_ba);
    QCOMPARE(response.fields.first("Content-Type"), "text/plain; charset=utf-8"_ba);
    QVERIFY(response.closes);
}

SENDSCOPE_TEST(ResponseWriterTest, responsewriter)
#include "tst_responsewriter.moc"
