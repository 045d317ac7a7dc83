#include "app/bandwidth/ticket.h"
#include "app/event/request.h"
#include "app/event/split.h"
#include "app/event/timestamp.h"
#include "tests/testregistry.h"

#include <QTest>

using namespace sendscope;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using bandwidth::Ticket;

namespace {

constexpr base::UtcTime kArrived{1'593'110'557s}; // 2020-06-25T18:42:37Z

event::StoredRequest stored(qint64 event, const QByteArray &body, int status = 200)
{
    event::StoredRequest request;
    request.id = {event};
    request.firstEvent = {event};
    request.draft.request.arrived = kArrived + std::chrono::seconds(event);
    request.draft.request.body = body;
    request.draft.request.status = status;
    request.draft.events = event::splitBody(body).value_or({event::DraftEvent{}});
    return request;
}

QByteArray eventOf(const QByteArray &type, const QByteArray &time, const QByteArray &more = {},
                   const QByteArray &id = "1593110555875xo7")
{
    return "[{\"time\":\"" + time + "\",\"type\":\"" + type
        + "\",\"to\":\"+19842397270\",\"description\":\"ok\"" + more + ",\"message\":{\"id\":\""
        + id
        + "\",\"owner\":\"+19196494865\",\"applicationId\":\"cfd4fb83\","
          "\"time\":\"2020-06-25T18:42:35.876Z\",\"segmentCount\":1,\"direction\":\"out\","
          "\"to\":[\"+19842397270\"],\"from\":\"+19196494865\",\"text\":\"My secret\","
          "\"media\":[\"https://s3.amazonaws.com/private/catapult.jpg\"],"
          "\"tag\":\"v2 | <b>lab</b>\"}}]";
}

} // namespace

class TicketTest : public QObject
{
    Q_OBJECT

private slots:
    void tellsOfTheMessage();
    void tellsOurResponses();
    void takesOnlyEventsOfTheMessage();
    void leavesOutTextAndLinks();
    void escapes_data();
    void escapes();
    void nothingOfStrangersLeavesItsCell();
};

void TicketTest::tellsOfTheMessage()
{
    Ticket ticket;
    ticket.state = u"failed"_s;
    ticket.issues = QStringList{u"repeat"_s};
    bandwidth::addToTicket(ticket,
                           stored(2,
                                  eventOf("message-failed", "2020-06-25T18:42:38.5Z",
                                          R"(,"errorCode":4720,"carrierName":"AT&T")")),
                           {2});
    bandwidth::addToTicket(ticket,
                           stored(1, eventOf("message-sending", "2020-06-25T18:42:36.979Z")), {1});

    const QString text = bandwidth::ticketText(ticket);

    const QStringList lines = text.split(u'\n');
    QCOMPARE(lines[0], u"| Message id | 1593110555875xo7 |"_s);
    QVERIFY(lines.contains(u"| State | failed |"_s));
    QVERIFY(lines.contains(u"| Issues | repeat |"_s));
    QVERIFY(lines.contains(u"| From | +19196494865 |"_s));
    QVERIFY(lines.contains(u"| To | +19842397270 |"_s));
    QVERIFY(lines.contains(u"| Application | cfd4fb83 |"_s));
    QVERIFY(lines.contains(u"| Tag | v2 \\| \\<b\\>lab\\</b\\> |"_s));
    QVERIFY(lines.contains(u"| Created | 2020-06-25 18:42:35.876 |"_s));
    QVERIFY(lines.contains(u"| Carrier | AT\\&T |"_s));
    QVERIFY(lines.contains(u"| Media | 1 link at s3.amazonaws.com |"_s));
    const qsizetype first = lines.indexOf(
        u"| 2020-06-25 18:42:36.979 | message-sending | +19842397270 |  | ok | 2020-06-25 18:42:38.000 | 200 |"_s);
    const qsizetype second = lines.indexOf(
        u"| 2020-06-25 18:42:38.500 | message-failed | +19842397270 | 4720 | ok | 2020-06-25 18:42:39.000 | 200 |"_s);
    QVERIFY2(first > 0, qPrintable(text));
    QCOMPARE(second, first + 1);
    QVERIFY(text.contains(u"**4720 invalid-destination-address:** "_s));
    QVERIFY(text.contains(u"Reported by the carrier; client error"_s)
            || text.contains(u"Reported by Bandwidth; client error"_s));
}

void TicketTest::tellsOurResponses()
{
    event::StoredRequest gone = stored(1, eventOf("message-sent", "2020-06-25T18:42:36Z"));
    gone.outcome = event::Outcome{{1}, kArrived + 10s, 504, false};
    event::StoredRequest slow = stored(2, eventOf("message-sent", "2020-06-25T18:42:37Z"));
    slow.outcome = event::Outcome{{2}, kArrived + 11s, 503, true};
    Ticket ticket;
    bandwidth::addToTicket(ticket, gone, {1});
    bandwidth::addToTicket(ticket, slow, {2});
    bandwidth::addToTicket(ticket, stored(3, eventOf("message-sent", "2020-06-25T18:42:38Z"), 0),
                           {3});

    const QString text = bandwidth::ticketText(ticket);

    QVERIFY(text.contains(u"| 504, the sender had gone |"_s));
    QVERIFY(text.contains(u"| 503, 2020-06-25 18:42:48.000 |"_s));
    QVERIFY(text.contains(u"| none |"_s));
}

void TicketTest::takesOnlyEventsOfTheMessage()
{
    Ticket ticket;
    bandwidth::addToTicket(ticket, stored(1, eventOf("message-sent", "2020-06-25T18:42:36Z")), {1});
    bandwidth::addToTicket(
        ticket, stored(2, eventOf("message-sent", "2020-06-25T18:42:36Z", {}, "b")), {2});
    bandwidth::addToTicket(ticket, stored(3, "no JSON"), {3});
    bandwidth::addToTicket(ticket, stored(4, "[5]"), {4});
    bandwidth::addToTicket(ticket, stored(5, "[]"), {17});

    QCOMPARE(ticket.events.size(), size_t(1));
    QCOMPARE(ticket.events.front().event.value, 1);
    QCOMPARE(ticket.messageId, "1593110555875xo7"_ba);
}

void TicketTest::leavesOutTextAndLinks()
{
    Ticket ticket;
    bandwidth::addToTicket(ticket, stored(1, eventOf("message-sent", "2020-06-25T18:42:36Z")), {1});

    const QString text = bandwidth::ticketText(ticket);

    QVERIFY(!text.contains(u"secret"));
    QVERIFY(!text.contains(u"catapult"));
    QVERIFY(!text.contains(u"private"));
}

void TicketTest::escapes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("escaped");

    QTest::newRow("a number") << u"+19842397270"_s << u"+19842397270"_s;
    QTest::newRow("an id") << u"a-b.c"_s << u"a-b.c"_s;
    QTest::newRow("emphasis") << u"*a* _b_ `c` ~d~"_s << u"\\*a\\* \\_b\\_ \\`c\\` \\~d\\~"_s;
    QTest::newRow("a link") << u"[a](b)"_s << u"\\[a\\](b)"_s;
    QTest::newRow("an image") << u"![a](b)"_s << u"\\!\\[a\\](b)"_s;
    QTest::newRow("an address") << u"https://a.example"_s << u"https\\://a.example"_s;
    QTest::newRow("another address") << u"WWW.a.example"_s << u"www\\.a.example"_s;
    QTest::newRow("HTML") << u"<img src=x>&lt;"_s << u"\\<img src=x\\>\\&lt;"_s;
    QTest::newRow("a cell") << u"a|b\\"_s << u"a\\|b\\\\"_s;
    QTest::newRow("a mention") << u"@team #5"_s << u"\\@team \\#5"_s;
    QTest::newRow("lines") << u"a\nb\r\nc\td"_s << u"a b  c d"_s;
    QTest::newRow("controls") << u"a\u001b[31m\u202eb"_s << u"a\ufffd\\[31m\ufffdb"_s;
    QTest::newRow("letters beyond") << u"é 漢 😀"_s << u"é 漢 😀"_s;
    QTest::newRow("long") << QString(400, u'x') << QString(300, u'x') + u'…';
}

void TicketTest::escapes()
{
    QFETCH(const QString, text);
    QFETCH(const QString, escaped);

    QCOMPARE(bandwidth::escapedForMarkdown(text), escaped);
}

/// Whatever stands in a value, the table has as many rows and cells as without it.
void TicketTest::nothingOfStrangersLeavesItsCell()
{
    const auto cells = [](const QString &text) {
        QList<qsizetype> counts;
        for (QString line : text.split(u'\n'))
            counts << line.remove(u"\\\\"_s).remove(u"\\|"_s).count(u'|');
        return counts;
    };
    const auto ticketOf = [](const QByteArray &odd) {
        Ticket ticket;
        ticket.messageId = ticket.from = ticket.tag = ticket.applicationId = ticket.channel = odd;
        ticket.to = {odd, odd};
        bandwidth::TicketEvent event;
        event.type = event.to = event.description = event.carrierName = odd;
        ticket.events = {event};
        return bandwidth::ticketText(ticket);
    };
    const QList<qsizetype> expected = cells(ticketOf("plain"));

    for (const QByteArray &odd :
         {"|"_ba, "\\|"_ba, "\\"_ba, "\\\\|"_ba, "a\n|b|\n# c"_ba, "\r\n\r\n---"_ba,
          "\xE2\x80\xA8|"_ba, "\x0b\x0c|"_ba, "\xC2\x85|"_ba})
        QCOMPARE(cells(ticketOf(odd)), expected);
}

SENDSCOPE_TEST(TicketTest, ticket)
#include "tst_ticket.moc"
