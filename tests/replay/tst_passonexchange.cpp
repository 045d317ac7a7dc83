#include "app/replay/passonexchange.h"
#include "tests/testregistry.h"

#include <QTest>
#include <QUrl>

using namespace sendscope;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QByteArray kMe = "sendscope-0123456789ab";

event::Request request(const QByteArray &fields, const QByteArray &body = "{}")
{
    event::Request request;
    request.peer = u"127.0.0.1:40312"_s;
    request.head = "POST /cb HTTP/1.1\r\n" + fields + "\r\n";
    request.body = body;
    return request;
}

using Fields = std::vector<std::pair<QByteArray, QByteArray>>;

net::Incoming answer(int status, const QByteArray &fields, const QByteArray &body)
{
    net::Incoming answer;
    answer.status = status;
    answer.head = "HTTP/1.1 " + QByteArray::number(status) + " X\r\n" + fields + "\r\n";
    answer.body = body;
    return answer;
}

} // namespace

class PassOnExchangeTest : public QObject
{
    Q_OBJECT

private slots:
    void sendsFieldsInTheirOrderAndAddsItsOwnBehind();
    void keepsWhatATunnelSaid();
    void leavesCredentialsThatWereForSendscope();
    void sendsTheBodyAsItCame();
    void doesNotSendWhatWentOnBefore();
    void doesNotSendRefusedOnes();
    void relaysStatusBodyAndEndToEndFields();
    void aStatusThatEndsNothingIs502();
    void saysWhichFailureItIs();
};

void PassOnExchangeTest::sendsFieldsInTheirOrderAndAddsItsOwnBehind()
{
    const auto out = replay::passOnRequest(
        request("Host: callbacks.example\r\nX-Odd: 1\r\nConnection: X-Hop\r\nX-Hop: gone\r\n"
                "x-odd: 2\r\nAuthorization: Basic YTpi\r\nContent-Length: 2\r\nTE: trailers\r\n"),
        QUrl(u"http://127.0.0.1:3000/hook"_s), kMe, 9s);

    QVERIFY(out);
    QCOMPARE(out->method, "POST"_ba);
    QCOMPARE(out->url, QUrl(u"http://127.0.0.1:3000/hook"_s));
    QCOMPARE(out->fields,
             (Fields{{"Host", "callbacks.example"},
                     {"X-Odd", "1"},
                     {"x-odd", "2"},
                     {"Authorization", "Basic YTpi"},
                     {"Content-Length", "2"},
                     {"X-Forwarded-For", "127.0.0.1"},
                     {"X-Forwarded-Host", "callbacks.example"},
                     {"X-Forwarded-Proto", "http"},
                     {"Via", "1.1 " + kMe}}));
    QCOMPARE(out->bounds.total, 9'000ms);
    QCOMPARE(out->bounds.redirects, 0);
    QVERIFY(out->bounds.keepsTruncated);
}

void PassOnExchangeTest::keepsWhatATunnelSaid()
{
    const auto out = replay::passOnRequest(
        request("X-Forwarded-For: 198.51.100.7\r\nX-Forwarded-Host: abc.tunnel.example\r\n"
                "X-Forwarded-Proto: https\r\nVia: 1.1 tunnel\r\n"),
        QUrl(u"http://127.0.0.1:3000/"_s), kMe, 9s);

    QVERIFY(out);
    QCOMPARE(out->fields,
             (Fields{{"X-Forwarded-For", "198.51.100.7"},
                     {"X-Forwarded-Host", "abc.tunnel.example"},
                     {"X-Forwarded-Proto", "https"},
                     {"Via", "1.1 tunnel"},
                     {"Via", "1.1 " + kMe}}));
}

void PassOnExchangeTest::leavesCredentialsThatWereForSendscope()
{
    const auto out = replay::passOnRequest(request("Authorization: **********\r\n"),
                                           QUrl(u"http://127.0.0.1:3000/"_s), kMe, 9s);

    QVERIFY(out);
    for (const auto &[name, value] : out->fields)
        QVERIFY(name != "Authorization");
}

void PassOnExchangeTest::sendsTheBodyAsItCame()
{
    const QByteArray body("\x1f\x8b\0\xff no json", 12);

    const auto out = replay::passOnRequest(request("Content-Encoding: gzip\r\n", body),
                                           QUrl(u"http://127.0.0.1:3000/"_s), kMe, 9s);

    QVERIFY(out);
    QCOMPARE(out->body, body);
    QCOMPARE(out->fields.front(), (std::pair<QByteArray, QByteArray>{"Content-Encoding", "gzip"}));
}

void PassOnExchangeTest::doesNotSendWhatWentOnBefore()
{
    const event::Request again = request("Via: 1.0 other, 1.1 " + kMe + "\r\n");

    QVERIFY(replay::wentOnBefore(again, kMe));
    QVERIFY(!replay::wentOnBefore(again, "sendscope-ffffffffffff"));
    QVERIFY(!replay::passOnRequest(again, QUrl(u"http://127.0.0.1/"_s), kMe, 9s));
}

void PassOnExchangeTest::doesNotSendRefusedOnes()
{
    event::Request refused = request("Host: x\r\n");
    refused.verdict = event::Verdict::Refused;

    QVERIFY(!replay::passOnRequest(refused, QUrl(u"http://127.0.0.1/"_s), kMe, 9s));
}

void PassOnExchangeTest::relaysStatusBodyAndEndToEndFields()
{
    const http::Response response = replay::relayedResponse(
        answer(302,
               "Content-Type: text/html\r\nConnection: close, X-Hop\r\nX-Hop: gone\r\n"
               "Keep-Alive: timeout=5\r\nLocation: /else\r\nTransfer-Encoding: chunked\r\n"
               "Retry-After: 9\r\n",
               "moved"));

    QCOMPARE(response.status, 302);
    QCOMPARE(response.body, "moved"_ba);
    QVERIFY(!response.closes);
    QCOMPARE(response.fields,
             (event::HeaderList{
                 {"Content-Type", "text/html"}, {"Location", "/else"}, {"Retry-After", "9"}}));
}

void PassOnExchangeTest::aStatusThatEndsNothingIs502()
{
    QCOMPARE(replay::relayedResponse(answer(101, "Upgrade: websocket\r\n", "")).status, 502);
}

void PassOnExchangeTest::saysWhichFailureItIs()
{
    using Code = base::Error::Code;

    const http::Response late =
        replay::relayFailure({Code::TimedOut, {u"http://secret.example"_s, u"9 s"_s}}, 9s);
    QCOMPARE(late.status, 504);
    QCOMPARE(late.body, "Stored, but the target did not answer within 9 s.\n"_ba);
    for (const Code code : {Code::Unreachable, Code::TlsFailed, Code::Malformed, Code::LimitPassed,
                            Code::InvalidInput, Code::Cancelled}) {
        const http::Response broken = replay::relayFailure({code, {u"secret"_s, u"secret"_s}}, 9s);
        QCOMPARE(broken.status, 502);
        QVERIFY(!broken.body.contains("secret"));
    }
}

SENDSCOPE_TEST(PassOnExchangeTest, passonexchange)
#include "tst_passonexchange.moc"
