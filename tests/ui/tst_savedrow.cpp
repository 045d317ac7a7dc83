#include "tests/testregistry.h"
#include "tests/ui/looking.h"
#include "ui/filter/savedbutton.h"
#include "ui/filter/savedrow.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>

using namespace sendscope;
using namespace sendscope::ui;
using namespace Qt::StringLiterals;
using tests::savedButton;

namespace {

std::vector<filter::SavedFilter> someFilters()
{
    return filter::readSaved(
               u"Failed = state == failed\nOverdue = issues == overdue\nPromo = message.tag == promo"_s)
        .filters;
}

QAction *action(const QMenu &menu, const QString &text)
{
    for (QAction *action : menu.actions()) {
        if (QString(action->text()).remove(u'&') == text)
            return action;
    }
    return nullptr;
}

QString names(const SavedRow &row)
{
    QStringList all;
    for (const filter::SavedFilter &saved : row.filters())
        all << saved.name;
    return all.join(u' ');
}

} // namespace

class SavedRowTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_row.reset(); }
    void showsWordsWithCounts();
    void marksTheOneThatSaysTheSame();
    void choosesByClickAndByKeys();
    void putsWhatFindsNoRoomBehindMore();
    void hidesItsWordsWhileThereIsNothing();
    void changesByItsMenu();
    void movesByDrag();
    void foldsGroups();
    void namesEverything();

private:
    const Theme m_theme;
    std::unique_ptr<SavedRow> m_row;
};

void SavedRowTest::init()
{
    QTest::failOnWarning(QRegularExpression(u"QObject|QPainter|QWidget"_s));
    m_row = std::make_unique<SavedRow>(m_theme);
    m_row->resize(1000, 32);
    m_row->setFilters(someFilters());
    m_row->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_row.get()));
    m_row->resize(1000, 32);
}

void SavedRowTest::showsWordsWithCounts()
{
    QCOMPARE(m_row->shownNames(),
             QStringList({u"Everything"_s, u"Failed"_s, u"Overdue"_s, u"Promo"_s}));
    QCOMPARE(savedButton(*m_row, u"Failed"_s)->count(), -1);

    m_row->setCounts({12'404, 37, 3, 0});

    QCOMPARE(savedButton(*m_row, u"Everything"_s)->count(), 12'404);
    QCOMPARE(savedButton(*m_row, u"Promo"_s)->count(), 0);
    QVERIFY(savedButton(*m_row, u"Failed"_s)->accessibleName().contains(u"37"_s));
    m_row->setCounts({12'404, 37, 3, 0}, true);
    QCOMPARE(savedButton(*m_row, u"Failed"_s)->accessibleName(), u"Failed, 37 messages"_s);
    m_row->setCounts({1, 2}); // of other filters
    QCOMPARE(savedButton(*m_row, u"Failed"_s)->count(), 37);
}

void SavedRowTest::marksTheOneThatSaysTheSame()
{
    QVERIFY(savedButton(*m_row, u"Everything"_s)->isChecked());

    m_row->setShown(filter::parse(u"state == failed"_s).filter);
    QVERIFY(savedButton(*m_row, u"Failed"_s)->isChecked());
    QVERIFY(!savedButton(*m_row, u"Everything"_s)->isChecked());

    m_row->setShown(filter::parse(u"other"_s).filter);
    QVERIFY(!m_row->current());
    for (const SavedButton *one : m_row->findChildren<SavedButton *>())
        QVERIFY(!one->isChecked());
}

void SavedRowTest::choosesByClickAndByKeys()
{
    QStringList chosen;
    connect(m_row.get(), &SavedRow::chosen, this,
            [&chosen](const filter::Filter &filter) { chosen << filter::print(filter); });

    savedButton(*m_row, u"Overdue"_s)->click();
    QTest::keyClick(savedButton(*m_row, u"Failed"_s), Qt::Key_Return);
    savedButton(*m_row, u"Everything"_s)->click();
    QCOMPARE(chosen, QStringList({u"issues == overdue"_s, u"state == failed"_s, QString()}));

    m_row->activateWindow();
    savedButton(*m_row, u"Failed"_s)->setFocus();
    QTRY_VERIFY(savedButton(*m_row, u"Failed"_s)->hasFocus());
    QTest::keyClick(savedButton(*m_row, u"Failed"_s), Qt::Key_Right);
    QVERIFY(savedButton(*m_row, u"Overdue"_s)->hasFocus());
}

void SavedRowTest::putsWhatFindsNoRoomBehindMore()
{
    m_row->resize(300, 32);

    QTRY_VERIFY(savedButton(*m_row, u"More"_s));
    QVERIFY(m_row->shownNames().size() < 4);
    QCOMPARE(m_row->shownNames().first(), u"Everything"_s);
    for (const SavedButton *one : m_row->findChildren<SavedButton *>())
        QVERIFY(!one->isVisible() || one->geometry().right() < m_row->width());

    m_row->setShown(filter::parse(u"message.tag == promo"_s).filter);
    QVERIFY(savedButton(*m_row, u"More"_s)->isChecked()); // the current one is behind it

    m_row->resize(1000, 32);
    QTRY_VERIFY(!savedButton(*m_row, u"More"_s));
    QCOMPARE(m_row->shownNames().size(), 4);
}

void SavedRowTest::hidesItsWordsWhileThereIsNothing()
{
    const int height = m_row->sizeHint().height();

    m_row->setEmpty(true);

    QVERIFY(m_row->shownNames().isEmpty());
    QCOMPARE(m_row->sizeHint().height(), height);
    m_row->setEmpty(false);
    QCOMPARE(m_row->shownNames().size(), 4);
}

void SavedRowTest::changesByItsMenu()
{
    QSignalSpy changes(m_row.get(), &SavedRow::filtersChanged);
    QSignalSpy copies(m_row.get(), &SavedRow::copied);
    QSignalSpy renames(m_row.get(), &SavedRow::renameAsked);
    m_row->setShown(filter::parse(u"other"_s).filter);

    action(*m_row->makeMenu(0), u"Rename…"_s)->trigger();
    QCOMPARE(renames.count(), 1);
    action(*m_row->makeMenu(0), u"Copy as text"_s)->trigger();
    QCOMPARE(copies.last().first().toString(), u"Failed = state == failed\n"_s);
    action(*m_row->makeMenu(-1), u"Copy all as text"_s)->trigger();
    QCOMPARE(filter::readSaved(copies.last().first().toString()).filters, m_row->filters());

    action(*m_row->makeMenu(0), u"Change to the filter that is shown"_s)->trigger();
    QCOMPARE(filter::print(m_row->filters()[0].filter), u"other"_s);
    QCOMPARE(m_row->current(), 0);
    action(*m_row->makeMenu(0), u"Move right"_s)->trigger();
    QCOMPARE(names(*m_row), u"Overdue Failed Promo"_s);
    QVERIFY(!action(*m_row->makeMenu(0), u"Move left"_s)->isEnabled());
    QVERIFY(!action(*m_row->makeMenu(2), u"Move right"_s)->isEnabled());
    action(*m_row->makeMenu(1), u"Remove"_s)->trigger();
    QCOMPARE(names(*m_row), u"Overdue Promo"_s);
    QCOMPARE(changes.count(), 3);
}

void SavedRowTest::movesByDrag()
{
    QSignalSpy changes(m_row.get(), &SavedRow::filtersChanged);
    QSignalSpy chosen(m_row.get(), &SavedRow::chosen);
    SavedButton *first = savedButton(*m_row, u"Failed"_s);
    const QPoint from = first->rect().center();
    const QPoint to(savedButton(*m_row, u"Promo"_s)->geometry().right() - first->x(), from.y());

    QTest::mousePress(first, Qt::LeftButton, {}, from);
    QTest::mouseMove(first, from + QPoint(QApplication::startDragDistance() + 1, 0));
    QTest::mouseMove(first, to);
    QTest::mouseRelease(first, Qt::LeftButton, {}, to);

    QCOMPARE(names(*m_row), u"Overdue Promo Failed"_s);
    QCOMPARE(changes.count(), 1);
    QCOMPARE(chosen.count(), 0);
}

void SavedRowTest::foldsGroups()
{
    m_row->setFilters(
        filter::readSaved(u"QA // Load = message.tag == load\nFailed = state == failed\n"
                          "QA // Promo = message.tag == promo"_s)
            .filters);

    QCOMPARE(m_row->shownNames(), QStringList({u"Everything"_s, u"QA"_s, u"Failed"_s}));
    m_row->setShown(filter::parse(u"message.tag == promo"_s).filter);
    QVERIFY(savedButton(*m_row, u"QA"_s)->isChecked());
    savedButton(*m_row, u"QA"_s)->click();
    auto *menu = m_row->findChild<QMenu *>();
    QVERIFY(menu);
    QCOMPARE(menu->actions().size(), 2);
    QCOMPARE(menu->actions().first()->text(), u"Load"_s);
    QVERIFY(menu->actions().last()->isChecked());
    menu->close();
}

void SavedRowTest::namesEverything()
{
    for (const QAbstractButton *one : m_row->findChildren<QAbstractButton *>())
        QVERIFY(!one->accessibleName().isEmpty());
}

SENDSCOPE_TEST(SavedRowTest, savedrow)
#include "tst_savedrow.moc"
