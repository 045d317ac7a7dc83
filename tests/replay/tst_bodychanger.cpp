#include "app/event/jsontext.h"
#include "app/event/timestamp.h"
#include "app/replay/bodychanger.h"
#include "app/replay/shiftedtime.h"
#include "tests/testregistry.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace sendscope;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class BodyChangerTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }
    void changesNothingUnasked();
    void changesOnlyTheValuesOfIds();
    void givesTheSameIdForTheSame();
    void givesNewIdsInEachRepetition();
    void makesIdsLikeTheOldOnes_data();
    void makesIdsLikeTheOldOnes();
    void givesNoIdTwice();
    void shiftsTimesSoThatTheFirstIsNow();
    void spellsTimesAsTheyWere_data();
    void spellsTimesAsTheyWere();
    void leavesOtherBodiesAlone_data();
    void leavesOtherBodiesAlone();

private:
    static base::UtcTime time(QByteArrayView text) { return *event::parseTimestamp(text); }

    /// The text of a member of the first element's message.
    static QByteArray messageMember(const QByteArray &body, QByteArrayView name)
    {
        const auto json = event::JsonText::scan(body);
        const qint32 element = json->firstChild(0);
        return json->text(json->member(json->member(element, "message"), name));
    }

    const base::UtcTime m_now = time("2026-11-27T03:00:00.750Z");
};

void BodyChangerTest::changesNothingUnasked()
{
    replay::BodyChanger changer(false, false);
    changer.begin(m_now);
    const QByteArray body = R"([{"time":"2020-01-01T00:00:00Z","message":{"id":"1"}}])";

    QVERIFY(changer.isIdle());
    QCOMPARE(changer.changed(body), body);
}

void BodyChangerTest::changesOnlyTheValuesOfIds()
{
    replay::BodyChanger changer(true, false);
    changer.begin(m_now);
    const QByteArray id = "14762070468292kw2fuqty55yp2b2";
    const QByteArray before = "\xef\xbb\xbf[ {\"id\":\"" + id
        + "\", \"x\" : 1.0e2,\r\n\t\"message\" :{\"text\":\"" + id + "\\u00e9\",\"id\" :\"";
    const QByteArray after = "\",\"tag\":\"" + id
        + "\", \"media\":[\"https://messaging.bandwidth.com/" + id
        + "/0/a.jpg\"]},\"x\":2}, 7, null ]\n";

    const QByteArray changed = changer.changed(before + id + after);

    QVERIFY(changed.startsWith(before));
    QVERIFY(changed.endsWith(after));
    const QByteArray fresh =
        changed.sliced(before.size(), changed.size() - before.size() - after.size());
    QCOMPARE(fresh.size(), id.size());
    QVERIFY(fresh != id);
}

void BodyChangerTest::givesTheSameIdForTheSame()
{
    replay::BodyChanger changer(true, false);
    changer.begin(m_now);
    const QByteArray one = R"([{"message":{"id":"14762070468292kw2fuqty55yp2b2"}}])";
    const QByteArray pair =
        R"([{"message":{"id":"other-1234567890abc","suggestionResponse":{"pairedMessageId":"1476207046829\u0032kw2fuqty55yp2b2"}}}])";

    const QByteArray first = changer.changed(one);
    const QByteArray again = changer.changed(one);
    const QByteArray paired = changer.changed(pair);

    QCOMPARE(again, first);
    const QByteArray fresh = messageMember(first, "id");
    QVERIFY(paired.contains("{\"pairedMessageId\":\"" + fresh + "\"}"));
    QVERIFY(messageMember(paired, "id") != fresh);
}

void BodyChangerTest::givesNewIdsInEachRepetition()
{
    replay::BodyChanger changer(true, false);
    const QByteArray body = R"([{"message":{"id":"14762070468292kw2fuqty55yp2b2"}}])";

    changer.begin(m_now);
    const QByteArray first = changer.changed(body);
    changer.begin(m_now);

    QVERIFY(changer.changed(body) != first);
}

void BodyChangerTest::makesIdsLikeTheOldOnes_data()
{
    QTest::addColumn<QByteArray>("id");
    QTest::addColumn<QString>("like");

    QTest::newRow("Bandwidth's") << "14762070468292kw2fuqty55yp2b2"_ba
                                 << u"1795748400750[0-9a-z]{16}"_s;
    QTest::newRow("a UUID")
        << "9ad4C0de-8a5f-4b1c-9d7e-0123456789ab"_ba
        << u"[0-9]{1}[a-f]{2}[0-9][A-F][0-9][a-f]{2}-.{4}-4.{3}-9.{3}-[0-9]{10}[a-f]{2}"_s;
    QTest::newRow("letters and digits")
        << "msg_Abcdef.123456:xyz"_ba << u"[a-z]{3}_[A-Z][a-z]{5}\\.[0-9]{6}:[a-z]{3}"_s;
    QTest::newRow("too short") << "17"_ba << u"1795748400750[0-9a-z]{16}"_s;
    QTest::newRow("not plain") << "a \"quoted\" id, \xc3\xbc"_ba << u"1795748400750[0-9a-z]{16}"_s;
}

void BodyChangerTest::makesIdsLikeTheOldOnes()
{
    QFETCH(const QByteArray, id);
    QFETCH(const QString, like);
    replay::FreshIds ids;
    ids.begin(std::chrono::floor<std::chrono::milliseconds>(m_now.time_since_epoch()));

    const QString fresh = QString::fromLatin1(ids.freshFor(id));

    const QRegularExpression pattern(QRegularExpression::anchoredPattern(like));
    QVERIFY2(pattern.match(fresh).hasMatch(), qPrintable(fresh));
}

void BodyChangerTest::givesNoIdTwice()
{
    replay::FreshIds ids;
    ids.begin(1ms);
    QSet<QByteArray> fresh;

    for (int i = 0; i < 10'000; ++i)
        fresh.insert(ids.freshFor(QByteArray::number(i)));

    QCOMPARE(fresh.size(), 10'000);
}

void BodyChangerTest::shiftsTimesSoThatTheFirstIsNow()
{
    replay::BodyChanger changer(false, true);
    changer.begin(m_now);
    const QByteArray body =
        R"([{"message":{"time":"2020-01-01T00:59:58.25+01:00","text":"2020-01-01T00:00:00Z"},"time":"2020-01-01T00:00:00.5Z"}])";
    const QByteArray later =
        R"({"time":"2020-01-01T00:01:00Z","eventTime":"2020-01-01T00:01:01Z"})";

    const QByteArray shifted = changer.changed(body);
    const QByteArray shiftedLater = changer.changed(later);

    QCOMPARE(
        shifted,
        R"([{"message":{"time":"2026-11-27T03:59:58.25+01:00","text":"2020-01-01T00:00:00Z"},"time":"2026-11-27T03:00:00.5Z"}])"_ba);
    QCOMPARE(shiftedLater,
             R"({"time":"2026-11-27T03:01:00Z","eventTime":"2026-11-27T03:01:01Z"})"_ba);
    changer.begin(m_now);
    QCOMPARE(changer.changed(R"({"time":"2020-01-01T00:01:00Z"})"),
             R"({"time":"2026-11-27T03:00:00Z"})"_ba);
}

void BodyChangerTest::spellsTimesAsTheyWere_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");

    const auto row = [](const QByteArray &before, const QByteArray &after) {
        QTest::newRow(before.constData()) << before << after;
    };
    row("2020-02-28T23:59:59Z", "2020-02-29T00:00:00Z");
    row("2020-02-28T23:59:59", "2020-02-29T00:00:00");
    row("2020-02-28t23:59:59z", "2020-02-29t00:00:00z");
    row("2020-02-28 23:59:59.1Z", "2020-02-29 00:00:00.1Z");
    row("2020-02-28T23:59:59.123456789Z", "2020-02-29T00:00:00.123456789Z");
    row("2020-02-28T23:59:59,5+0530", "2020-02-29T00:00:00,5+0530");
    row("2020-02-28T23:59:59.000-08", "2020-02-29T00:00:00.000-08");
    row("yesterday", "");
    row("1589228074636", "");
    row("9999-12-31T23:59:59Z", "");
}

void BodyChangerTest::spellsTimesAsTheyWere()
{
    QFETCH(const QByteArray, before);
    QFETCH(const QByteArray, after);

    QCOMPARE(replay::shiftedTime(before, 1s).value_or(QByteArray()), after);
}

void BodyChangerTest::leavesOtherBodiesAlone_data()
{
    QTest::addColumn<QByteArray>("body");

    QTest::newRow("nothing") << ""_ba;
    QTest::newRow("no JSON") << R"([{"message":{"id":"14762070468292kw2fuqty55yp2b2"})"_ba;
    QTest::newRow("a number for an id") << R"([{"time":17,"message":{"id":17,"time":null}}])"_ba;
    QTest::newRow("ids elsewhere")
        << R"([{"id":"a","messageId":"b","message.id":"c","data":{"id":"d"}},["message"],"id"])"_ba;
    QTest::newRow("an empty id") << R"([{"message":{"id":""}}])"_ba;
    QTest::newRow("times that are none") << R"([{"time":"soon","message":{"time":""}}])"_ba;
}

void BodyChangerTest::leavesOtherBodiesAlone()
{
    QFETCH(const QByteArray, body);
    replay::BodyChanger changer(true, true);
    changer.begin(m_now);

    QCOMPARE(changer.changed(body), body);
}

SENDSCOPE_TEST(BodyChangerTest, bodychanger)
#include "tst_bodychanger.moc"
