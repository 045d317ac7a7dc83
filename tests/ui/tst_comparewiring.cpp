#include "tests/testregistry.h"
#include "tests/ui/livewindow.h"
#include "ui/difference/differencedialog.h"
#include "ui/events/eventtableview.h"
#include "ui/explain/explaindialog.h"
#include "ui/explain/explanationpage.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace sendscope;

namespace {

QByteArray eventOf(const QByteArray &type, const QByteArray &id, const QByteArray &more = {})
{
    return R"([{"time":"2020-06-25T18:42:36Z","type":")" + type
        + R"(","to":"+15554443333","description":"ok")" + more + R"(,"message":{"id":")" + id
        + R"(","from":"+15552221111","to":["+15554443333"],"text":"secret","direction":"out"}}])";
}

} // namespace

/// Comparing, explaining and copying for a ticket, in the window.
class CompareWiringTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_live.reset(); }
    void comparesTheTwoThatAreSelected();
    void comparesWithTheOneBeforeInItsMessage();
    void remembersWhatIsLeftOut();
    void explainsTheSelectedCode();
    void copiesAMessageForATicket();

private:
    void trigger(ui::ActionId id) { m_live->trigger(id); }
    ui::EventTableView *table() const { return m_live->window().findChild<ui::EventTableView *>(); }

    std::unique_ptr<tests::LiveWindow> m_live;
};

void CompareWiringTest::init()
{
    m_live = std::make_unique<tests::LiveWindow>();
    QVERIFY(m_live->start());
    QVERIFY(m_live->post(eventOf("message-sending", "a")));
    QVERIFY(m_live->post(eventOf("message-sending", "b")));
    QVERIFY(m_live->post(eventOf("message-failed", "a", R"(,"errorCode":4720)")));
    QTRY_COMPARE(table()->model()->rowCount(), 3);
}

void CompareWiringTest::comparesTheTwoThatAreSelected()
{
    table()->setCurrentEvent({1});
    QVERIFY(!m_live->window().actionOf(ui::ActionId::CompareSelected)->isEnabled());
    table()->selectionModel()->select(table()->model()->index(1, 0),
                                      QItemSelectionModel::Select | QItemSelectionModel::Rows);
    QVERIFY(m_live->window().actionOf(ui::ActionId::CompareSelected)->isEnabled());

    trigger(ui::ActionId::CompareSelected);

    QTRY_VERIFY(m_live->window().findChild<ui::DifferenceDialog *>());
    auto *dialog = m_live->window().findChild<ui::DifferenceDialog *>();
    QVERIFY(!dialog->isModal());
    QTRY_VERIFY(dialog->difference());
    QCOMPARE(dialog->difference()->listed.size(), size_t(1));
    QCOMPARE(dialog->difference()->listed.front().path, "message.id"_ba);
}

void CompareWiringTest::comparesWithTheOneBeforeInItsMessage()
{
    table()->setCurrentEvent({3});

    trigger(ui::ActionId::CompareWithPrevious);

    QTRY_VERIFY(m_live->window().findChild<ui::DifferenceDialog *>());
    auto *dialog = m_live->window().findChild<ui::DifferenceDialog *>();
    QTRY_VERIFY(dialog->difference());
    QCOMPARE(dialog->difference()->before->event.value, 1);
    QCOMPARE(dialog->difference()->after->event.value, 3);
    QCOMPARE(dialog->difference()->count, 2); // The type and the code.
}

void CompareWiringTest::remembersWhatIsLeftOut()
{
    table()->setCurrentEvent({3});
    trigger(ui::ActionId::CompareWithPrevious);
    QTRY_VERIFY(m_live->window().findChild<ui::DifferenceDialog *>());
    auto *field = m_live->window().findChild<ui::DifferenceDialog *>()->findChild<QLineEdit *>();
    QCOMPARE(field->text(), u"time"_s);

    field->clear();
    QTest::keyClicks(field, u"type, errorCode"_s);
    QTest::keyClick(field, Qt::Key_Return);

    QCOMPARE(m_live->home().settings().list(settings::Key::DifferenceIgnored),
             (QStringList{u"type"_s, u"errorCode"_s}));
    const auto kept = settings::Settings::load(m_live->home().paths().settingsFile, {});
    QCOMPARE(kept.list(settings::Key::DifferenceIgnored), (QStringList{u"type"_s, u"errorCode"_s}));
}

void CompareWiringTest::explainsTheSelectedCode()
{
    table()->setCurrentEvent({3});
    trigger(ui::ActionId::Explain);

    auto *dialog = m_live->window().findChild<ui::ExplainDialog *>();
    QVERIFY(dialog && dialog->isVisible() && !dialog->isModal());
    QVERIFY(dialog->findChild<ui::ExplanationPage *>()->text().startsWith(u"4720\n"));

    table()->setCurrentEvent({1});
    trigger(ui::ActionId::Explain);
    QCOMPARE(m_live->window().findChildren<ui::ExplainDialog *>().size(), 1);
    QVERIFY(dialog->findChild<ui::ExplanationPage *>()->text().startsWith(u"message-sending\n"));
}

void CompareWiringTest::copiesAMessageForATicket()
{
    QGuiApplication::clipboard()->clear();
    table()->setCurrentEvent({1});
    QCOMPARE(m_live->window().actionOf(ui::ActionId::CopyForTicket)->shortcut(),
             QKeySequence(u"Ctrl+Shift+C"_s));

    trigger(ui::ActionId::CopyForTicket);

    QTRY_VERIFY(QGuiApplication::clipboard()->text().startsWith(u"| Message id | a |\n"_s));
    const QString text = QGuiApplication::clipboard()->text();
    QVERIFY(text.contains(u"| message-sending |"_s));
    QVERIFY(text.contains(u"| message-failed |"_s));
    QVERIFY(text.contains(u"**4720 "_s));
    QVERIFY(text.contains(u"| 200"_s));
    QVERIFY(!text.contains(u"secret"_s));
}

SENDSCOPE_TEST(CompareWiringTest, comparewiring)
#include "tst_comparewiring.moc"
