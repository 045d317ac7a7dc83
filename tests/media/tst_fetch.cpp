#include "app/media/fetch.h"
#include "tests/support/scriptedserver.h"
#include "tests/testregistry.h"

#include <QRegularExpression>
#include <QTest>
#include <QUrl>

#include <optional>

using namespace sendscope;
using namespace Qt::StringLiterals;
using State = media::Fetched::State;
using Then = tests::ScriptedServer::Then;

class FetchTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }
    void bringsTheBytes();
    void asksForNothingElse();
    void saysWhatTheHostAnswered_data();
    void saysWhatTheHostAnswered();
    void knowsHowLongBandwidthKeepsMedia();
    void followsWithinTheHost();
    void doesNotFollowElsewhere_data();
    void doesNotFollowElsewhere();
    void stopsWhatHasNoEnd();
    void saysWhatFailed();
    void neverFetchesSomeLinks_data();
    void neverFetchesSomeLinks();
    void refusesTheOwnNetwork();
    void canBeCancelled();
    void namesTheHost_data();
    void namesTheHost();

private:
    media::Fetched fetched(const QUrl &url, bool allowsLocal = true)
    {
        return fetched(url.toString(), allowsLocal);
    }

    media::Fetched fetched(const QString &url, bool allowsLocal = true)
    {
        std::optional<media::Fetched> result;
        media::fetch(m_client, {url, allowsLocal}, this,
                     [&result](const auto &answer) { result = answer; });
        if (result)
            qFatal("The answer came before fetch() had returned.");
        if (!QTest::qWaitFor([&result] { return result.has_value(); }, 20000))
            qFatal("No answer came.");
        return *result;
    }

    net::Client m_client;
};

void FetchTest::bringsTheBytes()
{
    tests::ScriptedServer server;
    server.answer("HTTP/1.1 200 OK\r\ncontent-type: application/octet-stream\r\n"
                  "Content-Length: 6\r\n\r\nGIF89a");

    const media::Fetched result = fetched(server.url(u"/a.png"_s));

    QCOMPARE(result.state, State::Ready);
    QCOMPARE(result.url, server.url(u"/a.png"_s).toString());
    QCOMPARE(result.bytes, "GIF89a"_ba);
    QCOMPARE(result.contentType, "application/octet-stream"_ba);
    QCOMPARE(result.type, media::FileType::Gif);
    QCOMPARE(result.status, 200);
    QVERIFY(media::sentence(result).isEmpty());
}

void FetchTest::asksForNothingElse()
{
    tests::ScriptedServer server;
    server.answerBody("x");
    QUrl url = server.url(u"/a?b"_s);
    url.setUserInfo(u"user:secret"_s);

    QCOMPARE(fetched(url).state, State::Ready);

    QCOMPARE(server.requests().first(),
             "GET /a?b HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(server.port())
                 + "\r\nUser-Agent: Sendscope/" SENDSCOPE_VERSION
                   "\r\nAccept-Encoding: identity\r\n\r\n");
}

void FetchTest::saysWhatTheHostAnswered_data()
{
    QTest::addColumn<QByteArray>("status");
    QTest::addColumn<State>("state");
    QTest::addColumn<QString>("sentence");

    QTest::newRow("401") << "401 Unauthorized"_ba << State::NeedsSignIn
                         << u"The host asks for a user and password."_s;
    QTest::newRow("403") << "403 Forbidden"_ba << State::NeedsSignIn
                         << u"The host does not hand it out (403)."_s;
    QTest::newRow("404") << "404 Not Found"_ba << State::Gone << u"No longer there (404)."_s;
    QTest::newRow("410") << "410 Gone"_ba << State::Gone << u"No longer there (410)."_s;
    QTest::newRow("500") << "500 Oh"_ba << State::Answered << u"The host answers with 500."_s;
    QTest::newRow("304") << "304 Not Modified"_ba << State::Answered
                         << u"The host answers with 304."_s;
}

void FetchTest::saysWhatTheHostAnswered()
{
    QFETCH(const QByteArray, status);
    QFETCH(const State, state);
    QFETCH(const QString, sentence);
    tests::ScriptedServer server;
    server.answer("HTTP/1.1 " + status
                  + "\r\nWWW-Authenticate: Basic realm=x\r\nContent-Length: 0\r\n\r\n");

    const media::Fetched result = fetched(server.url());

    QCOMPARE(result.state, state);
    QCOMPARE(media::sentence(result), sentence);
    QVERIFY(result.bytes.isEmpty());
    QCOMPARE(server.requests().size(), 1);
}

void FetchTest::knowsHowLongBandwidthKeepsMedia()
{
    media::Fetched gone;
    gone.state = State::Gone;
    gone.status = 404;
    gone.url = u"https://messaging.bandwidth.com/api/v2/users/1/media/2/0/a.png"_s;

    QCOMPARE(media::sentence(gone),
             u"No longer there (404). Bandwidth keeps media for 48 hours."_s);
}

void FetchTest::followsWithinTheHost()
{
    tests::ScriptedServer server;
    server.answer("HTTP/1.1 302 Found\r\nLocation: /b\r\nContent-Length: 0\r\n\r\n");
    server.answerBody("here");

    const media::Fetched result = fetched(server.url(u"/a"_s));

    QCOMPARE(result.state, State::Ready);
    QCOMPARE(result.bytes, "here"_ba);
    QCOMPARE(result.url, server.url(u"/a"_s).toString());
}

void FetchTest::doesNotFollowElsewhere_data()
{
    QTest::addColumn<QByteArray>("location");
    QTest::addColumn<QString>("host");

    QTest::newRow("another host") << "https://other.example/x"_ba << u"other.example"_s;
    QTest::newRow("without a scheme")
        << "//other.example:8443/x"_ba << u"http://other.example:8443"_s;
    QTest::newRow("the own network")
        << "http://169.254.169.254/latest"_ba << u"http://169.254.169.254"_s;
    QTest::newRow("another name") << "http://localhost/"_ba << u"http://localhost"_s;
}

void FetchTest::doesNotFollowElsewhere()
{
    QFETCH(const QByteArray, location);
    QFETCH(const QString, host);
    tests::ScriptedServer server;
    server.answer("HTTP/1.1 302 Found\r\nLocation: " + location + "\r\nContent-Length: 0\r\n\r\n");

    const media::Fetched result = fetched(server.url());

    QCOMPARE(result.state, State::Redirected);
    QCOMPARE(media::hostOf(result.redirect), host);
    QCOMPARE(media::sentence(result), u"Not fetched: the host sends on to %1."_s.arg(host));
    QCOMPARE(server.requests().size(), 1);
}

void FetchTest::stopsWhatHasNoEnd()
{
    tests::ScriptedServer server;
    server.answer("HTTP/1.1 200 OK\r\n\r\n", Then::Repeat, QByteArray(65536, 'x'));

    const media::Fetched result = fetched(server.url());

    QCOMPARE(result.state, State::TooLarge);
    QCOMPARE(media::sentence(result), u"Not fetched: it is over 16 MiB."_s);
    QVERIFY(result.bytes.isEmpty());
}

void FetchTest::saysWhatFailed()
{
    tests::ScriptedServer server;
    server.answer("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n01234", Then::Close);

    const media::Fetched result = fetched(server.url());

    QCOMPARE(result.state, State::Failed);
    QVERIFY(result.bytes.isEmpty()); // half a file is none
    QCOMPARE(media::sentence(result), base::sentence(result.error));
    QVERIFY(media::sentence(result).contains(u"hung up before the end"));
}

void FetchTest::neverFetchesSomeLinks_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<State>("state");
    QTest::addColumn<QString>("sentence");

    const QString placeholder =
        u"Not fetched: {accountId} in this link is a placeholder of the documentation."_s;
    const QString noLink = u"Not fetched: this is no http or https link."_s;
    QTest::newRow("placeholder")
        << u"https://messaging.bandwidth.com/api/v2/users/{accountId}/media/a.png"_s
        << State::Placeholder << placeholder;
    QTest::newRow("coded placeholder")
        << u"https://messaging.bandwidth.com/users/%7BaccountId%7D/a.png"_s << State::Placeholder
        << placeholder;
    QTest::newRow("nothing") << QString() << State::NotALink << noLink;
    QTest::newRow("a word") << u"photo.png"_s << State::NotALink << noLink;
    QTest::newRow("a file") << u"file:///etc/passwd"_s << State::NotALink << noLink;
    QTest::newRow("data") << u"data:image/png;base64,AAAA"_s << State::NotALink << noLink;
    QTest::newRow("a script") << u"javascript:alert(1)"_s << State::NotALink << noLink;
}

void FetchTest::neverFetchesSomeLinks()
{
    QFETCH(const QString, url);
    QFETCH(const State, state);
    QFETCH(const QString, sentence);

    const media::Fetched result = fetched(url);

    QCOMPARE(result.state, state);
    QCOMPARE(media::sentence(result), sentence);
    QVERIFY(media::hostOf(url).isEmpty());
}

void FetchTest::refusesTheOwnNetwork()
{
    tests::ScriptedServer server;
    server.answerBody("secret");

    const media::Fetched result = fetched(server.url(), false);

    QCOMPARE(result.state, State::RefusedAddress);
    QCOMPARE(media::sentence(result), u"Not fetched: this address leads into your own network."_s);
    QCOMPARE(server.connections(), 0);
}

void FetchTest::canBeCancelled()
{
    tests::ScriptedServer server;
    const base::CancelToken cancel;
    std::optional<media::Fetched> result;
    media::fetch(
        m_client, {server.url().toString(), true}, this,
        [&result](const auto &answer) { result = answer; }, cancel);
    QTRY_COMPARE(server.requests().size(), 1);

    cancel.cancel();

    QTRY_VERIFY(result.has_value());
    QCOMPARE(result->state, State::Failed);
    QCOMPARE(result->error.code, base::Error::Code::Cancelled);
}

void FetchTest::namesTheHost_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("host");

    QTest::newRow("Bandwidth") << u"https://messaging.bandwidth.com/a"_s
                               << u"messaging.bandwidth.com"_s;
    QTest::newRow("a port") << u"http://a.example:8080/a"_s << u"http://a.example:8080"_s;
    QTest::newRow("a user that looks like a host")
        << u"https://messaging.bandwidth.com@evil.example/a"_s << u"evil.example"_s;
    QTest::newRow("letters that look alike")
        << u"https://messaging.b\u0430ndwidth.com/a"_s << u"messaging.xn--bndwidth-16g.com"_s;
}

void FetchTest::namesTheHost()
{
    QFETCH(const QString, url);
    QFETCH(const QString, host);

    QCOMPARE(media::hostOf(url), host);
}

SENDSCOPE_TEST(FetchTest, fetch)
#include "tst_fetch.moc"
