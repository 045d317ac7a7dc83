#include "app/event/jsonlayout.h"
#include "tests/testregistry.h"

#include <QTest>

using namespace sendscope;
using namespace Qt::StringLiterals;

class JsonLayoutTest : public QObject
{
    Q_OBJECT

private slots:
    void putsOneMemberInALine_data();
    void putsOneMemberInALine();
    void changesNothingTheSecondTime();
    void stopsAtItsLimit();
};

void JsonLayoutTest::putsOneMemberInALine_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("lines");

    QTest::newRow("a number as spelled") << "  1.50e+01 "_ba
                                         << "1.50e+01"_ba;
    QTest::newRow("nothing in it") << "[ { } , [ ] ]"_ba
                                   << "[\n  {},\n  []\n]"_ba;
    QTest::newRow("an object") << R"({"a":1,"b":"\u00e4"})"_ba
                               << "{\n  \"a\": 1,\n  \"b\": \"\\u00e4\"\n}"_ba;
    QTest::newRow("repeated names") << R"({"a":1,"a":[2]})"_ba
                                    << "{\n  \"a\": 1,\n  \"a\": [\n    2\n  ]\n}"_ba;
    QTest::newRow("a byte order mark") << "\xEF\xBB\xBF[1]"_ba
                                       << "\xEF\xBB\xBF[\n  1\n]"_ba;
}

void JsonLayoutTest::putsOneMemberInALine()
{
    QFETCH(const QByteArray, json);
    QFETCH(const QByteArray, lines);
    const auto text = event::JsonText::scan(json);
    QVERIFY(text);

    const auto out = event::laidOut(*text, 1000);

    QVERIFY(out);
    QCOMPARE(*out, lines);
}

void JsonLayoutTest::changesNothingTheSecondTime()
{
    const auto text = event::JsonText::scan(R"([{"a":{"b":[1,2,{"c":null}]},"d":"x"},true])"_ba);
    QVERIFY(text);
    const auto once = event::laidOut(*text, 1000);
    QVERIFY(once);

    const auto again = event::JsonText::scan(*once);

    QVERIFY(again);
    QCOMPARE(*event::laidOut(*again, 1000), *once);
}

void JsonLayoutTest::stopsAtItsLimit()
{
    // Every element stands 500 levels deep: laid out it would take a kilobyte a piece.
    const QByteArray deep =
        QByteArray(500, '[') + "1" + QByteArray(",1").repeated(100'000) + QByteArray(500, ']');
    const auto text = event::JsonText::scan(deep);
    QVERIFY(text);

    const auto out = event::laidOut(*text, 1024 * 1024);

    QVERIFY(!out);
    QCOMPARE(out.error().code, base::Error::Code::LimitPassed);
}

SENDSCOPE_TEST(JsonLayoutTest, jsonlayout)
#include "tst_jsonlayout.moc"
