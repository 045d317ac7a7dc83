#include "app/filter/valuetest.h"
#include "tests/testregistry.h"

#include <QTest>

#include <limits>

using namespace sendscope;
using namespace Qt::StringLiterals;
using filter::Range;
using filter::ValueTest;

namespace {

constexpr qint64 kLeast = std::numeric_limits<qint64>::min();
constexpr qint64 kMostInteger = std::numeric_limits<qint64>::max();
constexpr base::UtcTime kTestedAt{std::chrono::seconds(1'593'110'560)}; // 2020-06-25T18:42:40Z
constexpr qint64 kNowMicros = kTestedAt.time_since_epoch().count();

/// The test of a filter that is one comparison.
ValueTest testOf(const QString &text)
{
    const filter::Parsed parsed = filter::parse(text);
    if (parsed.judgement != filter::Judgement::Fine)
        qFatal("%s: %s", qPrintable(text), qPrintable(parsed.error.args.value(1)));
    const filter::Node &node = *parsed.filter.root;
    return {event::typeOf(node.field), node.comparison, node.values, kTestedAt};
}

} // namespace

class ValueTestTest : public QObject
{
    Q_OBJECT

private slots:
    void makesRanges_data();
    void makesRanges();
    void looksUpRanges();
    void passesTexts_data();
    void passesTexts();
    void passesJson_data();
    void passesJson();
    void countsWhatIsGivenUp();
    void nothingPassesNoTest();
};

void ValueTestTest::makesRanges_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<std::vector<Range>>("ranges");

    const auto row = [](const QString &text, std::vector<Range> ranges) {
        QTest::newRow(qPrintable(text)) << text << std::move(ranges);
    };
    row(u"errorCode == 4720"_s, {{4720, 4720}});
    row(u"errorCode < 4720"_s, {{kLeast, 4719}});
    row(u"errorCode <= 4720"_s, {{kLeast, 4720}});
    row(u"errorCode > 4720"_s, {{4721, kMostInteger}});
    row(u"errorCode >= 4720"_s, {{4720, kMostInteger}});
    row(u"errorCode > 9223372036854775807"_s, {});
    row(u"errorCode < -9223372036854775808"_s, {});
    row(u"errorCode in {5, 1, 3, 2, 5}"_s, {{1, 3}, {5, 5}});
    row(u"time == 1970-01-01T00:00:01Z"_s, {{1'000'000, 1'999'999}});
    row(u"time < 1970-01-01T00:00:01Z"_s, {{kLeast, 999'999}});
    row(u"time <= 1970-01-01T00:00:01Z"_s, {{kLeast, 1'999'999}});
    row(u"time > 1970-01-01T00:00:01Z"_s, {{2'000'000, kMostInteger}});
    row(u"time >= 1970-01-01T00:00:01Z"_s, {{1'000'000, kMostInteger}});
    row(u"time in {1970-01-01T00:00:01Z, 1970-01-01T00:00:02Z}"_s, {{1'000'000, 2'999'999}});
    row(u"received > -5m"_s, {{kNowMicros - 299'999'999, kMostInteger}});
    row(u"received <= -1s"_s, {{kLeast, kNowMicros - 1'000'000}});
    row(u"lag > -2s"_s, {{-1'999'999, kMostInteger}});
    row(u"lag == 1.5s"_s, {{1'500'000, 1'500'000}});
    row(u"size >= 1KiB"_s, {{1024, kMostInteger}});
}

void ValueTestTest::makesRanges()
{
    QFETCH(const QString, text);
    QFETCH(const std::vector<Range>, ranges);

    const ValueTest test = testOf(text);

    QVERIFY(!test.readsText());
    QCOMPARE(test.ranges(), ranges);
}

void ValueTestTest::looksUpRanges()
{
    const ValueTest test = testOf(u"errorCode in {1, 2, 5, 9223372036854775807}"_s);

    for (const qint64 number : {qint64(1), qint64(2), qint64(5), kMostInteger})
        QVERIFY(test.passes(number));
    for (const qint64 number :
         {kLeast, qint64(0), qint64(3), qint64(4), qint64(6), kMostInteger - 1})
        QVERIFY(!test.passes(number));
}

void ValueTestTest::passesTexts_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<bool>("passes");

    const auto row = [](const QString &text, const QByteArray &value, bool passes) {
        QTest::newRow(qPrintable(text + u" | "_s + QString::fromUtf8(value)))
            << text << value << passes;
    };
    row(u"type == message-failed"_s, "MESSAGE-failed", true);
    row(u"type == message-failed"_s, "message-failed ", false);
    row(u"type == message-failed"_s, {}, false);
    row(u"message.text == grüsse"_s, "GR\u00DCSSE", true);
    row(u"message.text == k"_s, "\u212A", true); // the sign for kelvin
    row(u"message.text == \"\u212A\""_s, "K", true);
    row(u"message.text in {a, \"B C\"}"_s, "b c", true);
    row(u"message.text in {a, \"B C\"}"_s, "b", false);
    row(u"message.text < b"_s, "A", true);
    row(u"message.text < b"_s, "B", false);
    row(u"message.text <= b"_s, "B", true);
    row(u"message.text > b"_s, "ba", true);
    row(u"message.text >= b"_s, "\u00FC", true);
    row(u"message.text contains CHECK"_s, "Hey, check this", true);
    row(u"message.text contains k"_s, "\u212A", true);
    row(u"message.text contains check"_s, "chek", false);
    row(u"message.text matches /^v2/"_s, "V2", false);
    row(u"message.text matches /^v2/i"_s, "V2", true);

    row(u"to == +12345678902"_s, "+12345678902", true);
    row(u"to == 2345678902"_s, "+12345678902", true);
    row(u"to == +12345678902"_s, "(234) 567-8902", true);
    row(u"to == 345678902"_s, "234.567.8902", true);
    row(u"to == 678902"_s, "+12345678902", false); // too short to be a number
    row(u"to == 678902"_s, "678902", true);
    row(u"to == 2345678903"_s, "+12345678902", false);
    row(u"to == ACME"_s, "Acme", true);
    row(u"to == 2345678902"_s, "tel 2345678902", false);
    row(u"to in {1, 2345678902}"_s, "+12345678902", true);
    row(u"to contains 5678"_s, "+12345678902", true);
    row(u"to contains \"(234) 567\""_s, "+12345678902", true);
    row(u"to contains 2345"_s, "(234) 567-8902", true);
    row(u"to contains 2.3"_s, "+12345678902", false);
    row(u"to contains cm"_s, "Acme", true);
    row(u"to contains 11"_s, "A1B1", false);
    row(u"to matches /^\\+1/"_s, "+12345678902", true);
    row(u"to < +15"_s, "+12345678902", true);

    row(u"errorCode contains 47"_s, "4720", true);
    row(u"errorCode contains 47"_s, "4270", false);
    row(u"errorCode matches /^4[47]/"_s, "4432", true);
    row(u"header.x == A"_s, "a", true);
    row(u"header.x == 5"_s, "5.0", false);
}

void ValueTestTest::passesTexts()
{
    QFETCH(const QString, text);
    QFETCH(const QByteArray, value);
    QFETCH(const bool, passes);

    const ValueTest test = testOf(text);

    QVERIFY(test.readsText());
    QVERIFY(test.ranges().empty());
    QCOMPARE(test.passesText(value), passes);
}

void ValueTestTest::passesJson_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<bool>("isString");
    QTest::addColumn<bool>("passes");

    const auto row = [](const QString &text, const QByteArray &value, bool isString, bool passes) {
        QTest::newRow(qPrintable(text + u" | "_s + QString::fromUtf8(value)
                                 + (isString ? u" as a string"_s : QString())))
            << text << value << isString << passes;
    };
    row(u"json.n == 1"_s, "1", false, true);
    row(u"json.n == 1"_s, "1", true, true);
    row(u"json.n == 1"_s, "1.0", false, true);
    row(u"json.n == 1"_s, "01", true, false);
    row(u"json.n == 1"_s, " 1", true, false);
    row(u"json.n == 1"_s, "true", false, false);
    row(u"json.n == 1.50"_s, "15e-1", false, true);
    row(u"json.n == 9007199254740993"_s, "9007199254740993", false, true);
    row(u"json.n == 9007199254740993"_s, "9007199254740992", false, false);
    row(u"json.n == 9007199254740993.0"_s, "9007199254740992", false, true); // as doubles
    row(u"json.n > 1e308"_s, "1e400", false, true);
    row(u"json.n < -1"_s, "-1e400", false, true);
    row(u"json.n > 0"_s, "1e-400", false, false);
    row(u"json.n > 0"_s, "0." + QByteArray("0").repeated(400) + "1", false, false);
    row(u"json.n > 1e308"_s, QByteArray("9").repeated(400), false, true);
    row(u"json.n > 1e308"_s, "1e99999999999999999999", false, true);
    row(u"json.n == 0"_s, "1e-99999999999999999999", false, true);
    row(u"json.n == 1"_s, "0." + QByteArray("0").repeated(400) + "1e401", false, true);
    row(u"json.n == 0"_s, "0e999", false, true);
    row(u"json.n == 0"_s, "-0", false, true);
    row(u"json.n >= 2"_s, "10", true, true); // not as texts
    row(u"json.n == \"1\""_s, "1", false, true);
    row(u"json.n == \"1\""_s, "1.0", false, false);
    row(u"json.n in {1, x}"_s, "1.0", false, true);
    row(u"json.n in {1, x}"_s, "X", true, true);
    row(u"json.n == true"_s, "true", false, true);
    row(u"json.n == TRUE"_s, "true", true, true);
    row(u"json.n == null"_s, "null", false, true);
    row(u"json.n contains 72"_s, "4720", false, true);
    row(u"json.n matches /^4/"_s, "4720", false, true);
    row(u"json.n < b"_s, "a", true, true);
    row(u"json.t == 2020-06-25T18:42Z"_s, "2020-06-25T18:42:36.979Z", true, true);
    row(u"json.t == 2020-06-25T18:42Z"_s, "2020-06-25T20:42:36+02:00", true, true);
    row(u"json.t == 2020-06-25T18:42Z"_s, "2020-06-25T18:43:00Z", true, false);
    row(u"json.t == 2020-06-25Z"_s, "2020-06-25", true, false); // no time of day
    row(u"json.t > -1m"_s, "2020-06-25T18:42:36Z", true, true);
    row(u"json.t > -1s"_s, "2020-06-25T18:42:36Z", true, false);
    row(u"json.t == \"2020-06-25T18:42Z\""_s, "2020-06-25T18:42:00Z", true, false);
}

void ValueTestTest::passesJson()
{
    QFETCH(const QString, text);
    QFETCH(const QByteArray, value);
    QFETCH(const bool, isString);
    QFETCH(const bool, passes);

    QCOMPARE(testOf(text).passesJson(value, isString), passes);
}

void ValueTestTest::countsWhatIsGivenUp()
{
    const ValueTest test = testOf(u"message.text matches /(a+)+$/"_s);
    const ValueTest copy = test;
    const QByteArray text = QByteArray("a").repeated(100) + '!';

    QVERIFY(!test.passesText(text));
    QVERIFY(!copy.passesText(text));
    QVERIFY(test.passesText("aaa"));

    QCOMPARE(test.valuesGivenUp(), 2);
    QCOMPARE(copy.valuesGivenUp(), 2);
}

void ValueTestTest::nothingPassesNoTest()
{
    const ValueTest test;

    QVERIFY(!test.passes(0));
    QVERIFY(!test.passesText({}));
    QVERIFY(!test.passesJson("0", false));
}

SENDSCOPE_TEST(ValueTestTest, valuetest)
#include "tst_valuetest.moc"
