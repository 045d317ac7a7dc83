#include "app/bandwidth/check.h"
#include "app/bandwidth/scenario.h"
#include "app/event/fieldcatalogue.h"
#include "app/event/split.h"
#include "tests/support/jsoninput.h"
#include "tests/testregistry.h"

#include <QDir>
#include <QSet>
#include <QTest>

using namespace sendscope;
using namespace Qt::StringLiterals;
using bandwidth::Finding;
using bandwidth::Rule;
using tests::scanned;

namespace {

const QString kSamples = QStringLiteral(SENDSCOPE_TESTS "/data/samples");

QByteArray contentOfSample(const QString &name)
{
    return tests::contentOf(kSamples + u'/' + name);
}

std::vector<Finding> findingsOf(const QByteArray &body)
{
    const event::JsonText json = scanned(body);
    return bandwidth::check(json, event::elementsOf(json).front());
}

/// "rule path" of each.
QStringList summary(const std::vector<Finding> &findings)
{
    QStringList lines;
    for (const Finding &finding : findings)
        lines << QString::fromUtf8(bandwidth::name(finding.rule) + ' ' + finding.path);
    return lines;
}

constexpr auto kStatus =
    R"({"time":"2020-06-25T18:42:36.979Z","type":"message-delivered","to":"+15554443333",)"
    R"("description":"ok","message":{"id":"a","owner":"+15552221111","applicationId":"b",)"
    R"("time":"2020-06-25T18:42:35.876Z","segmentCount":1,"direction":"out",)"
    R"("to":["+15554443333"],"from":"+15552221111"}})";

constexpr auto kInbound =
    R"({"time":"2024-12-02T20:15:57Z","type":"suggestion-response","to":"+15554443333",)"
    R"("description":"ok","message":{"id":"a","owner":"+15554443333","applicationId":"b",)"
    R"("time":"2024-12-02T20:15:57Z","segmentCount":1,"direction":"in",)"
    R"("to":["+15554443333"],"from":"+15552221111"}})";

/// The event with one piece of it in place of another, which must be there.
QByteArray with(QByteArray event, const QByteArray &before, const QByteArray &after)
{
    if (!event.contains(before))
        qFatal("there is no %s", before.constData());
    return event.replace(event.indexOf(before), before.size(), after);
}

/// The same, with further members of the message.
QByteArray withMember(const QByteArray &event, const QByteArray &member)
{
    return with(event, R"("message":{)", R"("message":{)" + member + ',');
}

} // namespace

class CheckTest : public QObject
{
    Q_OBJECT

private slots:
    void findsNothingInWhatIsPublished_data();
    void findsNothingInWhatIsPublished();
    void findsNothingInWhatIsGenerated();
    void findsEachBreach_data();
    void findsEachBreach();
    void takesContradictionsOfTheSources_data();
    void takesContradictionsOfTheSources();
    void sayWhereItStands();
    void sayWhatIsSoAndWhereItIsDocumented();
    void theRulesOfAnEventAreThoseOfItsFindings();
    void rulesHaveNamesOfTheirOwn();
    void aHostileEventIsCheckedInBounds();
};

void CheckTest::findsNothingInWhatIsPublished_data()
{
    QTest::addColumn<QStringList>("found");

    for (const QString &name : QDir(kSamples).entryList({u"*.json"_s})) {
        // Somebody else's fixture spells the channel in lower case.
        const bool isOther = name == u"csaas.message-failed.4720.json";
        QTest::newRow(qPrintable(name))
            << (isOther ? QStringList{u"unknown-value message.channel"_s} : QStringList());
    }
    QVERIFY(QDir(kSamples).entryList({u"*.json"_s}).size() >= 20);
}

void CheckTest::findsNothingInWhatIsPublished()
{
    QFETCH(const QStringList, found);

    const auto findings = findingsOf(contentOfSample(QString::fromUtf8(QTest::currentDataTag())));

    QCOMPARE(summary(findings), found);
}

void CheckTest::findsNothingInWhatIsGenerated()
{
    for (const bandwidth::ScenarioInfo &scenario : bandwidth::scenarios()) {
        auto generator = bandwidth::ScenarioGenerator::make(scenario.name, 7);
        QVERIFY(generator);
        for (int i = 0; i < 20; ++i) {
            for (const bandwidth::Callback &callback : generator->next({}))
                QCOMPARE(summary(findingsOf(callback.body)), QStringList());
        }
    }
}

void CheckTest::findsEachBreach_data()
{
    QTest::addColumn<QByteArray>("event");
    QTest::addColumn<QStringList>("found");

    const auto add = [](const char *name, const QByteArray &event, const QStringList &found) {
        QTest::newRow(name) << event << found;
    };
    const QByteArray status = kStatus;
    const QByteArray inbound = kInbound;
    add("nothing", status, {});
    add("nothing of an answer", inbound, {});

    for (const char *field : {"time", "type", "description", "message"}) {
        const QByteArray renamed = with(status, '"' + QByteArray(field) + "\":", "\"other\":");
        QStringList expected{u"missing-field "_s + QLatin1StringView(field)};
        QTest::addRow("without %s", field) << renamed << expected;
    }
    add("without to", with(inbound, R"("to":"+)", R"("two":"+)"), {u"missing-field to"_s});
    const QByteArray inMessage = R"("message":{)";
    for (const char *field :
         {"id", "owner", "applicationId", "segmentCount", "direction", "from"}) {
        QTest::addRow("without message.%s", field)
            << with(status, '"' + QByteArray(field) + "\":", "\"other\":")
            << QStringList{u"missing-field message."_s + QLatin1StringView(field)};
    }
    add("without message.to", with(status, R"("to":[)", R"("two":[)"),
        {u"missing-field message.to"_s});
    add("an empty message",
        R"({"time":"2020-06-25T18:42:36Z","type":"message-sent","to":"a","description":"b","message":{}})",
        {u"missing-field message.id"_s, u"missing-field message.owner"_s,
         u"missing-field message.applicationId"_s, u"missing-field message.time"_s,
         u"missing-field message.segmentCount"_s, u"missing-field message.direction"_s,
         u"missing-field message.to"_s, u"missing-field message.from"_s});

    add("a message that is text",
        R"({"time":"2020-06-25T18:42:36Z","type":"message-sent","to":"a","description":"b","message":"c"})",
        {u"wrong-type message"_s});
    add("to is an array", with(status, R"("to":"+15554443333")", R"("to":["+15554443333"])"),
        {u"wrong-type to"_s});
    add("message.to is text", with(status, R"("to":["+15554443333"])", R"("to":"+15554443333")"),
        {u"wrong-type message.to"_s});
    add("a recipient is a number", with(status, R"(["+15554443333"])", R"(["+1555",15554443333])"),
        {u"wrong-type message.to[1]"_s});
    add("segmentCount is text", with(status, R"("segmentCount":1)", R"("segmentCount":"1")"),
        {u"wrong-type message.segmentCount"_s});
    add("segmentCount is no whole number",
        with(status, R"("segmentCount":1)", R"("segmentCount":1.5)"),
        {u"wrong-type message.segmentCount"_s});
    add("a null", with(status, R"("description":"ok")", R"("description":null)"),
        {u"wrong-type description"_s});
    add("true", withMember(status, R"("tag":true)"), {u"wrong-type message.tag"_s});

    add("a time without a zone", with(status, "36.979Z", "36.979"), {u"wrong-format time"_s});
    add("a time with a space", with(status, "25T18:42:35", "25 18:42:35"),
        {u"wrong-format message.time"_s});
    add("a day that is none", with(status, "06-25T18:42:36", "06-31T18:42:36"),
        {u"wrong-format time"_s});
    add("a link that is none", withMember(status, R"("media":["bandwidth-logo.png"])"),
        {u"wrong-format message.media[0]"_s});
    add("a link with a space",
        withMember(status, R"("media":["https://a.example/1.png","https://a.example/2 3.png"])"),
        {u"wrong-format message.media[1]"_s});
    add("eventTime", with(status, R"("to":"+)", R"("eventTime":"yesterday","to":"+)"),
        {u"wrong-format eventTime"_s});

    add("an unknown type", with(status, "message-delivered", "message-lost"),
        {u"unknown-value type"_s});
    add("direction", with(status, R"("out")", R"("outbound")"),
        {u"unknown-value message.direction"_s});
    add("priority", withMember(status, R"("priority":"low")"),
        {u"unknown-value message.priority"_s});
    add("channel", withMember(status, R"("channel":"rbm")"), {u"unknown-value message.channel"_s});

    add("a long tag", withMember(status, R"("tag":")" + QByteArray(1025, 'x') + '"'),
        {u"too-long message.tag"_s});
    add("a tag of many bytes",
        withMember(status, R"("tag":")" + QByteArray("é").repeated(1024) + '"'), {});
    add("a recipient twice", with(status, R"(["+15554443333"])", R"(["a","b","a","\u0061"])"),
        {u"repeated-item message.to[2]"_s, u"repeated-item message.to[3]"_s});
    add("a code that belongs to a failure",
        with(status, R"("to":"+)", R"("errorCode":4720,"to":"+)"),
        {u"misplaced-field errorCode"_s});
    add("a code that is none",
        with(with(status, R"("to":"+)", R"("errorCode":"bad","to":"+)"), "message-delivered",
             "message-failed"),
        {u"wrong-type errorCode"_s});
    add("content of a status", withMember(status, R"("content":{})"),
        {u"misplaced-field message.content"_s});

    add("postback that is no base64",
        withMember(inbound, R"("suggestionResponse":{"postbackData":"hello"})"),
        {u"wrong-format message.suggestionResponse.postbackData"_s});
    add("a long postback",
        withMember(inbound,
                   R"("suggestionResponse":{"postbackData":")" + QByteArray(2052, 'A') + "\"}"),
        {u"too-long message.suggestionResponse.postbackData"_s});
    add("the longest postback",
        withMember(inbound,
                   R"("suggestionResponse":{"postbackData":")" + QByteArray(2048, 'A')
                       + R"(","pairedMessageId":null})"),
        {});
    add("rich media without an address",
        withMember(inbound, R"("content":{"text":"a","media":{"thumbnailUrl":"https://a/b"}})"),
        {u"missing-field message.content.media.fileUrl"_s});
    add("a place that is none", withMember(inbound, R"("locationResponse":{"latitude":"north"})"),
        {u"wrong-format message.locationResponse.latitude"_s});

    add("neither type nor message", R"({"hello":"world"})", {u"unknown-body "_s});
    add("the last of repeated names counts",
        with(status, R"("to":"+)", R"("type":"x","type":"message-sent","to":"+)"), {});
    add("a name with escapes", with(status, R"("type")", R"("\u0074ype")"), {});
    add("what is no object", "[1]", {});

    add("a receipt of two-factor", R"({"platform":"GlobalSMS","message":{"id":1},"errorCode":995})",
        {u"wrong-type message.id"_s});
    add("an international receipt", R"({"msgId":"a","event":"LOST"})", {u"unknown-value event"_s});
    add("a verification", R"({"phoneNumber":"+18005555555","status":"MAYBE","blocked":1})",
        {u"unknown-value status"_s, u"wrong-type blocked"_s});
    add("version 1", R"({"eventType":"sms","time":5})", {});
}

void CheckTest::findsEachBreach()
{
    QFETCH(const QByteArray, event);
    QFETCH(const QStringList, found);

    QCOMPARE(summary(findingsOf(event)), found);
    QCOMPARE(summary(findingsOf('[' + event + ']')), event.startsWith('[') ? QStringList() : found);
}

void CheckTest::takesContradictionsOfTheSources_data()
{
    QTest::addColumn<QByteArray>("event");

    const QByteArray status = kStatus;
    const QByteArray failed = with(status, "message-delivered", "message-failed");
    QTest::newRow("the time is an array")
        << with(status, R"("2020-06-25T18:42:36.979Z")", R"(["2020-06-25T18:42:36.979Z"])");
    QTest::newRow("a status has a text") << withMember(status, R"("text":"Hello")");
    QTest::newRow("the owner is the recipient")
        << with(status, R"("owner":"+15552221111")", R"("owner":"+15554443333")");
    QTest::newRow("sending a text message") << with(status, "message-delivered", "message-sending");
    QTest::newRow("another wording")
        << with(status, R"("ok")", R"("Message delivered to handset.")");
    QTest::newRow("a delivery of 2018")
        << with(with(status, R"("to":"+15554443333",)", ""), R"("out")", R"("in")");
    QTest::newRow("the code is text")
        << with(failed, R"("to":"+)", R"("errorCode":"4720","to":"+)");
    QTest::newRow("a failure without a code") << failed;
    QTest::newRow("seconds alone") << with(status, "36.979Z", "36Z");
    QTest::newRow("microseconds and an offset") << with(status, "36.979Z", "36.979123+01:00");
    QTest::newRow("a former name")
        << with(kInbound, "suggestion-response", "location-request-response");
    QTest::newRow("a name of 2020") << with(status, "message-delivered", "message-queued");
    QTest::newRow("a place in numbers")
        << withMember(kInbound, R"("locationResponse":{"latitude":37.7,"longitude":"-122.4"})");
    QTest::newRow("a placeholder of the documentation")
        << withMember(status, R"("media":["https://a.example/{accountId}/1.png"])");
    QTest::newRow("members that are not documented") << withMember(status, R"("expiration":5)");
}

void CheckTest::takesContradictionsOfTheSources()
{
    QFETCH(const QByteArray, event);

    QCOMPARE(summary(findingsOf(event)), QStringList());
}

void CheckTest::sayWhereItStands()
{
    const QByteArray body =
        "[ 7, " + with(withMember(kStatus, R"("tag":5)"), R"("id":"a",)", "") + ']';
    const event::JsonText json = scanned(body);
    const qint32 element = event::elementsOf(json)[1];
    const QByteArray bytes = json.raw(element).toByteArray();

    const auto findings = bandwidth::check(json, element);

    QCOMPARE(summary(findings),
             (QStringList{u"missing-field message.id"_s, u"wrong-type message.tag"_s}));
    const qsizetype message = bytes.indexOf(R"({"tag")");
    QCOMPARE(findings[0].begin, message);
    QCOMPARE(findings[0].length, bytes.size() - 1 - message);
    QCOMPARE(bytes.sliced(findings[1].begin, findings[1].length), "5"_ba);
    QCOMPARE(findings[1].begin, bytes.indexOf("5,"));
}

void CheckTest::sayWhatIsSoAndWhereItIsDocumented()
{
    const auto status = findingsOf(withMember(kStatus, R"("channel":"sms\n<b>","tag":5)"));
    const auto inbound = findingsOf(withMember(kInbound, R"("tag":5)"));

    QCOMPARE(status[0].sentence, u"“message.tag” is 5; the schema says a string."_s);
    QCOMPARE(status[1].sentence,
             u"“message.channel” is “sms\n<b>”; the schema says RBM, SMS or MMS."_s);
    QCOMPARE(QByteArray(status[0].source.section), "components.schemas.statusCallbackMessage"_ba);
    QCOMPARE(QByteArray(inbound[0].source.section), "components.schemas.inboundCallbackMessage"_ba);
    QVERIFY(QByteArray(status[0].source.document).startsWith("bandwidth.yml"));

    const auto placeholder =
        findingsOf(with(kStatus, R"("to":"+)", R"("%1%2":0,"to":5,"from":"+)"));
    QCOMPARE(placeholder[0].sentence, u"“to” is 5; the schema says a string."_s);
}

/// Every event, and every event with one of its values taken out or replaced.
void CheckTest::theRulesOfAnEventAreThoseOfItsFindings()
{
    int checked = 0;
    for (const QString &name : QDir(kSamples).entryList({u"*.json"_s})) {
        const QByteArray body = contentOfSample(name);
        const event::JsonText whole = scanned(body);
        for (const event::JsonSpan &span : whole.spans()) {
            if (span.type == event::JsonSpan::Type::Key)
                continue;
            for (const char *other : {"null", "7", "\"x\"", "[\"x\",\"x\"]", "{}"}) {
                QByteArray changed = body;
                changed.replace(span.begin, span.end - span.begin, other);
                const event::JsonText json = scanned(changed);
                for (const qint32 element : event::elementsOf(json)) {
                    bandwidth::RuleSet expected;
                    for (const Finding &finding : bandwidth::check(json, element)) {
                        expected.add(finding.rule);
                        QVERIFY(!finding.sentence.isEmpty());
                        QVERIFY(finding.begin >= 0);
                        QVERIFY(finding.begin + finding.length <= json.raw(element).size());
                    }
                    const auto facts = bandwidth::readEvent(json, element);
                    QCOMPARE(bandwidth::brokenRules(json, element, facts.body), expected);
                    ++checked;
                }
            }
        }
    }
    QVERIFY(checked > 1000);
}

void CheckTest::rulesHaveNamesOfTheirOwn()
{
    QByteArrayList names;
    for (size_t i = 0; i < bandwidth::kRuleCount; ++i) {
        names << bandwidth::name(Rule(i));
        QVERIFY(bandwidth::meaningOf(Rule(i)).endsWith(u'.'));
    }

    QCOMPARE(event::wordsOf(event::Field::Check), names);
    QCOMPARE(QSet<QByteArray>(names.begin(), names.end()).size(), names.size());
}

void CheckTest::aHostileEventIsCheckedInBounds()
{
    QByteArray recipients;
    for (int i = 0; i < 60'000; ++i)
        recipients += (i ? ",\"" : "\"") + QByteArray::number(i % 2000) + '"';
    const QByteArray body = with(kStatus, R"("+15554443333"])", recipients + ']');

    const auto findings = findingsOf(body);

    QCOMPARE(findings.size(), bandwidth::kMostFindings);
    QCOMPARE(findings.front().rule, Rule::RepeatedItem);

    const QByteArray numbers =
        with(kStatus, R"("+15554443333"])", "1" + QByteArray(",1").repeated(500'000) + ']');
    QCOMPARE(findingsOf(numbers).size(), bandwidth::kMostFindings);
}

SENDSCOPE_TEST(CheckTest, check)
#include "tst_check.moc"
