#include "app/net/client.h"
#include "tests/support/scriptedserver.h"
#include "tests/testregistry.h"

#include <QRegularExpression>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QThread>
#include <QUrl>

#include <limits>
#include <memory>
#include <optional>

using namespace sendscope;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Code = base::Error::Code;
using Then = tests::ScriptedServer::Then;

namespace {

using Answer = std::optional<base::Result<net::Incoming>>;

net::Outgoing requestTo(const QUrl &url)
{
    net::Outgoing request;
    request.url = url;
    request.policy = net::AddressPolicy::Any;
    return request;
}

net::Outgoing postTo(const QUrl &url, const QByteArray &body)
{
    net::Outgoing request = requestTo(url);
    request.method = "POST";
    request.body = body;
    return request;
}

} // namespace

class ClientTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }
    void bringsTheAnswer();
    void sendsTheFieldsAsTheyAre();
    void addsOnlyWhatFramingNeeds_data();
    void addsOnlyWhatFramingNeeds();
    void sendsBodiesByteForByte_data();
    void sendsBodiesByteForByte();
    void refusesWhatCannotBeSent_data();
    void refusesWhatCannotBeSent();
    void leavesContentCodingsOn();
    void takesChunksApart();
    void skipsInterimAnswers();
    void keepsNoTrailersInTheHead();
    void usesAConnectionAgain();
    void neverSendsTwice();
    void reportsWhatBroke_data();
    void reportsWhatBroke();
    void reportsARefusedConnection();
    void boundsTheHandshake();
    void reportsAFailedHandshake();
    void keepsItsBounds_data();
    void keepsItsBounds();
    void keepsTheBeginningWhenAsked();
    void followsRedirectsWhenAsked();
    void doesNotFollowOtherwise_data();
    void doesNotFollowOtherwise();
    void givesUpOnALoop();
    void keepsCredentialsWithTheirOrigin();
    void refusesAddressesOfTheOwnNetwork_data();
    void refusesAddressesOfTheOwnNetwork();
    void refusesAConnectionThatAnotherOpened();
    void canBeCancelled();
    void dropsAnswersForNobody();
    void endsWhatIsUnderWay();
    void answersInTheReceiversThread();

private:
    Answer exchange(const net::Outgoing &request)
    {
        Answer answer;
        m_client->send(request, this, [&answer](const auto &result) { answer = result; });
        const bool isAnswered = QTest::qWaitFor([&answer] { return answer.has_value(); }, 20000);
        return isAnswered ? answer : Answer(base::Error{Code::Unknown, {u"no answer at all"_s}});
    }

    std::unique_ptr<net::Client> m_client = std::make_unique<net::Client>();
};

void ClientTest::bringsTheAnswer()
{
    tests::ScriptedServer server;
    server.answer("HTTP/1.1 404 Not here\r\nX-A: 1\r\nx-a: 2\r\nContent-Length: 5\r\n\r\nnever");

    const Answer answer = exchange(requestTo(server.url(u"/a/../b?c=%20d#e"_s)));

    QVERIFY(*answer);
    const net::Incoming &incoming = answer->value();
    QCOMPARE(incoming.status, 404);
    QCOMPARE(incoming.head,
             "HTTP/1.1 404 Not here\r\nX-A: 1\r\nx-a: 2\r\nContent-Length: 5\r\n\r\n"_ba);
    QCOMPARE(incoming.body, "never"_ba);
    QVERIFY(!incoming.isTruncated);
    QCOMPARE(incoming.url, server.url(u"/a/../b?c=%20d"_s));
    QCOMPARE(incoming.address, u"127.0.0.1"_s);
    QVERIFY(incoming.took > 0us);
    QCOMPARE(server.requests().first(), incoming.sentHead);
    QVERIFY(incoming.sentHead.startsWith("GET /a/../b?c=%20d HTTP/1.1\r\nHost: 127.0.0.1:"));
}

void ClientTest::sendsTheFieldsAsTheyAre()
{
    tests::ScriptedServer server;
    server.answerBody("");
    net::Outgoing request = postTo(server.url(), "0123456789");
    request.fields = {{"x-first", "1"},   {"content-LENGTH", "9999"},
                      {"X-Twice", "a"},   {"ACCEPT", "*/*"},
                      {"x-empty", ""},    {"hOST", "elsewhere"},
                      {"x-twice", "b"},   {"X-Blank", " "},
                      {"X-8bit", "\xe9"}, {"X-Semi", "a;"}};
    request.authorization = "Basic dTpw";

    const Answer answer = exchange(request);

    QVERIFY(*answer);
    const QByteArray host = "hOST: 127.0.0.1:" + QByteArray::number(server.port());
    const QList<QByteArray> fields{"x-first: 1",
                                   "content-LENGTH: 10",
                                   "X-Twice: a",
                                   "ACCEPT: */*",
                                   "x-empty:",
                                   host,
                                   "x-twice: b",
                                   "X-Blank:",
                                   "X-8bit: \xe9",
                                   "X-Semi: a;",
                                   "Authorization: Basic dTpw"};
    QCOMPARE(tests::fieldLinesOf(server.requests().first()), fields);
    QVERIFY(answer->value().sentHead.endsWith("X-Semi: a;\r\nAuthorization: *\r\n\r\n"));
    QVERIFY(!answer->value().sentHead.contains("dTpw"));
}

void ClientTest::addsOnlyWhatFramingNeeds_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<qint64>("bodyBytes");
    QTest::addColumn<QList<QByteArray>>("added");

    using Names = QList<QByteArray>;
    QTest::newRow("GET") << "GET"_ba << qint64(0) << Names{"Host"};
    QTest::newRow("HEAD") << "HEAD"_ba << qint64(0) << Names{"Host"};
    QTest::newRow("POST without a body")
        << "POST"_ba << qint64(0) << Names{"Host", "Content-Length"};
    QTest::newRow("POST") << "POST"_ba << qint64(10) << Names{"Host", "Content-Length"};
    QTest::newRow("POST of much") << "POST"_ba << qint64(3'000'000)
                                  << Names{"Host", "Content-Length"};
    QTest::newRow("PUT") << "PUT"_ba << qint64(10) << Names{"Host", "Content-Length"};
    QTest::newRow("DELETE") << "DELETE"_ba << qint64(0) << Names{"Host", "Content-Length"};
    QTest::newRow("GET with a body") << "GET"_ba << qint64(10) << Names{"Host", "Content-Length"};
    QTest::newRow("a method of its own")
        << "X-Y"_ba << qint64(10) << Names{"Host", "Content-Length"};
}

void ClientTest::addsOnlyWhatFramingNeeds()
{
    QFETCH(const QByteArray, method);
    QFETCH(const qint64, bodyBytes);
    QFETCH(const QList<QByteArray>, added);
    tests::ScriptedServer server;
    server.answer("HTTP/1.1 204 No Content\r\n\r\n");
    net::Outgoing request = postTo(server.url(), QByteArray(bodyBytes, 'x'));
    request.method = method;

    const Answer answer = exchange(request);

    QVERIFY(*answer);
    QCOMPARE(answer->value().status, 204);
    QVERIFY(server.requests().first().startsWith(method + " / HTTP/1.1\r\n"));
    QList<QByteArray> names;
    for (const QByteArray &line : tests::fieldLinesOf(server.requests().first()))
        names.append(line.first(line.indexOf(':')));
    QCOMPARE(names, added);
    QCOMPARE(tests::bodyOf(server.requests().first()).size(), bodyBytes);
}

void ClientTest::sendsBodiesByteForByte_data()
{
    QTest::addColumn<QByteArray>("body");

    QByteArray all;
    for (int i = 0; i < 100'000; ++i)
        all.append(char(i % 251));
    QTest::newRow("a NUL") << QByteArray("a\0b", 3);
    QTest::newRow("only a NUL") << QByteArray("\0", 1);
    QTest::newRow("a file's name") << "@/etc/hostname"_ba;
    QTest::newRow("every byte") << all;
}

void ClientTest::sendsBodiesByteForByte()
{
    QFETCH(const QByteArray, body);
    tests::ScriptedServer server;
    server.answerBody("");

    const Answer answer = exchange(postTo(server.url(), body));

    QVERIFY(*answer);
    QCOMPARE(tests::bodyOf(server.requests().first()), body);
}

void ClientTest::refusesWhatCannotBeSent_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("value");

    const QString url = u"http://127.0.0.1:1/"_s;
    QTest::newRow("a file") << u"file:///etc/hostname"_s << "GET"_ba
                            << "x"_ba;
    QTest::newRow("no URL") << QString() << "GET"_ba
                            << "x"_ba;
    QTest::newRow("port 0") << u"http://127.0.0.1:0/"_s << "GET"_ba
                            << "x"_ba;
    QTest::newRow("no method") << url << ""_ba
                               << "x"_ba;
    QTest::newRow("two lines of method") << url << "GET / HTTP/1.1\r\nX: y\r\n"_ba
                                         << "x"_ba;
    QTest::newRow("two lines of value") << url << "GET"_ba
                                        << "x\r\ny: z"_ba;
    QTest::newRow("NUL in a value") << url << "GET"_ba << QByteArray("x\0y", 3);
}

void ClientTest::refusesWhatCannotBeSent()
{
    QFETCH(const QString, url);
    QFETCH(const QByteArray, method);
    QFETCH(const QByteArray, value);
    net::Outgoing request = requestTo(QUrl(url));
    request.method = method;
    request.fields = {{"X-Field", value}};

    const Answer answer = exchange(request);

    QVERIFY(!*answer);
    QCOMPARE(answer->error().code, Code::InvalidInput);
}

void ClientTest::leavesContentCodingsOn()
{
    tests::ScriptedServer server;
    const QByteArray coded = "\x1f\x8b\x08 not even gzip"_ba;
    server.answer("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: "
                  + QByteArray::number(coded.size()) + "\r\n\r\n" + coded);

    const Answer answer = exchange(requestTo(server.url()));

    QVERIFY(*answer);
    QCOMPARE(answer->value().body, coded);
}

void ClientTest::takesChunksApart()
{
    tests::ScriptedServer server;
    server.answer(
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n");

    const Answer answer = exchange(requestTo(server.url()));

    QVERIFY(*answer);
    QCOMPARE(answer->value().body, "abcde"_ba);
}

void ClientTest::skipsInterimAnswers()
{
    tests::ScriptedServer server;
    server.answer(
        "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");

    const Answer answer = exchange(requestTo(server.url()));

    QVERIFY(*answer);
    QCOMPARE(answer->value().head, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"_ba);
}

void ClientTest::keepsNoTrailersInTheHead()
{
    tests::ScriptedServer server;
    server.answer(
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\nX-After: 1\r\n\r\n");

    const Answer answer = exchange(requestTo(server.url()));

    QVERIFY(*answer);
    QCOMPARE(answer->value().head, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"_ba);
}

void ClientTest::usesAConnectionAgain()
{
    tests::ScriptedServer server;
    server.answerBody("ok");

    for (int i = 0; i < 10; ++i)
        QVERIFY(*exchange(postTo(server.url(), "x")));

    QCOMPARE(server.requests().size(), 10);
    QCOMPARE(server.connections(), 1);
}

void ClientTest::neverSendsTwice()
{
    tests::ScriptedServer server;
    server.answerBody("ok");
    server.answer("", Then::Close);
    QVERIFY(*exchange(postTo(server.url(), "first")));

    const Answer answer = exchange(postTo(server.url(), "second"));

    QVERIFY(!*answer);
    QCOMPARE(answer->error().code, Code::Unreachable);
    QCOMPARE(server.requests().size(), 2);
}

void ClientTest::reportsWhatBroke_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<Code>("code");

    QTest::newRow("nothing") << ""_ba << Code::Unreachable;
    QTest::newRow("half a head") << "HTTP/1.1 200 OK\r\nContent-Le"_ba << Code::Unreachable;
    QTest::newRow("half a body") << "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n01234"_ba
                                 << Code::Unreachable;
    QTest::newRow("half a chunk")
        << "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\na\r\n012"_ba << Code::Unreachable;
    QTest::newRow("another protocol") << "220 mail.example ESMTP\r\n"_ba << Code::Malformed;
}

void ClientTest::reportsWhatBroke()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const Code, code);
    tests::ScriptedServer server;
    server.answer(bytes, Then::Close);

    const Answer answer = exchange(postTo(server.url(), "x"));

    QVERIFY(!*answer);
    QCOMPARE(answer->error().code, code);
    QVERIFY(answer->error().args.join(u' ').contains(u"http://127.0.0.1:%1"_s.arg(server.port())));
}

void ClientTest::reportsARefusedConnection()
{
    QUrl url;
    {
        const tests::ScriptedServer server;
        url = server.url();
    }

    const Answer answer = exchange(requestTo(url));

    QVERIFY(!*answer);
    QCOMPARE(base::sentence(answer->error()),
             u"http://127.0.0.1:%1 could not be reached: nothing listens there."_s.arg(url.port()));
}

void ClientTest::boundsTheHandshake()
{
    tests::ScriptedServer server; // waits for the end of what it takes for a head
    QUrl url = server.url();
    url.setScheme(u"https"_s);
    net::Outgoing request = requestTo(url);
    request.bounds.connect = 200ms;

    const Answer answer = exchange(request);

    QVERIFY(!*answer);
    QCOMPARE(answer->error().code, Code::TimedOut);
}

void ClientTest::reportsAFailedHandshake()
{
    QTcpServer server; // greets in plain text
    QVERIFY(server.listen(QHostAddress::LocalHost));
    connect(&server, &QTcpServer::newConnection, this,
            [&server] { server.nextPendingConnection()->write("220 mail.example ESMTP\r\n"); });
    const QUrl url(u"https://127.0.0.1:%1/"_s.arg(server.serverPort()));

    const Answer answer = exchange(requestTo(url));

    QVERIFY(!*answer);
    QCOMPARE(answer->error().code, Code::TlsFailed);
    QVERIFY(base::sentence(answer->error())
                .startsWith(
                    u"No safe connection to https://127.0.0.1:%1: "_s.arg(server.serverPort())));
}

void ClientTest::keepsItsBounds_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<Then>("then");
    QTest::addColumn<QByteArray>("repeated");
    QTest::addColumn<net::Bounds>("bounds");
    QTest::addColumn<Code>("code");
    QTest::addColumn<QString>("bound");

    const auto row = [](const char *name, const QByteArray &bytes, Then then,
                        const QByteArray &repeated, const net::Bounds &bounds, Code code,
                        const QString &bound) {
        QTest::newRow(name) << bytes << then << repeated << bounds << code << bound;
    };
    const QByteArray start = "HTTP/1.1 200 OK\r\n";
    const QByteArray said = start + "Content-Length: 100000\r\n\r\n0";
    const QByteArray more(1000, 'x');
    const Code late = Code::TimedOut;
    const Code large = Code::LimitPassed;
    row("nothing at all", "", Then::KeepOpen, "", {.firstByte = 100ms}, late, u"100 ms"_s);
    row("no more", said, Then::KeepOpen, "", {.progress = 100ms}, late, u"100 ms"_s);
    row("no more of the head", start, Then::KeepOpen, "", {.progress = 100ms}, late, u"100 ms"_s);
    row("too slow", said, Then::Trickle, "", {.total = 1s}, late, u"1 s"_s);
    row("endless", start + "\r\n", Then::Repeat, more, {.responseBytes = 1024 * 1024}, large,
        u"1 MiB"_s);
    row("endless for long", start + "\r\n", Then::Repeat, more,
        {.responseBytes = std::numeric_limits<qint64>::max(), .total = 100ms}, late, u"100 ms"_s);
    row("said to be too long", said, Then::KeepOpen, "", {.responseBytes = 99'999}, large,
        u"99999 bytes"_s);
    row("endless head", start, Then::Repeat, "X: " + more + "\r\n", {}, large, u"256 KiB"_s);
    row("endless trailers", start + "Transfer-Encoding: chunked\r\n\r\n0\r\n", Then::Repeat,
        "X: " + more + "\r\n", {}, large, u"256 KiB"_s);
    row("endless interim answers", "", Then::Repeat, "HTTP/1.1 100 Continue\r\n\r\n", {}, large,
        u"256 KiB"_s);
}

void ClientTest::keepsItsBounds()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const Then, then);
    QFETCH(const QByteArray, repeated);
    QFETCH(const net::Bounds, bounds);
    QFETCH(const Code, code);
    QFETCH(const QString, bound);
    tests::ScriptedServer server;
    server.answer(bytes, then, repeated);
    net::Outgoing request = requestTo(server.url());
    request.bounds = bounds;

    const Answer answer = exchange(request);

    QVERIFY(!*answer);
    QCOMPARE(answer->error().code, code);
    QCOMPARE(answer->error().args.last(), bound);
    QTRY_COMPARE(server.openConnections(), 0);
}

void ClientTest::keepsTheBeginningWhenAsked()
{
    tests::ScriptedServer server;
    server.answer("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n0123456789", Then::KeepOpen);
    net::Outgoing request = requestTo(server.url());
    request.bounds.responseBytes = 7;
    request.bounds.keepsTruncated = true;

    const Answer answer = exchange(request);

    QVERIFY(*answer);
    QVERIFY(answer->value().isTruncated);
    QCOMPARE(answer->value().status, 200);
    QCOMPARE(answer->value().body, "0123456"_ba);
}

void ClientTest::followsRedirectsWhenAsked()
{
    tests::ScriptedServer server;
    server.answer("HTTP/1.1 302 Found\r\nLocation: /b\r\nContent-Length: 3\r\n\r\nold");
    server.answer("HTTP/1.1 307 On\r\nlocation:\tc \r\nContent-Length: 0\r\n\r\n");
    server.answerBody("here");
    net::Outgoing request = requestTo(server.url(u"/a"_s));
    request.bounds.redirects = 2;
    request.fields = {{"Cookie", "a=b"}};

    const Answer answer = exchange(request);

    QVERIFY(*answer);
    QCOMPARE(answer->value().body, "here"_ba);
    QCOMPARE(answer->value().url, server.url(u"/c"_s));
    QCOMPARE(server.requests().size(), 3);
    QVERIFY(server.requests().last().contains("Cookie: a=b"));
}

void ClientTest::doesNotFollowOtherwise_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<int>("redirects");
    QTest::addColumn<bool>("staysOnHost");
    QTest::addColumn<QByteArray>("location");

    QTest::newRow("unasked") << "GET"_ba << 0 << false << "/b"_ba;
    QTest::newRow("POST") << "POST"_ba << 5 << false << "/b"_ba;
    QTest::newRow("another host") << "GET"_ba << 5 << true << "http://127.0.0.2/b"_ba;
    QTest::newRow("nowhere") << "GET"_ba << 5 << false << ""_ba;
}

void ClientTest::doesNotFollowOtherwise()
{
    QFETCH(const QByteArray, method);
    QFETCH(const int, redirects);
    QFETCH(const bool, staysOnHost);
    QFETCH(const QByteArray, location);
    tests::ScriptedServer server;
    server.answer("HTTP/1.1 302 Found\r\nLocation: " + location + "\r\nContent-Length: 0\r\n\r\n");
    net::Outgoing request = requestTo(server.url());
    request.method = method;
    request.bounds.redirects = redirects;
    request.bounds.staysOnHost = staysOnHost;

    const Answer answer = exchange(request);

    QVERIFY(*answer);
    QCOMPARE(answer->value().status, 302);
    QCOMPARE(server.requests().size(), 1);
}

void ClientTest::givesUpOnALoop()
{
    tests::ScriptedServer server;
    server.answer("HTTP/1.1 301 Round\r\nLocation: /\r\nContent-Length: 0\r\n\r\n");
    net::Outgoing request = requestTo(server.url());
    request.bounds.redirects = 5;

    const Answer answer = exchange(request);

    QVERIFY(!*answer);
    QCOMPARE(base::sentence(answer->error()), u"The number of redirects is over 5."_s);
    QCOMPARE(server.requests().size(), 6);
}

void ClientTest::keepsCredentialsWithTheirOrigin()
{
    tests::ScriptedServer own;
    tests::ScriptedServer other; // another port is another origin
    own.answer("HTTP/1.1 302 Away\r\nContent-Length: 0\r\nLocation: " + other.url().toEncoded()
               + "\r\n\r\n");
    own.answerBody("back again");
    other.answer("HTTP/1.1 302 Back\r\nContent-Length: 0\r\nLocation: " + own.url().toEncoded()
                 + "\r\n\r\n");
    net::Outgoing request = requestTo(own.url());
    request.bounds.redirects = 5;
    request.authorization = "Basic dTpw";
    request.fields = {{"cookie", "secret"}, {"Proxy-Authorization", "secret"}, {"X-Other", "kept"}};

    const Answer answer = exchange(request);

    QVERIFY(*answer);
    QCOMPARE(answer->value().body, "back again"_ba);
    QVERIFY(own.requests().first().contains("Basic dTpw"));
    QVERIFY(own.requests().first().contains("secret"));
    for (const QByteArray &away : {other.requests().first(), own.requests().last()}) {
        QVERIFY(!away.contains("dTpw"));
        QVERIFY(!away.contains("secret"));
        QVERIFY(away.contains("X-Other: kept"));
    }
}

void ClientTest::refusesAddressesOfTheOwnNetwork_data()
{
    QTest::addColumn<QString>("host");

    QTest::newRow("loopback") << u"127.0.0.1"_s;
    QTest::newRow("as one number") << u"2130706433"_s;
    QTest::newRow("IPv6") << u"[::1]"_s;
    QTest::newRow("mapped") << u"[::ffff:127.0.0.1]"_s;
    QTest::newRow("any") << u"0.0.0.0"_s;
    QTest::newRow("localhost") << u"localhost"_s;
    QTest::newRow("localhost with a dot") << u"localhost."_s;
    QTest::newRow("below localhost") << u"a.localhost"_s;
    QTest::newRow("link-local") << u"169.254.169.254"_s;
    QTest::newRow("internal") << u"metadata.google.internal"_s;
}

void ClientTest::refusesAddressesOfTheOwnNetwork()
{
    QFETCH(const QString, host);
    tests::ScriptedServer server;
    server.answerBody("secret");
    net::Outgoing request;
    request.url = QUrl(u"http://%1:%2/"_s.arg(host).arg(server.port()));

    const Answer answer = exchange(request);

    QVERIFY(!*answer);
    QCOMPARE(answer->error().code, Code::AddressRefused);
    QCOMPARE(server.connections(), 0);
}

void ClientTest::refusesAConnectionThatAnotherOpened()
{
    tests::ScriptedServer server;
    server.answerBody("secret");
    QVERIFY(*exchange(requestTo(server.url())));
    net::Outgoing request;
    request.url = server.url();

    const Answer answer = exchange(request);

    QVERIFY(!*answer);
    QCOMPARE(answer->error().code, Code::AddressRefused);
    QCOMPARE(server.requests().size(), 1);
}

void ClientTest::canBeCancelled()
{
    tests::ScriptedServer server;
    const base::CancelToken cancel;
    Answer answer;
    m_client->send(
        requestTo(server.url()), this, [&answer](const auto &result) { answer = result; }, cancel);
    QTRY_COMPARE(server.requests().size(), 1);

    cancel.cancel();

    QTRY_VERIFY(answer.has_value());
    QCOMPARE(answer->error().code, Code::Cancelled);
    QTRY_COMPARE(server.openConnections(), 0);
}

void ClientTest::dropsAnswersForNobody()
{
    tests::ScriptedServer server;
    bool isAnswered = false;
    auto receiver = std::make_unique<QObject>();
    m_client->send(requestTo(server.url()), receiver.get(),
                   [&isAnswered](const auto &) { isAnswered = true; });
    QTRY_COMPARE(server.requests().size(), 1);

    receiver.reset();

    QTRY_COMPARE(server.openConnections(), 0); // nobody waits: it is given up
    QVERIFY(!isAnswered);
}

void ClientTest::endsWhatIsUnderWay()
{
    tests::ScriptedServer server;
    net::Client *client = new net::Client;
    QList<Code> codes;
    for (int i = 0; i < 10; ++i) {
        client->send(requestTo(server.url()), this,
                     [&codes](const auto &result) { codes.append(result.error().code); });
    }
    QTRY_COMPARE(server.requests().size(), 10);

    delete client;

    QTRY_COMPARE(codes, QList<Code>(10, Code::Cancelled));
}

void ClientTest::answersInTheReceiversThread()
{
    tests::ScriptedServer server;
    server.answerBody("ok");
    QThread thread;
    QObject receiver;
    receiver.moveToThread(&thread);
    thread.start();
    std::atomic<QThread *> answeredIn = nullptr;

    m_client->send(requestTo(server.url()), &receiver,
                   [&answeredIn](const auto &) { answeredIn = QThread::currentThread(); });

    QTRY_COMPARE(answeredIn.load(), &thread);
    thread.quit();
    thread.wait();
}

SENDSCOPE_TEST(ClientTest, client)
#include "tst_client.moc"
