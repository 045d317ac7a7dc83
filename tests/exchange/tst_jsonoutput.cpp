#include "app/event/jsontext.h"
#include "app/event/timestamp.h"
#include "app/exchange/jsonoutput.h"
#include "tests/testregistry.h"

#include <QTest>

using namespace sendscope;
using namespace Qt::StringLiterals;

/// Strings as JSON.
class JsonOutputTest : public QObject
{
    Q_OBJECT

private slots:
    void givesTheSameBytesBack_data();
    void givesTheSameBytesBack();
    void escapesWhatEndsALine_data();
    void escapesWhatEndsALine();
    void refusesWhatIsNoUtf8_data();
    void refusesWhatIsNoUtf8();
    void showsOtherBytesAsLatin1();
    void writesTimesAsTheCaptureReadsThem_data();
    void writesTimesAsTheCaptureReadsThem();
};

void JsonOutputTest::givesTheSameBytesBack_data()
{
    QTest::addColumn<QByteArray>("bytes");

    QByteArray ascii;
    for (int c = 0; c < 0x80; ++c)
        ascii += char(c);
    QTest::newRow("empty") << QByteArray("");
    QTest::newRow("all of ASCII") << ascii;
    QTest::newRow("all of ASCII, across stretches") << ascii.repeated(40);
    QTest::newRow("only quotes") << QByteArray(5'000, '"');
    QTest::newRow("line ends of Unicode") << "a\u2028b\u2029c\u0085d"_ba;
    QTest::newRow("their neighbours") << "\u2027\u202a\u0084\u0086\u00c2\u20ac"_ba;
    QTest::newRow("a byte order mark") << "\uFEFF{}"_ba;
    QTest::newRow("no characters") << "\uFFFE\uFFFF\U0010FFFF\uFDD0"_ba;
    QTest::newRow("far away") << "\U0001F600"_ba;
    for (int i = 1'020; i < 1'027; ++i)
        QTest::addRow("a line end at %d", i) << QByteArray(i, 'x') + "\u2028"_ba + "y";
}

void JsonOutputTest::givesTheSameBytesBack()
{
    QFETCH(const QByteArray, bytes);

    QByteArray json;
    QVERIFY(exchange::appendString(json, bytes));

    const auto read = event::JsonText::scan(json);
    QVERIFY(read);
    QCOMPARE(read->text(0), bytes);
    QVERIFY(!json.contains('\n') && !json.contains('\r'));
}

void JsonOutputTest::escapesWhatEndsALine_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("json");

    QTest::newRow("LF") << "a\nb"_ba
                        << R"("a\nb")"_ba;
    QTest::newRow("CR, tab") << "\r\t"_ba
                             << R"("\r\t")"_ba;
    QTest::newRow("NUL, DEL") << QByteArray("\0\x7f", 2) << R"("\u0000\u007f")"_ba;
    QTest::newRow("NEL") << "\u0085"_ba
                         << R"("\u0085")"_ba;
    QTest::newRow("LINE SEPARATOR") << "\u2028\u2029"_ba
                                    << R"("\u2028\u2029")"_ba;
    QTest::newRow("a slash stays") << "/\\"_ba
                                   << R"("/\\")"_ba;
}

void JsonOutputTest::escapesWhatEndsALine()
{
    QFETCH(const QByteArray, bytes);

    QByteArray json;
    QVERIFY(exchange::appendString(json, bytes));

    QTEST(json, "json");
}

void JsonOutputTest::refusesWhatIsNoUtf8_data()
{
    QTest::addColumn<QByteArray>("bytes");

    QTest::newRow("a byte alone") << "a\xff"_ba;
    QTest::newRow("a lone surrogate") << "\xed\xa0\x80"_ba;
    QTest::newRow("written too long") << "\xc0\xaf"_ba;
    QTest::newRow("past the last") << "\xf4\x90\x80\x80"_ba;
    QTest::newRow("cut off") << "\xe2\x80"_ba;
}

void JsonOutputTest::refusesWhatIsNoUtf8()
{
    QFETCH(const QByteArray, bytes);

    QByteArray json = "["_ba;

    QVERIFY(!exchange::appendString(json, bytes));
    QCOMPARE(json, "["_ba);
}

void JsonOutputTest::showsOtherBytesAsLatin1()
{
    QByteArray json;

    exchange::appendReadable(json, "caf\xe9");

    QCOMPARE(json, "\"caf\u00e9\""_ba);
}

void JsonOutputTest::writesTimesAsTheCaptureReadsThem_data()
{
    QTest::addColumn<qint64>("microseconds");

    QTest::newRow("the epoch") << qint64(0);
    QTest::newRow("today") << qint64(1'795'748'856'841'007);
    QTest::newRow("a microsecond before midnight") << qint64(86'399'999'999);
    QTest::newRow("before the epoch") << qint64(-1);
    QTest::newRow("the year 9999") << qint64(253'402'300'799'999'999);
}

void JsonOutputTest::writesTimesAsTheCaptureReadsThem()
{
    QFETCH(const qint64, microseconds);
    const base::UtcTime time{std::chrono::microseconds(microseconds)};

    QByteArray json;
    exchange::appendTime(json, time);

    QCOMPARE(json, '"' + event::formatTimestamp(time) + '"');
    QCOMPARE(event::parseTimestamp(json.sliced(1).chopped(1)), std::optional(time));
}

SENDSCOPE_TEST(JsonOutputTest, jsonoutput)

#include "tst_jsonoutput.moc"
