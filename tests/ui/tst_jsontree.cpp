#include "tests/testregistry.h"
#include "ui/body/jsontree.h"
#include "ui/body/jsonvalue.h"
#include "ui/theme/theme.h"

#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace sendscope;
using ui::JsonOutline;
using ui::JsonRows;
using ui::JsonTree;

namespace {

JsonRows rowsOf(const QByteArray &bytes)
{
    auto json = event::JsonText::scan(bytes);
    return JsonRows(
        JsonOutline::make(std::make_shared<const event::JsonText>(std::move(*json)), 0));
}

QString valueOf(const QByteArray &json)
{
    return ui::shownValue(*event::JsonText::scan(json), 0);
}

} // namespace

class JsonTreeTest : public QObject
{
    Q_OBJECT

private slots:
    void spellsValuesAsTheyCame_data();
    void spellsValuesAsTheyCame();
    void cutsALongStringBeforeItIsDecoded();
    void makesOnlyTheRowsInSight_data();
    void makesOnlyTheRowsInSight();
    void choosesByKeys();
    void foldsByKeys();
    void foldsByClick();
    void showsAndRevealsBytes();
    void saysTheCurrentRow();
    void leavesTheRowWhenItsParentFolds();
};

void JsonTreeTest::spellsValuesAsTheyCame_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("shown");

    QTest::newRow("a large number") << "1e400"_ba << u"1e400"_s;
    QTest::newRow("minus nothing") << "-0"_ba << u"-0"_s;
    QTest::newRow("zeros at the end") << "1.10"_ba << u"1.10"_s;
    QTest::newRow("more digits than a double")
        << "12345678901234567890.123"_ba << u"12345678901234567890.123"_s;
    QTest::newRow("a word") << "null"_ba << u"null"_s;
    QTest::newRow("a string, decoded") << "\"a\\u00e9\\/b\""_ba << u"aé/b"_s;
    QTest::newRow("NUL and a line end") << "\"a\\u0000\\nb\""_ba << u"a␀␊b"_s;
    QTest::newRow("a lone surrogate") << "\"a\\ud800b\""_ba << u"a⟨U+D800⟩b"_s;
    QTest::newRow("a turn of direction") << "\"a\\u202eb\""_ba << u"a⟨U+202E⟩b"_s;
}

void JsonTreeTest::spellsValuesAsTheyCame()
{
    QFETCH(const QByteArray, json);
    QFETCH(const QString, shown);

    QCOMPARE(valueOf(json), shown);
}

void JsonTreeTest::cutsALongStringBeforeItIsDecoded()
{
    const QString plain = valueOf('"' + QByteArray(8 * 1024 * 1024, 'x') + '"');
    const QString escaped = valueOf('"' + "\\u0041"_ba.repeated(1000) + '"');
    const QString wide = valueOf('"' + "é"_ba.repeated(1000) + '"');

    QCOMPARE(plain, QString(ui::kMostValueBytes, u'x') + u'…');
    QCOMPARE(escaped, QString(ui::kMostValueBytes / 6, u'A') + u'…');
    QCOMPARE(wide, QString(ui::kMostValueBytes / 2, u'é') + u'…');
}

void JsonTreeTest::makesOnlyTheRowsInSight_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<qint64>("rows");

    QByteArray members = "{";
    for (int i = 0; i < 1'000'000; ++i)
        members += "\"k" + QByteArray::number(i) + "\":1,";
    members.back() = '}';
    QTest::newRow("a million members") << members << qint64(1'000'001);
    QTest::newRow("one string of 16 MiB")
        << "[\"" + QByteArray(16 * 1024 * 1024, 'x') + "\"]" << qint64(2);
    QTest::newRow("512 levels") << "["_ba.repeated(512) + "]"_ba.repeated(512) << qint64(512);
}

void JsonTreeTest::makesOnlyTheRowsInSight()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const qint64, rows);
    const ui::Theme theme;
    JsonTree tree(theme);
    tree.resize(400, 300);

    tree.setRows(rowsOf(bytes), 0);
    tree.grab();
    QTest::keyClick(&tree, Qt::Key_End);
    tree.grab();
    QTest::keyClick(&tree, Qt::Key_Home);
    QTest::keyClick(&tree, Qt::Key_Left);
    QTest::keyClick(&tree, Qt::Key_Right);
    tree.grab();

    QCOMPARE(tree.rows().count(), rows);
    QVERIFY(tree.rowsMade() > 0);
    QVERIFY2(tree.rowsMade() < 60, qPrintable(QString::number(tree.rowsMade())));
}

void JsonTreeTest::choosesByKeys()
{
    const ui::Theme theme;
    JsonTree tree(theme);
    const QByteArray bytes = "{\"a\":1,\"b\":\"x\"}";
    tree.setRows(rowsOf(bytes), 0);
    QByteArrayList chosen;
    connect(&tree, &JsonTree::chosen, this,
            [&](qint64 begin, qint64 end) { chosen += bytes.sliced(begin, end - begin); });

    for (const Qt::Key key : {Qt::Key_Down, Qt::Key_Down, Qt::Key_Down, Qt::Key_Down, Qt::Key_Home})
        QTest::keyClick(&tree, key);

    QCOMPARE(chosen, (QByteArrayList{bytes, "\"a\":1", "\"b\":\"x\"", "\"b\":\"x\"", bytes}));
}

void JsonTreeTest::foldsByKeys()
{
    const ui::Theme theme;
    JsonTree tree(theme);
    tree.setRows(rowsOf("{\"a\":{\"b\":[1,2]},\"c\":3}"), 0);
    QTest::keyClick(&tree, Qt::Key_Home);
    QTest::keyClick(&tree, Qt::Key_Down);
    QCOMPARE(tree.rows().count(), 6);
    const auto rowsAfter = [&tree](Qt::Key key) {
        QTest::keyClick(&tree, key);
        return tree.rows().count();
    };

    QCOMPARE(rowsAfter(Qt::Key_Left), 3);
    QCOMPARE(rowsAfter(Qt::Key_Right), 6);
    QCOMPARE(rowsAfter(Qt::Key_Minus), 3);
    QCOMPARE(rowsAfter(Qt::Key_Plus), 6);
    QCOMPARE(rowsAfter(Qt::Key_Right), 6); // on to the first child
    QCOMPARE(tree.rowText(tree.current()), u"b: 2 elements"_s);
    QCOMPARE(rowsAfter(Qt::Key_Minus), 4);
    QCOMPARE(rowsAfter(Qt::Key_Left), 4); // to the parent
    QCOMPARE(tree.rowText(tree.current()), u"a: 1 field"_s);
    QCOMPARE(rowsAfter(Qt::Key_Left), 3);
    QCOMPARE(rowsAfter(Qt::Key_Asterisk), 6);
}

void JsonTreeTest::foldsByClick()
{
    const ui::Theme theme;
    JsonTree tree(theme);
    tree.resize(400, 300);
    tree.setRows(rowsOf("{\"a\":1}"), 0);
    QSignalSpy folded(&tree, &JsonTree::foldChanged);

    QTest::mouseClick(tree.viewport(), Qt::LeftButton, {}, {16, 8});

    QCOMPARE(tree.rows().count(), 1);
    QCOMPARE(folded.count(), 1);
    QCOMPARE(tree.current(), -1);
}

void JsonTreeTest::showsAndRevealsBytes()
{
    const ui::Theme theme;
    JsonTree tree(theme);
    const QByteArray bytes = "{\"a\":{\"b\":[1,22]},\"c\":3}";
    tree.setRows(rowsOf(bytes), 0);
    tree.setFolded(2, true);
    QCOMPARE(tree.rows().count(), 3);

    const qint64 place = bytes.indexOf("22");
    tree.showSpan(place, place + 1);

    QCOMPARE(tree.rows().count(), 6);
    QCOMPARE(tree.rowText(tree.current()), u"[1]: 22"_s);

    tree.showSpan(place, 1000);

    QCOMPARE(tree.current(), -1);
}

void JsonTreeTest::saysTheCurrentRow()
{
    const ui::Theme theme;
    JsonTree tree(theme);
    tree.setRows(rowsOf("{\"type\":\"message-sending\"}"), 0);

    QTest::keyClick(&tree, Qt::Key_Home);
    QCOMPARE(tree.accessibleDescription(), u"event: 1 field"_s);
    QTest::keyClick(&tree, Qt::Key_Down);
    QCOMPARE(tree.accessibleDescription(), u"type: message-sending"_s);
}

void JsonTreeTest::leavesTheRowWhenItsParentFolds()
{
    const ui::Theme theme;
    JsonTree tree(theme);
    tree.resize(400, 300);
    tree.setRows(rowsOf("{\"a\":1}"), 0);
    QTest::keyClick(&tree, Qt::Key_End);

    QTest::mouseClick(tree.viewport(), Qt::LeftButton, {}, {16, 8});

    QCOMPARE(tree.rowText(tree.current()), u"event: 1 field"_s);
}

SENDSCOPE_TEST(JsonTreeTest, jsontree)
#include "tst_jsontree.moc"
