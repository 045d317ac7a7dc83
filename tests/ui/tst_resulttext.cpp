#include "tests/testregistry.h"
#include "tests/ui/somecapture.h"
#include "tests/ui/somemessages.h"
#include "ui/events/resulttext.h"

#include <QTest>

using namespace sendscope;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using ui::Hue;
using ui::Icon;

/// What the column of results says of a row.
class ResultTextTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_capture = std::make_unique<tests::SomeCapture>(); }
    void saysNothingWhereAllIsWell();
    void saysWhyItFailed();
    void foldsRepeats();
    void saysTheWorstFirst();
    void saysThatThereIsNoReceipt();
    void saysHowLongItIsOverdue();
    void saysThatOthersAreOverdue();

private:
    ui::ResultText textOf(event::EventId event)
    {
        const index::SnapshotPtr snapshot = m_capture->result().snapshot;
        return ui::resultText(*snapshot, *snapshot->row(event), {});
    }

    /// Events of the one message that comes next; its number changes with each event stored.
    event::EventId again(const QByteArray &type, int errorCode = 0)
    {
        m_capture->add("message-received");
        m_capture->add("message-received");
        return m_capture->add(type, errorCode);
    }

    std::unique_ptr<tests::SomeCapture> m_capture;
};

void ResultTextTest::saysNothingWhereAllIsWell()
{
    QCOMPARE(textOf(m_capture->add("message-sending")).text, QString());
    QCOMPARE(textOf(again("message-delivered")).text, QString());
}

void ResultTextTest::saysWhyItFailed()
{
    const ui::ResultText result = textOf(m_capture->add("message-failed", 4720));

    QCOMPARE(result.text, u"4720 invalid number"_s);
    QCOMPARE(result.hue, Hue::Failed);
    QCOMPARE(result.icon, Icon::None);
}

void ResultTextTest::foldsRepeats()
{
    const event::EventId first = m_capture->add("message-sending");
    const event::EventId second = again("message-sending");
    const event::EventId third = again("message-sending");

    QCOMPARE(textOf(first).text, u"\u00d73"_s);
    QCOMPARE(textOf(first).icon, Icon::Repeat);
    for (const event::EventId repeat : {second, third}) {
        QCOMPARE(textOf(repeat).text, u"repeat of 1"_s);
        QCOMPARE(textOf(repeat).icon, Icon::Repeat);
        QCOMPARE(textOf(repeat).hue, Hue::Quiet);
    }
}

void ResultTextTest::saysTheWorstFirst()
{
    const event::EventId delivered = m_capture->add("message-delivered");
    const event::EventId failed = again("message-failed", 4720);
    const event::EventId repeated = again("message-failed", 4720);

    QCOMPARE(textOf(delivered).text, u"conflicting"_s);
    QCOMPARE(textOf(delivered).icon, Icon::Conflicting);
    QCOMPARE(textOf(delivered).hue, Hue::Owed);
    QCOMPARE(textOf(failed).text, u"4720 invalid number +1 \u00d72"_s);
    QCOMPARE(textOf(failed).all.size(), 3);
    QCOMPARE(textOf(repeated).text, u"4720 invalid number +2"_s);
    QVERIFY(textOf(repeated).all.contains(u"repeat of 4"_s));
}

void ResultTextTest::saysThatThereIsNoReceipt()
{
    const event::EventId sending = m_capture->add("message-sending");
    const event::EventId ended = again("message-failed", 9902);

    QCOMPARE(textOf(ended).text, u"9902 no receipt"_s);
    QCOMPARE(textOf(ended).hue, Hue::Owed);
    QCOMPARE(textOf(sending).text, u"no receipt"_s);
    QCOMPARE(textOf(sending).icon, Icon::NoReceipt);
}

void ResultTextTest::saysHowLongItIsOverdue()
{
    tests::SomeMessages messages;
    const event::EventId event = messages.add("m1", "message-sending", 1s);
    const auto textAt = [&](std::chrono::minutes at) {
        const index::SnapshotPtr snapshot = messages.snapshot(at);
        return ui::resultText(*snapshot, *snapshot->row(event), tests::SomeMessages::kCreated + at);
    };

    QVERIFY(!textAt(9min).all.contains(u"overdue"_s));
    const ui::ResultText late = textAt(24min);
    QVERIFY2(late.text.startsWith(u"overdue, 13 min"_s), qPrintable(late.text));
    QCOMPARE(late.icon, Icon::Overdue);
    QCOMPARE(late.hue, Hue::Owed);
    messages.stopRecording(15min);
    QVERIFY2(textAt(24h).text.startsWith(u"overdue, 4 min"_s), qPrintable(textAt(24h).text));
}

void ResultTextTest::saysThatOthersAreOverdue()
{
    tests::SomeMessages messages;
    const QByteArrayList group{"+19845550101", "+19845550102", "+19845550103"};
    const event::EventId first = messages.add("m1", "message-delivered", 1s, 0, group);
    const auto textNow = [&](event::EventId event) {
        const index::SnapshotPtr snapshot = messages.snapshot(24min);
        return ui::resultText(*snapshot, *snapshot->row(event),
                              tests::SomeMessages::kCreated + 24min);
    };

    QCOMPARE(textNow(first).all.front(), u"2 others overdue"_s);
    QCOMPARE(textNow(first).icon, Icon::Overdue);
    const event::EventId failed = messages.add("m1", "message-failed", 2s, 4720, group, group[1]);
    QCOMPARE(textNow(first).all.front(), u"1 other overdue"_s);
    QVERIFY(!textNow(failed).all.join(u' ').contains(u"overdue"_s));
}

SENDSCOPE_TEST(ResultTextTest, resulttext)

#include "tst_resulttext.moc"
