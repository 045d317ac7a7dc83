#include "app/index/builder.h"
#include "app/index/messagevalues.h"
#include "app/index/scan.h"
#include "tests/index/madelives.h"
#include "tests/index/stored.h"
#include "tests/support/plainmessages.h"
#include "tests/testregistry.h"

#include <QRandomGenerator>
#include <QTest>

#include <map>

using namespace sendscope;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using index::RecordedTime;
using tests::kArrived;

constexpr auto kLimit = 10min;

std::vector<event::StoredRequest> part(const std::vector<event::StoredRequest> &requests,
                                       size_t begin, size_t end)
{
    return {requests.begin() + qsizetype(begin), requests.begin() + qsizetype(end)};
}

void prepend(index::Builder &builder, const std::vector<event::StoredRequest> &requests)
{
    if (requests.empty())
        return;
    const event::StoredRequest &last = requests.back();
    index::BlockDeriver deriver(requests.front().firstEvent,
                                {last.firstEvent.value + qint64(last.draft.events.size()) - 1});
    deriver.add(requests);
    builder.prepend(deriver.take());
}

QByteArray written(const index::CellValue &cell)
{
    QByteArrayList all;
    if (cell.number)
        all += QByteArray::number(*cell.number);
    for (const QByteArrayView text : cell.texts)
        all += text.toByteArray();
    return all.join('|');
}

QByteArray written(const std::vector<tests::PlainValue> &values)
{
    QByteArrayList all;
    for (const tests::PlainValue &value : values)
        all += value.number ? QByteArray::number(*value.number) : value.text;
    return all.join('|');
}

/// What differs between the snapshot and a plain reading of its requests; empty: nothing.
QByteArray difference(const index::Snapshot &snapshot,
                      const std::vector<event::StoredRequest> &requests,
                      const tests::PlainMessages &plain)
{
    for (const event::StoredRequest &request : requests) {
        for (size_t i = 0; i < request.draft.events.size(); ++i) {
            const event::EventId id{request.firstEvent.value + qint64(i)};
            for (const event::FieldInfo &info : event::fields()) {
                if (!index::isOfMessage(info.field))
                    continue;
                const QByteArray seen = written(snapshot.cell(id, info.field));
                const QByteArray told = written(plain.values(info.field, id));
                if (seen != told)
                    return QByteArray::number(id.value) + ' ' + info.name.toByteArray() + ": "
                        + seen + " for " + told;
            }
        }
    }

    size_t messages = 0;
    for (index::MessageNumber number = 0; number < snapshot.messages().count(); ++number) {
        const auto message = snapshot.messages().message(number);
        if (!message)
            continue;
        ++messages;
        const QByteArray key =
            QByteArray::number(message->run.value) + '/' + message->id.toByteArray();
        if (!plain.events().contains(key))
            return key + " is no message";
        const std::vector<event::EventId> &events = plain.events().at(key);
        if (!std::equal(events.begin(), events.end(), message->events.begin(),
                        message->events.end()))
            return key + " has other events";
        const auto &fates = plain.fates().at(key);
        if (fates.size() != message->recipients.size())
            return key + " has other recipients";
        for (const index::Recipient &one : message->recipients) {
            const auto fate = fates.find(one.number.toByteArray());
            if (fate == fates.end() || fate->second.state != bandwidth::name(one.state)
                || (!fate->second.state.isEmpty() && fate->second.errorCode != one.errorCode))
                return key + ' ' + one.number.toByteArray() + " is "
                    + bandwidth::name(one.state).toByteArray();
        }
    }
    return messages == plain.events().size() ? QByteArray() : "other messages"_ba;
}

/// All that a table says of a message.
QByteArray saidOf(const index::Message &message)
{
    QByteArray said = message.id.toByteArray() + QByteArray::number(int(message.state)) + ' '
        + QByteArray::number(message.issues.bits()) + ' '
        + QByteArray::number(message.created.time_since_epoch().count());
    for (const index::Recipient &one : message.recipients)
        said += ' ' + one.number.toByteArray() + QByteArray::number(int(one.state))
            + QByteArray::number(one.issues.bits())
            + QByteArray::number(one.final.time_since_epoch().count());
    for (const event::EventId event : message.events)
        said += ' ' + QByteArray::number(event.value);
    return said;
}

event::StoredRequest arriving(event::StoredRequest request, base::UtcTime at)
{
    request.draft.request.arrived = at;
    return request;
}

QByteArray step(const QByteArray &type, const QByteArray &to, const QByteArray &more = {})
{
    return "[{\"type\":\"" + type + "\",\"time\":\"2020-06-25T18:42:36Z\",\"to\":\"" + to + "\""
        + more
        + ",\"message\":{\"id\":\"m\",\"time\":\"2020-06-25T18:42:30Z\",\"direction\":\"out\","
          "\"from\":\"+1\",\"to\":[\"+11\",\"+12\",\"+13\",\"+14\"]}}]";
}

/// But for what the events here lack of the documented schema.
QByteArrayList issuesOf(const index::Snapshot &snapshot, qint64 event)
{
    QByteArrayList issues;
    for (const QByteArrayView text : snapshot.cell({event}, event::Field::Issues).texts)
        issues += text.toByteArray();
    issues.removeOne("schema");
    return issues;
}

const index::Recipient *recipient(const index::Message &message, QByteArrayView number)
{
    for (const index::Recipient &one : message.recipients) {
        if (one.number == number)
            return &one;
    }
    return nullptr;
}

RecordedTime recordedFrom(base::UtcTime from, base::UtcTime to = RecordedTime::kGoesOn)
{
    return RecordedTime({{from, to}});
}

} // namespace

/// What has become of messages, in the index.
class MessagesTest : public QObject
{
    Q_OBJECT

private slots:
    void areWhatAPlainReadingOfAllFindsAtEveryStep_data();
    void areWhatAPlainReadingOfAllFindsAtEveryStep();
    void everyChangeIsTold();
    void theFourthOfAGroupIsOverdueThoughNoEventNamesIt();
    void whatWasNotRecordedIsNotWaitedFor();
    void eightHoursAsleepTurnNothingOverdue();
    void anImportIsJudgedByItsOwnArrivals();
    void aReplayChangesNoRecordedMessage();
    void aHugeMessageIsWorkedOutAsItGrows();
    void manyAreWorkedOutBeforeTheyArePublished();
    void scansFindWhatCellsSay();
};

void MessagesTest::areWhatAPlainReadingOfAllFindsAtEveryStep_data()
{
    QTest::addColumn<int>("seed");

    for (int seed = 1; seed <= 12; ++seed)
        QTest::addRow("%d", seed) << seed;
}

void MessagesTest::areWhatAPlainReadingOfAllFindsAtEveryStep()
{
    QFETCH(const int, seed);
    QRandomGenerator random{quint32(seed)};
    const auto requests = tests::madeLives(random, 40);
    const size_t middle = requests.size() / 3;
    size_t begin = middle;
    size_t end = middle;
    index::Builder builder;
    builder.setOverdueAfter(kLimit);
    const RecordedTime recorded(
        {{kArrived, kArrived + 40min}, {kArrived + 60min, RecordedTime::kGoesOn}});
    builder.setRecorded(recorded);

    while (begin > 0 || end < requests.size()) {
        const auto count = size_t(1 + random.bounded(9));
        if (end < requests.size() && (begin == 0 || begin == end || random.bounded(2) == 0)) {
            const size_t last = std::min(end + count, requests.size());
            builder.append({part(requests, end, last), {}, {}});
            end = last;
        } else {
            const size_t first = begin - std::min(begin, count);
            prepend(builder, part(requests, first, begin));
            begin = first;
        }
        const base::UtcTime now = kArrived + std::chrono::minutes(end);
        const auto here = part(requests, begin, end);
        base::UtcTime newestImport;
        for (const event::StoredRequest &request : here) {
            if (request.draft.request.via == event::Via::Import)
                newestImport = std::max(newestImport, request.draft.request.arrived);
        }
        const tests::PlainMessages plain(here, [&](const event::StoredRequest &first) {
            const base::UtcTime arrived = first.draft.request.arrived;
            return first.draft.request.via == event::Via::Import
                ? newestImport - arrived >= kLimit
                : recorded.until(now) - recorded.until(arrived) >= kLimit;
        });

        const QByteArray found = difference(*builder.publish(now), here, plain);

        QVERIFY2(found.isEmpty(), found);
    }
}

void MessagesTest::everyChangeIsTold()
{
    QRandomGenerator random(77);
    const auto requests = tests::madeLives(random, 400);
    index::Builder builder;
    builder.setRecorded(recordedFrom(kArrived));
    index::SnapshotPtr older = builder.publish(kArrived);
    size_t told = 0;

    for (size_t end = 0; end < requests.size(); end += 25) {
        builder.append({part(requests, end, std::min(end + 25, requests.size())), {}, {}});
        const index::SnapshotPtr newer = builder.publish(kArrived + std::chrono::minutes(end));
        const auto changed = newer->messages().changedSince(older->messages());
        told += changed.size();
        for (index::MessageNumber number = 0; number < newer->messages().count(); ++number) {
            if (std::binary_search(changed.begin(), changed.end(), number))
                continue;
            QCOMPARE(saidOf(newer->messages().any(number)), saidOf(older->messages().any(number)));
        }
        older = newer;
    }
    QVERIFY(told > older->messages().count());
    QVERIFY(told < older->messages().count() * 6);
}

void MessagesTest::theFourthOfAGroupIsOverdueThoughNoEventNamesIt()
{
    index::Builder builder;
    builder.setOverdueAfter(kLimit);
    builder.setRecorded(recordedFrom(kArrived - 1h));
    builder.append({{tests::stored(1, 1, step("message-delivered", "+11")),
                     tests::stored(2, 2, step("message-failed", "+12", ",\"errorCode\":4720")),
                     tests::stored(3, 3, step("message-sending", "+13"))},
                    {},
                    {}});

    const auto early = builder.publish(kArrived + kLimit - 1s);
    const auto deadline = builder.overdueDeadline();
    const auto late = builder.publish(kArrived + kLimit);

    QCOMPARE(early->message({1})->recipients.size(), size_t(4));
    QCOMPARE(recipient(*early->message({1}), "+14")->state, bandwidth::State::Waiting);
    QVERIFY(!early->message({1})->issues.has(bandwidth::Issue::Overdue));
    QCOMPARE(*deadline, kArrived + kLimit);
    QCOMPARE(recipient(*late->message({1}), "+14")->issues,
             bandwidth::Issues(bandwidth::Issue::Overdue));
    QCOMPARE(late->message({1})->count(bandwidth::State::Delivered), 1);
    QCOMPARE(issuesOf(*early, 1), QByteArrayList());
    QCOMPARE(issuesOf(*late, 1), QByteArrayList{"overdue"}); // for the one that no event is about
    QCOMPARE(issuesOf(*late, 2), QByteArrayList());
    QCOMPARE(issuesOf(*late, 3), QByteArrayList{"overdue"});
    QCOMPARE(index::scanAll(*late, filter::Program(filter::parse(u"issues == overdue"_s).filter)),
             (index::RowList{{1}, {3}}));
    QCOMPARE(late->message({1})->due, kArrived + kLimit);
    QVERIFY(!builder.overdueDeadline());
    QCOMPARE(late->messages().changedSince(early->messages()).size(), size_t(1));

    builder.append({{tests::stored(4, 4, step("message-delivered", "+14"))}, {}, {}});
    const auto settled = builder.publish(kArrived + 1h);
    QCOMPARE(recipient(*settled->message({1}), "+14")->state, bandwidth::State::Delivered);
    QCOMPARE(issuesOf(*settled, 4), QByteArrayList());
    QCOMPARE(issuesOf(*settled, 1), QByteArrayList());
}

void MessagesTest::whatWasNotRecordedIsNotWaitedFor()
{
    index::Builder builder;
    builder.setOverdueAfter(kLimit);
    builder.setRecorded(recordedFrom(kArrived - 1min, kArrived + 1min));
    builder.append({{tests::stored(1, 1, step("message-sending", "+11"))}, {}, {}});

    const auto nextDay = builder.publish(kArrived + 24h);

    QCOMPARE(issuesOf(*nextDay, 1), QByteArrayList());
    QVERIFY(!builder.overdueDeadline());
    QCOMPARE(nextDay->messages().moment(*nextDay->message({1}), kArrived + 24h), kArrived + 1min);

    // Recorded on the next day for long enough, it is.
    builder.setRecorded(RecordedTime(
        {{kArrived - 1min, kArrived + 1min}, {kArrived + 24h, RecordedTime::kGoesOn}}));
    QCOMPARE(issuesOf(*builder.publish(kArrived + 24h + 8min), 1), QByteArrayList());
    QCOMPARE(*builder.overdueDeadline(), kArrived + 24h + 9min);
    QCOMPARE(issuesOf(*builder.publish(kArrived + 24h + 9min), 1), QByteArrayList{"overdue"});
}

void MessagesTest::eightHoursAsleepTurnNothingOverdue()
{
    const RecordedTime awake = recordedFrom(kArrived - 1min);
    index::Builder builder;
    builder.setOverdueAfter(kLimit);
    builder.setRecorded(awake);
    builder.append({{tests::stored(1, 1, step("message-sending", "+11"))}, {}, {}});
    QCOMPARE(issuesOf(*builder.publish(kArrived + 5min), 1), QByteArrayList());

    builder.setRecorded(awake.without({{kArrived + 5min, kArrived + 5min + 8h}}));
    QCOMPARE(issuesOf(*builder.publish(kArrived + 8h + 6min), 1), QByteArrayList());
    QCOMPARE(*builder.overdueDeadline(), kArrived + 8h + kLimit);
    QCOMPARE(issuesOf(*builder.publish(kArrived + 8h + kLimit), 1), QByteArrayList{"overdue"});

    // Told of late, it takes back what was said.
    builder.setRecorded(awake.without(
        {{kArrived + 5min, kArrived + 5min + 8h}, {kArrived + 8h + 7min, kArrived + 8h + 9min}}));
    QCOMPARE(issuesOf(*builder.publish(kArrived + 8h + kLimit), 1), QByteArrayList());
}

void MessagesTest::anImportIsJudgedByItsOwnArrivals()
{
    const auto imported = [](event::StoredRequest request) {
        request.draft.request.via = event::Via::Import;
        request.run = {7};
        return request;
    };
    QByteArray other = step("message-delivered", "+11");
    other.replace("\"m\"", "\"n\"");
    index::Builder builder;
    builder.setOverdueAfter(kLimit);
    builder.append({{imported(tests::stored(1, 1, step("message-sending", "+11")))}, {}, {}});
    QCOMPARE(issuesOf(*builder.publish(kArrived + 24h), 1), QByteArrayList());

    builder.append({{arriving(imported(tests::stored(2, 2, other)), kArrived + 11min)}, {}, {}});

    QCOMPARE(issuesOf(*builder.publish(kArrived + 24h), 1), QByteArrayList{"overdue"});
}

void MessagesTest::aReplayChangesNoRecordedMessage()
{
    index::Builder builder;
    builder.append({{tests::stored(1, 1, step("message-delivered", "+11"))}, {}, {}});
    const QByteArray before = saidOf(*builder.publish()->message({1}));
    event::StoredRequest replayed =
        tests::stored(2, 2, step("message-failed", "+11", ",\"errorCode\":4720"));
    replayed.draft.request.via = event::Via::Replay;
    replayed.run = {2};

    builder.append({{replayed}, {}, {}});
    const auto snapshot = builder.publish();

    QCOMPARE(saidOf(*snapshot->message({1})), before);
    QCOMPARE(snapshot->message({2})->run.value, 2);
    QCOMPARE(recipient(*snapshot->message({2}), "+11")->state, bandwidth::State::Failed);
}

void MessagesTest::aHugeMessageIsWorkedOutAsItGrows()
{
    constexpr int kEvents = 6000;
    std::vector<event::StoredRequest> requests;
    for (int i = 0; i < kEvents; ++i) {
        QByteArray body = step(i % 3 == 0 ? "message-sending" : "message-delivered", "+11");
        body.replace("18:42:36Z",
                     "18:42:36." + QByteArray::number(i / 4 % 1000 + 1000).mid(1) + 'Z');
        requests.push_back(tests::stored(i + 1, i + 1, body));
    }
    index::Builder builder;
    for (size_t begin = 3000; begin < kEvents; begin += 500) {
        builder.append({part(requests, begin, begin + 500), {}, {}});
        (void)builder.publish();
    }
    for (size_t end = 3000; end > 0; end -= 1500) {
        prepend(builder, part(requests, end - 1500, end));
        (void)builder.publish();
    }

    const auto snapshot = builder.publish();

    QCOMPARE(snapshot->message({1})->events.size(), size_t(kEvents));
    const auto fewer = part(requests, 0, 2500);
    index::Builder anew;
    anew.append({requests, {}, {}});
    QCOMPARE(saidOf(*snapshot->message({1})), saidOf(*anew.publish()->message({1})));
    const auto seen = snapshot->message({1})->oddEvents;
    const auto expected = anew.publish();
    QVERIFY(std::equal(seen.begin(), seen.end(), expected->message({1})->oddEvents.begin(),
                       expected->message({1})->oddEvents.end()));
    QVERIFY(seen.size() > 1000);
}

void MessagesTest::manyAreWorkedOutBeforeTheyArePublished()
{
    constexpr int kMessages = 40'000;
    const auto allOf = [](qint64 request, const QByteArray &type) {
        QByteArrayList elements;
        for (int i = 0; i < kMessages; ++i)
            elements += "{\"type\":\"message-" + type + "\",\"to\":\"+11\",\"message\":{\"id\":\""
                + QByteArray::number(i) + "\"}}";
        return tests::stored(request, 1 + (request - 1) * kMessages,
                             '[' + elements.join(',') + ']');
    };
    index::Builder builder;
    builder.append({{allOf(2, "sent"), allOf(3, "delivered")}, {}, {}});
    (void)builder.publish();
    prepend(builder, {allOf(1, "sending")});
    builder.append({{allOf(4, "failed")}, {}, {}});

    const auto snapshot = builder.publish();

    QCOMPARE(snapshot->messages().count(), size_t(kMessages));
    for (index::MessageNumber number = 0; number < kMessages; ++number) {
        const auto message = snapshot->messages().message(number);
        QCOMPARE(message->events.size(), size_t(4));
        QCOMPARE(message->recipients.size(), size_t(1));
        QCOMPARE(message->state, bandwidth::State::Failed);
        QVERIFY(message->issues.has(bandwidth::Issue::Conflicting));
    }
}

void MessagesTest::scansFindWhatCellsSay()
{
    QRandomGenerator random(5);
    const auto requests = tests::madeLives(random, 900);
    index::Builder builder;
    builder.setRecorded(recordedFrom(kArrived));
    builder.append({requests, {}, {}});
    const auto snapshot = builder.publish(kArrived + std::chrono::minutes(requests.size()));
    QVERIFY(snapshot->count() > 2048);

    for (const QString &text :
         {u"state == failed"_s, u"issues == overdue"_s, u"issues == repeat"_s,
          u"issues contains o"_s, u"exists issues"_s, u"exists state"_s, u"state != delivered"_s,
          u"took > 20s"_s, u"exists took"_s, u"finalAfter < 5s"_s, u"exists repeatOf"_s,
          u"repeats >= 1"_s, u"issues in {conflicting, no-receipt}"_s, u"state matches /^s/"_s}) {
        const filter::Parsed parsed = filter::parse(text);
        QCOMPARE(parsed.judgement, filter::Judgement::Fine);
        const filter::Program program(parsed.filter);
        index::RowList few;
        for (qint64 id = snapshot->oldest().value; id <= snapshot->newest().value; id += 500) {
            const auto some = index::scanAll(*snapshot, program, {{id}, {id + 499}});
            few.insert(few.end(), some.begin(), some.end());
        }

        QVERIFY2(index::scanAll(*snapshot, program) == few, qPrintable(text));
        QVERIFY2(!few.empty(), qPrintable(text));
    }
}

SENDSCOPE_TEST(MessagesTest, messages)
#include "tst_messages.moc"
