#include "tests/testregistry.h"
#include "ui/body/hexrow.h"
#include "ui/body/hexview.h"
#include "ui/theme/theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QScrollBar>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace sendscope;
using ui::HexView;

class HexViewTest : public QObject
{
    Q_OBJECT

private slots:
    void spellsBytes();
    void fitsARowToItsRoom_data();
    void fitsARowToItsRoom();
    void drawsOnlyTheRowsInSight();
    void selectsByKeys();
    void copiesHexAndText();
    void keepsTheBytesInSightWhenItGetsNarrow();
    void scrollsToASpan();
    void standsEmpty();
};

void HexViewTest::spellsBytes()
{
    QCOMPARE(ui::hexText("\0\x0d\xff"_ba), u"00 0d ff"_s);
    QCOMPARE(ui::hexText("a"_ba), u"61"_s);
    QCOMPARE(ui::hexText(""_ba), QString());
    QCOMPARE(ui::byteCharacter('a'), QChar(u'a'));
    QCOMPARE(ui::byteCharacter('\0'), QChar(u'·'));
    QCOMPARE(ui::byteCharacter('\x7f'), QChar(u'·'));
    QCOMPARE(ui::byteCharacter('\xe9'), QChar(u'·'));
    QCOMPARE(ui::hexOffset(500, 1000), u"01f4"_s);
    QCOMPARE(ui::hexOffset(0, 64 * 1024 * 1024), u"0000000"_s);
}

void HexViewTest::fitsARowToItsRoom_data()
{
    QTest::addColumn<int>("characters");
    QTest::addColumn<int>("bytes");

    QTest::newRow("wide") << 100 << 16;
    QTest::newRow("just wide enough") << 75 << 16;
    QTest::newRow("not quite") << 74 << 8;
    QTest::newRow("narrow") << 30 << 4;
    QTest::newRow("none") << 0 << 4;
}

void HexViewTest::fitsARowToItsRoom()
{
    QFETCH(const int, characters);
    QFETCH(const int, bytes);

    QCOMPARE(ui::hexBytesPerRow(characters, 1000), bytes);
}

void HexViewTest::drawsOnlyTheRowsInSight()
{
    const ui::Theme theme;
    HexView view(theme);
    view.resize(500, 400);

    view.setBytes(QByteArray(16 * 1024 * 1024, 'x'));
    view.grab();
    view.verticalScrollBar()->setValue(view.verticalScrollBar()->maximum());
    view.grab();

    QCOMPARE(view.rowCount(), 16 * 1024 * 1024 / view.bytesPerRow());
    QVERIFY(view.rowsDrawn() > 0);
    QVERIFY2(view.rowsDrawn() < 80, qPrintable(QString::number(view.rowsDrawn())));
}

void HexViewTest::selectsByKeys()
{
    const ui::Theme theme;
    HexView view(theme);
    view.resize(2000, 400);
    view.setBytes("0123456789abcdefghij");
    QCOMPARE(view.bytesPerRow(), 16);

    QTest::keyClick(&view, Qt::Key_Right);
    QTest::keyClick(&view, Qt::Key_Right, Qt::ShiftModifier);
    QTest::keyClick(&view, Qt::Key_Right, Qt::ShiftModifier);
    QCOMPARE(view.selectedBytes(), "12"_ba);

    QTest::keyClick(&view, Qt::Key_Home);
    QTest::keyClick(&view, Qt::Key_Down, Qt::ShiftModifier);
    QCOMPARE(view.selectedBytes(), "0123456789abcdef"_ba);

    QTest::keyClick(&view, Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(view.selectedBytes(), view.bytes());
}

void HexViewTest::copiesHexAndText()
{
    const ui::Theme theme;
    HexView view(theme);
    view.setBytes("a\0\xc3\xa9"_ba);
    view.showSpan(0, 4);

    view.copyAsHex();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"61 00 c3 a9"_s);
    view.copyAsText();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"aé"_s);
}

void HexViewTest::keepsTheBytesInSightWhenItGetsNarrow()
{
    const ui::Theme theme;
    HexView view(theme);
    view.resize(2000, 300);
    view.setBytes(QByteArray(100'000, 'x'));
    view.verticalScrollBar()->setValue(1000);
    view.grab();

    view.resize(300, 300);
    view.grab();

    QVERIFY(view.bytesPerRow() < 16);
    QCOMPARE(view.verticalScrollBar()->value() * view.bytesPerRow(), 16'000);
}

void HexViewTest::scrollsToASpan()
{
    const ui::Theme theme;
    HexView view(theme);
    view.resize(2000, 300);
    view.setBytes(QByteArray(100'000, 'x'));

    view.showSpan(80'000, 80'010);

    const qint64 row = 80'000 / view.bytesPerRow();
    QVERIFY(view.verticalScrollBar()->value() <= row);
    QVERIFY(view.verticalScrollBar()->value() + view.verticalScrollBar()->pageStep() > row);
    QCOMPARE(view.selectionBegin(), 80'000);
    QCOMPARE(view.selectionEnd(), 80'010);
}

void HexViewTest::standsEmpty()
{
    const ui::Theme theme;
    HexView view(theme);

    view.setBytes({});
    view.grab();
    QTest::keyClick(&view, Qt::Key_Down);
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, {60, 10});

    QVERIFY(view.selectedBytes().isEmpty());
}

SENDSCOPE_TEST(HexViewTest, hexview)
#include "tst_hexview.moc"
