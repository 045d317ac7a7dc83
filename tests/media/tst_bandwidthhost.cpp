#include "app/media/bandwidthhost.h"
#include "tests/testregistry.h"

#include <QTest>

using namespace sendscope;
using namespace Qt::StringLiterals;

class BandwidthHostTest : public QObject
{
    Q_OBJECT

private slots:
    void knowsItsOwnFiles_data();
    void knowsItsOwnFiles();
};

void BandwidthHostTest::knowsItsOwnFiles_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<bool>("isOwn");

    const auto own = [](const char *name, const QString &url) {
        QTest::newRow(name) << url << true;
    };
    const auto foreign = [](const char *name, const QString &url) {
        QTest::newRow(name) << url << false;
    };
    own("inbound", u"https://messaging.bandwidth.com/api/v2/users/1/media/abc/0/a.png"_s);
    own("uploaded", u"https://messaging.bandwidth.com/api/v2/users/1/media/a.png"_s);
    own("an opaque user", u"https://messaging.bandwidth.com/api/v2/users/u-x7/media/a b.png"_s);
    own("in capitals", u"HTTPS://Messaging.Bandwidth.COM/api/v2/users/1/media/a.png"_s);
    own("the usual port", u"https://messaging.bandwidth.com:443/api/v2/users/1/media/a.png"_s);
    own("a user before the host, which is left out",
        u"https://x:y@messaging.bandwidth.com/api/v2/users/1/media/a.png"_s);

    foreign("in the clear", u"http://messaging.bandwidth.com/api/v2/users/1/media/a.png"_s);
    foreign("another port", u"https://messaging.bandwidth.com:8443/api/v2/users/1/media/a"_s);
    foreign("the host as a user",
            u"https://messaging.bandwidth.com@evil.example/api/v2/users/1/media/a.png"_s);
    foreign("a longer host",
            u"https://messaging.bandwidth.com.evil.example/api/v2/users/1/media/a.png"_s);
    foreign("a part of it", u"https://bandwidth.com/api/v2/users/1/media/a.png"_s);
    foreign("a host below it", u"https://x.messaging.bandwidth.com/api/v2/users/1/media/a"_s);
    foreign("a dot at the end", u"https://messaging.bandwidth.com./api/v2/users/1/media/a"_s);
    foreign("letters that look alike",
            u"https://messaging.b\u0430ndwidth.com/api/v2/users/1/media/a.png"_s);
    foreign("another path", u"https://messaging.bandwidth.com/api/v2/users/1/messages"_s);
    foreign("no file", u"https://messaging.bandwidth.com/api/v2/users/1/media/"_s);
    foreign("the documentation's placeholder of a user",
            u"https://messaging.bandwidth.com/api/v2/users/{accountId}/media/a.png"_s);
    foreign("no user", u"https://messaging.bandwidth.com/api/v2/users//media/a.png"_s);
    foreign("a detour", u"https://messaging.bandwidth.com/api/v2/users/1/media/../../2/messages"_s);
    foreign("a coded detour",
            u"https://messaging.bandwidth.com/api/v2/users/1/media/%2e%2e/messages"_s);
    foreign("a detour coded as a whole",
            u"https://messaging.bandwidth.com/api/v2/users/1/media/x%2f..%2f..%2fmessages"_s);
    foreign("a detour coded twice",
            u"https://messaging.bandwidth.com/api/v2/users/1/media/%252e%252e/messages"_s);
    foreign("a detour the other way",
            u"https://messaging.bandwidth.com/api/v2/users/1/media/..\\..\\messages"_s);
    foreign("nothing", QString());
}

void BandwidthHostTest::knowsItsOwnFiles()
{
    QFETCH(const QString, url);
    QFETCH(const bool, isOwn);

    QCOMPARE(media::BandwidthHost().holds(url), isOwn);
}

SENDSCOPE_TEST(BandwidthHostTest, bandwidthhost)
#include "tst_bandwidthhost.moc"
