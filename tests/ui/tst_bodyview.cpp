#include "tests/testregistry.h"
#include "ui/body/bodyview.h"
#include "ui/theme/theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QScrollBar>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace sendscope;
using ui::BodyText;
using ui::BodyView;

namespace {

ui::BodyTextPtr plain(const QByteArray &bytes)
{
    return std::make_shared<const BodyText>(BodyText::asItCame(bytes));
}

} // namespace

class BodyViewTest : public QObject
{
    Q_OBJECT

private slots:
    void laysOutOnlyWhatIsSeen_data();
    void laysOutOnlyWhatIsSeen();
    void copiesTheBytesNotTheirLook();
    void copiesWithTheKeys();
    void scrollsToTheMark();
    void selectsAWholeStringByDoubleClick();
    void showsNothingWithoutText();
};

void BodyViewTest::laysOutOnlyWhatIsSeen_data()
{
    QTest::addColumn<QByteArray>("bytes");

    QTest::newRow("one line of 16 MiB") << QByteArray(16 * 1024 * 1024, 'x');
    QTest::newRow("16 MiB of line ends") << QByteArray(16 * 1024 * 1024, '\n');
    QTest::newRow("emoji of 16 MiB") << "😀"_ba.repeated(4 * 1024 * 1024);
}

void BodyViewTest::laysOutOnlyWhatIsSeen()
{
    QFETCH(const QByteArray, bytes);
    const ui::Theme theme;
    BodyView view(theme);
    view.resize(500, 400);

    view.setText(plain(bytes));
    view.grab();
    view.verticalScrollBar()->setValue(view.verticalScrollBar()->maximum());
    view.grab();

    // Two pages of at most 400 / 16 rows.
    QVERIFY(view.rowsLaidOut() > 0);
    QVERIFY2(view.rowsLaidOut() < 60, qPrintable(QString::number(view.rowsLaidOut())));
}

void BodyViewTest::copiesTheBytesNotTheirLook()
{
    const ui::Theme theme;
    BodyView view(theme);
    const QByteArray bytes = "a\tb\x01"
                             "\xe2\x80\xae"
                             "c";
    view.setText(plain(bytes));

    view.selectAll();
    view.copy();

    QCOMPARE(view.selectedBytes(), bytes);
    QCOMPARE(QGuiApplication::clipboard()->text(), QString::fromUtf8(bytes));
}

void BodyViewTest::copiesWithTheKeys()
{
    const ui::Theme theme;
    BodyView view(theme);
    view.setText(plain("one\ntwo"));
    QGuiApplication::clipboard()->setText(u"before"_s);

    QTest::keyClick(&view, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(&view, Qt::Key_C, Qt::ControlModifier);

    QCOMPARE(QGuiApplication::clipboard()->text(), u"one\ntwo"_s);
}

void BodyViewTest::scrollsToTheMark()
{
    const ui::Theme theme;
    BodyView view(theme);
    view.resize(300, 200);
    view.setText(plain("line\n"_ba.repeated(1000)));

    view.setMark(500 * 5, 501 * 5);

    QCOMPARE(view.verticalScrollBar()->value(), 500);
}

void BodyViewTest::selectsAWholeStringByDoubleClick()
{
    const ui::Theme theme;
    BodyView view(theme);
    view.resize(600, 200);
    const auto json = event::JsonText::scan(R"({"k":"the value"})");
    view.setText(std::make_shared<const BodyText>(
        BodyText::byStructure(std::make_shared<const event::JsonText>(*json))));
    const QFontMetrics font(theme.fonts().fixed());

    // Somewhere inside: the gutter, two steps of indentation and the key are left of it.
    const int x = 8 + (3 + 2 + 8) * font.horizontalAdvance(u'0') + 12;
    const int y = font.height() * 3 / 2 + 8;
    QTest::mouseDClick(view.viewport(), Qt::LeftButton, {}, {x, y});

    QCOMPARE(view.selectedBytes(), "the value"_ba);
}

void BodyViewTest::showsNothingWithoutText()
{
    const ui::Theme theme;
    BodyView view(theme);

    view.setText(nullptr);
    view.selectAll();
    view.grab();

    QVERIFY(view.selectedBytes().isEmpty());
}

SENDSCOPE_TEST(BodyViewTest, bodyview)
#include "tst_bodyview.moc"
