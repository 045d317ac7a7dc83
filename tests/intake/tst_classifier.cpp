#include "app/intake/classifier.h"
#include "tests/testregistry.h"

#include <QTest>

using namespace sendscope;
using namespace Qt::StringLiterals;
using event::RefusalReason;
using event::Verdict;

namespace {

http::Message post(const QByteArray &body, const QByteArray &fields = {})
{
    http::Message message;
    message.head.method = "POST";
    message.head.target = "/cb?from=bandwidth";
    message.head.raw = "POST /cb?from=bandwidth HTTP/1.1\r\nHost: x\r\n" + fields + "\r\n";
    message.head.fields = event::HeaderList::fromHead(message.head.raw);
    message.body = body;
    return message;
}

} // namespace

class ClassifierTest : public QObject
{
    Q_OBJECT

private slots:
    void splitsAnArrayIntoRows();
    void takesEveryJson_data();
    void takesEveryJson();
    void keepsWhatIsNoJsonAndSaysWhere();
    void aSettingMakesTheAnswerToNoJsonFriendly();
    void saysOnceThatABodyIsEmpty();
    void saysWhatIsTooLargeUnpacked();
    void refusesOtherMethods_data();
    void refusesOtherMethods();
    void aSettingTakesAllMethods();
    void judgesThePathWithoutItsQuery_data();
    void judgesThePathWithoutItsQuery();
    void challengesASenderWithoutCredentials();
    void refusesWrongCredentials();
    void starsOutRightCredentials();
    void starsOutCredentialsInTrailers();
    void keepsTheFirstLegOfARefusedExpectation();
    void leavesCredentialsAloneWhereNoneAreDemanded();
    void refusesAnUnknownContentCoding();
    void keepsWhatFramingRefused();
    void givesWhatSendscopeSentARunOfItsOwn_data();
    void givesWhatSendscopeSentARunOfItsOwn();
};

void ClassifierTest::splitsAnArrayIntoRows()
{
    const auto decision = intake::classify({}, post(R"([{"a":1}, {"b":2}])"), {});

    QCOMPARE(decision.draft.request.verdict, Verdict::Accepted);
    QCOMPARE(decision.draft.events.size(), size_t(2));
    QCOMPARE(decision.draft.events[1].element, 1);
    QCOMPARE(decision.draft.events[1].begin, 10);
    QCOMPARE(decision.draft.events[1].length, 7);
    QCOMPARE(decision.response.status, 200);
    QVERIFY(decision.waitsForCommit);
}

void ClassifierTest::takesEveryJson_data()
{
    QTest::addColumn<QByteArray>("body");

    QTest::newRow("empty array") << "[]"_ba;
    QTest::newRow("single object") << "{}"_ba;
    QTest::newRow("scalar") << "17"_ba;
    QTest::newRow("array of scalars") << "[1]"_ba;
    QTest::newRow("a number no double holds") << "[{\"n\":1e400}]"_ba;
}

void ClassifierTest::takesEveryJson()
{
    QFETCH(const QByteArray, body);

    const auto decision = intake::classify({}, post(body), {});

    QCOMPARE(decision.draft.request.verdict, Verdict::Accepted);
    QCOMPARE(decision.draft.events.size(), size_t(1));
    QCOMPARE(decision.draft.request.status, 200);
}

void ClassifierTest::keepsWhatIsNoJsonAndSaysWhere()
{
    const auto decision = intake::classify({}, post("[{\"a\":1]"), {});

    QCOMPARE(decision.draft.request.verdict, Verdict::Malformed);
    QCOMPARE(decision.draft.request.refusal->reason, RefusalReason::NotJson);
    QCOMPARE(decision.draft.request.refusal->offset, 7);
    QCOMPARE(decision.draft.request.body, "[{\"a\":1]"_ba);
    QCOMPARE(decision.draft.events.size(), size_t(1));
    QCOMPARE(decision.response.status, 400);
    QVERIFY(decision.response.body.contains("Not JSON"));
    QVERIFY(decision.waitsForCommit);
}

void ClassifierTest::aSettingMakesTheAnswerToNoJsonFriendly()
{
    intake::Rules rules;
    rules.notJsonStatus = 202;

    QCOMPARE(intake::classify(rules, post("hello"), {}).response.status, 202);
}

void ClassifierTest::saysOnceThatABodyIsEmpty()
{
    const auto decision = intake::classify({}, post({}), {});

    QCOMPARE(decision.response.body, "The body is empty\n"_ba);
}

void ClassifierTest::saysWhatIsTooLargeUnpacked()
{
    const QByteArray packed = qCompress(QByteArray(8 * 1024 * 1024, ' ')).sliced(4);

    const auto decision = intake::classify({}, post(packed, "Content-Encoding: deflate\r\n"), {});

    QCOMPARE(decision.response.status, 413);
    QCOMPARE(decision.response.body, "The body is too large: unpacked it is over 4 MiB\n"_ba);
}

void ClassifierTest::refusesOtherMethods_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QString>("sentence");

    QTest::newRow("GET") << "GET"_ba << u"Bandwidth must POST to this address: this was a GET"_s;
    QTest::newRow("OPTIONS") << "OPTIONS"_ba
                             << u"Bandwidth must POST to this address: this was an OPTIONS"_s;
}

void ClassifierTest::refusesOtherMethods()
{
    QFETCH(const QByteArray, method);
    QFETCH(const QString, sentence);
    http::Message message = post({});
    message.head.method = method;

    const auto decision = intake::classify({}, message, {});

    QCOMPARE(decision.draft.request.verdict, Verdict::Refused);
    QCOMPARE(decision.draft.request.refusal->reason, RefusalReason::WrongMethod);
    QCOMPARE(decision.response.status, 405);
    QCOMPARE(decision.response.fields.first("Allow").value_or(""), "POST"_ba);
    QCOMPARE(event::sentence(*decision.draft.request.refusal), sentence);
    QVERIFY(decision.response.body.endsWith(' ' + method + ".\n"));
    QVERIFY(!decision.waitsForCommit);
}

void ClassifierTest::aSettingTakesAllMethods()
{
    intake::Rules rules;
    rules.takesAnyMethod = true;
    http::Message message = post("[]");
    message.head.method = "PUT";

    QCOMPARE(intake::classify(rules, message, {}).draft.request.verdict, Verdict::Accepted);
}

void ClassifierTest::judgesThePathWithoutItsQuery_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<int>("status");

    QTest::newRow("the path") << "/cb"_ba << 200;
    QTest::newRow("with a query") << "/cb?x=/other"_ba << 200;
    QTest::newRow("absolute form") << "http://example.com/cb?x"_ba << 200;
    QTest::newRow("another") << "/cb/2"_ba << 404;
    QTest::newRow("absolute without a path") << "http://example.com"_ba << 404;
}

void ClassifierTest::judgesThePathWithoutItsQuery()
{
    QFETCH(const QByteArray, target);
    QFETCH(const int, status);
    intake::Rules rules;
    rules.path = "/cb";
    http::Message message = post("[]");
    message.head.target = target;

    QCOMPARE(intake::classify(rules, message, {}).draft.request.status, status);
}

void ClassifierTest::challengesASenderWithoutCredentials()
{
    intake::Rules rules;
    rules.credentials = http::Credentials("user", "secret");

    const auto decision = intake::classify(rules, post("[]"), {});

    QCOMPARE(decision.draft.request.verdict, Verdict::Handshake);
    QVERIFY(!decision.draft.request.refusal);
    QCOMPARE(decision.response.status, 401);
    QVERIFY(decision.response.fields.first("WWW-Authenticate").has_value());
    QVERIFY(!decision.waitsForCommit);
}

void ClassifierTest::refusesWrongCredentials()
{
    intake::Rules rules;
    rules.credentials = http::Credentials("user", "secret");

    const auto decision = intake::classify(
        rules, post("[]", "Authorization: Basic " + "user:wrong"_ba.toBase64() + "\r\n"), {});

    QCOMPARE(decision.draft.request.verdict, Verdict::Refused);
    QCOMPARE(decision.draft.request.refusal->reason, RefusalReason::WrongCredentials);
    QCOMPARE(decision.response.status, 401);
    QVERIFY(!decision.draft.request.head.contains("user:wrong"_ba.toBase64()));
}

void ClassifierTest::starsOutRightCredentials()
{
    intake::Rules rules;
    rules.credentials = http::Credentials("user", "secret");
    const QByteArray secret = "Basic " + "user:secret"_ba.toBase64();
    const http::Message message = post("[]", "Authorization: " + secret + "\r\n");

    const auto decision = intake::classify(rules, message, {});

    QCOMPARE(decision.draft.request.verdict, Verdict::Accepted);
    QVERIFY(!decision.draft.request.head.contains(secret));
    QVERIFY(decision.draft.request.head.contains(QByteArray(secret.size(), '*')));
    QCOMPARE(decision.draft.request.head.size(), message.head.raw.size());
}

void ClassifierTest::starsOutCredentialsInTrailers()
{
    intake::Rules rules;
    rules.credentials = http::Credentials("user", "secret");
    const QByteArray field = "Authorization: Basic " + "user:secret"_ba.toBase64() + "\r\n";
    http::Message message = post("[]", field);
    message.trailers = "X: 1\r\n" + field;

    const auto decision = intake::classify(rules, message, {});

    QCOMPARE(decision.draft.request.trailers,
             "X: 1\r\nAuthorization: " + QByteArray(field.size() - 17, '*') + "\r\n");
}

void ClassifierTest::keepsTheFirstLegOfARefusedExpectation()
{
    intake::Rules rules;
    rules.credentials = http::Credentials("user", "secret");
    const http::RequestHead head = post({}, "Expect: 100-continue\r\n").head;

    const auto decision = intake::judgeExpectation(rules, head, {});

    QCOMPARE(decision->draft.request.verdict, Verdict::Handshake);
    QCOMPARE(decision->draft.request.head, head.raw);
    QCOMPARE(decision->draft.request.status, 401);
    QCOMPARE(decision->draft.events.size(), size_t(1));
    QCOMPARE(decision->response.status, 401);
    QVERIFY(!decision->waitsForCommit);
}

void ClassifierTest::leavesCredentialsAloneWhereNoneAreDemanded()
{
    const http::Message message = post("[]", "Authorization: Basic eDp5\r\n");

    QCOMPARE(intake::classify({}, message, {}).draft.request.head, message.head.raw);
}

void ClassifierTest::refusesAnUnknownContentCoding()
{
    const auto decision = intake::classify({}, post("[]", "Content-Encoding: br\r\n"), {});

    QCOMPARE(decision.draft.request.verdict, Verdict::Malformed);
    QCOMPARE(decision.response.status, 415);
    QVERIFY(decision.response.fields.first("Accept-Encoding").has_value());
}

void ClassifierTest::keepsWhatFramingRefused()
{
    http::RefusedMessage refused;
    refused.head = "POST / HTTP/1.1\r\nContent-Length: +2\r\n";
    refused.body = "rest";
    refused.refusal = {RefusalReason::BadContentLength, 33};
    refused.status = 400;

    const event::DraftRequest draft = intake::classifyRefused({}, refused, {});

    QCOMPARE(draft.request.verdict, Verdict::Refused);
    QCOMPARE(draft.request.head, refused.head);
    QCOMPARE(draft.request.body, refused.body);
    QCOMPARE(draft.request.refusal, std::optional(refused.refusal));
    QCOMPARE(draft.request.status, 400);
    QCOMPARE(draft.events.size(), size_t(1));
}

void ClassifierTest::givesWhatSendscopeSentARunOfItsOwn_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<event::Via>("via");
    QTest::addColumn<QByteArray>("run");

    QTest::newRow("no mark") << QByteArray() << event::Via::Listener << QByteArray();
    QTest::newRow("a replay") << "Sendscope-Replay: abcdefgh/17\r\n"_ba << event::Via::Replay
                              << "abcdefgh"_ba;
    QTest::newRow("made") << "Sendscope-Generate: ijklmnop/1\r\n"_ba << event::Via::Generate
                          << "ijklmnop"_ba;
    QTest::newRow("no mark of ours")
        << "Sendscope-Replay: 17\r\n"_ba << event::Via::Listener << QByteArray();
}

void ClassifierTest::givesWhatSendscopeSentARunOfItsOwn()
{
    QFETCH(const QByteArray, fields);
    QFETCH(const event::Via, via);
    QFETCH(const QByteArray, run);
    const http::Message message = post("{}", fields);
    http::RefusedMessage broken;
    broken.head = message.head.raw;

    const auto decision = intake::classify({}, message, {});
    const auto malformed = intake::classify({}, post("{", fields), {});
    const auto refused = intake::classifyRefused({}, broken, {});

    for (const event::DraftRequest &draft : {decision.draft, malformed.draft, refused}) {
        QCOMPARE(draft.request.via, via);
        QCOMPARE(draft.run, run);
    }
}

SENDSCOPE_TEST(ClassifierTest, classifier)
#include "tst_classifier.moc"
