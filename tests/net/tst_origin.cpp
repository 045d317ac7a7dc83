#include "app/net/origin.h"
#include "tests/testregistry.h"

#include <QTest>
#include <QUrl>

using namespace sendscope;
using namespace Qt::StringLiterals;
using Code = base::Error::Code;

class OriginTest : public QObject
{
    Q_OBJECT

private slots:
    void leavesTheUsualPortOut_data();
    void leavesTheUsualPortOut();
    void dropsUserNameAndFragment();
    void takesOnlyWebAddresses_data();
    void takesOnlyWebAddresses();
    void resolvesRedirects_data();
    void resolvesRedirects();
    void refusesRedirects_data();
    void refusesRedirects();
};

void OriginTest::leavesTheUsualPortOut_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("origin");
    QTest::addColumn<QByteArray>("host");

    QTest::newRow("no port") << u"http://example.com/a"_s << u"http://example.com"_s
                             << "example.com"_ba;
    QTest::newRow("80") << u"http://example.com:80"_s << u"http://example.com"_s
                        << "example.com"_ba;
    QTest::newRow("443 on http") << u"http://example.com:443"_s << u"http://example.com:443"_s
                                 << "example.com:443"_ba;
    QTest::newRow("443") << u"https://example.com:443"_s << u"https://example.com"_s
                         << "example.com"_ba;
    QTest::newRow("IPv6") << u"http://[::1]:8667/"_s << u"http://[::1]:8667"_s << "[::1]:8667"_ba;
    QTest::newRow("capitals") << u"HTTP://Example.COM"_s << u"http://example.com"_s
                              << "example.com"_ba;
    QTest::newRow("other letters")
        << u"http://b\u00fccher.example"_s << u"http://xn--bcher-kva.example"_s
        << "xn--bcher-kva.example"_ba;
}

void OriginTest::leavesTheUsualPortOut()
{
    QFETCH(const QString, url);
    QFETCH(const QString, origin);
    QFETCH(const QByteArray, host);

    QCOMPARE(net::originOf(QUrl(url)), origin);
    QCOMPARE(net::hostFieldOf(QUrl(url)), host);
}

void OriginTest::dropsUserNameAndFragment()
{
    const auto url = net::usableUrl(QUrl(u"https://user:secret@example.com/a?b=c#d"_s));

    QVERIFY(url);
    QCOMPARE(url->toString(), u"https://example.com/a?b=c"_s);
}

void OriginTest::takesOnlyWebAddresses_data()
{
    QTest::addColumn<QString>("url");

    QTest::newRow("nothing") << QString();
    QTest::newRow("a word") << u"example"_s;
    QTest::newRow("a file") << u"file:///tmp/a"_s;
    QTest::newRow("data") << u"data:text/plain,a"_s;
    QTest::newRow("ftp") << u"ftp://example.com/a"_s;
    QTest::newRow("no host") << u"http:///a"_s;
    QTest::newRow("port past 65535") << u"http://example.com:65536/"_s;
}

void OriginTest::takesOnlyWebAddresses()
{
    QFETCH(const QString, url);

    const auto usable = net::usableUrl(QUrl(url));

    QVERIFY(!usable);
    QCOMPARE(usable.error().code, Code::InvalidInput);
}

void OriginTest::resolvesRedirects_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<QByteArray>("location");
    QTest::addColumn<QString>("target");

    const QString from = u"http://a.example/one/two?q"_s;
    QTest::newRow("path") << from << "/x"_ba << u"http://a.example/x"_s;
    QTest::newRow("relative") << from << "x"_ba << u"http://a.example/one/x"_s;
    QTest::newRow("host only") << from << "//b.example/x"_ba << u"http://b.example/x"_s;
    QTest::newRow("whole") << from << "https://b.example/x"_ba << u"https://b.example/x"_s;
    QTest::newRow("with a user") << from << "http://u:p@b.example/x"_ba << u"http://b.example/x"_s;
}

void OriginTest::resolvesRedirects()
{
    QFETCH(const QString, from);
    QFETCH(const QByteArray, location);
    QFETCH(const QString, target);

    const auto resolved = net::redirectTarget(QUrl(from), location);

    QVERIFY(resolved);
    QCOMPARE(resolved->toString(), target);
}

void OriginTest::refusesRedirects_data()
{
    QTest::addColumn<QByteArray>("location");
    QTest::addColumn<Code>("code");

    QTest::newRow("to http") << "http://a.example/"_ba << Code::TlsFailed;
    QTest::newRow("to a file") << "file:///etc/passwd"_ba << Code::InvalidInput;
    QTest::newRow("to ftp") << "ftp://a.example/"_ba << Code::InvalidInput;
    QTest::newRow("to a script") << "javascript:alert(1)"_ba << Code::InvalidInput;
    QTest::newRow("to no host") << "https://"_ba << Code::InvalidInput;
}

void OriginTest::refusesRedirects()
{
    QFETCH(const QByteArray, location);
    QFETCH(const Code, code);

    const auto resolved = net::redirectTarget(QUrl(u"https://a.example/"_s), location);

    QVERIFY(!resolved);
    QCOMPARE(resolved.error().code, code);
}

SENDSCOPE_TEST(OriginTest, origin)
#include "tst_origin.moc"
