#include "app/index/builder.h"
#include "app/index/messagesort.h"
#include "app/index/order.h"
#include "tests/index/madelives.h"
#include "tests/testregistry.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>
#include <set>
#include <tuple>

using namespace sendscope;
using event::Field;

class MessageSortTest : public QObject
{
    Q_OBJECT

private slots:
    void sortsByWhatBecameOfWholeMessages_data();
    void sortsByWhatBecameOfWholeMessages();
    void leavesOtherFieldsToTheEvent();
};

void MessageSortTest::sortsByWhatBecameOfWholeMessages_data()
{
    QTest::addColumn<Field>("field");
    QTest::addColumn<bool>("isDescending");
    for (const Field field : {Field::State, Field::Took, Field::ErrorCode, Field::Repeats}) {
        for (const bool isDescending : {false, true})
            QTest::addRow("%s %d", event::fieldInfo(field).name.data(), isDescending)
                << field << isDescending;
    }
}

void MessageSortTest::sortsByWhatBecameOfWholeMessages()
{
    QFETCH(const Field, field);
    QFETCH(const bool, isDescending);
    QRandomGenerator random(11);
    index::Builder builder;
    builder.append({tests::madeLives(random, 200), {}, {}});
    const index::SnapshotPtr snapshot = builder.publish();
    struct Plain
    {
        bool hasNone = false;
        qint64 key = 0;
        event::EventId first;
    };
    std::vector<Plain> plain;
    for (index::MessageNumber number = 0; number < snapshot->messages().count(); ++number) {
        const auto message = snapshot->messages().message(number);
        if (!message)
            continue;
        // Told plainly from its recipients and events.
        std::optional<qint64> key;
        for (const index::Recipient &one : message->recipients) {
            std::optional<qint64> own;
            const auto took = bandwidth::latenciesOf(one, message->created).took;
            if (field == Field::Took && took)
                own = took->count();
            if (field == Field::ErrorCode && one.errorCode != 0)
                own = one.errorCode;
            key = std::max(key, own);
        }
        qint64 repeats = 0;
        for (const event::EventId event : message->events) {
            const bandwidth::OddEvent *odd = message->odd(event);
            repeats += odd && !odd->repeatOf.isNull();
        }
        if (field == Field::Repeats && repeats > 0)
            key = repeats;
        if (field == Field::State && message->state != bandwidth::State::None) {
            const QByteArrayView name = bandwidth::name(message->state);
            key = name[0] * 256 + name[std::min<qsizetype>(3, name.size() - 1)];
        }
        plain.push_back(
            {!key, isDescending ? -key.value_or(0) : key.value_or(0), message->events.front()});
    }
    std::sort(plain.begin(), plain.end(), [](const Plain &a, const Plain &b) {
        return std::tuple(a.hasNone, a.key, a.first) < std::tuple(b.hasNone, b.key, b.first);
    });
    index::RowList expected;
    std::set<event::EventId> firsts;
    for (const Plain &one : plain) {
        expected.push_back(one.first);
        firsts.insert(one.first);
    }
    QVERIFY(!plain.front().hasNone);
    const index::RowList ids(firsts.begin(), firsts.end());
    const index::Order order{.field = field, .isDescending = isDescending, .isOfMessage = true};

    const index::RowOrder rows(*snapshot, order);
    QCOMPARE(rows.sorted(ids), expected);
    for (size_t place = 0; place < expected.size(); ++place)
        QCOMPARE(rows.place(expected, expected[place]), qsizetype(place));

    auto entries = index::SortKeys(snapshot, order).entries(ids);
    std::sort(entries.begin(), entries.end());
    QVERIFY(std::equal(entries.begin(), entries.end(), expected.begin(), expected.end(),
                       [](const auto &entry, event::EventId id) { return entry.id == id; }));
}

void MessageSortTest::leavesOtherFieldsToTheEvent()
{
    QRandomGenerator random(12);
    index::Builder builder;
    builder.append({tests::madeLives(random, 50), {}, {}});
    const index::SnapshotPtr snapshot = builder.publish();
    index::RowList ids;
    for (qint64 id = snapshot->oldest().value; id <= snapshot->newest().value; ++id)
        ids.push_back({id});

    for (const Field field : {Field::Received, Field::Theirs, Field::MessageId}) {
        const index::RowOrder ofMessage(*snapshot, {.field = field, .isOfMessage = true});
        QCOMPARE(ofMessage.sorted(ids), index::RowOrder(*snapshot, {.field = field}).sorted(ids));
    }
}

SENDSCOPE_TEST(MessageSortTest, messagesort)
#include "tst_messagesort.moc"
