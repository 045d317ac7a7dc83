#include "tests/testregistry.h"
#include "ui/explain/explaindialog.h"
#include "ui/explain/explanationpage.h"
#include "ui/theme/theme.h"

#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QTest>

using namespace sendscope;
using namespace Qt::StringLiterals;

class ExplainDialogTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void opensWithWhatItIsAskedFor();
    void looksWhileOneTypes();
    void stepsThroughWhatWasFound();
    void namesNearWordsWhereNothingIsKnown();
    void textIsOnlyText();

private:
    QString explained() const { return m_dialog->findChild<ui::ExplanationPage *>()->text(); }
    QLineEdit *field() const { return m_dialog->findChild<QLineEdit *>(); }
    QListWidget *list() const { return m_dialog->findChild<QListWidget *>(); }

    const ui::Theme m_theme;
    std::unique_ptr<ui::ExplainDialog> m_dialog;
};

void ExplainDialogTest::init()
{
    m_dialog = std::make_unique<ui::ExplainDialog>(m_theme);
}

void ExplainDialogTest::opensWithWhatItIsAskedFor()
{
    QVERIFY(list()->count() > 100);

    m_dialog->explain(u"4720"_s);

    QVERIFY(explained().startsWith(u"4720\ninvalid-destination-address\n"));
    for (const QString &label :
         {u"What to do: "_s, u"Who can fix it: "_s, u"Class: "_s, u"Reported by: "_s})
        QVERIFY2(explained().contains(label), qPrintable(label));
}

void ExplainDialogTest::looksWhileOneTypes()
{
    m_dialog->explain({});

    QTest::keyClicks(field(), u"delivered"_s);

    QVERIFY(list()->currentItem()->text().contains(u"message-delivered"));
    QVERIFY(explained().contains(u"the carrier took the message"));
    QVERIFY(explained().contains(u"handset"));
}

void ExplainDialogTest::stepsThroughWhatWasFound()
{
    m_dialog->explain(u"toll-free"_s);
    QVERIFY(list()->count() > 1);
    const QString first = explained();

    QTest::keyClick(field(), Qt::Key_Down);

    QCOMPARE(list()->currentRow(), 1);
    QVERIFY(explained() != first);
}

void ExplainDialogTest::namesNearWordsWhereNothingIsKnown()
{
    m_dialog->explain(u"mesage-delivered"_s);

    QCOMPARE(list()->count(), 0);
    QVERIFY(explained().contains(u"message-delivered"));

    m_dialog->explain(u"qwertzuiop"_s);
    QVERIFY(explained().endsWith(u"by that word."));
}

void ExplainDialogTest::textIsOnlyText()
{
    m_dialog->explain(u"4720"_s);

    for (const QLabel *label : m_dialog->findChildren<QLabel *>())
        QCOMPARE(label->textFormat(), Qt::PlainText);
    for (const QWidget *control : {static_cast<QWidget *>(field()), static_cast<QWidget *>(list())})
        QVERIFY(!control->accessibleName().isEmpty());
}

SENDSCOPE_TEST(ExplainDialogTest, explaindialog)
#include "tst_explaindialog.moc"
