#include "tests/testregistry.h"
#include "ui/widgets/menukey.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QTest>
#include <QVBoxLayout>

using namespace sendscope;

namespace {

class AskedWidget : public QWidget
{
public:
    int asked = 0;

protected:
    void contextMenuEvent(QContextMenuEvent *event) override
    {
        asked += event->reason() == QContextMenuEvent::Keyboard ? 1 : 0;
    }
};

} // namespace

class MenuKeyTest : public QObject
{
    Q_OBJECT

private slots:
    void asksWhatHasTheFocus();
};

void MenuKeyTest::asksWhatHasTheFocus()
{
    const ui::MenuKey menuKey;
    QWidget window;
    auto *column = new QVBoxLayout(&window);
    auto *focused = new AskedWidget;
    auto *other = new AskedWidget;
    for (QWidget *widget : {focused, other}) {
        widget->setFocusPolicy(Qt::StrongFocus);
        column->addWidget(widget);
    }
    window.show();
    QApplication::setActiveWindow(&window);
    focused->setFocus();
    QTRY_COMPARE(QApplication::focusWidget(), focused);

    QTest::keyClick(focused, Qt::Key_F10);
    QTest::keyClick(other, Qt::Key_F10, Qt::ShiftModifier);
    QCOMPARE(focused->asked, 0);
    QTest::keyClick(focused, Qt::Key_F10, Qt::ShiftModifier);

    QCOMPARE(focused->asked, 1);
    QCOMPARE(other->asked, 0);
}

SENDSCOPE_TEST(MenuKeyTest, menukey)
#include "tst_menukey.moc"
