#include "tests/support/mediahost.h"
#include "tests/testregistry.h"

#include <QRegularExpression>
#include <QTest>
#include <QUrl>

#include <algorithm>
#include <memory>
#include <vector>

using namespace sendscope;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using State = media::Fetched::State;
using Then = tests::ScriptedServer::Then;

namespace {

const net::ClientCredentials kCredentials{u"client"_s, u"secret"_s};

bool hasCredentials(const QByteArray &request)
{
    return request.toLower().contains("\nauthorization:") || request.contains("abc")
        || request.contains(QByteArray("client:secret").toBase64());
}

} // namespace

/// What goes out, and who is told what, against servers of our own that mean no good.
class FetcherTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void signsInAtBandwidthsHost();
    void asksForATokenOnce();
    void asksForAnotherTokenAfterA401Once();
    void saysThatTheTokenIsNotEnough();
    void saysThatTheCredentialsAreWrong();
    void saysThatNoTokenCouldBeHad();
    void fetchesWithoutCredentialsWhereThereAreNone();
    void tellsNoOtherHost_data();
    void tellsNoOtherHost();
    void answersNoOtherHostsQuestion_data();
    void answersNoOtherHostsQuestion();
    void leavesTheTokenBehindOnEveryRedirect_data();
    void leavesTheTokenBehindOnEveryRedirect();
    void keepsTheTokenWithinTheOrigin();
    void followsElsewhereOnlyWhenTold();
    void fetchesFourAtATime();
    void endsWhatWasCancelled();
    void endsWithWhatIsUnderWay();
    void hasTheBoundsItPromises();
    void passesNoBound_data();
    void passesNoBound();
    void takesNoCodingOff();
    void keepsNoCookie();
    void endsARingOfRedirects();
    void checksEveryHop();

private:
    media::Fetched fetched(const QString &url, bool allowsLocal = true)
    {
        media::FetchOrder order;
        order.url = url;
        order.allowsLocal = allowsLocal;
        return fetched(order);
    }

    media::Fetched fetched(const media::FetchOrder &order)
    {
        std::optional<media::Fetched> result;
        m_host->fetcher->fetch(order, this, [&result](const auto &answer) { result = answer; });
        if (result)
            qFatal("The answer came before fetch() had returned.");
        if (!QTest::qWaitFor([&result] { return result.has_value(); }, 30'000))
            qFatal("No answer came.");
        return *result;
    }

    std::unique_ptr<tests::MediaHost> m_host;
};

void FetcherTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
    m_host = std::make_unique<tests::MediaHost>(kCredentials);
}

void FetcherTest::signsInAtBandwidthsHost()
{
    m_host->grant("abc");
    m_host->files.answerBody("GIF89a");

    const media::Fetched result = fetched(m_host->link(), false);

    QCOMPARE(result.state, State::Ready);
    QVERIFY(result.hadCredentials);
    QVERIFY(m_host->files.requests().value(0).contains("\r\nAuthorization: Bearer abc\r\n"));
    QVERIFY(!m_host->files.requests().value(0).contains("Basic"));
}

void FetcherTest::asksForATokenOnce()
{
    m_host->grant("abc");
    m_host->files.answerBody("x");

    for (int i = 0; i < 3; ++i)
        QCOMPARE(fetched(m_host->link()).state, State::Ready);

    QCOMPARE(m_host->tokens.requests().size(), 1);
    QCOMPARE(m_host->files.requests().size(), 3);
}

void FetcherTest::asksForAnotherTokenAfterA401Once()
{
    m_host->grant("old");
    m_host->grant("new");
    m_host->files.answerBody("", "401 Unauthorized");
    m_host->files.answerBody("x");

    QCOMPARE(fetched(m_host->link()).state, State::Ready);

    QCOMPARE(m_host->tokens.requests().size(), 2);
    QVERIFY(m_host->files.requests().value(1).contains("Bearer new"));
}

void FetcherTest::saysThatTheTokenIsNotEnough()
{
    m_host->grant("old");
    m_host->grant("new");
    m_host->files.answerBody("", "401 Unauthorized");

    const media::Fetched result = fetched(m_host->link());

    QCOMPARE(result.state, State::NeedsSignIn);
    QCOMPARE(media::sentence(result),
             u"Bandwidth does not hand it out to these credentials (401)."_s);
    QCOMPARE(m_host->files.requests().size(), 2);
    QCOMPARE(m_host->tokens.requests().size(), 2);
}

void FetcherTest::saysThatTheCredentialsAreWrong()
{
    m_host->tokens.answerBody("{}", "401 Unauthorized");

    const media::Fetched result = fetched(m_host->link());

    QCOMPARE(result.state, State::SignInRejected);
    QCOMPARE(media::sentence(result),
             u"Not fetched: Bandwidth does not know this client id and secret."_s);
    QCOMPARE(m_host->files.connections(), 0);
}

void FetcherTest::saysThatNoTokenCouldBeHad()
{
    m_host->tokens.answerBody("", "503 Busy");

    const media::Fetched result = fetched(m_host->link());

    QCOMPARE(result.state, State::Failed);
    QVERIFY(media::sentence(result).contains(u"503"));
    QCOMPARE(m_host->files.connections(), 0);
}

void FetcherTest::fetchesWithoutCredentialsWhereThereAreNone()
{
    m_host = std::make_unique<tests::MediaHost>();
    m_host->files.answerBody("", "401 Unauthorized");

    const media::Fetched result = fetched(m_host->link());

    QCOMPARE(result.state, State::NeedsSignIn);
    QVERIFY(!result.hadCredentials);
    QVERIFY(!hasCredentials(m_host->files.requests().value(0)));
    QCOMPARE(m_host->tokens.connections(), 0);
}

void FetcherTest::tellsNoOtherHost_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<bool>("isOtherHost");

    QTest::newRow("another port of the same address") << u"/api/v2/users/1/media/a.png"_s << true;
    QTest::newRow("the same host, no file") << u"/api/v2/users/1/messages"_s << false;
    QTest::newRow("the same host, a detour") << u"/api/v2/users/1/media/%2e%2e/messages"_s << false;
}

void FetcherTest::tellsNoOtherHost()
{
    QFETCH(const QString, path);
    QFETCH(const bool, isOtherHost);
    tests::ScriptedServer other;
    tests::ScriptedServer &server = isOtherHost ? other : m_host->files;
    server.answerBody("x");
    m_host->grant("abc");

    QCOMPARE(fetched(server.url(path).toString(QUrl::FullyEncoded)).state, State::Ready);

    QVERIFY(!hasCredentials(server.requests().value(0)));
    QCOMPARE(m_host->tokens.connections(), 0);
}

void FetcherTest::answersNoOtherHostsQuestion_data()
{
    QTest::addColumn<QByteArray>("status");
    QTest::addColumn<QByteArray>("challenge");

    QTest::newRow("Basic") << "401 Unauthorized"_ba
                           << "WWW-Authenticate: Basic realm=\"x\""_ba;
    QTest::newRow("Bearer") << "401 Unauthorized"_ba
                            << "WWW-Authenticate: Bearer"_ba;
    QTest::newRow("Negotiate") << "401 Unauthorized"_ba
                               << "WWW-Authenticate: Negotiate"_ba;
    QTest::newRow("NTLM") << "401 Unauthorized"_ba
                          << "WWW-Authenticate: NTLM"_ba;
    QTest::newRow("a proxy that is none") << "407 Proxy Authentication Required"_ba
                                          << "Proxy-Authenticate: Basic realm=\"x\""_ba;
}

void FetcherTest::answersNoOtherHostsQuestion()
{
    QFETCH(const QByteArray, status);
    QFETCH(const QByteArray, challenge);
    m_host->grant("abc");
    m_host->files.answerBody("x");
    QCOMPARE(fetched(m_host->link()).state, State::Ready); // a token is in memory
    tests::ScriptedServer other;
    other.answer("HTTP/1.1 " + status + "\r\n" + challenge + "\r\nContent-Length: 0\r\n\r\n");
    QUrl url = other.url(u"/a.png"_s);
    url.setUserInfo(u"client:secret"_s);

    QVERIFY(fetched(url.toString()).state != State::Ready);

    QCOMPARE(other.requests().size(), 1);
    QVERIFY(!hasCredentials(other.requests().value(0)));
}

void FetcherTest::leavesTheTokenBehindOnEveryRedirect_data()
{
    QTest::addColumn<QByteArray>("status");

    for (const char *status : {"301 Moved Permanently", "302 Found", "303 See Other",
                               "307 Temporary Redirect", "308 Permanent Redirect"})
        QTest::newRow(status) << QByteArray(status);
}

void FetcherTest::leavesTheTokenBehindOnEveryRedirect()
{
    QFETCH(const QByteArray, status);
    m_host->grant("abc");
    tests::ScriptedServer otherPort;
    otherPort.answerBody("x");
    tests::ScriptedServer otherHost(QHostAddress(u"127.0.0.2"_s));
    otherHost.answerBody("x");
    const auto redirect = [&status](const QUrl &to) {
        return "HTTP/1.1 " + status + "\r\nLocation: " + to.toEncoded()
            + "\r\nContent-Length: 0\r\n\r\n";
    };
    m_host->files.answer(redirect(otherPort.url(u"/api/v2/users/1/media/a.png"_s)));
    m_host->files.answer(redirect(otherHost.url(u"/api/v2/users/1/media/a.png"_s)));

    const media::Fetched sameHost = fetched(m_host->link());
    const media::Fetched elsewhere = fetched(m_host->link());

    QCOMPARE(sameHost.state, State::Ready); // followed, but as a stranger
    QVERIFY(!hasCredentials(otherPort.requests().value(0)));
    QCOMPARE(elsewhere.state, State::Redirected);
    QCOMPARE(otherHost.connections(), 0);
}

void FetcherTest::keepsTheTokenWithinTheOrigin()
{
    m_host->grant("abc");
    m_host->files.answer("HTTP/1.1 302 Found\r\nLocation: /api/v2/users/1/media/b.png\r\n"
                         "Content-Length: 0\r\n\r\n");
    m_host->files.answerBody("x");

    QCOMPARE(fetched(m_host->link()).state, State::Ready);

    QVERIFY(m_host->files.requests().value(1).contains("Bearer abc"));
}

void FetcherTest::followsElsewhereOnlyWhenTold()
{
    m_host->grant("abc");
    tests::ScriptedServer other(QHostAddress(u"127.0.0.2"_s));
    other.answerBody("here");
    m_host->files.answer("HTTP/1.1 302 Found\r\nLocation: " + other.url(u"/a.png"_s).toEncoded()
                         + "\r\nContent-Length: 0\r\n\r\n");
    const media::Fetched redirected = fetched(m_host->link());
    QCOMPARE(redirected.state, State::Redirected);
    media::FetchOrder order;
    order.url = m_host->link();
    order.allowsLocal = true;
    order.instead = redirected.redirect;

    const media::Fetched followed = fetched(order);

    QCOMPARE(followed.state, State::Ready);
    QCOMPARE(followed.url, m_host->link());
    QCOMPARE(followed.bytes, "here"_ba);
    QVERIFY(!hasCredentials(other.requests().value(0)));
}

void FetcherTest::fetchesFourAtATime()
{
    std::vector<base::CancelToken> tokens(8);
    int answers = 0;
    tests::ScriptedServer silent;
    for (int i = 0; i < 8; ++i) {
        media::FetchOrder order;
        order.url = silent.url(u"/"_s + QString::number(i)).toString();
        order.allowsLocal = true;
        m_host->fetcher->fetch(
            order, this, [&answers](const auto &) { ++answers; }, tokens[size_t(i)]);
    }
    QTRY_COMPARE(silent.requests().size(), 4);

    tokens[0].cancel();

    QTRY_COMPARE(silent.requests().size(), 5);
    QCOMPARE(answers, 1);
    QVERIFY(silent.requests().last().startsWith("GET /4 "));
    for (const base::CancelToken &token : tokens)
        token.cancel();
    QTRY_COMPARE(answers, 8);
    QCOMPARE(silent.requests().size(), 5);
}

void FetcherTest::endsWhatWasCancelled()
{
    tests::ScriptedServer silent;
    media::FetchOrder order;
    order.url = silent.url().toString();
    order.allowsLocal = true;
    const base::CancelToken cancel;
    std::optional<media::Fetched> result;
    m_host->fetcher->fetch(
        order, this, [&result](const auto &answer) { result = answer; }, cancel);
    QTRY_COMPARE(silent.requests().size(), 1);

    cancel.cancel();

    QTRY_VERIFY(result.has_value());
    QCOMPARE(result->error.code, base::Error::Code::Cancelled);
    QTRY_COMPARE(silent.openConnections(), 0);
}

void FetcherTest::endsWithWhatIsUnderWay()
{
    tests::ScriptedServer silent;
    media::FetchOrder order;
    order.url = silent.url().toString();
    order.allowsLocal = true;
    bool isAnswered = false;
    m_host->fetcher->fetch(order, this, [&isAnswered](const auto &) { isAnswered = true; });
    QTRY_COMPARE(silent.requests().size(), 1);

    m_host->fetcher.reset();

    QTRY_COMPARE(silent.openConnections(), 0);
    QVERIFY(!isAnswered);
}

void FetcherTest::hasTheBoundsItPromises()
{
    const net::Bounds bounds = media::FetchOrder::usualBounds();

    QCOMPARE(bounds.responseBytes, 16 * 1024 * 1024);
    QCOMPARE(bounds.firstByte, 15s);
    QCOMPARE(bounds.progress, 30s);
    QCOMPARE(bounds.total, 60s);
    QCOMPARE(bounds.redirects, 5);
    QVERIFY(bounds.staysOnHost);
    QCOMPARE(media::Fetcher::kAtOnce, 4);
}

void FetcherTest::passesNoBound_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<int>("then");
    QTest::addColumn<QByteArray>("repeated");
    QTest::addColumn<State>("state");

    const auto row = [](const char *name, const QByteArray &head, Then then,
                        const QByteArray &repeated, State state) {
        QTest::newRow(name) << head << int(then) << repeated << state;
    };
    row("silence", {}, Then::KeepOpen, {}, State::Failed);
    row("silence after the head", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx", Then::KeepOpen,
        {}, State::Failed);
    row("a byte at a time, for ever", "HTTP/1.1 200 OK\r\n\r\n", Then::Trickle, {}, State::Failed);
    row("a head without an end", "HTTP/1.1 200 OK\r\n", Then::Repeat,
        "X: " + QByteArray(1000, 'x') + "\r\n", State::Failed);
    row("a body without an end", "HTTP/1.1 200 OK\r\n\r\n", Then::Repeat, QByteArray(65536, 'x'),
        State::TooLarge);
    row("chunks without an end", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
        Then::Repeat, "400\r\n" + QByteArray(1024, 'x') + "\r\n", State::TooLarge);
    row("a length past all bounds", "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n",
        Then::Repeat, QByteArray(65536, 'x'), State::TooLarge);
    row("cut short", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx", Then::Close, {},
        State::Failed);
    row("no HTTP", "SSH-2.0-OpenSSH_9.2\r\n\r\n", Then::Close, {}, State::Failed);
}

void FetcherTest::passesNoBound()
{
    QFETCH(const QByteArray, head);
    QFETCH(const int, then);
    QFETCH(const QByteArray, repeated);
    QFETCH(const State, state);
    tests::ScriptedServer server;
    server.answer(head, Then(then), repeated);
    media::FetchOrder order;
    order.url = server.url().toString();
    order.allowsLocal = true;
    order.bounds.firstByte = 300ms;
    order.bounds.progress = 300ms;
    order.bounds.total = 1'500ms;
    order.bounds.responseBytes = 1024 * 1024;

    const media::Fetched result = fetched(order);

    QCOMPARE(result.state, state);
    QVERIFY(result.bytes.isEmpty()); // half a file is none
    QVERIFY(!media::sentence(result).isEmpty());
    QTRY_COMPARE(server.openConnections(), 0);
}

void FetcherTest::takesNoCodingOff()
{
    // 1 MiB of zeros, packed: what unpacks is never unpacked here.
    const QByteArray packed = qCompress(QByteArray(1024 * 1024, '\0')).sliced(4);
    tests::ScriptedServer server;
    server.answer("HTTP/1.1 200 OK\r\nContent-Encoding: deflate\r\nContent-Length: "
                  + QByteArray::number(packed.size()) + "\r\n\r\n" + packed);

    const media::Fetched result = fetched(server.url().toString());

    QVERIFY(server.requests().value(0).contains("\r\nAccept-Encoding: identity\r\n"));
    QCOMPARE(result.state, State::Ready);
    QCOMPARE(result.bytes, packed);
}

void FetcherTest::keepsNoCookie()
{
    tests::ScriptedServer server;
    server.answer("HTTP/1.1 200 OK\r\nSet-Cookie: session=abc; Path=/\r\n"
                  "set-cookie: b=c\r\nContent-Length: 1\r\n\r\nx");

    const media::Fetched result = fetched(server.url().toString());
    fetched(server.url().toString());

    QVERIFY(!server.requests().value(1).toLower().contains("cookie"));
    QVERIFY(!result.head.contains("session"));
    QVERIFY(result.head.contains("\r\nSet-Cookie: ************ ******\r\n"));
    QVERIFY(result.head.contains("\r\nset-cookie: ***\r\n"));
}

void FetcherTest::endsARingOfRedirects()
{
    tests::ScriptedServer server;
    server.answer("HTTP/1.1 302 Found\r\nLocation: /again\r\nContent-Length: 0\r\n\r\n");

    const media::Fetched result = fetched(server.url().toString());

    QCOMPARE(result.state, State::Failed);
    QCOMPARE(result.error.code, base::Error::Code::LimitPassed);
    QCOMPARE(server.requests().size(), 6); // the first, and five redirects
}

void FetcherTest::checksEveryHop()
{
    tests::ScriptedServer server;
    server.answerBody("secret");
    for (const QString &url :
         {server.url().toString(), u"http://localhost:%1/"_s.arg(server.port()),
          u"http://127.1:%1/"_s.arg(server.port()), u"http://2130706433:%1/"_s.arg(server.port()),
          u"http://[::ffff:127.0.0.1]:%1/"_s.arg(server.port()),
          u"http://0.0.0.0:%1/"_s.arg(server.port())})
        QCOMPARE(fetched(url, false).state, State::RefusedAddress);

    QCOMPARE(server.connections(), 0);
}

SENDSCOPE_TEST(FetcherTest, fetcher)
#include "tst_fetcher.moc"
