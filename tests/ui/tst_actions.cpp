#include "tests/testregistry.h"
#include "ui/actions/actions.h"

#include <QSet>
#include <QTest>
#include <QWidget>

using namespace sendscope::ui;
using namespace Qt::StringLiterals;

class ActionsTest : public QObject
{
    Q_OBJECT

private slots:
    void hasOneOfEachWithATextAndAName();
    void usesNoKeyTwice();
    void givesLettersToTheTableOnly();
    void givesTheFilterItsOwnKeys();
    void asksForIconsByName();
};

void ActionsTest::hasOneOfEachWithATextAndAName()
{
    const Actions actions;

    QSet<QString> names;
    for (int id = 0; id < kActionCount; ++id) {
        const QAction *action = actions.action(ActionId(id));
        QVERIFY(action);
        QVERIFY(!action->text().isEmpty());
        names.insert(action->objectName());
    }
    QCOMPARE(names.size(), kActionCount);
    QCOMPARE(actions.action(ActionId::About)->objectName(), u"help.about"_s);
}

void ActionsTest::usesNoKeyTwice()
{
    const Actions actions;

    QSet<QString> keys;
    for (int id = 0; id < kActionCount; ++id) {
        for (const QKeySequence &key : actions.action(ActionId(id))->shortcuts()) {
            QVERIFY2(!keys.contains(key.toString()), qPrintable(key.toString()));
            keys.insert(key.toString());
        }
    }
    for (const QString &key :
         {u"Ctrl+F"_s, u"/"_s, u"Ctrl+Alt+A"_s, u"R"_s, u"End"_s, u"["_s, u"]"_s})
        QVERIFY2(keys.contains(key), qPrintable(key));
}

void ActionsTest::givesLettersToTheTableOnly()
{
    const Actions actions;
    QWidget table;

    actions.addTableActions(&table);

    QVERIFY(table.actions().contains(actions.action(ActionId::ReplaySelection)));
    QVERIFY(!table.actions().contains(actions.action(ActionId::Quit)));
    for (const QAction *action : table.actions())
        QCOMPARE(action->shortcutContext(), Qt::WidgetShortcut);
}

void ActionsTest::givesTheFilterItsOwnKeys()
{
    const Actions actions;
    QWidget field;

    actions.addFilterActions(&field);

    for (const ActionId id : {ActionId::FilterHistory, ActionId::UndoFilter, ActionId::RedoFilter,
                              ActionId::CompleteFilter})
        QVERIFY(field.actions().contains(actions.action(id)));
    QCOMPARE(field.actions().size(), 4);
    for (const QAction *action : field.actions())
        QCOMPARE(action->shortcutContext(), Qt::WidgetShortcut);
}

void ActionsTest::asksForIconsByName()
{
    Actions actions;
    QStringList asked;

    actions.setIcons([&asked](const QString &name) {
        asked << name;
        return QIcon();
    });

    QVERIFY(asked.contains(u"play"_s));
    QVERIFY(!asked.contains(QString()));
}

SENDSCOPE_TEST(ActionsTest, actions)
#include "tst_actions.moc"
