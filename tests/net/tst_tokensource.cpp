#include "app/net/tokensource.h"
#include "tests/support/fakeclock.h"
#include "tests/support/scriptedserver.h"
#include "tests/testregistry.h"

#include <QRegularExpression>
#include <QTest>
#include <QUrl>

#include <memory>
#include <vector>

using namespace sendscope;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using State = net::TokenAnswer::State;
using Then = tests::ScriptedServer::Then;

namespace {

QByteArray tokenJson(const QByteArray &token, int seconds = 3600)
{
    return "{\"access_token\":\"" + token
        + "\",\"token_type\":\"Bearer\",\"expires_in\":" + QByteArray::number(seconds) + '}';
}

const net::ClientCredentials kCredentials{u"client"_s, u"se:cret\u00fc"_s};

} // namespace

class TokenSourceTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void asksAsTheStandardSays();
    void keepsATokenUntilShortlyBeforeItsEnd();
    void takesAShortLifeAsItIs();
    void asksOnceForManyAskers();
    void asksAnewForAForgottenToken();
    void forgetsWithTheCredentials();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void asksNobodyWithoutCredentials();
    void followsNoRedirect();
    void refusesToSendInTheClear();
    void refusesTheOwnNetworkUnlessToldSo();
    void answersNobodyWhoIsGone();
    void endsWithWhatIsUnderWay();

private:
    net::TokenAnswer ask()
    {
        std::optional<net::TokenAnswer> result;
        m_source->token(this, [&result](const auto &answer) { result = answer; });
        if (!QTest::qWaitFor([&result] { return result.has_value(); }, 20'000))
            qFatal("No answer came.");
        return *result;
    }

    net::Client m_client;
    tests::FakeClock m_clock;
    std::unique_ptr<tests::ScriptedServer> m_server;
    std::unique_ptr<net::TokenSource> m_source;
};

void TokenSourceTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
    m_source.reset();
    m_server = std::make_unique<tests::ScriptedServer>();
    m_source = std::make_unique<net::TokenSource>(m_client, m_clock, m_server->url(u"/token"_s),
                                                  net::AddressPolicy::Any);
    m_source->setCredentials(kCredentials);
}

void TokenSourceTest::asksAsTheStandardSays()
{
    m_server->answerBody(tokenJson("abc"));

    const net::TokenAnswer answer = ask();

    QCOMPARE(answer.state, State::Granted);
    QCOMPARE(answer.token, "abc"_ba);
    const QByteArray request = m_server->requests().value(0);
    QVERIFY(request.startsWith("POST /token HTTP/1.1\r\n"));
    QVERIFY(request.contains("\r\nAuthorization: Basic "
                             + QByteArray("client:se:cret\xc3\xbc").toBase64() + "\r\n"));
    QVERIFY(request.contains("\r\nContent-Type: application/x-www-form-urlencoded\r\n"));
    QCOMPARE(tests::bodyOf(request), "grant_type=client_credentials"_ba);
}

void TokenSourceTest::keepsATokenUntilShortlyBeforeItsEnd()
{
    m_server->answerBody(tokenJson("one", 3600));
    m_server->answerBody(tokenJson("two", 3600));
    QCOMPARE(ask().token, "one"_ba);

    m_clock.advance(3600s - 61s);
    QCOMPARE(ask().token, "one"_ba);
    m_clock.advance(2s);
    QCOMPARE(ask().token, "two"_ba);

    QCOMPARE(m_server->requests().size(), 2);
}

void TokenSourceTest::takesAShortLifeAsItIs()
{
    m_server->answerBody(tokenJson("one", 10));
    m_server->answerBody(tokenJson("two", 10));
    QCOMPARE(ask().token, "one"_ba);

    m_clock.advance(8s);
    QCOMPARE(ask().token, "one"_ba);
    m_clock.advance(2s);

    QCOMPARE(ask().token, "two"_ba);
}

void TokenSourceTest::asksOnceForManyAskers()
{
    m_server->answerBody(tokenJson("abc"));
    std::vector<QByteArray> tokens;
    for (int i = 0; i < 5; ++i)
        m_source->token(this, [&tokens](const auto &answer) { tokens.push_back(answer.token); });

    QTRY_COMPARE(tokens.size(), size_t(5));

    QCOMPARE(tokens, std::vector<QByteArray>(5, "abc"_ba));
    QCOMPARE(m_server->requests().size(), 1);
}

void TokenSourceTest::asksAnewForAForgottenToken()
{
    m_server->answerBody(tokenJson("one"));
    m_server->answerBody(tokenJson("two"));
    QCOMPARE(ask().token, "one"_ba);

    m_source->forget("another");
    QCOMPARE(ask().token, "one"_ba);
    m_source->forget("one");

    QCOMPARE(ask().token, "two"_ba);
}

void TokenSourceTest::forgetsWithTheCredentials()
{
    m_server->answerBody(tokenJson("one"));
    m_server->answerBody(tokenJson("two"));
    QCOMPARE(ask().token, "one"_ba);

    m_source->setCredentials({u"other"_s, u"word"_s});

    QCOMPARE(ask().token, "two"_ba);
    QVERIFY(m_server->requests().last().contains(QByteArray("other:word").toBase64()));
    m_source->setCredentials({});
    QCOMPARE(ask().state, State::NoCredentials);
}

void TokenSourceTest::saysWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<State>("state");

    QTest::newRow("unknown client") << "401 Unauthorized"_ba
                                    << "{}"_ba << State::Rejected;
    QTest::newRow("forbidden") << "403 Forbidden"_ba
                               << ""_ba << State::Rejected;
    QTest::newRow("unknown client, by the standard")
        << "400 Bad Request"_ba
        << "{\"error\":\"invalid_client\"}"_ba << State::Rejected;
    QTest::newRow("another fault of ours") << "400 Bad Request"_ba
                                           << "{\"error\":\"invalid_scope\"}"_ba << State::Failed;
    QTest::newRow("a fault of theirs") << "503 Busy"_ba
                                       << ""_ba << State::Failed;
    QTest::newRow("no JSON") << "200 OK"_ba
                             << "<html>"_ba << State::Failed;
    QTest::newRow("no token") << "200 OK"_ba
                              << "{\"expires_in\":3600}"_ba << State::Failed;
    QTest::newRow("a token that would be a header of its own")
        << "200 OK"_ba << tokenJson("a\\r\\nX-Evil: 1") << State::Failed;
    QTest::newRow("a token with a space") << "200 OK"_ba << tokenJson("a b") << State::Failed;
}

void TokenSourceTest::saysWhatIsWrong()
{
    QFETCH(const QByteArray, status);
    QFETCH(const QByteArray, body);
    QFETCH(const State, state);
    m_server->answerBody(body, status);

    const net::TokenAnswer answer = ask();

    QCOMPARE(answer.state, state);
    QVERIFY(answer.token.isEmpty());
    QCOMPARE(base::sentence(answer.error).contains(u"127.0.0.1"), state == State::Failed);
    QVERIFY(!base::sentence(answer.error).contains(u"cret"));
}

void TokenSourceTest::asksNobodyWithoutCredentials()
{
    m_source->setCredentials({});

    QCOMPARE(ask().state, State::NoCredentials);

    QCOMPARE(m_server->connections(), 0);
}

void TokenSourceTest::followsNoRedirect()
{
    tests::ScriptedServer other;
    other.answerBody(tokenJson("stolen"));
    for (const QByteArray &status : {"302 Found"_ba, "307 Temporary Redirect"_ba}) {
        m_server->answer("HTTP/1.1 " + status + "\r\nLocation: " + other.url().toEncoded()
                         + "\r\nContent-Length: 0\r\n\r\n");
        QCOMPARE(ask().state, State::Failed);
    }

    QCOMPARE(other.connections(), 0);
}

void TokenSourceTest::refusesToSendInTheClear()
{
    net::TokenSource source(m_client, m_clock, QUrl(u"http://token.example/"_s));
    source.setCredentials(kCredentials);
    std::optional<net::TokenAnswer> result;

    source.token(this, [&result](const auto &answer) { result = answer; });

    QTRY_VERIFY(result.has_value());
    QCOMPARE(result->state, State::Failed);
    QCOMPARE(result->error.code, base::Error::Code::InvalidInput);
}

void TokenSourceTest::refusesTheOwnNetworkUnlessToldSo()
{
    net::TokenSource source(m_client, m_clock, m_server->url());
    source.setCredentials(kCredentials);
    std::optional<net::TokenAnswer> result;

    source.token(this, [&result](const auto &answer) { result = answer; });

    QTRY_VERIFY(result.has_value());
    QCOMPARE(result->error.code, base::Error::Code::AddressRefused);
    QCOMPARE(m_server->connections(), 0);
}

void TokenSourceTest::answersNobodyWhoIsGone()
{
    m_server->answerBody(tokenJson("abc"));
    bool isAnswered = false;
    auto asker = std::make_unique<QObject>();
    m_source->token(asker.get(), [&isAnswered](const auto &) { isAnswered = true; });
    asker.reset();

    QCOMPARE(ask().token, "abc"_ba);

    QVERIFY(!isAnswered);
}

void TokenSourceTest::endsWithWhatIsUnderWay()
{
    bool isAnswered = false;
    m_source->token(this, [&isAnswered](const auto &) { isAnswered = true; });
    QTRY_COMPARE(m_server->requests().size(), 1);

    m_source.reset();

    QTRY_COMPARE(m_server->openConnections(), 0);
    QVERIFY(!isAnswered);
}

SENDSCOPE_TEST(TokenSourceTest, tokensource)
#include "tst_tokensource.moc"
