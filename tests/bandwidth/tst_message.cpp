#include "app/bandwidth/message.h"
#include "app/event/timestamp.h"
#include "tests/support/jsoninput.h"
#include "tests/testregistry.h"

#include <QDir>
#include <QTest>

using namespace sendscope;
using namespace Qt::StringLiterals;
using bandwidth::Body;
using bandwidth::EventFacts;
using bandwidth::Stage;

class MessageTest : public QObject
{
    Q_OBJECT

private slots:
    void readsEverySample_data();
    void readsEverySample();
    void knowsEverySample();
    void readsAllFieldsOfASample();
    void tellsBodiesApart_data();
    void tellsBodiesApart();
    void tellsOursFromTheirs_data();
    void tellsOursFromTheirs();
    void readsErrorCodes_data();
    void readsErrorCodes();
    void readsListsHoweverTheyAreSpelled_data();
    void readsListsHoweverTheyAreSpelled();
    void readsARichMessage();
    void readsASuggestionResponse();
    void readsALegacyCallback();
    void readsAnInternationalReceipt();
    void readsATollFreeVerification();
    void keepsWhatItDoesNotKnow();
    void takesTheLastOfRepeatedKeys();
    void readsEachElementOfAnArray();
    void takesNonObjectsCalmly();
    void knowsTheStageOfEveryType_data();
    void knowsTheStageOfEveryType();
    void noReceiptIsNoFailure();
};

namespace {

const QString kSampleFolder = QStringLiteral(SENDSCOPE_TESTS "/data/samples");

EventFacts read(const QByteArray &body)
{
    const event::JsonText json = tests::scanned(body);
    const bool isArray = json.span(0).type == event::JsonSpan::Type::Array;
    return bandwidth::readEvent(json, isArray ? json.firstChild(0) : 0);
}

EventFacts readSample(const QString &name)
{
    return read(tests::contentOf(kSampleFolder + u'/' + name + u".json"_s));
}

/// An outbound status with these envelope and message members in place of the usual ones.
EventFacts readStatus(const QByteArray &envelope, const QByteArray &message)
{
    return read("[{" + envelope + R"(,"message":{"id":"1593110555875xo7watq5px6rbe5d",)" + message
                + "}}]");
}

QByteArray formatted(const std::optional<base::UtcTime> &time)
{
    return time ? event::formatTimestamp(*time) : QByteArray();
}

} // namespace

void MessageTest::readsEverySample_data()
{
    QTest::addColumn<QByteArray>("time");
    QTest::addColumn<Stage>("stage");
    QTest::addColumn<QByteArray>("id");
    QTest::addColumn<QByteArray>("ours");
    QTest::addColumn<QByteArray>("theirs");
    QTest::addColumn<qsizetype>("media");
    QTest::addColumn<QByteArray>("tag");

    const auto row = [](const char *name, const char *time, Stage stage, const char *id,
                        const char *ours, const char *theirs, qsizetype media, const char *tag) {
        QTest::newRow(name) << QByteArray(time) << stage << QByteArray(id) << QByteArray(ours)
                            << QByteArray(theirs) << media << QByteArray(tag);
    };
    const char *const docsId = "14762070468292kw2fuqty55yp2b2";
    const char *const labId = "1593110555875xo7watq5px6rbe5d";
    const char *const docsTime = "2016-09-14T18:20:16.000000Z";

    row("capture2020.message-received.sms", "2020-06-16T12:52:17.821000Z", Stage::Received,
        "96f1d01f-892e-4384-920a-f3cac02d35f9", "+16285550169", "+16785550138", 0, "");
    row("capture2021.message-delivered.sms", "2021-04-08T02:28:58.971000Z", Stage::Delivered,
        "161784893790627hhq62iyvsaupsl", "+14705550141", "+14075550104", 0,
        "606e69c8cb126c0009c7a03d");
    row("csaas.message-failed.4720", "2026-08-26T15:05:03.900000Z", Stage::Failed,
        "1755000000000-outbound-bbbb", "+12145550100", "+19725550199", 0, "PLACEHOLDER_TAG");
    row("docs.message-received.group-multi-media", docsTime, Stage::Received, docsId,
        "+12345678902", "+12345678901", 3, "");
    row("examples.message-received.numeric-account", "2016-09-14T18:20:17.000000Z", Stage::Received,
        docsId, "+12345678902", "+12345678901", 1, "");
    row("message-delivered.group-mms", docsTime, Stage::Delivered, docsId, "+12345678901",
        "+12345678902", 0, "");
    row("message-delivered.mms", docsTime, Stage::Delivered, docsId, "+12345678901", "+12345678902",
        1, "");
    row("message-delivered.sms", docsTime, Stage::Delivered, docsId, "+12345678901", "+12345678902",
        0, "");
    row("message-delivered.tollfree", "2020-03-27T15:01:22.646000Z", Stage::Delivered,
        "1585321273456iprz22vjeo4tvooc", "+18447242263", "+12345678902", 0, "");
    row("message-failed.4432", docsTime, Stage::Failed, docsId, "+12345678901", "+52345678903", 1,
        "");
    row("message-received.group-mms", docsTime, Stage::Received, docsId, "+12345678902",
        "+12345678901", 1, "");
    row("message-received.mms-multi-media", docsTime, Stage::Received, docsId, "+12345678902",
        "+12345678901", 3, "");
    row("message-received.mms-single-media", docsTime, Stage::Received, docsId, "+12345678902",
        "+12345678901", 1, "");
    row("message-sending.mms", "2020-06-25T18:42:36.979000Z", Stage::Sending, labId, "+15552221111",
        "+15554443333", 1, "v2 lab");
    row("message-sending.mms.seed", "2020-06-25T18:42:36.979000Z", Stage::Sending, labId,
        "+19196494865", "+19842397270", 1, "v2 lab");
    row("spec.message-delivered.sms", "2024-09-14T18:20:11.160744Z", Stage::Delivered, docsId,
        "+12345678901", "+12345678902", 0, "");
    row("spec.message-failed.4432", "2024-12-18T16:51:27.704450Z", Stage::Failed, docsId,
        "+12345678901", "+52345678903", 1, "");
    row("spec.message-received.mms-group", "2024-09-14T18:20:45.160744Z", Stage::Received, docsId,
        "+12345678902", "+12345678901", 1, "");
    row("spec.message-received.sms", "2025-01-06T15:43:35.502180Z", Stage::Received, docsId,
        "+12345678902", "+12345678901", 0, "");
    row("spec.message-sent", "2024-06-25T18:42:36.979456Z", Stage::Sent, labId, "+15552221111",
        "+15554443333", 1, "v2 lab");
}

void MessageTest::readsEverySample()
{
    QFETCH(const QByteArray, time);
    QFETCH(const Stage, stage);
    QFETCH(const QByteArray, id);
    QFETCH(const QByteArray, ours);
    QFETCH(const QByteArray, theirs);
    QFETCH(const qsizetype, media);
    QFETCH(const QByteArray, tag);

    const EventFacts facts = readSample(QString::fromUtf8(QTest::currentDataTag()));

    QCOMPARE(facts.body, Body::Message);
    QCOMPARE(formatted(facts.time), time);
    QVERIFY(facts.messageTime);
    QCOMPARE(bandwidth::stageOf(facts), stage);
    QCOMPARE(facts.messageId, id);
    QCOMPARE(facts.ours, ours);
    QCOMPARE(facts.theirs, theirs);
    QCOMPARE(qsizetype(facts.media.size()), media);
    QCOMPARE(facts.tag, tag);
    QCOMPARE(facts.segmentCount, std::optional(1));
}

void MessageTest::knowsEverySample()
{
    // A sample that is added must get its row above.
    QCOMPARE(QDir(kSampleFolder).entryList({u"*.json"_s}).size(), 20);
}

void MessageTest::readsAllFieldsOfASample()
{
    const EventFacts facts = readSample(u"csaas.message-failed.4720"_s);

    QCOMPARE(facts.type, "message-failed"_ba);
    QCOMPARE(facts.to, "+19725550199"_ba);
    QCOMPARE(facts.description, "Message failed"_ba);
    QCOMPARE(facts.errorCode, std::optional(4720));
    QCOMPARE(facts.carrierName, ""_ba);
    QCOMPARE(formatted(facts.messageTime), "2026-08-26T15:05:00.000000Z"_ba);
    QCOMPARE(facts.owner, "+12145550100"_ba);
    QCOMPARE(facts.applicationId, "93de2206-9669-4e07-948d-329f4b722ee2"_ba);
    QCOMPARE(facts.direction, "out"_ba);
    QCOMPARE(facts.from, "+12145550100"_ba);
    QCOMPARE(facts.recipients, std::vector{"+19725550199"_ba});
    QCOMPARE(facts.text, "Thanks - what is your best price?"_ba);
    QCOMPARE(facts.channel, "sms"_ba);
}

void MessageTest::tellsBodiesApart_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<Body>("kind");

    QTest::newRow("message") << R"([{"type":"message-sent","message":{}}])"_ba << Body::Message;
    QTest::newRow("known type, no message") << R"({"type":"message-failed"})"_ba << Body::Message;
    QTest::newRow("new type with a message")
        << R"({"type":"message-teleported","message":{}})"_ba << Body::Message;
    QTest::newRow("2FA")
        << R"({"type":"message-delivered","platform":"NorthAmericaSMS","message":{"id":"1"}})"_ba
        << Body::TwoFactorReceipt;
    QTest::newRow("international")
        << R"({"msgId":"1","event":"BUFFERED"})"_ba << Body::InternationalReceipt;
    QTest::newRow("verification") << R"({"internalTicketNumber":"1","status":"VERIFIED"})"_ba
                                  << Body::TollFreeVerification;
    QTest::newRow("verification without a ticket")
        << R"({"phoneNumber":"+18005550100","status":"UNVERIFIED"})"_ba
        << Body::TollFreeVerification;
    QTest::newRow("legacy") << R"({"eventType":"sms","direction":"in"})"_ba << Body::LegacyCallback;
    QTest::newRow("unknown") << R"({"type":"voice-answer"})"_ba << Body::Unknown;
    QTest::newRow("empty") << "{}"_ba << Body::Unknown;
}

void MessageTest::tellsBodiesApart()
{
    QFETCH(const QByteArray, body);
    QFETCH(const Body, kind);

    QCOMPARE(read(body).body, kind);
}

void MessageTest::tellsOursFromTheirs_data()
{
    QTest::addColumn<QByteArray>("envelope");
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QByteArray>("ends");

    const auto row = [](const char *name, const char *envelope, const char *message,
                        const char *ends) {
        QTest::newRow(name) << QByteArray(envelope) << QByteArray(message) << QByteArray(ends);
    };
    row("delivered, owner is the recipient", R"("type":"message-delivered","to":"B")",
        R"("owner":"B","from":"A","to":["B"],"direction":"out")", "A>B");
    row("delivered of 2018: in, and no envelope to", R"("type":"message-delivered")",
        R"("owner":"A","from":"A","to":["B"],"direction":"in")", "A>B");
    row("no from", R"("type":"message-sending","to":"B")", R"("owner":"A","to":["B"])", "A>B");
    row("one of a group", R"("type":"message-delivered","to":"C")",
        R"("from":"A","to":["B","C","D"])", "A>C");
    row("a group without envelope to", R"("type":"message-delivered")",
        R"("from":"A","to":["B","C"])", "A>");
    row("read", R"("type":"message-read","to":"B")", R"("from":"A","to":["B"])", "A>B");
    row("received", R"("type":"message-received","to":"A")", R"("owner":"A","from":"B","to":["A"])",
        "A<B");
    row("received in a group: owner says who", R"("type":"message-received","to":"C")",
        R"("owner":"A","from":"B","to":["A","C"])", "A<B");
    row("received without an owner", R"("type":"message-received","to":"A")",
        R"("from":"B","to":["A","C"])", "A<B");
    row("received with nothing but the message", R"("type":"message-received")",
        R"("from":"B","to":["A"])", "A<B");
    row("received, though it says out", R"("type":"message-received","to":"A")",
        R"("from":"B","to":["A"],"direction":"out")", "A<B");
    row("suggestion", R"("type":"suggestion-response","to":"A")", R"("owner":"A","from":"B")",
        "A<B");
    row("location, old name", R"("type":"location-request-response","to":"A")",
        R"("owner":"A","from":"B")", "A<B");
    row("unknown type, in", R"("type":"x","to":"A")", R"("owner":"A","from":"B","direction":"in")",
        "A<B");
    row("unknown type, out", R"("type":"x","to":"B")",
        R"("owner":"A","from":"A","direction":"out")", "A>B");
    row("alphanumeric sender", R"("type":"message-sent","to":"+4915112345678")", R"("from":"ACME")",
        "ACME>+4915112345678");
}

void MessageTest::tellsOursFromTheirs()
{
    QFETCH(const QByteArray, envelope);
    QFETCH(const QByteArray, message);
    QFETCH(const QByteArray, ends);

    const EventFacts facts = readStatus(envelope, message);

    QByteArray both = ends;
    const QByteArrayList expected = both.replace('<', '>').split('>');
    QCOMPARE(facts.ours, expected[0]);
    QCOMPARE(facts.theirs, expected[1]);
}

void MessageTest::readsErrorCodes_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<int>("code"); // -1: none

    QTest::newRow("number") << "4720"_ba << 4720;
    QTest::newRow("text") << "\"4720\""_ba << 4720;
    QTest::newRow("unknown to the table") << "4999"_ba << 4999;
    QTest::newRow("words") << "\"invalid-destination-address\""_ba << -1;
    QTest::newRow("empty") << "\"\""_ba << -1;
    QTest::newRow("null") << "null"_ba << -1;
    QTest::newRow("array of one") << "[4720]"_ba << 4720;
    QTest::newRow("object") << "{}"_ba << -1;
    QTest::newRow("too large") << "99999999999999999999"_ba << -1;
    QTest::newRow("fraction") << "4720.5"_ba << -1;
}

void MessageTest::readsErrorCodes()
{
    QFETCH(const QByteArray, json);
    QFETCH(const int, code);

    const EventFacts facts = read(R"([{"type":"message-failed","errorCode":)" + json + "}]");

    QCOMPARE(facts.errorCode.value_or(-1), code);
}

void MessageTest::readsListsHoweverTheyAreSpelled_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArrayList>("texts");

    QTest::newRow("array") << R"(["A","B"])"_ba << QByteArrayList{"A", "B"};
    QTest::newRow("text") << R"("A")"_ba << QByteArrayList{"A"};
    QTest::newRow("empty") << "[]"_ba << QByteArrayList{};
    QTest::newRow("null") << "null"_ba << QByteArrayList{};
    QTest::newRow("numbers") << "[15554443333]"_ba << QByteArrayList{"15554443333"};
    QTest::newRow("odd ones between")
        << R"(["A",null,{},["B"],"C"])"_ba << QByteArrayList{"A", "C"};
    QTest::newRow("escaped") << R"(["\u002B1"])"_ba << QByteArrayList{"+1"};
}

void MessageTest::readsListsHoweverTheyAreSpelled()
{
    QFETCH(const QByteArray, json);
    QFETCH(const QByteArrayList, texts);

    const EventFacts facts =
        readStatus(R"("type":"message-sent")", "\"to\":" + json + ",\"media\":" + json);

    QCOMPARE(QByteArrayList(facts.recipients.begin(), facts.recipients.end()), texts);
    QCOMPARE(facts.media, facts.recipients);
}

void MessageTest::readsARichMessage()
{
    const EventFacts facts = readStatus(
        R"("type":"message-received","to":"A","carrierName":"AT&T")",
        R"("from":"B","channel":"RBM","content":{"text":"hi","media":{"fileUrl":"https://a/1.png","thumbnailUrl":"https://a/t.png"}})");

    QCOMPARE(facts.text, "hi"_ba);
    QCOMPARE(facts.media, std::vector{"https://a/1.png"_ba});
    QCOMPARE(facts.channel, "RBM"_ba);
    QCOMPARE(facts.carrierName, "AT&T"_ba);
}

void MessageTest::readsASuggestionResponse()
{
    const EventFacts facts = readStatus(
        R"("type":"suggestion-response","to":"A")",
        R"("from":"B","suggestionResponse":{"text":"Yes","postbackData":"eWVz","pairedMessageId":null})");

    QCOMPARE(facts.text, "Yes"_ba);
    QCOMPARE(bandwidth::stageOf(facts), Stage::Received);
}

void MessageTest::readsALegacyCallback()
{
    const EventFacts facts = read(
        R"({"eventType":"sms","direction":"in","messageId":"m-xx","from":"B","to":"A","text":"Example",)"
        R"("applicationId":"a-25","time":"2012-11-14T16:13:06.076Z","state":"received"})");

    QCOMPARE(facts.type, "sms"_ba);
    QCOMPARE(formatted(facts.time), "2012-11-14T16:13:06.076000Z"_ba);
    QVERIFY(!facts.messageTime);
    QCOMPARE(facts.messageId, "m-xx"_ba);
    QCOMPARE(facts.text, "Example"_ba);
    QCOMPARE(facts.applicationId, "a-25"_ba);
    QCOMPARE(facts.description, "received"_ba);
    QCOMPARE(facts.ours, "A"_ba);
    QCOMPARE(facts.theirs, "B"_ba);
    QCOMPARE(bandwidth::stageOf(facts), Stage::Received);
}

void MessageTest::readsAnInternationalReceipt()
{
    const EventFacts failed = read(
        R"({"msgId":"9325d0a8","event":"UNDELIVERED","errorCode":995,"errorMessage":"Undeliverable","partNum":1,"numParts":2})");
    const EventFacts delivered = read(R"({"msgId":"9325d0a8","event":"DELIVERED","errorCode":0})");

    QCOMPARE(failed.type, "UNDELIVERED"_ba);
    QCOMPARE(failed.messageId, "9325d0a8"_ba);
    QCOMPARE(failed.errorCode, std::optional(995));
    QCOMPARE(failed.description, "Undeliverable"_ba);
    QCOMPARE(failed.segmentCount, std::optional(2));
    QCOMPARE(bandwidth::stageOf(failed), Stage::Failed);
    QCOMPARE(delivered.errorCode, std::nullopt);
    QCOMPARE(bandwidth::stageOf(delivered), Stage::Delivered);
}

void MessageTest::readsATollFreeVerification()
{
    const EventFacts facts = read(
        R"({"accountId":"9900000","phoneNumber":"+18005550123","status":"UNVERIFIED","internalTicketNumber":"acde070d",)"
        R"("declineReasonDescription":"Invalid information","denialStatusCode":511,"resubmitAllowed":true})");

    QCOMPARE(facts.type, "UNVERIFIED"_ba);
    QCOMPARE(facts.ours, "+18005550123"_ba);
    QCOMPARE(facts.theirs, ""_ba);
    QCOMPARE(facts.description, "Invalid information"_ba);
    QCOMPARE(facts.messageId, ""_ba);
    QCOMPARE(bandwidth::stageOf(facts), Stage::None);
}

void MessageTest::keepsWhatItDoesNotKnow()
{
    const EventFacts facts = read(
        R"([{"type":"voice-answer","time":"2026-01-02T03:04:05Z","to":"+1","description":"?"}])");

    QCOMPARE(facts.body, Body::Unknown);
    QCOMPARE(facts.type, "voice-answer"_ba);
    QCOMPARE(formatted(facts.time), "2026-01-02T03:04:05.000000Z"_ba);
    QCOMPARE(facts.to, "+1"_ba);
    QCOMPARE(facts.description, "?"_ba);
    QCOMPARE(bandwidth::stageOf(facts), Stage::None);
}

void MessageTest::takesTheLastOfRepeatedKeys()
{
    const EventFacts facts =
        read(R"({"type":"message-sent","type":"message-failed","message":{"id":"1","id":"2"}})");

    QCOMPARE(facts.type, "message-failed"_ba);
    QCOMPARE(facts.messageId, "2"_ba);
}

void MessageTest::readsEachElementOfAnArray()
{
    const auto json =
        event::JsonText::scan(R"([{"type":"message-sent"},{"type":"message-failed"}])");
    const qint32 first = json->firstChild(0);

    QCOMPARE(bandwidth::readEvent(*json, first).type, "message-sent"_ba);
    QCOMPARE(bandwidth::readEvent(*json, json->span(first).next).type, "message-failed"_ba);
}

void MessageTest::takesNonObjectsCalmly()
{
    for (const char *body :
         {"[]", "[1]", "\"message-sent\"", "null", R"([{"message":[]}])",
          R"([{"type":{},"time":[],"to":{},"errorCode":[1,2],"message":"x"}])",
          R"([{"type":"message-sent","message":{"content":[{"media":[1]}],"to":{}}}])"}) {
        const auto json = event::JsonText::scan(body);
        for (qint32 span = 0; span < qint32(json->spans().size()); ++span) {
            const EventFacts facts = bandwidth::readEvent(*json, span);
            QVERIFY(!facts.time && !facts.errorCode && facts.theirs.isEmpty());
        }
    }
}

void MessageTest::knowsTheStageOfEveryType_data()
{
    QTest::addColumn<Stage>("stage");
    QTest::addColumn<bool>("isInbound");

    QTest::newRow("message-sending") << Stage::Sending << false;
    QTest::newRow("message-sent") << Stage::Sent << false;
    QTest::newRow("message-delivered") << Stage::Delivered << false;
    QTest::newRow("message-failed") << Stage::Failed << false;
    QTest::newRow("message-read") << Stage::Read << false;
    QTest::newRow("message-received") << Stage::Received << true;
    QTest::newRow("suggestion-response") << Stage::Received << true;
    QTest::newRow("requested-location-response") << Stage::Received << true;
    QTest::newRow("location-request-response") << Stage::Received << true;
    QTest::newRow("message-queued") << Stage::Queued << false;
    QTest::newRow("BUFFERED") << Stage::Sent << false;
    QTest::newRow("REJECTED") << Stage::Failed << false;
    QTest::newRow("Message-Sent") << Stage::None << false;
    QTest::newRow("message-") << Stage::None << false;
}

void MessageTest::knowsTheStageOfEveryType()
{
    QFETCH(const Stage, stage);
    QFETCH(const bool, isInbound);

    QCOMPARE(bandwidth::stageOfType(QTest::currentDataTag()), stage);
    QCOMPARE(bandwidth::isInboundType(QTest::currentDataTag()), isInbound);
}

void MessageTest::noReceiptIsNoFailure()
{
    QCOMPARE(bandwidth::stageOf(read(R"([{"type":"message-failed","errorCode":9902}])")),
             Stage::NoReceipt);
    QCOMPARE(bandwidth::stageOf(read(R"([{"type":"message-failed","errorCode":"9902"}])")),
             Stage::NoReceipt);
    QCOMPARE(bandwidth::stageOf(read(R"([{"type":"message-failed","errorCode":9999}])")),
             Stage::Failed);
    QCOMPARE(bandwidth::stageOf(read(R"([{"type":"message-delivered","errorCode":9902}])")),
             Stage::Delivered);
}

SENDSCOPE_TEST(MessageTest, message)
#include "tst_message.moc"
