#include "app/exchange/secrets.h"
#include "tests/testregistry.h"

#include <QTest>

using namespace sendscope;
using namespace Qt::StringLiterals;

/// What an export leaves out of a head.
class SecretsTest : public QObject
{
    Q_OBJECT

private slots:
    void masks_data();
    void masks();
    void sharesWhatHasNone();
};

void SecretsTest::masks_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<QByteArray>("masked");

    QTest::newRow("the four")
        << "POST / HTTP/1.1\r\nAuthorization: Basic abc=\r\nHost: a\r\n"
           "Proxy-Authorization: x\r\nCookie: a=b; c=d\r\nSet-Cookie: e\r\n\r\n"_ba
        << "POST / HTTP/1.1\r\nAuthorization: ***** ****\r\nHost: a\r\n"
           "Proxy-Authorization: *\r\nCookie: **** ***\r\nSet-Cookie: *\r\n\r\n"_ba;
    QTest::newRow("in any case") << "P\r\nAUTHORIZATION:a\r\ncOOkIE:  b \r\n\r\n"_ba
                                 << "P\r\nAUTHORIZATION:*\r\ncOOkIE:  * \r\n\r\n"_ba;
    QTest::newRow("twice") << "P\r\nCookie: a\r\nCookie: b\r\n\r\n"_ba
                           << "P\r\nCookie: *\r\nCookie: *\r\n\r\n"_ba;
    QTest::newRow("folded") << "P\r\nAuthorization: Basic\r\n\tabc\r\n def\r\nHost: a\r\n\r\n"_ba
                            << "P\r\nAuthorization: *****\r\n\t***\r\n ***\r\nHost: a\r\n\r\n"_ba;
    QTest::newRow("a space before the colon") << "P\r\nAuthorization : a\r\n\r\n"_ba
                                              << "P\r\nAuthorization : *\r\n\r\n"_ba;
    QTest::newRow("LF alone") << "P\nCookie: a\nHost: b\n\n"_ba
                              << "P\nCookie: *\nHost: b\n\n"_ba;
    QTest::newRow("CR alone") << "P\rHost: b\rCookie: a\r\r"_ba
                              << "P\rHost: b\rCookie: *\r\r"_ba;
    QTest::newRow("cut off") << "P\r\nCookie: a"_ba
                             << "P\r\nCookie: *"_ba;
    QTest::newRow("any bytes") << QByteArray("P\r\nCookie: \0\xff\x7f\r\n\r\n", 18)
                               << "P\r\nCookie: ***\r\n\r\n"_ba;
    QTest::newRow("in trailers") << "Cookie: a\r\n"_ba
                                 << "Cookie: *\r\n"_ba;
    QTest::newRow("other names") << "P\r\nX-Cookie: a\r\nCookies: b\r\nCookie\r\n\r\n"_ba
                                 << "P\r\nX-Cookie: a\r\nCookies: b\r\nCookie\r\n\r\n"_ba;
    QTest::newRow("nothing") << QByteArray() << QByteArray();
}

void SecretsTest::masks()
{
    QFETCH(const QByteArray, head);

    QTEST(exchange::withoutSecrets(head), "masked");
    QCOMPARE(exchange::withoutSecrets(head).size(), head.size());
}

void SecretsTest::sharesWhatHasNone()
{
    const QByteArray head = "POST / HTTP/1.1\r\nHost: a\r\n\r\n"_ba.repeated(2);

    QCOMPARE(static_cast<const void *>(exchange::withoutSecrets(head).constData()),
             static_cast<const void *>(head.constData()));
}

SENDSCOPE_TEST(SecretsTest, secrets)

#include "tst_secrets.moc"
