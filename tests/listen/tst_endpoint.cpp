#include "app/listen/endpoint.h"
#include "tests/testregistry.h"

#include <QRegularExpression>
#include <QTest>

using namespace sendscope;
using namespace Qt::StringLiterals;

class EndpointTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }
    void reads_data();
    void reads();
    void refuses_data();
    void refuses();
    void makesAUrlThatLeadsThere_data();
    void makesAUrlThatLeadsThere();
};

void EndpointTest::reads_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("address");
    QTest::addColumn<quint16>("port");

    QTest::newRow("IPv4") << u"127.0.0.1:8667"_s << u"127.0.0.1"_s << quint16(8667);
    QTest::newRow("IPv6") << u"[::1]:8667"_s << u"::1"_s << quint16(8667);
    QTest::newRow("all of IPv4") << u"0.0.0.0:1"_s << u"0.0.0.0"_s << quint16(1);
    QTest::newRow("all of IPv6") << u"[::]:65535"_s << u"::"_s << quint16(65535);
    QTest::newRow("any port") << u"127.0.0.1:0"_s << u"127.0.0.1"_s << quint16(0);
}

void EndpointTest::reads()
{
    QFETCH(const QString, text);
    QFETCH(const QString, address);
    QFETCH(const quint16, port);

    const auto endpoint = listen::parseEndpoint(text);

    QVERIFY(endpoint);
    QCOMPARE(endpoint->address, QHostAddress(address));
    QCOMPARE(endpoint->port, port);
    QCOMPARE(listen::toText(*endpoint), text);
}

void EndpointTest::refuses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("offset");

    QTest::newRow("empty") << QString() << qint64(0);
    QTest::newRow("no port") << u"127.0.0.1"_s << qint64(9);
    QTest::newRow("an empty port") << u"127.0.0.1:"_s << qint64(10);
    QTest::newRow("no address") << u":8667"_s << qint64(0);
    QTest::newRow("a name") << u"localhost:80"_s << qint64(0);
    QTest::newRow("port past 65535") << u"127.0.0.1:65536"_s << qint64(10);
    QTest::newRow("port with a sign") << u"127.0.0.1:+80"_s << qint64(10);
    QTest::newRow("port after a space") << u"127.0.0.1: 80"_s << qint64(10);
    QTest::newRow("IPv6 without brackets") << u"::1:80"_s << qint64(0);
    QTest::newRow("IPv4 in brackets") << u"[127.0.0.1]:80"_s << qint64(0);
    QTest::newRow("one bracket") << u"[::1:80"_s << qint64(0);
}

void EndpointTest::refuses()
{
    QFETCH(const QString, text);
    QFETCH(const qint64, offset);

    const auto endpoint = listen::parseEndpoint(text);

    QVERIFY(!endpoint);
    QCOMPARE(endpoint.error().code, base::Error::Code::InvalidInput);
    QCOMPARE(endpoint.error().offset, offset);
}

void EndpointTest::makesAUrlThatLeadsThere_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("url");

    QTest::newRow("IPv4") << u"127.0.0.1:8667"_s << u"http://127.0.0.1:8667/"_s;
    QTest::newRow("IPv6") << u"[::1]:8667"_s << u"http://[::1]:8667/"_s;
    QTest::newRow("all of IPv4") << u"0.0.0.0:80"_s << u"http://127.0.0.1:80/"_s;
    QTest::newRow("all of IPv6") << u"[::]:80"_s << u"http://[::1]:80/"_s;
    QTest::newRow("with a zone") << u"[fe80::1%eth0]:80"_s << u"http://[fe80::1%25eth0]:80/"_s;
}

void EndpointTest::makesAUrlThatLeadsThere()
{
    QFETCH(const QString, text);
    QFETCH(const QString, url);

    const auto endpoint = listen::parseEndpoint(text);

    QVERIFY(endpoint);
    QCOMPARE(listen::toUrl(*endpoint), url);
}

SENDSCOPE_TEST(EndpointTest, endpoint)
#include "tst_endpoint.moc"
