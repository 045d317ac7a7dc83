#include "app/engine/recentarrivals.h"
#include "app/index/builder.h"
#include "tests/index/stored.h"
#include "tests/testregistry.h"

#include <QTest>

using namespace sendscope;
using namespace sendscope::tests;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using event::RefusalReason;

/// What the rows of the last hour say.
class RecentArrivalsTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void knowsNothingOfAnEmptyCapture();
    void tellsTheNewestRequest();
    void countsByReasonWhateverTheDetail();
    void leavesOutWhatIsOlderThanAnHour();
    void countsSignInsThatWereGivenUp();
    void stopsAfterSoManyRows();

private:
    void add(event::StoredRequest request, base::UtcTime arrived);
    void refuse(RefusalReason reason, base::UtcTime arrived, const QString &detail = {});
    engine::RecentArrivals arrivals(base::UtcTime now)
    {
        m_builder->expireHandshakes(now);
        return engine::recentArrivals(*m_builder->publish(), now);
    }

    std::unique_ptr<index::Builder> m_builder;
    qint64 m_last = 0;
};

void RecentArrivalsTest::init()
{
    m_builder = std::make_unique<index::Builder>();
    m_last = 0;
}

void RecentArrivalsTest::add(event::StoredRequest request, base::UtcTime arrived)
{
    request.id = {++m_last};
    request.firstEvent = {m_last};
    request.draft.request.arrived = arrived;
    request.draft.request.peer = u"192.0.2.7:40312"_s;
    m_builder->append({{std::move(request)}, {}, {}});
}

void RecentArrivalsTest::refuse(RefusalReason reason, base::UtcTime arrived, const QString &detail)
{
    event::StoredRequest request =
        storedUnread(event::Verdict::Refused, "GET / HTTP/1.1\r\nHost: x\r\n\r\n", {});
    request.draft.request.refusal = event::Refusal{reason, 12, detail};
    request.draft.request.status = 405;
    add(std::move(request), arrived);
}

void RecentArrivalsTest::knowsNothingOfAnEmptyCapture()
{
    QCOMPARE(arrivals(kArrived), engine::RecentArrivals());
}

void RecentArrivalsTest::tellsTheNewestRequest()
{
    add(stored(1, 1, R"([{"type":"message-sending"}])"), kArrived);

    const auto newest = arrivals(kArrived + 5h).newest;

    QVERIFY(newest);
    QCOMPARE(*newest,
             (engine::RecentArrivals::Newest{
                 {1}, kArrived, u"192.0.2.7:40312"_s, "message-sending", 200}));
    refuse(RefusalReason::WrongMethod, kArrived + 1s);
    QCOMPARE(arrivals(kArrived + 5h).newest->what, "refused"_ba);
}

void RecentArrivalsTest::countsByReasonWhateverTheDetail()
{
    refuse(RefusalReason::WrongMethod, kArrived);
    refuse(RefusalReason::NotHttp, kArrived + 1s);
    refuse(RefusalReason::BadHeader, kArrived + 2s, u"a colon was expected, } was found"_s);
    refuse(RefusalReason::BadHeader, kArrived + 3s, u"a space was found"_s);
    refuse(RefusalReason::BadHeader, kArrived + 4s);
    event::StoredRequest malformed =
        storedUnread(event::Verdict::Malformed, "POST / HTTP/1.1\r\nHost: x\r\n\r\n", "{");
    malformed.draft.request.refusal = event::Refusal{RefusalReason::NotJson, 1, {}};
    add(malformed, kArrived + 5s);

    const auto turned = arrivals(kArrived + 10s).turned;

    QCOMPARE(turned.size(), size_t(4));
    using Turned = engine::RecentArrivals::Turned;
    QCOMPARE(turned.front(), (Turned{RefusalReason::BadHeader, 3, kArrived + 4s}));
    QVERIFY(
        std::find(turned.begin(), turned.end(), Turned{RefusalReason::NotJson, 1, kArrived + 5s})
        != turned.end());
    QVERIFY(
        std::find(turned.begin(), turned.end(), Turned{RefusalReason::NotHttp, 1, kArrived + 1s})
        != turned.end());
}

void RecentArrivalsTest::leavesOutWhatIsOlderThanAnHour()
{
    refuse(RefusalReason::NotHttp, kArrived);
    refuse(RefusalReason::NotHttp, kArrived + 30min);

    QCOMPARE(arrivals(kArrived + 59min).turned.front().count, 2);
    QCOMPARE(arrivals(kArrived + 61min).turned.front().count, 1);
    QVERIFY(arrivals(kArrived + 2h).turned.empty());
}

void RecentArrivalsTest::countsSignInsThatWereGivenUp()
{
    const auto handshake = [] {
        event::StoredRequest request =
            storedUnread(event::Verdict::Handshake, "POST /a HTTP/1.1\r\nHost: x\r\n\r\n", {});
        request.draft.request.status = 401;
        return request;
    };
    add(handshake(), kArrived);

    QCOMPARE(arrivals(kArrived + 10s).signInsGivenUp, 0); // It may still come back.
    QCOMPARE(arrivals(kArrived + 40s).signInsGivenUp, 1);
    QVERIFY(arrivals(kArrived + 40s).turned.empty());
    add(handshake(), kArrived + 50s);
    event::StoredRequest second = stored(1, 1, "[{}]");
    second.draft.request.head = "POST /a HTTP/1.1\r\nHost: x\r\nAuthorization: ***\r\n\r\n";
    add(second, kArrived + 51s);
    QCOMPARE(arrivals(kArrived + 2min).signInsGivenUp, 1);
}

void RecentArrivalsTest::stopsAfterSoManyRows()
{
    for (int i = 0; i <= engine::kMostArrivals; ++i)
        refuse(RefusalReason::NotHttp, kArrived);

    const auto found = arrivals(kArrived + 1s);

    QVERIFY(!found.isWhole);
    QCOMPARE(found.turned.front().count, engine::kMostArrivals);
}

SENDSCOPE_TEST(RecentArrivalsTest, recentarrivals)
#include "tst_recentarrivals.moc"
