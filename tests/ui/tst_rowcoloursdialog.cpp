#include "tests/testregistry.h"
#include "ui/keeping/rowcoloursdialog.h"
#include "ui/theme/theme.h"
#include "ui/widgets/judgedfield.h"

#include <QComboBox>
#include <QLineEdit>
#include <QListWidget>
#include <QPointer>
#include <QPushButton>
#include <QTest>

using namespace sendscope;
using namespace Qt::StringLiterals;

class RowColoursDialogTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void editsTheRuleThatIsChosen();
    void putsThemInOrder();
    void keepsNothingThatIsNotFine();

private:
    std::vector<QString> names() const
    {
        std::vector<QString> names;
        for (const ui::RowRule &rule : m_dialog->rules().rules)
            names.push_back(rule.name);
        return names;
    }

    ui::Theme m_theme;
    QPointer<ui::RowColoursDialog> m_dialog;
    std::optional<ui::RowRules> m_chosen;
};

void RowColoursDialogTest::init()
{
    m_chosen.reset();
    m_dialog = new ui::RowColoursDialog(
        m_theme, {{{u"a"_s, u"one"_s, "red", true}, {u"b"_s, u"two"_s, "blue", false}}, true});
    connect(m_dialog, &ui::RowColoursDialog::chosen, this,
            [this](const ui::RowRules &rules) { m_chosen = rules; });
    m_dialog->show();
}

void RowColoursDialogTest::cleanup()
{
    delete m_dialog;
}

void RowColoursDialogTest::editsTheRuleThatIsChosen()
{
    QCOMPARE(m_dialog->name()->text(), u"a"_s);
    m_dialog->list()->setCurrentRow(1);
    QCOMPARE(m_dialog->filter()->text(), u"two"_s);

    m_dialog->name()->setText(u"c"_s);
    m_dialog->filter()->setText(u"type == message-sent"_s);
    m_dialog->hue()->setCurrentIndex(m_dialog->hue()->findData("pink"_ba));
    m_dialog->list()->item(1)->setCheckState(Qt::Checked);
    m_dialog->accept();

    QVERIFY(m_chosen);
    QCOMPARE(m_chosen->rules,
             (std::vector<ui::RowRule>{{u"a"_s, u"one"_s, "red", true},
                                       {u"c"_s, u"type == message-sent"_s, "pink", true}}));
}

void RowColoursDialogTest::putsThemInOrder()
{
    m_dialog->add();
    QCOMPARE(names(), (std::vector<QString>{u"a"_s, u"b"_s, u"Rule 3"_s}));
    m_dialog->move(-1);
    m_dialog->move(-1);
    m_dialog->move(-1);
    QCOMPARE(names(), (std::vector<QString>{u"Rule 3"_s, u"a"_s, u"b"_s}));
    QCOMPARE(m_dialog->name()->text(), u"Rule 3"_s);
    m_dialog->remove();
    QCOMPARE(names(), (std::vector<QString>{u"a"_s, u"b"_s}));
    m_dialog->remove();
    m_dialog->remove();
    m_dialog->remove();
    m_dialog->accept();

    QVERIFY(m_chosen && m_chosen->rules.empty());
}

void RowColoursDialogTest::keepsNothingThatIsNotFine()
{
    m_dialog->filter()->setText(u"type =="_s);
    m_dialog->accept();
    QVERIFY(!m_chosen);

    m_dialog->list()->item(0)->setCheckState(Qt::Unchecked); // One that is off may be unfinished.
    m_dialog->accept();

    QVERIFY(m_chosen);
}

SENDSCOPE_TEST(RowColoursDialogTest, rowcoloursdialog)

#include "tst_rowcoloursdialog.moc"
