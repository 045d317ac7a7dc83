#include "app/http/credentials.h"
#include "tests/testregistry.h"

#include <QTest>

using namespace sendscope;
using namespace Qt::StringLiterals;
using http::Credentials;
using Check = Credentials::Check;

class CredentialsTest : public QObject
{
    Q_OBJECT

private slots:
    void parses_data();
    void parses();
    void refusesTextWithoutAColon();
    void checks_data();
    void checks();
    void missesTheField();
    void refusesTwoFields();
    void challenges();
    void hidesSecrets_data();
    void hidesSecrets();
};

void CredentialsTest::parses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("pair");

    QTest::newRow("plain") << u"bw:secret"_s << "bw:secret"_ba;
    QTest::newRow("colons in the password") << u"bw:a:b:"_s << "bw:a:b:"_ba;
    QTest::newRow("empty password") << u"bw:"_s << "bw:"_ba;
    QTest::newRow("UTF-8") << u"jürgen:größe"_s << u"jürgen:größe"_s.toUtf8();
}

void CredentialsTest::parses()
{
    QFETCH(const QString, text);
    QFETCH(const QByteArray, pair);

    const auto credentials = Credentials::parse(text);

    QVERIFY(credentials);
    const event::HeaderList fields{{"Authorization", "Basic " + pair.toBase64()}};
    QCOMPARE(credentials->check(fields), Check::Right);
}

void CredentialsTest::refusesTextWithoutAColon()
{
    const auto credentials = Credentials::parse(u"hunter2"_s);

    QVERIFY(!credentials);
    QCOMPARE(credentials.error().code, base::Error::Code::InvalidInput);
    QVERIFY(!base::sentence(credentials.error()).contains(u"hunter2"_s));
}

void CredentialsTest::checks_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<Check>("check");

    const auto basic = [](const char *pair) { return "Basic " + QByteArray(pair).toBase64(); };
    QTest::newRow("right") << basic("user:pass:word") << Check::Right;
    QTest::newRow("scheme in another case")
        << "bAsIC " + "user:pass:word"_ba.toBase64() << Check::Right;
    QTest::newRow("more space") << "Basic  " + "user:pass:word"_ba.toBase64() << Check::Right;
    QTest::newRow("another user") << basic("User:pass:word") << Check::Wrong;
    QTest::newRow("another password") << basic("user:pass:wort") << Check::Wrong;
    QTest::newRow("shorter password") << basic("user:pass:wor") << Check::Wrong;
    QTest::newRow("longer password") << basic("user:pass:words") << Check::Wrong;
    QTest::newRow("colon moved") << basic("user:pass:word:") << Check::Wrong;
    QTest::newRow("no password") << basic("user:") << Check::Wrong;
    QTest::newRow("no colon") << basic("user") << Check::Wrong;
    QTest::newRow("empty") << QByteArray() << Check::Wrong;
    QTest::newRow("scheme alone") << "Basic"_ba << Check::Wrong;
    QTest::newRow("scheme and a space") << "Basic "_ba << Check::Wrong;
    QTest::newRow("no space") << "Basic" + "user:pass:word"_ba.toBase64() << Check::Wrong;
    QTest::newRow("another scheme") << "Bearer dXNlcjpwYXNzOndvcmQ="_ba << Check::Wrong;
    QTest::newRow("longer scheme") << "Basically dXNlcjpwYXNzOndvcmQ="_ba << Check::Wrong;
    QTest::newRow("not Base64") << "Basic dXNlcjpwYXNzOndvcm!="_ba << Check::Wrong;
    QTest::newRow("not encoded") << "Basic user:pass:word"_ba << Check::Wrong;
    QTest::newRow("hidden") << "************************"_ba << Check::Wrong;
}

void CredentialsTest::checks()
{
    QFETCH(const QByteArray, value);
    QFETCH(const Check, check);
    const Credentials credentials("user", "pass:word");

    QCOMPARE(credentials.check({{"Host", "a"}, {"authorization", value}}), check);
}

void CredentialsTest::missesTheField()
{
    const Credentials credentials("user", "word");

    QCOMPARE(credentials.check({}), Check::Missing);
    QCOMPARE(credentials.check({{"Proxy-Authorization", "Basic dXNlcjp3b3Jk"}}), Check::Missing);
}

void CredentialsTest::refusesTwoFields()
{
    const Credentials credentials("user", "word");
    const event::HeaderField right{"Authorization", "Basic " + "user:word"_ba.toBase64()};

    QCOMPARE(credentials.check({right}), Check::Right);
    QCOMPARE(credentials.check({right, right}), Check::Wrong);
}

void CredentialsTest::challenges()
{
    const http::Response response = http::challengeResponse();

    QCOMPARE(response.status, 401);
    QCOMPARE(response.fields.first("www-authenticate"),
             R"(Basic realm="Sendscope", charset="UTF-8")"_ba);
    QVERIFY(!response.closes);
}

void CredentialsTest::hidesSecrets_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<QByteArray>("hidden");

    QTest::newRow("one field")
        << "POST / HTTP/1.1\r\nAuthorization: Basic dXNl\r\nHost: a\r\n\r\n"_ba
        << "POST / HTTP/1.1\r\nAuthorization: **********\r\nHost: a\r\n\r\n"_ba;
    QTest::newRow("two fields, other case, other space")
        << "POST / HTTP/1.1\r\nAUTHORIZATION:x y \r\nauthorization: \tz\r\n\r\n"_ba
        << "POST / HTTP/1.1\r\nAUTHORIZATION:*** \r\nauthorization: \t*\r\n\r\n"_ba;
    QTest::newRow("none") << "POST / HTTP/1.1\r\nX-Authorization: x\r\n\r\n"_ba
                          << "POST / HTTP/1.1\r\nX-Authorization: x\r\n\r\n"_ba;
    QTest::newRow("empty") << QByteArray() << QByteArray();
    QTest::newRow("without a value") << "P\r\nAuthorization:\r\n\r\n"_ba
                                     << "P\r\nAuthorization:\r\n\r\n"_ba;
    QTest::newRow("folded") << "P\r\nAuthorization: a\r\n b c\r\nX: d\r\n\r\n"_ba
                            << "P\r\nAuthorization: *\r\n ***\r\nX: d\r\n\r\n"_ba;
    QTest::newRow("space before the colon") << "P\r\nAuthorization : ab\r\n\r\n"_ba
                                            << "P\r\nAuthorization : **\r\n\r\n"_ba;
    QTest::newRow("cut short") << "P\r\nAuthorization: Basic d"_ba
                               << "P\r\nAuthorization: *******"_ba;
    QTest::newRow("bare line feeds") << "P\nAuthorization: ab\nX: c\n"_ba
                                     << "P\nAuthorization: **\nX: c\n"_ba;
}

void CredentialsTest::hidesSecrets()
{
    QFETCH(const QByteArray, head);
    QFETCH(const QByteArray, hidden);

    QCOMPARE(http::withoutCredentials(head), hidden);
}

SENDSCOPE_TEST(CredentialsTest, credentials)
#include "tst_credentials.moc"
