#include "app/bandwidth/errorcode.h"
#include "app/bandwidth/message.h"
#include "app/bandwidth/scenario.h"
#include "tests/testregistry.h"

#include <QMap>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace sendscope;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using bandwidth::Callback;
using bandwidth::EventFacts;
using bandwidth::ScenarioGenerator;
using bandwidth::Stage;

class ScenarioTest : public QObject
{
    Q_OBJECT

private slots:
    void refusesUnknownNames_data();
    void refusesUnknownNames();
    void makesTheSameForTheSameSeed_data();
    void makesTheSameForTheSameSeed();
    void makesTheSameBytesEverywhere();
    void makesRealisticBodies_data();
    void makesRealisticBodies();
    void deliversWhatItSends();
    void failsWithPublishedCodes();
    void failsWithTheCodeAskedFor();
    void reportsAMissingReceiptAfterTwoHours();
    void tellsOfEachRecipientOfAGroup();
    void takesInSeveralAttachments();
    void repeatsOneCallback();
    void mixesAllOfThem();
};

namespace {

const base::UtcTime kFirstMessage{
    std::chrono::microseconds(1'795'442'856'841'000)}; // 2026-11-23T14:07:36.841Z

ScenarioGenerator generator(const QString &name, quint64 seed = 1)
{
    auto made = ScenarioGenerator::make(name, seed);
    if (!made)
        qFatal("no scenario %s", qPrintable(name));
    return *made;
}

EventFacts read(const Callback &callback)
{
    const auto json = event::JsonText::scan(callback.body);
    if (!json)
        qFatal("no JSON: %s", callback.body.constData());
    return bandwidth::readEvent(*json, json->firstChild(0));
}

std::vector<Stage> stagesOf(const std::vector<Callback> &callbacks)
{
    std::vector<Stage> stages;
    for (const Callback &callback : callbacks)
        stages.push_back(bandwidth::stageOf(read(callback)));
    return stages;
}

void addScenarios()
{
    for (const bandwidth::ScenarioInfo &info : bandwidth::scenarios())
        QTest::newRow(qPrintable(info.name)) << info.name;
}

} // namespace

void ScenarioTest::refusesUnknownNames_data()
{
    QTest::addColumn<QString>("name");

    for (const char *name : {"", "Delivered", "nonsense", "failed:", "failed:abcd", "failed:47200",
                             "failed:0999", "failed:4720:1", "delivered:4720", ":4720"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void ScenarioTest::refusesUnknownNames()
{
    QFETCH(const QString, name);

    const auto made = ScenarioGenerator::make(name, 1);

    QVERIFY(!made);
    QCOMPARE(made.error().code, base::Error::Code::InvalidInput);
    QCOMPARE(made.error().args,
             (QStringList{name, u"delivered, failed, group, inbound, repeat, mix, failed:4720"_s}));
}

void ScenarioTest::makesTheSameForTheSameSeed_data()
{
    QTest::addColumn<QString>("name");
    addScenarios();
}

void ScenarioTest::makesTheSameForTheSameSeed()
{
    QFETCH(const QString, name);
    ScenarioGenerator one = generator(name, 42);
    ScenarioGenerator same = generator(name, 42);
    ScenarioGenerator other = generator(name, 43);

    bool differs = false;
    for (int i = 0; i < 20; ++i) {
        const auto a = one.next(kFirstMessage);
        const auto b = same.next(kFirstMessage);
        const auto c = other.next(kFirstMessage);
        QCOMPARE(a.size(), b.size());
        for (size_t j = 0; j < a.size(); ++j) {
            QCOMPARE(a[j].body, b[j].body);
            QCOMPARE(a[j].after.count(), b[j].after.count());
        }
        differs = differs || a.front().body != c.front().body;
    }
    QVERIFY(differs);
}

void ScenarioTest::makesTheSameBytesEverywhere()
{
    // Scripts compare what they generated last year: a change here is a change of behaviour.
    const QByteArray body(
        R"([{"time":"2026-11-23T14:07:36.841Z","type":"message-sending","to":"+15125550144","description":"Message is sending to carrier")"
        R"(,"message":{"id":"1795442856077icjztg7t5jwl6frt","owner":"+19725550182","applicationId":"044c3cd7-f43c-461c-b698-4080bab12a02","time":"2026-11-23T14:07:36.078Z")"
        R"(,"segmentCount":1,"direction":"out","to":["+15125550144"],"from":"+19725550182","text":"","media":["https://media.example.com/campaign/20.jpg"],"tag":"otp-10001"}}])");

    const auto callbacks = generator(u"delivered"_s, 7).next(kFirstMessage);

    QCOMPARE(callbacks.front().body, body);
}

void ScenarioTest::makesRealisticBodies_data()
{
    QTest::addColumn<QString>("name");
    addScenarios();
}

void ScenarioTest::makesRealisticBodies()
{
    QFETCH(const QString, name);
    static const QRegularExpression number(u"^\\+1[2-9]\\d\\d55501\\d\\d$"_s);
    static const QRegularExpression id(
        u"^([0-9]{13}[0-9a-z]{16}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$"_s);
    static const QRegularExpression uuid(
        u"^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"_s);
    ScenarioGenerator made = generator(name);

    QSet<QByteArray> ids;
    for (int i = 0; i < 200; ++i) {
        const auto callbacks = made.next(kFirstMessage);
        QCOMPARE(callbacks.front().after.count(), 0);
        for (size_t j = 0; j < callbacks.size(); ++j) {
            QVERIFY(j == 0 || callbacks[j - 1].after <= callbacks[j].after);
            const EventFacts facts = read(callbacks[j]);
            QCOMPARE(facts.messageId, read(callbacks.front()).messageId);
            QVERIFY(id.match(QString::fromLatin1(facts.messageId)).hasMatch());
            QVERIFY(uuid.match(QString::fromLatin1(facts.applicationId)).hasMatch());
            QVERIFY(number.match(QString::fromLatin1(facts.ours)).hasMatch());
            QVERIFY(number.match(QString::fromLatin1(facts.theirs)).hasMatch());
            QVERIFY(facts.time && facts.messageTime && *facts.messageTime < kFirstMessage);
            QVERIFY(!facts.description.isEmpty());
            QCOMPARE(facts.segmentCount, std::optional(1));
            QCOMPARE(facts.errorCode.has_value(), facts.type == "message-failed");
            // A repeated callback tells the time of its first coming.
            QVERIFY(*facts.time <= kFirstMessage + callbacks[j].after);
        }
        ids << read(callbacks.front()).messageId;
    }
    QCOMPARE(ids.size(), 200);
}

void ScenarioTest::deliversWhatItSends()
{
    ScenarioGenerator made = generator(u"delivered"_s);

    QSet<size_t> lengths;
    for (int i = 0; i < 50; ++i) {
        const std::vector<Stage> stages = stagesOf(made.next(kFirstMessage));
        QCOMPARE(stages.front(), Stage::Sending);
        QCOMPARE(stages.back(), Stage::Delivered);
        QVERIFY(stages.size() == 2 || (stages.size() == 3 && stages[1] == Stage::Sent));
        lengths << stages.size();
    }
    QCOMPARE(lengths.size(), 2);
}

void ScenarioTest::failsWithPublishedCodes()
{
    ScenarioGenerator made = generator(u"failed"_s);

    QSet<int> codes;
    for (int i = 0; i < 100; ++i) {
        const EventFacts facts = read(made.next(kFirstMessage).back());
        QCOMPARE(facts.type, "message-failed"_ba);
        QVERIFY(facts.errorCode && bandwidth::explain(*facts.errorCode).isDocumented);
        codes << *facts.errorCode;
    }
    QVERIFY(codes.size() > 20);
}

void ScenarioTest::failsWithTheCodeAskedFor()
{
    ScenarioGenerator made = generator(u"failed:4720"_s);

    for (int i = 0; i < 10; ++i)
        QCOMPARE(read(made.next(kFirstMessage).back()).errorCode, std::optional(4720));
    QCOMPARE(read(made.next(kFirstMessage).back()).description, "invalid-destination-address"_ba);
}

void ScenarioTest::reportsAMissingReceiptAfterTwoHours()
{
    const auto callbacks = generator(u"failed:9902"_s).next(kFirstMessage);

    QCOMPARE(bandwidth::stageOf(read(callbacks.back())), Stage::NoReceipt);
    QVERIFY(callbacks.back().after >= 2h);
}

void ScenarioTest::tellsOfEachRecipientOfAGroup()
{
    ScenarioGenerator made = generator(u"group"_s);

    for (int i = 0; i < 30; ++i) {
        const auto callbacks = made.next(kFirstMessage);
        QMap<QByteArray, std::vector<Stage>> stages;
        const std::vector<QByteArray> recipients = read(callbacks.front()).recipients;
        for (const Callback &callback : callbacks) {
            const EventFacts facts = read(callback);
            QCOMPARE(facts.recipients, recipients);
            stages[facts.to].push_back(bandwidth::stageOf(facts));
        }
        QVERIFY(recipients.size() == 3 || recipients.size() == 4);
        QCOMPARE(stages.size(), qsizetype(recipients.size()));
        for (const QByteArray &recipient : recipients) {
            QCOMPARE(stages[recipient].size(), size_t(3));
            QCOMPARE(stages[recipient][0], Stage::Sending);
            QCOMPARE(stages[recipient][1], Stage::Sent);
            QVERIFY(stages[recipient][2] == Stage::Delivered
                    || stages[recipient][2] == Stage::Failed);
        }
        QVERIFY(!read(callbacks.front()).media.empty());
    }
}

void ScenarioTest::takesInSeveralAttachments()
{
    ScenarioGenerator made = generator(u"inbound"_s);

    for (int i = 0; i < 30; ++i) {
        const auto callbacks = made.next(kFirstMessage);
        QCOMPARE(callbacks.size(), size_t(1));
        const EventFacts facts = read(callbacks.front());
        QCOMPARE(bandwidth::stageOf(facts), Stage::Received);
        QCOMPARE(facts.direction, "in"_ba);
        QVERIFY(facts.media.size() >= 2 && facts.media.size() <= 5);
        QVERIFY(!facts.text.isEmpty());
        for (size_t j = 0; j < facts.media.size(); ++j)
            QVERIFY(facts.media[j].startsWith("https://messaging.bandwidth.com/api/v2/users/99")
                    && facts.media[j].contains("/media/" + facts.messageId + '/'
                                               + QByteArray::number(int(j)) + '/'));
    }
}

void ScenarioTest::repeatsOneCallback()
{
    ScenarioGenerator made = generator(u"repeat"_s);

    for (int i = 0; i < 30; ++i) {
        const auto callbacks = made.next(kFirstMessage);
        QSet<QByteArray> bodies;
        for (const Callback &callback : callbacks)
            bodies << callback.body;
        QCOMPARE(bodies.size(), qsizetype(callbacks.size()) - 1);
        QVERIFY(callbacks.back().after >= 10s);
    }
}

void ScenarioTest::mixesAllOfThem()
{
    ScenarioGenerator made = generator(u"mix"_s);

    QMap<Stage, int> ends;
    for (int i = 0; i < 300; ++i)
        ++ends[bandwidth::stageOf(read(made.next(kFirstMessage).back()))];

    QVERIFY(ends[Stage::Delivered] > 150);
    QVERIFY(ends[Stage::Received] > 15);
    QVERIFY(ends[Stage::Failed] > 5);
}

SENDSCOPE_TEST(ScenarioTest, scenario)
#include "tst_scenario.moc"
