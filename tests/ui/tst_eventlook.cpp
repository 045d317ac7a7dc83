#include "tests/testregistry.h"
#include "ui/widgets/eventlook.h"

#include <QTest>

using namespace sendscope;
using namespace sendscope::ui;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(sendscope::ui::EventLook)

class EventLookTest : public QObject
{
    Q_OBJECT

private slots:
    void keepsTheExactSpelling_data();
    void keepsTheExactSpelling();
    void showsNoReceiptInAmber();
    void namesRowsThatAreNoEvent();
};

void EventLookTest::keepsTheExactSpelling_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<EventLook>("look");

    QTest::newRow("sending") << "message-sending"_ba
                             << EventLook{Icon::Sending, Hue::Sending, u"message-"_s, u"sending"_s};
    QTest::newRow("delivered") << "message-delivered"_ba
                               << EventLook{Icon::Delivered, Hue::Delivered, u"message-"_s,
                                            u"delivered"_s};
    QTest::newRow("of another time")
        << "DELIVERED"_ba << EventLook{Icon::Delivered, Hue::Delivered, QString(), u"DELIVERED"_s};
    QTest::newRow("unknown") << "message-teleported"_ba
                             << EventLook{Icon::Other, Hue::Quiet, u"message-"_s, u"teleported"_s};
    QTest::newRow("with a line end")
        << "a\nb"_ba << EventLook{Icon::Other, Hue::Quiet, QString(), u"a\u240Ab"_s};
}

void EventLookTest::keepsTheExactSpelling()
{
    QFETCH(const QByteArray, type);
    QFETCH(const EventLook, look);

    QCOMPARE(eventLook(event::Kind::Event, type, {}), look);
}

void EventLookTest::showsNoReceiptInAmber()
{
    QCOMPARE(eventLook(event::Kind::Event, "message-failed"_ba, 4720).hue, Hue::Failed);

    const EventLook look = eventLook(event::Kind::Event, "message-failed"_ba, kNoReceipt);

    QCOMPARE(look.hue, Hue::Owed);
    QCOMPARE(look.icon, Icon::NoReceipt);
    QCOMPARE(look.word, u"failed"_s);
}

void EventLookTest::namesRowsThatAreNoEvent()
{
    QCOMPARE(eventLook(event::Kind::Malformed, {}, {}).word, u"malformed"_s);
    QCOMPARE(eventLook(event::Kind::Refused, {}, {}).icon, Icon::Refused);
    QCOMPARE(eventLook(event::Kind::Event, {}, {}).word, u"other"_s);
}

SENDSCOPE_TEST(EventLookTest, eventlook)
#include "tst_eventlook.moc"
