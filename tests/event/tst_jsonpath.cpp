#include "app/event/jsonpath.h"
#include "tests/testregistry.h"

#include <QTest>

using namespace sendscope;
using namespace Qt::StringLiterals;
using event::JsonPath;

class JsonPathTest : public QObject
{
    Q_OBJECT

private slots:
    void hasOneSpelling_data();
    void hasOneSpelling();
    void refuses_data();
    void refuses();
    void finds_data();
    void finds();
    void locatesOneSpanToTheLetter();
    void growsStepByStep();
};

void JsonPathTest::hasOneSpelling_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("spelling");

    QTest::newRow("a name") << "a"_ba
                            << "a"_ba;
    QTest::newRow("names and places") << "a.b-c[0][12].d_1"_ba
                                      << "a.b-c[0][12].d_1"_ba;
    QTest::newRow("a place first") << "[3].a"_ba
                                   << "[3].a"_ba;
    QTest::newRow("quotation marks for nothing") << "\"a\".b"_ba
                                                 << "a.b"_ba;
    QTest::newRow("an odd name") << "a.\"odd key\"[1]"_ba
                                 << "a.\"odd key\"[1]"_ba;
    QTest::newRow("marks in a name") << R"("a\"b\\c")"_ba
                                     << R"("a\"b\\c")"_ba;
    QTest::newRow("an empty name") << "\"\""_ba
                                   << "\"\""_ba;
    QTest::newRow("zeros before a place") << "a[007]"_ba
                                          << "a[7]"_ba;
}

void JsonPathTest::hasOneSpelling()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QByteArray, spelling);

    const auto path = JsonPath::parse(text);

    QVERIFY(path);
    QCOMPARE(path->text(), spelling);
    QVERIFY(JsonPath::parse(path->text()) == path);
}

void JsonPathTest::refuses_data()
{
    QTest::addColumn<QByteArray>("text");

    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("a dot first") << ".a"_ba;
    QTest::newRow("a dot last") << "a."_ba;
    QTest::newRow("two dots") << "a..b"_ba;
    QTest::newRow("no place") << "a[]"_ba;
    QTest::newRow("an open place") << "a[1"_ba;
    QTest::newRow("a place that is no number") << "a[x]"_ba;
    QTest::newRow("a place below zero") << "a[-1]"_ba;
    QTest::newRow("a place beyond all") << "a[99999999999]"_ba;
    QTest::newRow("no dot after a place") << "a[0]b"_ba;
    QTest::newRow("an open name") << "\"a"_ba;
    QTest::newRow("a space") << "a b"_ba;
    QTest::newRow("too long") << QByteArray(JsonPath::kMaxBytes + 1, 'a');
}

void JsonPathTest::refuses()
{
    QFETCH(const QByteArray, text);

    QVERIFY(!JsonPath::parse(text));
}

void JsonPathTest::finds_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArrayList>("found");

    const QByteArray event =
        R"({"a":{"b":[10,{"c":"x"},[{"c":"y"}]],"b b":1},"n":null,"a2":[]})"_ba;
    const auto row = [&](const char *name, const char *path, const QByteArrayList &found) {
        QTest::newRow(name) << event << QByteArray(path) << found;
    };
    row("a member", "n", {"null"});
    row("a member of a member", "a.\"b b\"", {"1"});
    row("one of a list", "a.b[0]", {"10"});
    row("past the end of a list", "a.b[3]", {});
    row("all of a list", "a.b", {"10", R"({"c":"x"})", R"([{"c":"y"}])"});
    row("a member of all of a list", "a.b.c", {"\"x\"", "\"y\""});
    row("an empty list", "a2", {});
    row("a member of what has none", "n.x", {});
    row("a place in what is no list", "a[0]", {});
    row("nothing", "zzz", {});
    QTest::newRow("the last of two") << R"({"a":1,"a":2})"_ba
                                     << "a"_ba << QByteArrayList{"2"};
    QTest::newRow("an escaped name") << R"({"\u0061":1})"_ba
                                     << "a"_ba << QByteArrayList{"1"};
}

void JsonPathTest::finds()
{
    QFETCH(const QByteArray, json);
    QFETCH(const QByteArray, path);
    QFETCH(const QByteArrayList, found);

    const auto text = event::JsonText::scan(json);
    QVERIFY(text);
    QByteArrayList values;
    for (const qint32 span : JsonPath::parse(path)->find(*text, 0))
        values += text->raw(span).toByteArray();

    QCOMPARE(values, found);
}

void JsonPathTest::locatesOneSpanToTheLetter()
{
    const auto text = event::JsonText::scan(R"({"a":[{"b":1},{"b":[2]}],"c":1,"c":3})");
    const auto located = [&text](const char *path) {
        const qint32 span = JsonPath::parse(path)->locate(*text, 0);
        return span < 0 ? "none"_ba : text->raw(span).toByteArray();
    };

    QCOMPARE(located("a[1].b"), "[2]"_ba); // a list at the end is itself
    QCOMPARE(located("a.b"), "none"_ba);   // and none is gone through
    QCOMPARE(located("c"), "3"_ba);
    QCOMPARE(located("c[0]"), "none"_ba);
    QCOMPARE(located("a[2]"), "none"_ba);
}

void JsonPathTest::growsStepByStep()
{
    JsonPath path;
    QCOMPARE(path.text(), ""_ba);

    path.appendName("a b");
    path.appendIndex(3);
    path.appendName("c");

    QCOMPARE(path.text(), "\"a b\"[3].c"_ba);
}

SENDSCOPE_TEST(JsonPathTest, jsonpath)
#include "tst_jsonpath.moc"
