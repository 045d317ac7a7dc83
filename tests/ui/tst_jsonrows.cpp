#include "tests/testregistry.h"
#include "ui/body/jsonrows.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace sendscope;
using ui::JsonOutline;
using ui::JsonOutlinePtr;
using ui::JsonRows;

namespace {

JsonOutlinePtr outlineOf(const QByteArray &bytes, qint32 top = 0)
{
    auto json = event::JsonText::scan(bytes);
    return JsonOutline::make(std::make_shared<const event::JsonText>(std::move(*json)), top);
}

/// The shown rows, each by its bytes up to its value's first one.
QByteArrayList shown(const JsonRows &rows)
{
    QByteArrayList texts;
    for (qint64 row = 0; row < rows.count(); ++row)
        texts += rows.outline()->json().text(rows.spanAt(row)).left(8);
    return texts;
}

qint32 spanOf(const JsonOutlinePtr &outline, const QByteArray &bytes)
{
    for (qint32 i = 0; i < qint32(outline->json().spans().size()); ++i) {
        if (outline->json().raw(i) == bytes)
            return i;
    }
    return -1;
}

QByteArray nested(int levels)
{
    return "[1,"_ba.repeated(levels - 1) + "[]" + "]"_ba.repeated(levels - 1);
}

} // namespace

class JsonRowsTest : public QObject
{
    Q_OBJECT

private slots:
    void hasARowForEachNameAndElement();
    void findsTheRowOfAnySpan();
    void beginsAtTheTopItIsGiven();
    void foldsAndUnfolds();
    void foldsWhatIsInAFoldedOne();
    void revealsWhatIsFolded();
    void unfoldsAllBeneath();
    void numbersElementsOfLongLists();
    void namesPaths_data();
    void namesPaths();
    void marksRepeatedNames();
    void findsTheInnermostRowOfBytes();
    void takesAMillionMembersAndTheDeepest();
    void makesNothingWhenCancelled();
};

void JsonRowsTest::hasARowForEachNameAndElement()
{
    const JsonRows rows(outlineOf("{\"a\":1,\"b\":[true,{\"c\":null}],\"d\":{}}"));

    QCOMPARE(rows.count(), 7);
    QCOMPARE(shown(rows),
             (QByteArrayList{"{\"a\":1,\"", "a", "b", "true", "{\"c\":nul", "c", "d"}));
}

void JsonRowsTest::findsTheRowOfAnySpan()
{
    QByteArray bytes = "[";
    for (int i = 0; i < 700; ++i)
        bytes += "{\"k\":[1,2],\"v\":\"x\"},";
    bytes.back() = ']';
    const JsonOutlinePtr outline = outlineOf(bytes);

    QCOMPARE(outline->rowCount(), 1 + 700 * 5);
    for (qint64 row = 0; row < outline->rowCount(); ++row)
        QCOMPARE(outline->rowOf(outline->spanAt(row)), row);
    const qint32 name = outline->spanAt(2);
    QCOMPARE(outline->rowOf(outline->valueOf(name)), 2);
}

void JsonRowsTest::beginsAtTheTopItIsGiven()
{
    const QByteArray bytes = "[{\"a\":1},{\"b\":2,\"c\":[3]},4]";
    const qint32 second = spanOf(outlineOf(bytes), "{\"b\":2,\"c\":[3]}");

    const JsonRows rows(outlineOf(bytes, second));

    QCOMPARE(shown(rows), (QByteArrayList{"{\"b\":2,\"", "b", "c", "3"}));
    QCOMPARE(rows.outline()->depth(rows.spanAt(0)), 0);
    QCOMPARE(rows.outline()->depth(rows.spanAt(3)), 2);
    QCOMPARE(rows.outline()->spanAround(2, 2), -1);
}

void JsonRowsTest::foldsAndUnfolds()
{
    const JsonOutlinePtr outline = outlineOf("{\"a\":[1,2],\"b\":{\"c\":3},\"d\":4}");
    JsonRows rows(outline);
    const qint32 list = spanOf(outline, "[1,2]");

    rows.setFolded(list, true);

    QVERIFY(rows.isFolded(list));
    QCOMPARE(shown(rows), (QByteArrayList{"{\"a\":[1,", "a", "b", "c", "d"}));
    QCOMPARE(rows.rowOf(spanOf(outline, "2")), 1);
    QCOMPARE(rows.rowOf(spanOf(outline, "4")), 4);
    QVERIFY(!rows.isShown(spanOf(outline, "2")));

    rows.setFolded(list, false);

    QCOMPARE(rows.count(), 7);
}

void JsonRowsTest::foldsWhatIsInAFoldedOne()
{
    const JsonOutlinePtr outline = outlineOf("[[[1],2],3]");
    JsonRows rows(outline);
    const qint32 outer = spanOf(outline, "[[1],2]");
    const qint32 inner = spanOf(outline, "[1]");

    rows.setFolded(inner, true);
    rows.setFolded(outer, true);
    QCOMPARE(shown(rows), (QByteArrayList{"[[[1],2]", "[[1],2]", "3"}));

    rows.setFolded(outer, false);
    QCOMPARE(shown(rows), (QByteArrayList{"[[[1],2]", "[[1],2]", "[1]", "2", "3"}));
}

void JsonRowsTest::revealsWhatIsFolded()
{
    const JsonOutlinePtr outline = outlineOf("{\"a\":{\"b\":{\"c\":1}},\"d\":[2]}");
    JsonRows rows(outline);
    rows.foldAll({0, spanOf(outline, "{\"b\":{\"c\":1}}"), spanOf(outline, "{\"c\":1}"),
                  spanOf(outline, "[2]")});
    QCOMPARE(rows.count(), 1);

    rows.reveal(spanOf(outline, "1"));

    QCOMPARE(shown(rows), (QByteArrayList{"{\"a\":{\"b", "a", "b", "c", "d"}));
}

void JsonRowsTest::unfoldsAllBeneath()
{
    const JsonOutlinePtr outline = outlineOf("[{\"a\":[1]},{\"b\":[2]}]");
    JsonRows rows(outline);
    rows.foldAll(
        {spanOf(outline, "{\"a\":[1]}"), spanOf(outline, "[1]"), spanOf(outline, "{\"b\":[2]}")});

    rows.unfoldWithin(spanOf(outline, "{\"a\":[1]}"));

    QCOMPARE(shown(rows), (QByteArrayList{"[{\"a\":[1", "{\"a\":[1]", "a", "1", "{\"b\":[2]"}));
}

void JsonRowsTest::numbersElementsOfLongLists()
{
    const JsonOutlinePtr outline = outlineOf("[" + "[0],"_ba.repeated(9'999) + "7]");

    QCOMPARE(outline->childCount(0), 10'000);
    QCOMPARE(outline->ordinal(spanOf(outline, "7")), 9'999);
    QCOMPARE(outline->ordinal(outline->spanAt(1)), 0);
    QCOMPARE(outline->ordinal(outline->spanAt(1 + 2 * 5'000)), 5'000);
}

void JsonRowsTest::namesPaths_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("path");

    QTest::newRow("itself") << "{\"a\":{\"b c\":[10,{\"d\":20}]},\"e\":30}"_ba
                            << ""_ba;
    QTest::newRow("a member") << "30"_ba
                              << "e"_ba;
    QTest::newRow("an element") << "10"_ba
                                << "a.\"b c\"[0]"_ba;
    QTest::newRow("deeper") << "20"_ba
                            << "a.\"b c\"[1].d"_ba;
}

void JsonRowsTest::namesPaths()
{
    QFETCH(const QByteArray, value);
    QFETCH(const QByteArray, path);
    const QByteArray event = "{\"a\":{\"b c\":[10,{\"d\":20}]},\"e\":30}";
    const JsonOutlinePtr outline = outlineOf("[0," + event + "]");

    QCOMPARE(outline->path(spanOf(outline, event), spanOf(outline, value)), path);
}

void JsonRowsTest::marksRepeatedNames()
{
    const JsonOutlinePtr outline =
        outlineOf("{\"a\":1,\"b\":2,\"\\u0061\":3,\"c\":{\"b\":4},\"a\":5}");

    QList<bool> repeated;
    QList<bool> last;
    for (qint64 row = 1; row < outline->rowCount(); ++row) {
        repeated += outline->isRepeated(outline->spanAt(row));
        last += outline->isLastOfRepeated(outline->spanAt(row));
    }

    QCOMPARE(repeated, (QList<bool>{true, false, true, false, false, true}));
    QCOMPARE(last, (QList<bool>{false, false, false, false, false, true}));
}

void JsonRowsTest::findsTheInnermostRowOfBytes()
{
    const QByteArray bytes = " [{\"a\":[1,22]}, 3] ";
    const JsonOutlinePtr outline = outlineOf(bytes);
    const auto around = [&](qint64 begin, qint64 end) {
        const qint32 span = outline->spanAround(begin, end);
        return span < 0 ? "none"_ba : outline->json().raw(span).toByteArray();
    };

    QCOMPARE(around(3, 3), "\"a\""_ba); // in the name
    QCOMPARE(around(6, 6), "\"a\""_ba); // the colon
    QCOMPARE(around(10, 11), "22"_ba);
    QCOMPARE(around(8, 11), "\"a\""_ba); // across both elements
    QCOMPARE(around(14, 15), bytes.trimmed());
    QCOMPARE(around(0, 0), "none"_ba);
    QCOMPARE(around(0, bytes.size()), "none"_ba);
}

void JsonRowsTest::takesAMillionMembersAndTheDeepest()
{
    QByteArray bytes = "{";
    for (int i = 0; i < 1'000'000; ++i)
        bytes += "\"k" + QByteArray::number(i) + "\":" + QByteArray::number(i) + ',';
    bytes.back() = '}';
    JsonRows wide(outlineOf(bytes));
    JsonRows deep(outlineOf(nested(event::JsonText::kMaxDepth)));

    wide.setFolded(0, true);
    QCOMPARE(wide.count(), 1);
    wide.setFolded(0, false);
    QCOMPARE(wide.count(), 1'000'001);
    QCOMPARE(wide.outline()->json().text(wide.spanAt(1'000'000)), "k999999"_ba);
    QCOMPARE(wide.outline()->childCount(0), 1'000'000);

    const qint32 bottom = deep.outline()->spanAt(deep.outline()->rowCount() - 1);
    QCOMPARE(deep.outline()->depth(bottom), event::JsonText::kMaxDepth - 1);
    QVERIFY(deep.outline()->path(0, bottom).startsWith("[1][1][1]"));
}

void JsonRowsTest::makesNothingWhenCancelled()
{
    const auto json = event::JsonText::scan("[1,2,3]");
    const base::CancelToken cancel;
    cancel.cancel();

    QVERIFY(!JsonOutline::make(std::make_shared<const event::JsonText>(*json), 0, cancel));
}

SENDSCOPE_TEST(JsonRowsTest, jsonrows)
#include "tst_jsonrows.moc"
