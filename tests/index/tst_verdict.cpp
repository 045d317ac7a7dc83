#include "app/index/builder.h"
#include "app/index/verdict.h"
#include "tests/index/stored.h"
#include "tests/testregistry.h"

#include <QDateTime>
#include <QTest>

using namespace sendscope;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using index::RecordedTime;
using tests::kArrived;

constexpr base::UtcTime kCreated = kArrived - 4s;

/// An event of a message to those numbers, which happened so long after its creation and arrived
/// with it.
event::StoredRequest eventOf(qint64 id, const QByteArray &type, std::chrono::milliseconds after,
                             const QByteArray &numbers = R"("+11")", int errorCode = 0)
{
    const QByteArray to =
        numbers.left(numbers.indexOf(',') < 0 ? numbers.size() : numbers.indexOf(','));
    const auto text = [](base::UtcTime time) {
        return QDateTime::fromMSecsSinceEpoch(
                   std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch())
                       .count(),
                   Qt::UTC)
            .toString(Qt::ISODateWithMs)
            .toLatin1();
    };
    const QByteArray code =
        errorCode == 0 ? QByteArray() : ",\"errorCode\":" + QByteArray::number(errorCode);
    event::StoredRequest stored = tests::stored(
        id, id,
        "{\"type\":\"message-" + type + "\",\"time\":\"" + text(kCreated + after)
            + "\",\"to\":" + to + code + ",\"message\":{\"id\":\"m\",\"time\":\"" + text(kCreated)
            + "\",\"direction\":\"out\",\"from\":\"+1\",\"to\":[" + numbers + "]}}");
    stored.draft.request.arrived = kCreated + after;
    return stored;
}

index::SnapshotPtr snapshotOf(std::vector<event::StoredRequest> requests, base::UtcTime now)
{
    index::Builder builder;
    builder.setRecorded(RecordedTime({{kCreated - 1h, RecordedTime::kGoesOn}}));
    builder.append({std::move(requests), {}, {}});
    return builder.publish(now);
}

QString verdictOf(std::vector<event::StoredRequest> requests, std::chrono::milliseconds after)
{
    const auto snapshot = snapshotOf(std::move(requests), kCreated + after);
    return index::verdict(*snapshot->message(snapshot->oldest()), kCreated + after);
}

/// The same event again, with what became of the answer to the one before.
QString reasonAfter(int status, std::chrono::milliseconds took, bool isDelivered, bool isLive)
{
    event::StoredRequest first = eventOf(1, "sending", 1s);
    const event::Outcome outcome{{1}, first.draft.request.arrived + took, status, isDelivered};
    if (!isLive)
        first.outcome = outcome;
    event::StoredRequest second = eventOf(2, "sending", 1s);
    second.draft.request.arrived += 12s;
    index::Builder builder;
    builder.append({{first, second}, {}, {}});
    if (isLive)
        builder.append({{}, {outcome}, {}});
    const auto snapshot = builder.publish();
    return index::reasonOfRepeat(*snapshot, *snapshot->message({2}), {2});
}

} // namespace

class VerdictTest : public QObject
{
    Q_OBJECT

private slots:
    void isAFewWords_data();
    void isAFewWords();
    void ofAGroupCountsIt();
    void aWaitIsToldWithWhatIsKnownOfIt();
    void aRepeatHasItsReason_data();
    void aRepeatHasItsReason();
};

void VerdictTest::isAFewWords_data()
{
    QTest::addColumn<QString>("events"); // kind and seconds after the creation
    QTest::addColumn<int>("now");
    QTest::addColumn<QString>("verdict");

    QTest::newRow("sending") << u"sending 1"_s << 13 << u"Sending for 12 s"_s;
    QTest::newRow("sent") << u"sending 1,sent 4"_s << 8 << u"Sent, waiting for 4 s"_s;
    QTest::newRow("delivered") << u"sending 1,delivered 4.28"_s << 99 << u"Delivered in 4.28 s"_s;
    QTest::newRow("failed") << u"failed:4720 7.31"_s << 99 << u"Failed after 7.31 s"_s;
    QTest::newRow("read") << u"delivered 2,read 180"_s << 999 << u"Read after 3 min"_s;
    QTest::newRow("no receipt") << u"sending 1,failed:9902 7200"_s << 9999
                                << u"No receipt after 2 h"_s;
    QTest::newRow("overdue") << u"sending 1"_s << 1 + 600 + 14 * 60 << u"Overdue for 14 min"_s;
    QTest::newRow("conflicting") << u"delivered 2,failed:4720 3"_s << 99
                                 << u"Conflicting: delivered and failed"_s;
    QTest::newRow("received") << u"received 1"_s << 99 << u"Received"_s;
    QTest::newRow("before its time") << u"delivered -2"_s << 99 << u"Delivered"_s;
}

void VerdictTest::isAFewWords()
{
    QFETCH(const QString, events);
    QFETCH(const int, now);
    QFETCH(const QString, verdict);
    std::vector<event::StoredRequest> requests;
    for (const QString &event : events.split(u',')) {
        const QString kind = event.section(u' ', 0, 0);
        requests.push_back(
            eventOf(qint64(requests.size()) + 1, kind.section(u':', 0, 0).toLatin1(),
                    std::chrono::milliseconds(qRound64(event.section(u' ', 1).toDouble() * 1000)),
                    R"("+11")", kind.section(u':', 1).toInt()));
    }

    QCOMPARE(verdictOf(requests, std::chrono::seconds(now)), verdict);
}

void VerdictTest::ofAGroupCountsIt()
{
    const QByteArray numbers = R"("+11","+12","+13","+14")";
    const QByteArray second = R"("+12","+11","+13","+14")";
    const QByteArray third = R"("+13","+11","+12","+14")";
    const std::vector<event::StoredRequest> requests{eventOf(1, "delivered", 2s, numbers),
                                                     eventOf(2, "delivered", 3s, second),
                                                     eventOf(3, "failed", 4s, third, 4720)};

    QCOMPARE(verdictOf(requests, 10s), u"2 of 4 delivered, 1 failed"_s);
    QCOMPARE(verdictOf(requests, 20min), u"2 of 4 delivered, 1 failed, 1 overdue"_s);
}

void VerdictTest::aWaitIsToldWithWhatIsKnownOfIt()
{
    event::StoredRequest refused = tests::storedUnread(event::Verdict::Refused, "POST / x\r\n", {});
    refused.draft.request.refusal = event::Refusal{event::RefusalReason::WrongCredentials, -1, {}};
    refused.draft.request.status = 401;
    refused.id = {2};
    refused.firstEvent = {2};
    event::StoredRequest other = refused;
    other.id = {3};
    other.firstEvent = {3};
    const base::UtcTime now = kCreated + 47min;
    const auto snapshot = snapshotOf({eventOf(1, "sending", 0s), refused, other}, now);

    const auto wait = index::waitOf(*snapshot, *snapshot->message({1}), now);

    QVERIFY(wait);
    QCOMPARE(index::sentence(*wait),
             u"No final event for 47 min. Recording all the time; 2 requests refused meanwhile "
             "(401). Bandwidth reports 9902 after about 2 h; some carriers never report."_s);
    const auto early = snapshotOf({eventOf(1, "sending", 0s)}, kCreated + 9min);
    QVERIFY(!index::waitOf(*early, *early->message({1}), kCreated + 9min));

    index::Wait broken{50min, 20min, {}};
    QCOMPARE(index::sentence(broken),
             u"No final event for 50 min. 20 min of it not recorded; no request refused meanwhile. "
             "Bandwidth reports 9902 after about 2 h; some carriers never report."_s);
}

void VerdictTest::aRepeatHasItsReason_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("tookMs");
    QTest::addColumn<bool>("isDelivered");
    QTest::addColumn<QString>("reason");

    QTest::newRow("slow") << 504 << 10'000 << true << u"answered 504 after 10.0 s"_s;
    QTest::newRow("busy") << 503 << 20 << true << u"answered 503"_s;
    QTest::newRow("gone") << 200 << 20 << false << u"the sender hung up"_s;
    QTest::newRow("gone in the end")
        << 0 << 10'050 << false << u"the sender hung up after 10.1 s"_s;
    QTest::newRow("in vain") << 200 << 20 << true << u"answered 200 all the same"_s;
    QTest::newRow("late") << 200 << 11'000 << true << u"answered 200 after 11.0 s"_s;
}

void VerdictTest::aRepeatHasItsReason()
{
    QFETCH(const int, status);
    QFETCH(const int, tookMs);
    QFETCH(const bool, isDelivered);
    QFETCH(const QString, reason);

    const std::chrono::milliseconds took(tookMs);

    QCOMPARE(reasonAfter(status, took, isDelivered, false), reason);
    QCOMPARE(reasonAfter(status, took, isDelivered, true), reason);
}

SENDSCOPE_TEST(VerdictTest, verdict)
#include "tst_verdict.moc"
