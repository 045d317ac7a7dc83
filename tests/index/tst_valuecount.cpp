#include "app/index/builder.h"
#include "app/index/segment.h"
#include "app/index/valuecount.h"
#include "tests/index/stored.h"
#include "tests/support/madeevent.h"
#include "tests/support/madefilter.h"
#include "tests/support/plainevaluator.h"
#include "tests/support/plainmessages.h"
#include "tests/testregistry.h"

#include <QTest>

#include <map>
#include <set>

using namespace sendscope;
using namespace Qt::StringLiterals;

using tests::kArrived;

namespace {

using Counts = std::map<QByteArray, qint64>;

constexpr size_t kAll = 100'000;

index::ValueCounts counted(const index::Snapshot &snapshot, const event::FieldRef &field,
                           const QString &typed = {}, const filter::Filter &rest = {},
                           size_t most = kAll)
{
    const filter::TypedMatch match(typed, field);
    const filter::Program program(rest, kArrived);
    index::ValueTally sum(snapshot, field, match, program, true);
    for (const index::SegmentPtr &segment : snapshot.segments()) {
        index::ValueTally part(snapshot, field, match, program, true);
        part.add(*segment);
        sum.add(part);
    }
    return sum.counts(most);
}

Counts byText(const index::ValueCounts &counts)
{
    Counts all;
    for (const filter::SeenValue &value : counts.values)
        all[(value.isLiteral ? '#' : '"') + value.text] += value.count;
    return all;
}

QByteArray shown(const Counts &counts)
{
    QByteArrayList all;
    for (const auto &[text, count] : counts)
        all << text + ' ' + QByteArray::number(count);
    return all.join(", ").left(1500);
}

QByteArrayList texts(const index::ValueCounts &counts)
{
    QByteArrayList all;
    for (const filter::SeenValue &value : counts.values)
        all << value.text;
    return all;
}

std::vector<event::StoredRequest> tagged(const QByteArrayList &tags)
{
    std::vector<event::StoredRequest> requests;
    for (const QByteArray &tag : tags) {
        const qint64 id = qint64(requests.size()) + 1;
        requests.push_back(tests::stored(
            id, id, R"([{"type":"message-sent","message":{"tag":")" + tag + R"("}}])"));
    }
    return requests;
}

index::SnapshotPtr snapshotOf(const std::vector<event::StoredRequest> &requests)
{
    index::Builder builder;
    builder.append({requests, {}, {}});
    return builder.publish();
}

} // namespace

class ValueCountTest : public QObject
{
    Q_OBJECT

private slots:
    void countsWhatAPlainReadingCounts();
    void showsTheMostCommonFirst();
    void putsWhatBeginsSoFirst();
    void tellsWhetherWhatIsTypedIsAWholeValue_data();
    void tellsWhetherWhatIsTypedIsAWholeValue();
    void findsNumbersByTheirDigits();
    void tellsLiteralsOfAPathFromStrings();
};

void ValueCountTest::countsWhatAPlainReadingCounts()
{
    QRandomGenerator random(19);
    std::vector<event::StoredRequest> requests = tests::sampleRequests();
    while (requests.size() < 600)
        tests::addMadeRequest(random, requests);
    const tests::PlainMessages messages(requests);
    index::Builder builder;
    builder.append({requests, {}, {}});
    const std::vector<event::FieldRef> onDemand{*event::findFieldRef("json.message.to"),
                                                *event::findFieldRef("header.user-agent")};
    std::vector<event::FieldRef> fields = onDemand;
    for (const event::FieldInfo &info : event::fields())
        fields.emplace_back(info.field);

    int withValues = 0;
    for (const event::FieldRef &field : fields) {
        filter::Filter rest =
            random.bounded(3) == 0 ? filter::Filter() : tests::madeFilter(random, 1);
        std::vector<event::FieldRef> read = onDemand;
        for (const event::FieldRef &other : filter::onDemandFields(rest))
            read.push_back(other);
        builder.setOnDemand(index::readOnDemand(read, requests));
        Counts plain;
        for (const event::StoredRequest &request : requests) {
            for (qint32 i = 0; i < qint32(request.draft.events.size()); ++i) {
                if (!tests::matchesPlainly(rest, request, i, kArrived, &messages))
                    continue;
                std::set<QByteArray> ofRow;
                for (const tests::PlainValue &value :
                     tests::plainValues(field, request, i, &messages)) {
                    // A structure is there and has no value of its own.
                    if (field.isOnDemand() && value.json == tests::PlainValue::Json::Structure)
                        continue;
                    const bool isLiteral =
                        value.number || value.json == tests::PlainValue::Json::Literal;
                    ofRow.insert((isLiteral ? '#' : '"')
                                 + (value.number ? QByteArray::number(*value.number) : value.text));
                }
                for (const QByteArray &value : ofRow)
                    ++plain[value];
            }
        }

        const Counts found = byText(counted(*builder.publish(), field, {}, rest));

        QVERIFY2(found == plain,
                 event::nameOf(field) + " under " + filter::print(rest).toUtf8() + ": "
                     + shown(found) + " for " + shown(plain));
        withValues += plain.empty() ? 0 : 1;
    }
    QVERIFY(withValues > 15);
}

void ValueCountTest::showsTheMostCommonFirst()
{
    const auto snapshot = snapshotOf(tagged({"b", "a", "c", "b", "d", "c", "b"}));

    const index::ValueCounts counts = counted(*snapshot, event::Field::MessageTag, {}, {}, 3);

    QCOMPARE(texts(counts), QByteArrayList({"b", "c", "a"}));
    QCOMPARE(counts.values.front().count, 3);
}

void ValueCountTest::putsWhatBeginsSoFirst()
{
    const auto snapshot = snapshotOf(tagged({"unload", "unload", "load-test", "LOAD", "other"}));

    const index::ValueCounts counts = counted(*snapshot, event::Field::MessageTag, u"load"_s);

    QCOMPARE(texts(counts), QByteArrayList({"LOAD", "load-test", "unload"}));
}

void ValueCountTest::tellsWhetherWhatIsTypedIsAWholeValue_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<bool>("isWhole");
    QTest::addColumn<bool>("isBeginning");

    QTest::newRow("a beginning") << u"load"_s << false << true;
    QTest::newRow("in capitals") << u"LOAD-TEST"_s << true << true;
    QTest::newRow("whole, and goes on") << u"load-test"_s << true << true;
    QTest::newRow("whole") << u"load-test-2"_s << true << false;
    QTest::newRow("inside") << u"test"_s << false << false;
    QTest::newRow("nowhere") << u"xyz"_s << false << false;
    QTest::newRow("other letters") << u"GRÜ"_s << false << true;
}

void ValueCountTest::tellsWhetherWhatIsTypedIsAWholeValue()
{
    QFETCH(const QString, typed);
    const auto snapshot = snapshotOf(tagged({"load-test", "load-test-2", "grüsse"}));

    const index::ValueCounts counts = counted(*snapshot, event::Field::MessageTag, typed);

    QTEST(counts.isWholeSeen, "isWhole");
    QTEST(counts.isBeginningSeen, "isBeginning");
}

void ValueCountTest::findsNumbersByTheirDigits()
{
    const auto snapshot =
        snapshotOf({tests::stored(1, 1, R"([{"type":"message-sent","to":"+19195550142"}])"),
                    tests::stored(2, 2, R"([{"type":"message-sent","to":"+19845550117"}])"),
                    tests::stored(3, 3, R"([{"type":"message-failed","errorCode":4720}])")});

    QCOMPARE(texts(counted(*snapshot, event::Field::To, u"(919) 555"_s)),
             QByteArrayList({"+19195550142"}));
    QVERIFY(counted(*snapshot, event::Field::To, u"9195550142"_s).isWholeSeen);
    QCOMPARE(texts(counted(*snapshot, event::Field::ErrorCode, u"47"_s)), QByteArrayList({"4720"}));
    QVERIFY(counted(*snapshot, event::Field::ErrorCode, u"47"_s).isBeginningSeen);
}

void ValueCountTest::tellsLiteralsOfAPathFromStrings()
{
    const std::vector<event::StoredRequest> requests{
        tests::stored(1, 1, R"([{"n":1},{"n":"1"},{"n":true},{"n":1},{"n":{}}])")};
    index::Builder builder;
    builder.append({requests, {}, {}});
    const auto path = *event::findFieldRef("json.n");
    builder.setOnDemand(index::readOnDemand({path}, requests));

    const index::ValueCounts counts = counted(*builder.publish(), path);

    QCOMPARE(counts.values.size(), size_t(3));
    QCOMPARE(counts.values.front(), (filter::SeenValue{"1", 2, true, {}}));
    QVERIFY(
        std::count(counts.values.begin(), counts.values.end(), filter::SeenValue{"1", 1, false, {}})
        == 1);
}

SENDSCOPE_TEST(ValueCountTest, valuecount)
#include "tst_valuecount.moc"
