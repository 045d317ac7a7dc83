#include "tests/testregistry.h"
#include "tests/ui/somecapture.h"
#include "ui/events/ticketjob.h"

#include <QTest>

using namespace sendscope;
using namespace Qt::StringLiterals;

class TicketJobTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_capture = std::make_unique<tests::SomeCapture>(); }
    void takesAllEventsOfTheMessageOnce();
    void takesSeveralMessages();
    void tellsWhatBecameOfEachRecipient();
    void hasNothingToSayOfOtherRows();
    void isBounded();

private:
    ui::TicketJob done(const index::RowList &chosen) const
    {
        ui::TicketJob job({.snapshot = m_capture->result().snapshot,
                           .chosen = qint64(chosen.size()),
                           .events = chosen,
                           .fields = {}});
        job.find();
        job.take(m_capture->requests());
        return job;
    }

    std::unique_ptr<tests::SomeCapture> m_capture;
};

void TicketJobTest::takesAllEventsOfTheMessageOnce()
{
    m_capture->add("message-sending"_ba); // Every third event is of the same message.
    m_capture->add("message-sending"_ba);
    m_capture->add("message-sending"_ba);
    m_capture->add("message-failed"_ba, 4720);

    const ui::TicketJob job = done({{1}, {4}});

    QCOMPARE(job.events(), (std::vector<event::EventId>{{1}, {4}}));
    QCOMPARE(job.text().count(u"| Message id |"_s), 1);
    QVERIFY(job.text().contains(u"| message-sending |"_s));
    QVERIFY(job.text().contains(u"| message-failed |"_s));
    QVERIFY(job.text().contains(u"**4720 "_s));
    QVERIFY(job.text().contains(u"| State | failed |"_s));
    QVERIFY(!job.text().contains(u"| Issues |"_s));
    QVERIFY(!job.text().contains(u"Hello"_s));
    QCOMPARE(job.sentence(), u"Message copied for a ticket"_s);
}

void TicketJobTest::takesSeveralMessages()
{
    m_capture->add(3);

    const ui::TicketJob job = done({{1}, {2}, {3}});

    QCOMPARE(job.text().count(u"| Message id |"_s), 3);
    QCOMPARE(job.text().count(u"\n---\n"_s), 2);
    QCOMPARE(job.sentence(), u"3 messages copied for a ticket"_s);
}

void TicketJobTest::tellsWhatBecameOfEachRecipient()
{
    event::StoredRequest stored;
    stored.id = {1};
    stored.firstEvent = {1};
    stored.draft.request.body =
        R"({"type":"message-delivered","to":"+15550001","message":{"id":"a",)"
        R"("direction":"out","from":"+15550000","to":["+15550001","+15550002"]}})";
    stored.draft.events = {{0, 0, stored.draft.request.body.size()}};
    index::Builder builder;
    builder.append({{stored}, {}, {}});

    ui::TicketJob job({.snapshot = builder.publish(), .chosen = 1, .events = {{1}}, .fields = {}});
    job.find();
    job.take({stored});

    // No event names the second one.
    QVERIFY2(job.text().contains(u"+15550001 delivered"_s), qPrintable(job.text()));
    QVERIFY(job.text().contains(u"+15550002 waiting"_s));
}

void TicketJobTest::hasNothingToSayOfOtherRows()
{
    const auto text = m_capture->addText("Hello"_ba);
    const auto malformed = m_capture->addMalformed();

    const ui::TicketJob job = done({text, malformed});

    QVERIFY(job.events().empty());
    QVERIFY(job.text().isEmpty());
}

void TicketJobTest::isBounded()
{
    m_capture->add(3 * int(ui::TicketJob::kMostEvents) + 3);

    const ui::TicketJob job = done({{1}});

    QCOMPARE(job.events().size(), ui::TicketJob::kMostEvents);
    QVERIFY(job.sentence().contains(u"not all of it"_s));
}

SENDSCOPE_TEST(TicketJobTest, ticketjob)
#include "tst_ticketjob.moc"
