#include "app/event/split.h"
#include "tests/testregistry.h"
#include "ui/difference/alignedview.h"
#include "ui/difference/differencedialog.h"
#include "ui/difference/differencemodel.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"

#include <QAbstractItemModelTester>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace sendscope;
using namespace Qt::StringLiterals;

namespace {

ui::StoredEvent stored(qint64 event, const QByteArray &body)
{
    ui::StoredEvent made;
    made.event = {event};
    made.request.firstEvent = {event};
    made.request.draft.request.body = body;
    made.request.draft.events = event::splitBody(body).value_or({event::DraftEvent{}});
    return made;
}

const QByteArray kSending =
    R"([{"time":"2020-06-25T18:42:36Z","type":"message-sending","message":{"id":"a","to":["b"]}}])";
const QByteArray kDelivered =
    R"([{"type":"message-delivered","time":"2020-06-25T18:42:38Z","message":{"to":["b","<i>c</i>"],"id":"a"}}])";

} // namespace

class DifferenceDialogTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void listsWhatDiffers();
    void leavesOutPathsAndRemembersThem();
    void leavesOutTheSelectedPath();
    void listAndTextsShareOneCurrentDifference();
    void saysWhereThereIsNothingToCompare();
    void saysThatNothingDiffers();
    void textIsOnlyText();

private:
    bool compare(const QByteArray &before, const QByteArray &after);
    QTableView *list() const { return m_dialog->findChild<QTableView *>(); }
    ui::AlignedView *texts() const { return m_dialog->findChild<ui::AlignedView *>(); }
    QStringList column(int column) const;

    const ui::Theme m_theme;
    std::unique_ptr<ui::DifferenceDialog> m_dialog;
};

void DifferenceDialogTest::init()
{
    m_dialog = std::make_unique<ui::DifferenceDialog>(m_theme, QStringList{u"time"_s});
}

bool DifferenceDialogTest::compare(const QByteArray &before, const QByteArray &after)
{
    QSignalSpy compared(m_dialog.get(), &ui::DifferenceDialog::compared);
    m_dialog->compare(stored(17, before), stored(18, after));
    return compared.wait();
}

QStringList DifferenceDialogTest::column(int column) const
{
    QStringList texts;
    for (int row = 0; row < list()->model()->rowCount(); ++row)
        texts << list()->model()->index(row, column).data().toString();
    return texts;
}

void DifferenceDialogTest::listsWhatDiffers()
{
    const QAbstractItemModelTester tester(list()->model(),
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);

    QVERIFY(compare(kSending, kDelivered));

    QCOMPARE(column(ui::DifferenceModel::Path), (QStringList{u"type"_s, u"message.to[1]"_s}));
    QCOMPARE(column(ui::DifferenceModel::What), (QStringList{u"changed"_s, u"+ only after"_s}));
    QCOMPARE(column(ui::DifferenceModel::Before), (QStringList{u"\"message-sending\""_s, u""_s}));
    QCOMPARE(wordsOf(*m_dialog->difference()), u"2 differences, 1 value left out"_s);
    QVERIFY(m_dialog->windowTitle().contains(u"17"));
    QVERIFY(m_dialog->difference()->before->title.contains(u"message-sending"));
}

void DifferenceDialogTest::leavesOutPathsAndRemembersThem()
{
    QVERIFY(compare(kSending, kDelivered));
    QSignalSpy changed(m_dialog.get(), &ui::DifferenceDialog::ignoredChanged);
    QSignalSpy compared(m_dialog.get(), &ui::DifferenceDialog::compared);
    auto *field = m_dialog->findChild<QLineEdit *>();

    field->clear();
    QTest::keyClicks(field, u" type,message.to , type"_s);
    QTest::keyClick(field, Qt::Key_Return);

    QVERIFY(compared.wait());
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.front().front().toStringList(), (QStringList{u"type"_s, u"message.to"_s}));
    QCOMPARE(column(ui::DifferenceModel::Path), QStringList{u"time"_s});
}

void DifferenceDialogTest::leavesOutTheSelectedPath()
{
    QVERIFY(compare(kSending, kDelivered));
    QSignalSpy changed(m_dialog.get(), &ui::DifferenceDialog::ignoredChanged);
    QSignalSpy compared(m_dialog.get(), &ui::DifferenceDialog::compared);
    list()->selectRow(1);

    for (auto *button : m_dialog->findChildren<ui::Button *>()) {
        if (button->text().startsWith(u"Leave out"))
            button->click();
    }

    QVERIFY(compared.wait());
    QCOMPARE(changed.front().front().toStringList(), (QStringList{u"time"_s, u"message.to"_s}));
    QCOMPARE(column(ui::DifferenceModel::Path), QStringList{u"type"_s});
}

void DifferenceDialogTest::listAndTextsShareOneCurrentDifference()
{
    QVERIFY(compare(kSending, kDelivered));
    QCOMPARE(texts()->current(), 0);

    QTest::keyClick(texts(), Qt::Key_N);
    QCOMPARE(list()->currentIndex().row(), 1);

    list()->selectRow(0);
    QCOMPARE(texts()->current(), 0);
}

void DifferenceDialogTest::saysWhereThereIsNothingToCompare()
{
    QVERIFY(compare(kSending, "no JSON"));

    QVERIFY(wordsOf(*m_dialog->difference()).startsWith(u"Nothing to compare"));
    QCOMPARE(list()->model()->rowCount(), 0);
}

void DifferenceDialogTest::saysThatNothingDiffers()
{
    QVERIFY(compare(kSending, kSending));

    QCOMPARE(wordsOf(*m_dialog->difference()), u"No difference, 1 value left out"_s);
}

void DifferenceDialogTest::textIsOnlyText()
{
    QVERIFY(compare(kSending, R"([{"type":"<img src=x>"}])"));

    for (const QLabel *label : m_dialog->findChildren<QLabel *>())
        QCOMPARE(label->textFormat(), Qt::PlainText);
    for (int row = 0; row < list()->model()->rowCount(); ++row) {
        const QString tip = list()->model()->index(row, 3).data(Qt::ToolTipRole).toString();
        QVERIFY(!Qt::mightBeRichText(tip) || tip.startsWith(u"<p"));
    }
}

SENDSCOPE_TEST(DifferenceDialogTest, differencedialog)
#include "tst_differencedialog.moc"
