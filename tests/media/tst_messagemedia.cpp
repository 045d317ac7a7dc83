#include "app/media/messagemedia.h"
#include "tests/testregistry.h"

#include <QTest>

using namespace sendscope;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class MessageMediaTest : public QObject
{
    Q_OBJECT

private slots:
    void setsArrangementsBack();
    void knowsArrangementsByName_data();
    void knowsArrangementsByName();
    void knowsWhenBandwidthDeletes();
    void readsWhatMattersOfTheMessage();
};

void MessageMediaTest::setsArrangementsBack()
{
    bandwidth::EventFacts facts;
    facts.media = {"https://a/0/0.smil", "https://a/1/b.jpg", "https://a/2/c.xml",
                   "https://a/3/d.png"};

    QCOMPARE(media::mediaOf(facts, {}).urls,
             QStringList({u"https://a/1/b.jpg"_s, u"https://a/3/d.png"_s, u"https://a/0/0.smil"_s,
                          u"https://a/2/c.xml"_s}));
}

void MessageMediaTest::knowsArrangementsByName_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<bool>("isArrangement");

    QTest::newRow("SMIL") << u"https://a/0.smil"_s << true;
    QTest::newRow("in capitals") << u"https://a/0.SMIL"_s << true;
    QTest::newRow("short") << u"https://a/0.smi"_s << true;
    QTest::newRow("as some carriers call it") << u"https://a/0.xml?x=1"_s << true;
    QTest::newRow("a picture") << u"https://a/0.png?x=.smil"_s << false;
    QTest::newRow("a folder") << u"https://a/x.smil/0"_s << false;
    QTest::newRow("nothing") << QString() << false;
}

void MessageMediaTest::knowsArrangementsByName()
{
    QFETCH(const QString, url);
    QFETCH(const bool, isArrangement);

    QCOMPARE(media::isArrangement(url), isArrangement);
}

void MessageMediaTest::knowsWhenBandwidthDeletes()
{
    const base::UtcTime arrived(1'000h);
    bandwidth::EventFacts facts;
    QCOMPARE(media::expiryOf(media::mediaOf(facts, arrived)), base::UtcTime(1'048h));

    facts.time = base::UtcTime(900h);

    QCOMPARE(media::expiryOf(media::mediaOf(facts, arrived)), base::UtcTime(948h));
}

void MessageMediaTest::readsWhatMattersOfTheMessage()
{
    bandwidth::EventFacts facts;
    facts.direction = "out";
    facts.ours = "+18005550100";
    facts.channel = "rbm";
    const media::MessageMedia out = media::mediaOf(facts, {});
    QVERIFY(out.isOutbound && out.isTollFree && out.isRich);

    facts.direction = "in";
    facts.channel = "MMS";
    const media::MessageMedia in = media::mediaOf(facts, {});

    QVERIFY(!in.isOutbound && !in.isRich);
}

SENDSCOPE_TEST(MessageMediaTest, messagemedia)
#include "tst_messagemedia.moc"
