#include "app/net/addresstable.h"
#include "tests/testregistry.h"

#include <QTest>

using namespace sendscope;
using namespace Qt::StringLiterals;

class AddressTableTest : public QObject
{
    Q_OBJECT

private slots:
    void knowsTheEdgesOfEachRange_data();
    void knowsTheEdgesOfEachRange();
    void takesNoAddressForNone();
    void judgesNames_data();
    void judgesNames();
};

void AddressTableTest::knowsTheEdgesOfEachRange_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<bool>("isPublic");

    const auto row = [](const char *address, bool isPublic) {
        QTest::newRow(address) << QString::fromLatin1(address) << isPublic;
    };
    row("0.0.0.0", false);
    row("0.255.255.255", false);
    row("1.0.0.0", true);
    row("9.255.255.255", true);
    row("10.0.0.0", false);
    row("10.255.255.255", false);
    row("11.0.0.0", true);
    row("100.63.255.255", true);
    row("100.64.0.0", false);
    row("100.127.255.255", false);
    row("100.128.0.0", true);
    row("126.255.255.255", true);
    row("127.0.0.0", false);
    row("127.0.0.1", false);
    row("127.255.255.255", false);
    row("128.0.0.0", true);
    row("169.253.255.255", true);
    row("169.254.0.0", false);
    row("169.254.169.254", false);
    row("169.254.255.255", false);
    row("169.255.0.0", true);
    row("172.15.255.255", true);
    row("172.16.0.0", false);
    row("172.31.255.255", false);
    row("172.32.0.0", true);
    row("191.255.255.255", true);
    row("192.0.0.0", false);
    row("192.0.0.255", false);
    row("192.0.1.0", true);
    row("192.0.1.255", true);
    row("192.0.2.0", false);
    row("192.0.2.255", false);
    row("192.0.3.0", true);
    row("192.167.255.255", true);
    row("192.168.0.0", false);
    row("192.168.255.255", false);
    row("192.169.0.0", true);
    row("198.17.255.255", true);
    row("198.18.0.0", false);
    row("198.19.255.255", false);
    row("198.20.0.0", true);
    row("198.51.99.255", true);
    row("198.51.100.0", false);
    row("198.51.100.255", false);
    row("198.51.101.0", true);
    row("203.0.112.255", true);
    row("203.0.113.0", false);
    row("203.0.113.255", false);
    row("203.0.114.0", true);
    row("223.255.255.255", true);
    row("224.0.0.0", false);
    row("239.255.255.255", false);
    row("240.0.0.0", false);
    row("255.255.255.255", false);

    row("::", false);
    row("::1", false);
    row("::8.8.8.8", false);
    row("::ffff:ffff", false);
    row("0:0:0:0:0:1::", true);
    row("::ffff:127.0.0.1", false);
    row("::ffff:10.0.0.1", false);
    row("::ffff:9.255.255.255", true);
    row("64:ff9b::7f00:1", false);
    row("64:ff9b::a9fe:a9fe", false);
    row("64:ff9b::808:808", true);
    row("64:ff9b:0:ffff:ffff:ffff:ffff:ffff", true);
    row("64:ff9b:1::", false);
    row("64:ff9b:1:ffff:ffff:ffff:ffff:ffff", false);
    row("64:ff9b:2::", true);
    row("100::", false);
    row("100::ffff:ffff:ffff:ffff", false);
    row("100:0:0:1::", true);
    row("2001::", false);
    row("2001:0:ffff:ffff:ffff:ffff:ffff:ffff", false);
    row("2001:1::", true);
    row("2001:db7:ffff:ffff:ffff:ffff:ffff:ffff", true);
    row("2001:db8::", false);
    row("2001:db8:ffff:ffff:ffff:ffff:ffff:ffff", false);
    row("2001:db9::", true);
    row("2001:ffff:ffff:ffff:ffff:ffff:ffff:ffff", true);
    row("2002::", false);
    row("2002:7f00:1::", false);
    row("2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff", false);
    row("2003::", true);
    row("2606:2800:220:1::1", true);
    row("fbff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", true);
    row("fc00::", false);
    row("fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", false);
    row("fe00::", true);
    row("fe7f:ffff:ffff:ffff:ffff:ffff:ffff:ffff", true);
    row("fe80::", false);
    row("fe80::1%1", false);
    row("febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff", false);
    row("fec0::", false);
    row("feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", false);
    row("ff00::", false);
    row("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", false);
}

void AddressTableTest::knowsTheEdgesOfEachRange()
{
    QFETCH(const QString, address);
    QFETCH(const bool, isPublic);
    const QHostAddress parsed(address);
    QVERIFY(!parsed.isNull());

    QCOMPARE(net::isPublicAddress(parsed), isPublic);
}

void AddressTableTest::takesNoAddressForNone()
{
    QVERIFY(!net::isPublicAddress(QHostAddress()));
}

void AddressTableTest::judgesNames_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("isPublic");

    QTest::newRow("a host") << u"example.com"_s << true;
    QTest::newRow("a host with its last dot") << u"example.com."_s << true;
    QTest::newRow("a name that only ends alike") << u"mylocalhost"_s << true;
    QTest::newRow("a name that only begins alike") << u"localhost.example.com"_s << true;
    QTest::newRow("nothing") << QString() << false;
    QTest::newRow("only a dot") << u"."_s << false;
    QTest::newRow("localhost") << u"localhost"_s << false;
    QTest::newRow("in capitals") << u"LocalHost"_s << false;
    QTest::newRow("with a dot") << u"localhost."_s << false;
    QTest::newRow("with two") << u"localhost.."_s << false;
    QTest::newRow("below localhost") << u"a.localhost"_s << false;
    QTest::newRow("internal") << u"metadata.google.internal"_s << false;
    QTest::newRow("internal with a dot") << u"metadata.google.internal."_s << false;
}

void AddressTableTest::judgesNames()
{
    QFETCH(const QString, name);
    QFETCH(const bool, isPublic);

    QCOMPARE(net::isPublicName(name), isPublic);
}

SENDSCOPE_TEST(AddressTableTest, addresstable)
#include "tst_addresstable.moc"
