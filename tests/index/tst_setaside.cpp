#include "app/index/setaside.h"
#include "tests/testregistry.h"

#include <QTest>

using namespace sendscope;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using event::RefusalReason;
using event::Verdict;

namespace {

constexpr base::UtcTime kStart{std::chrono::seconds(1'593'110'556)};

event::StoredRequest request(qint64 id, std::chrono::seconds after, Verdict verdict,
                             const QByteArray &target, const QByteArray &fields = {})
{
    event::StoredRequest stored{{id}, {1}, {id}, {}};
    stored.draft.request.arrived = kStart + after;
    stored.draft.request.verdict = verdict;
    stored.draft.request.head = "POST " + target + " HTTP/1.1\r\n" + fields + "\r\n";
    stored.draft.events = {{}};
    return stored;
}

event::StoredRequest firstLeg(qint64 id, std::chrono::seconds after, const QByteArray &target = "/")
{
    return request(id, after, Verdict::Handshake, target);
}

event::StoredRequest secondLeg(qint64 id, std::chrono::seconds after,
                               const QByteArray &target = "/")
{
    return request(id, after, Verdict::Accepted, target, "Authorization: ****\r\n");
}

event::StoredRequest refused(qint64 id, RefusalReason reason)
{
    event::StoredRequest stored = request(id, 0s, Verdict::Refused, "/"_ba);
    stored.draft.request.refusal = event::Refusal{reason};
    return stored;
}

index::SetAside older(const std::vector<event::StoredRequest> &requests)
{
    index::SetAside aside;
    for (const event::StoredRequest &request : requests)
        aside.append(request);
    return aside;
}

QList<qint64> ids(index::SetAside &aside)
{
    QList<qint64> all;
    for (const event::EventId id : aside.publish()->rows)
        all.append(id.value);
    return all;
}

} // namespace

class SetAsideTest : public QObject
{
    Q_OBJECT

private slots:
    void hidesWhatWasNotForUs_data();
    void hidesWhatWasNotForUs();
    void hidesAHandshakeWhoseSecondLegCame();
    void showsAHandshakeThatNobodyCameBackTo();
    void aSecondLegElsewhereIsNotTheRightOne();
    void findsTheFirstLegInAnOlderBlock();
    void showsLonelyHandshakesOfAnOlderBlock();
};

void SetAsideTest::hidesWhatWasNotForUs_data()
{
    QTest::addColumn<RefusalReason>("reason");
    QTest::addColumn<bool>("isHidden");

    QTest::newRow("another method") << RefusalReason::WrongMethod << true;
    QTest::newRow("another path") << RefusalReason::WrongPath << true;
    QTest::newRow("wrong credentials") << RefusalReason::WrongCredentials << false;
    QTest::newRow("no HTTP") << RefusalReason::NotHttp << false;
}

void SetAsideTest::hidesWhatWasNotForUs()
{
    QFETCH(const RefusalReason, reason);
    QFETCH(const bool, isHidden);
    index::SetAside aside;

    aside.append(refused(7, reason));

    QCOMPARE(!ids(aside).isEmpty(), isHidden);
}

void SetAsideTest::hidesAHandshakeWhoseSecondLegCame()
{
    index::SetAside aside;

    aside.append(firstLeg(1, 0s));
    aside.append(secondLeg(2, 1s));

    QVERIFY(!aside.deadline());
    QVERIFY(!aside.expire(kStart + 1h));
    QCOMPARE(ids(aside), QList<qint64>({1}));
}

void SetAsideTest::showsAHandshakeThatNobodyCameBackTo()
{
    index::SetAside aside;
    aside.append(firstLeg(1, 0s));
    const int generation = aside.publish()->generation;
    QCOMPARE(ids(aside), QList<qint64>({1}));
    QCOMPARE(aside.deadline(), std::optional(kStart + 30s));

    QVERIFY(!aside.expire(kStart + 29s));
    QVERIFY(aside.expire(kStart + 30s));

    QVERIFY(ids(aside).isEmpty());
    QVERIFY(aside.publish()->generation != generation);
}

void SetAsideTest::aSecondLegElsewhereIsNotTheRightOne()
{
    index::SetAside aside;

    aside.append(firstLeg(1, 0s, "/a"));
    aside.append(secondLeg(2, 1s, "/b"));

    QVERIFY(aside.expire(kStart + 30s));
    QVERIFY(ids(aside).isEmpty());
}

void SetAsideTest::findsTheFirstLegInAnOlderBlock()
{
    index::SetAside aside;
    aside.append(secondLeg(2, 1s));

    aside.prepend(older({firstLeg(1, 0s)}));

    QCOMPARE(ids(aside), QList<qint64>({1}));
}

void SetAsideTest::showsLonelyHandshakesOfAnOlderBlock()
{
    index::SetAside aside;
    aside.append(request(3, 100s, Verdict::Accepted, "/"_ba));

    aside.prepend(older({refused(1, RefusalReason::WrongMethod), firstLeg(2, 1s)}));

    QCOMPARE(ids(aside), QList<qint64>({1}));
}

SENDSCOPE_TEST(SetAsideTest, setaside)
#include "tst_setaside.moc"
