#include "app/index/builder.h"
#include "app/index/order.h"
#include "tests/support/madeevent.h"
#include "tests/testregistry.h"

#include <QRandomGenerator>
#include <QTest>

using namespace sendscope;
using namespace Qt::StringLiterals;

namespace {

/// A capture whose texts share beginnings, hold zeros, and differ in case; its rows are in three
/// segments, put together from both ends.
index::SnapshotPtr makeSnapshot(const std::vector<event::FieldRef> &onDemand)
{
    QRandomGenerator random(3);
    std::vector<event::StoredRequest> requests = tests::sampleRequests();
    while (tests::nextEvent(requests) < 800)
        tests::addMadeRequest(random, requests);
    static const QByteArrayList kTags = {"order-1",
                                         "Order-1",
                                         "order-10",
                                         "order-1\\u0000",
                                         "order-1\\u0000\\u0000x",
                                         "order-1234567890",
                                         "order-1234567",
                                         "order-12345678",
                                         "Ä",
                                         "ä",
                                         "z",
                                         ""};
    for (int i = 0; i < 400; ++i) {
        event::StoredRequest request = requests.front();
        request.id = {requests.back().id.value + 1};
        request.firstEvent = {tests::nextEvent(requests)};
        request.draft.request.arrived += std::chrono::milliseconds(random.bounded(50));
        request.draft.request.body = R"({"type":"message-sending","n":)"
            + QByteArray::number(random.bounded(-5, 5)) + R"(,"message":{"tag":")"
            + kTags[random.bounded(int(kTags.size()))] + "\"}}";
        request.draft.events = {{0, 0, request.draft.request.body.size()}};
        requests.push_back(request);
    }

    const size_t third = requests.size() / 3;
    const auto part = [&requests](size_t begin, size_t end) {
        return std::vector<event::StoredRequest>(requests.begin() + qsizetype(begin),
                                                 requests.begin() + qsizetype(end));
    };
    index::Builder builder;
    builder.append({part(2 * third, requests.size()), {}, {}});
    for (const size_t begin : {third, size_t(0)}) {
        index::BlockDeriver deriver(requests[begin].firstEvent,
                                    {requests[begin + third].firstEvent.value - 1});
        deriver.add(part(begin, begin + third));
        builder.prepend(deriver.take());
    }
    builder.setOnDemand(index::readOnDemand(onDemand, requests));
    return builder.publish();
}

index::RowList allRows(const index::Snapshot &snapshot)
{
    index::RowList rows;
    for (qint64 id = snapshot.oldest().value; id <= snapshot.newest().value; ++id)
        rows.push_back({id});
    return rows;
}

index::RowList byKeys(const index::SnapshotPtr &snapshot, const index::Order &order)
{
    std::vector<index::SortEntry> entries =
        index::SortKeys(snapshot, order).entries(allRows(*snapshot));
    std::sort(entries.begin(), entries.end());
    index::RowList rows;
    for (const index::SortEntry &entry : entries)
        rows.push_back(entry.id);
    return rows;
}

} // namespace

class OrderTest : public QObject
{
    Q_OBJECT

private slots:
    void keysAndComparisonsAgree_data();
    void keysAndComparisonsAgree();
    void rowsWithoutTheFieldComeLast();
    void rowsAlikeKeepTheirArrival();
    void everyRowIsFoundInItsPlace();
};

void OrderTest::keysAndComparisonsAgree_data()
{
    QTest::addColumn<QByteArray>("field");

    for (const event::FieldInfo &info : event::fields())
        QTest::newRow(info.name.data()) << info.name.toByteArray();
    QTest::newRow("a path of numbers") << "json.n"_ba;
    QTest::newRow("a path of everything") << "json.message.tag"_ba;
    QTest::newRow("a header") << "header.user-agent"_ba;
}

void OrderTest::keysAndComparisonsAgree()
{
    QFETCH(const QByteArray, field);
    const auto ref = event::findFieldRef(field);
    QVERIFY(ref);
    const auto snapshot = makeSnapshot(ref->isOnDemand() ? std::vector<event::FieldRef>{*ref}
                                                         : std::vector<event::FieldRef>());

    for (const bool isDescending : {false, true}) {
        const index::Order order{*ref, isDescending};
        const index::RowList rows = byKeys(snapshot, order);

        QCOMPARE(index::RowOrder(*snapshot, order).sorted(allRows(*snapshot)), rows);
    }
}

void OrderTest::rowsWithoutTheFieldComeLast()
{
    const auto snapshot = makeSnapshot({});
    for (const bool isDescending : {false, true}) {
        const index::RowList rows = byKeys(snapshot, {event::Field::ErrorCode, isDescending});
        bool isGone = false;
        for (const event::EventId id : rows) {
            const bool has = snapshot->cell(id, event::Field::ErrorCode).number.has_value();
            QVERIFY(!has || !isGone);
            isGone = !has;
        }
        QVERIFY(isGone);
    }
}

void OrderTest::rowsAlikeKeepTheirArrival()
{
    const auto snapshot = makeSnapshot({});
    for (const bool isDescending : {false, true}) {
        const index::RowList rows = byKeys(snapshot, {event::Field::Type, isDescending});
        for (size_t i = 1; i < rows.size(); ++i) {
            const auto before = snapshot->cell(rows[i - 1], event::Field::Type).texts;
            const auto after = snapshot->cell(rows[i], event::Field::Type).texts;
            if (before == after)
                QVERIFY(rows[i - 1] < rows[i]);
        }
    }
}

void OrderTest::everyRowIsFoundInItsPlace()
{
    const auto snapshot = makeSnapshot({});
    for (const event::Field field :
         {event::Field::Event, event::Field::Lag, event::Field::MessageTag}) {
        const index::Order order{field, true};
        const index::RowOrder compare(*snapshot, order);
        index::RowList rows = byKeys(snapshot, order);
        const event::EventId missing = rows[rows.size() / 2];
        rows.erase(rows.begin() + qsizetype(rows.size()) / 2);

        for (size_t i = 0; i < rows.size(); ++i)
            QCOMPARE(compare.place(rows, rows[i]), qsizetype(i));
        QCOMPARE(compare.place(rows, missing), -1);
        QCOMPARE(compare.place(rows, {999'999}), -1);
    }
}

SENDSCOPE_TEST(OrderTest, order)
#include "tst_order.moc"
