#include "app/media/signin.h"
#include "tests/support/fakeclock.h"
#include "tests/support/fakekeyring.h"
#include "tests/support/scriptedserver.h"
#include "tests/testregistry.h"

#include <QRegularExpression>
#include <QTest>

using namespace sendscope;
using namespace Qt::StringLiterals;
using Standing = media::SignIn::State;
using Answer = net::TokenAnswer::State;

class SignInTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void opensTheKeyringOnlyWhenATokenIsWanted();
    void takesTheEnvironmentBeforeTheKeyring();
    void takesWhatTheKeyringHolds();
    void saysThatNobodyKnows();
    void remembersOnlyWhatItWasTold();
    void saysWhetherTheKeyringTookIt();
    void doesNotAskAgainWithWhatIsWrong();
    void whatWasTypedIsNewerThanTheKeyring();

private:
    void make(tests::FakeKeyring &keyring, const net::ClientCredentials &given = {})
    {
        media::BandwidthHost host;
        host.token = m_server->url(u"/token"_s);
        host.policy = net::AddressPolicy::Any;
        m_signIn = std::make_unique<media::SignIn>(m_client, m_clock, keyring, host, given);
    }

    Answer ask()
    {
        std::optional<net::TokenAnswer> result;
        m_signIn->token(this, [&result](const auto &answer) { result = answer; });
        if (!QTest::qWaitFor([&result] { return result.has_value(); }, 20'000))
            qFatal("No answer came.");
        return result->state;
    }

    net::Client m_client;
    tests::FakeClock m_clock;
    std::unique_ptr<tests::ScriptedServer> m_server;
    std::unique_ptr<media::SignIn> m_signIn;
};

void SignInTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
    m_signIn.reset();
    m_server = std::make_unique<tests::ScriptedServer>();
    m_server->answerBody("{\"access_token\":\"abc\",\"expires_in\":3600}");
}

void SignInTest::opensTheKeyringOnlyWhenATokenIsWanted()
{
    tests::FakeKeyring keyring;
    make(keyring);
    QCOMPARE(keyring.reads, 0);
    QCOMPARE(m_signIn->state(), Standing::Unknown);

    ask();
    ask();

    QCOMPARE(keyring.reads, 1);
}

void SignInTest::takesTheEnvironmentBeforeTheKeyring()
{
    tests::FakeKeyring keyring;
    keyring.secrets.insert(u"bandwidth-client"_s, u"ring\nsecret"_s);
    make(keyring, {u"environment"_s, u"secret"_s});

    QCOMPARE(ask(), Answer::Granted);

    QCOMPARE(keyring.reads, 0);
    QVERIFY(m_server->requests().last().contains(QByteArray("environment:secret").toBase64()));
}

void SignInTest::takesWhatTheKeyringHolds()
{
    tests::FakeKeyring keyring;
    keyring.secrets.insert(u"bandwidth-client"_s, u"ring\nsecret"_s);
    make(keyring);

    QCOMPARE(ask(), Answer::Granted);

    QCOMPARE(m_signIn->state(), Standing::Present);
    QVERIFY(m_signIn->hasKeyring());
    QVERIFY(m_server->requests().last().contains(QByteArray("ring:secret").toBase64()));
}

void SignInTest::saysThatNobodyKnows()
{
    tests::FakeKeyring none(false);
    make(none);

    QCOMPARE(ask(), Answer::NoCredentials);

    QCOMPARE(m_signIn->state(), Standing::Missing);
    QVERIFY(!m_signIn->hasKeyring());
    QCOMPARE(m_server->connections(), 0);
}

void SignInTest::remembersOnlyWhatItWasTold()
{
    tests::FakeKeyring keyring;
    make(keyring);
    QCOMPARE(ask(), Answer::NoCredentials);

    m_signIn->setCredentials({u"a"_s, u"b"_s}, false);
    QCOMPARE(ask(), Answer::Granted);
    QVERIFY(keyring.secrets.isEmpty());
    m_signIn->setCredentials({u"c"_s, u"d"_s}, true);

    QCOMPARE(keyring.secrets.value(u"bandwidth-client"_s), u"c\nd"_s);
}

void SignInTest::saysWhetherTheKeyringTookIt()
{
    tests::FakeKeyring none(false);
    make(none);
    std::optional<bool> isStored;
    connect(m_signIn.get(), &media::SignIn::remembered, this,
            [&isStored](bool answer) { isStored = answer; });

    m_signIn->setCredentials({u"a"_s, u"b"_s}, true);

    QTRY_COMPARE(isStored, false);
    QCOMPARE(ask(), Answer::Granted);
}

void SignInTest::doesNotAskAgainWithWhatIsWrong()
{
    m_server = std::make_unique<tests::ScriptedServer>();
    m_server->answerBody("{}", "401 Unauthorized");
    m_server->answerBody("{\"access_token\":\"abc\",\"expires_in\":3600}");
    tests::FakeKeyring keyring;
    make(keyring, {u"wrong"_s, u"wrong"_s});

    QCOMPARE(ask(), Answer::Rejected);
    QCOMPARE(m_signIn->state(), Standing::Rejected);
    QCOMPARE(ask(), Answer::Rejected);
    QCOMPARE(m_server->requests().size(), 1);
    m_signIn->setCredentials({u"right"_s, u"right"_s}, false);

    QCOMPARE(ask(), Answer::Granted);
    QCOMPARE(m_signIn->state(), Standing::Present);
}

void SignInTest::whatWasTypedIsNewerThanTheKeyring()
{
    tests::FakeKeyring keyring;
    keyring.secrets.insert(u"bandwidth-client"_s, u"ring\nsecret"_s);
    make(keyring);
    std::optional<net::TokenAnswer> result;
    m_signIn->token(this, [&result](const auto &answer) { result = answer; });

    m_signIn->setCredentials({u"typed"_s, u"secret"_s}, false);

    QTRY_VERIFY(result.has_value());
    QVERIFY(m_server->requests().last().contains(QByteArray("typed:secret").toBase64()));
}

SENDSCOPE_TEST(SignInTest, signin)
#include "tst_signin.moc"
