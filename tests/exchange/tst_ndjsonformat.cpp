#include "app/event/jsontext.h"
#include "app/exchange/ndjsonformat.h"
#include "app/exchange/recordparser.h"
#include "tests/testregistry.h"

#include <QTest>

using namespace sendscope;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const base::UtcTime kTime{1'795'748'856'841'007us};

/// A request as the listener stores one, with one row.
exchange::ExportedRequest requestWith(const QByteArray &head, const QByteArray &body)
{
    exchange::ExportedRequest exported;
    exported.stored.id = {9};
    exported.stored.firstEvent = {17};
    event::Request &request = exported.stored.draft.request;
    request.arrived = kTime;
    request.peer = u"[::1]:40312"_s;
    request.local = u"[::1]:8667"_s;
    request.head = head;
    request.body = body;
    request.status = 200;
    exported.stored.draft.events = {{0, 1, body.size() - 2}};
    exported.rows = {{17}};
    return exported;
}

QByteArray lineOf(const exchange::ExportedRequest &exported, bool withSecrets = true)
{
    QByteArray line;
    exchange::NdjsonFormat(withSecrets).append(exported, line);
    return line;
}

/// The text of a line's member.
QByteArray memberOf(const QByteArray &line, const char *name)
{
    const auto json = event::JsonText::scan(line);
    const qint32 member = json ? json->member(0, name) : -1;
    return member < 0 ? QByteArray() : json->text(member);
}

const QByteArray kHead = "POST /cb?x=1 HTTP/1.1\r\nHost: a\r\nX-Twice: 1\r\nx-twice: 2\r\n\r\n"_ba;

} // namespace

/// A request as a line, and back.
class NdjsonFormatTest : public QObject
{
    Q_OBJECT

private slots:
    void writesOneLine();
    void givesTheSameRequestBack_data();
    void givesTheSameRequestBack();
    void givesBackWhatStandsBeside();
    void tellsWhatTheSenderGot();
    void leavesSecretsOut();
};

void NdjsonFormatTest::writesOneLine()
{
    const QByteArray line = lineOf(requestWith(kHead, R"([{"type":"message-sent"}])"_ba));

    QCOMPARE(line,
             R"({"schema":"sendscope.request/1","request":9,"kind":"event",)"
             R"("received":"2026-11-27T03:07:36.841007Z","via":"listener","peer":"[::1]:40312",)"
             R"("local":"[::1]:8667","headBase64":")"
                 + kHead.toBase64()
                 + R"(","method":"POST","target":"/cb?x=1",)"
                   R"("headers":[["Host","a"],["X-Twice","1"],["x-twice","2"]],)"
                   R"("body":"[{\"type\":\"message-sent\"}]","response":{"status":200}})"
                   "\n");
}

void NdjsonFormatTest::givesTheSameRequestBack_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("verdict");

    using event::Verdict;
    const auto row = [](const char *name, const QByteArray &head, const QByteArray &body,
                        Verdict verdict) { QTest::newRow(name) << head << body << int(verdict); };
    QByteArray all;
    for (int c = 0; c < 256; ++c)
        all += char(c);
    row("an event", kHead, R"([{"a":1.10,"a":-0,"b":"\ud800\u0000"}])"_ba, Verdict::Accepted);
    row("line ends", kHead, "[\r\n{\"a\":\"\u2028\u0085\"}\n]\n"_ba, Verdict::Accepted);
    row("a byte order mark", kHead, "\uFEFF[{}]"_ba, Verdict::Accepted);
    row("no JSON", kHead, "[{"_ba, Verdict::Malformed);
    row("no UTF-8", kHead, "[\"\xff\"]"_ba, Verdict::Malformed);
    row("NUL", kHead, QByteArray("a\0b", 3), Verdict::Malformed);
    row("nothing", kHead, QByteArray(""), Verdict::Malformed);
    row("all bytes", all, all, Verdict::Refused);
    row("no head", QByteArray(""), QByteArray(""), Verdict::Refused);
    row("a first leg", kHead, "[{}]"_ba, Verdict::Handshake);
}

void NdjsonFormatTest::givesTheSameRequestBack()
{
    QFETCH(const QByteArray, head);
    QFETCH(const QByteArray, body);
    QFETCH(const int, verdict);
    auto exported = requestWith(head, body);
    event::Request &request = exported.stored.draft.request;
    request.verdict = event::Verdict(verdict);
    request.trailers = "X-Sum: \xff\r\n"_ba;
    if (request.verdict == event::Verdict::Malformed)
        request.refusal = {event::RefusalReason::NotJson, 2, u"a value was expected"_s};
    if (request.verdict == event::Verdict::Refused)
        request.refusal = {event::RefusalReason::BadHeader, -1, {}};

    const QByteArray line = lineOf(exported);
    const auto read = exchange::parseRecord(line, {});

    QCOMPARE(line.count('\n'), 1);
    QVERIFY2(read, read ? "" : qPrintable(base::sentence(read.error())));
    event::Request expected = request;
    expected.via = event::Via::Import;
    QCOMPARE(read->draft.request.head, expected.head);
    QCOMPARE(read->draft.request.body, expected.body);
    QVERIFY(read->draft.request == expected);
    QCOMPARE(read->draft.events.size(), 1U);
    QCOMPARE(read->number, 9);
}

void NdjsonFormatTest::givesBackWhatStandsBeside()
{
    auto exported = requestWith(kHead, "[{},{}]"_ba);
    exported.stored.draft.events = {{0, 1, 2}, {1, 4, 2}};
    event::Attempt attempt;
    attempt.request = {9};
    attempt.started = kTime;
    attempt.took = 1'234us;
    attempt.target = u"http://localhost:3000/a"_s;
    attempt.sentHead = kHead;
    attempt.status = 500;
    attempt.responseHead = "HTTP/1.1 500 No\r\n\r\n"_ba;
    attempt.responseBody = "\xff"_ba;
    event::Attempt failed = attempt;
    failed.sentBody = "[{}]"_ba;
    failed.status = 0;
    failed.error = u"refused: “no”"_s;
    exported.attempts = {attempt, failed};
    exported.remarks.notes = {{{18}, kTime, u"see\nhere"_s}};
    exported.remarks.marks = {{{17}, kTime, u"star"_s}};
    exported.stored.outcome = event::Outcome{{9}, kTime + 3ms, 503, false};

    const auto read = exchange::parseRecord(lineOf(exported), {});

    QVERIFY(read);
    for (event::Attempt *known : {&exported.attempts[0], &exported.attempts[1]})
        known->request = {};
    QCOMPARE(read->attempts.size(), 2U);
    QVERIFY(read->attempts[0] == exported.attempts[0]);
    QVERIFY(read->attempts[0].sentBody.isNull());
    QVERIFY(read->attempts[1] == exported.attempts[1]);
    QCOMPARE(read->notes.size(), 1U);
    QVERIFY((read->notes[0] == exchange::ImportedRemark{1, kTime, u"see\nhere"_s}));
    QCOMPARE(read->marks.size(), 1U);
    QVERIFY((read->marks[0] == exchange::ImportedRemark{0, kTime, u"star"_s}));
    QVERIFY(read->outcome == (event::Outcome{{}, kTime + 3ms, 503, false}));
    QCOMPARE(read->draft.request.status, 200);
    QCOMPARE(read->draft.events, exported.stored.draft.events);
}

void NdjsonFormatTest::tellsWhatTheSenderGot()
{
    auto exported = requestWith(kHead, "[{}]"_ba);
    exported.stored.outcome = event::Outcome{{9}, kTime, 503, true};

    QVERIFY(lineOf(exported).contains(R"("response":{"status":503,"decided":200,)"
                                      R"("at":"2026-11-27T03:07:36.841007Z","delivered":true})"));
}

void NdjsonFormatTest::leavesSecretsOut()
{
    auto exported = requestWith(
        "POST / HTTP/1.1\r\nAuthorization: Basic c2VjcmV0\r\nCookie: id=secret\r\n\r\n"_ba,
        "[{}]"_ba);
    exported.stored.draft.request.trailers = "Cookie: secret\r\n"_ba;
    event::Attempt attempt;
    attempt.responseHead = "HTTP/1.1 200 OK\r\nSet-Cookie: secret\r\n\r\n"_ba;
    exported.attempts = {attempt};

    const QByteArray line = lineOf(exported, false);

    const auto read = exchange::parseRecord(line, {});
    QVERIFY(read);
    QCOMPARE(read->draft.request.head,
             "POST / HTTP/1.1\r\nAuthorization: ***** ********\r\nCookie: *********\r\n\r\n"_ba);
    QCOMPARE(read->draft.request.trailers, "Cookie: ******\r\n"_ba);
    QCOMPARE(read->attempts[0].responseHead, "HTTP/1.1 200 OK\r\nSet-Cookie: ******\r\n\r\n"_ba);
    QVERIFY(!line.contains("secret"));
    QVERIFY(!memberOf(line, "headers").contains("c2VjcmV0"));
    QVERIFY(lineOf(exported, true).contains("id=secret"));
}

SENDSCOPE_TEST(NdjsonFormatTest, ndjsonformat)

#include "tst_ndjsonformat.moc"
