#include "app/exchange/requestreader.h"
#include "tests/testregistry.h"

#include <QBuffer>
#include <QDir>
#include <QFile>
#include <QTest>

using namespace sendscope;
using namespace Qt::StringLiterals;

namespace {

const base::UtcTime kReadAt{std::chrono::seconds(1'795'748'856)};

/// All that a file holds: the bodies, and sentences for what is none.
struct Content
{
    QByteArrayList bodies;
    QStringList faults;
    std::vector<exchange::ImportedRequest> requests;
};

Content contentOf(QByteArray text)
{
    QBuffer device(&text);
    device.open(QIODevice::ReadOnly);
    exchange::RequestReader reader(device, kReadAt);
    Content content;
    for (;;) {
        auto request = reader.next();
        if (!request) {
            content.faults += base::sentence(request.error());
            continue;
        }
        if (!*request)
            return content;
        content.bodies += (*request)->draft.request.body;
        content.requests.push_back(std::move(**request));
    }
}

/// A line in our own form, with these members besides.
QByteArray line(const QByteArray &members)
{
    return R"({"schema":"sendscope.request/1","headBase64":"UE9TVA==",)" + members + "}\n";
}

} // namespace

/// Requests out of files.
class RequestReaderTest : public QObject
{
    Q_OBJECT

private slots:
    void readsBodies_data();
    void readsBodies();
    void makesAHeadForABody();
    void makesARowOfEachElement();
    void readsEverySample();
    void namesWhatIsBad_data();
    void namesWhatIsBad();
    void namesAMemberThatIsBad_data();
    void namesAMemberThatIsBad();
    void goesOnBehindWhatIsBad();
    void takesTheTimeOfTheLine();
    void ignoresWhatItDoesNotKnow();
    void keepsARefusalOfALaterVersion();
    void judgesBodiesWithoutAKind();
};

void RequestReaderTest::readsBodies_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArrayList>("bodies");

    QTest::newRow("nothing") << QByteArray() << QByteArrayList{};
    QTest::newRow("an array a line")
        << "[{\"a\":1}]\n[{\"a\":2}]\n"_ba << QByteArrayList{"[{\"a\":1}]", "[{\"a\":2}]"};
    QTest::newRow("an object a line")
        << "{\"a\":1}\n{\"a\":2}"_ba << QByteArrayList{"{\"a\":1}", "{\"a\":2}"};
    QTest::newRow("one over many lines") << "\n[\n  {\n    \"a\": 1e400\n  }\n]\n"_ba
                                         << QByteArrayList{"[\n  {\n    \"a\": 1e400\n  }\n]"};
    QTest::newRow("mixed") << "{\"a\":1}[\n2]" + line(R"("kind":"malformed","body":"[")")
                           << QByteArrayList{"{\"a\":1}", "[\n2]", "["};
    QTest::newRow("another schema")
        << R"({"schema":"other/1"})"_ba << QByteArrayList{R"({"schema":"other/1"})"};
}

void RequestReaderTest::readsBodies()
{
    QFETCH(const QByteArray, text);

    const Content content = contentOf(text);

    QCOMPARE(content.faults, QStringList());
    QTEST(content.bodies, "bodies");
}

void RequestReaderTest::makesAHeadForABody()
{
    const Content content = contentOf("[{\"a\":1}]");

    QCOMPARE(content.requests.size(), 1U);
    const event::Request &request = content.requests[0].draft.request;
    QCOMPARE(request.head,
             "POST / HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n"_ba);
    QVERIFY(request.via == event::Via::Import);
    QVERIFY(request.verdict == event::Verdict::Accepted);
    QVERIFY(request.arrived == kReadAt);
    QCOMPARE(request.peer, QString());
}

void RequestReaderTest::makesARowOfEachElement()
{
    const Content content = contentOf("[{\"a\":1}, 2]");

    QCOMPARE(content.requests.size(), 1U);
    QVERIFY((content.requests[0].draft.events
             == std::vector<event::DraftEvent>{{0, 1, 7}, {1, 10, 1}}));
}

void RequestReaderTest::readsEverySample()
{
    const QDir folder(QStringLiteral(SENDSCOPE_TESTS) + u"/data/samples"_s);
    const QStringList names = folder.entryList({u"*.json"_s});
    QVERIFY(names.size() > 5);
    for (const QString &name : names) {
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray text = file.readAll();

        const Content content = contentOf(text);

        QCOMPARE(content.faults, QStringList());
        QCOMPARE(content.bodies, QByteArrayList{text.trimmed()});
    }
}

void RequestReaderTest::namesWhatIsBad_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("fault");

    QTest::newRow("a word") << "{}\nhello\n"_ba
                            << u"line 2, byte 1: a JSON object or array was expected"_s;
    QTest::newRow("a number") << "42\n"_ba
                              << u"line 1, byte 1: a JSON object or array was expected"_s;
    QTest::newRow("a missing comma")
        << "{}\n{}\n{\"a\":1 \"b\":2}\n"_ba
        << u"line 3, byte 8: a comma or } was expected, \" was found"_s;
    QTest::newRow("many lines down") << "[\n  {\n    \"a\": 01\n  }\n]\n"_ba
                                     << u"line 3, byte 11: a number begins with a needless 0"_s;
    QTest::newRow("cut short")
        << "{}\n{\"a\":\n"_ba
        << u"line 3, byte 1: a value was expected, the end of the text was found"_s;
    QTest::newRow("no UTF-8") << "[\"\xff\"]"_ba << u"line 1, byte 3: 0xFF is not UTF-8"_s;
    QTest::newRow("too deep") << QByteArray(600, '[') + QByteArray(600, ']')
                              << u"line 1, byte 513: more than 512 levels deep"_s;
    QTest::newRow("a capture") << QByteArray("SQLite format 3\0", 16) + QByteArray(100, '\0')
                               << u"line 1, byte 1: this is a capture; open it, or export it as "
                                  "NDJSON to import that"_s;
    QTest::newRow("compressed") << "\x1f\x8b\x08 "_ba
                                << u"line 1, byte 1: this is compressed; unpack it first"_s;
}

void RequestReaderTest::namesWhatIsBad()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QString, fault);

    QCOMPARE(contentOf(text).faults, QStringList{fault});
}

void RequestReaderTest::namesAMemberThatIsBad_data()
{
    QTest::addColumn<QByteArray>("members");
    QTest::addColumn<QString>("fault");

    QTest::newRow("no Base64") << R"("bodyBase64":"a?")"_ba
                               << u"bodyBase64: a text of Base64 was expected"_s;
    QTest::newRow("no text") << R"("body":7)"_ba << u"body: a text was expected"_s;
    QTest::newRow("no time") << R"("received":"yesterday")"_ba
                             << u"received: a time such as 2026-11-27T03:00:00.000000Z was "
                                "expected"_s;
    QTest::newRow("no kind")
        << R"("kind":"marker")"_ba
        << u"kind: event, other, malformed, refused or handshake was expected"_s;
    QTest::newRow("no status") << R"("body":"[]","response":{"status":1e9})"_ba
                               << u"status: a whole number within its bounds was expected"_s;
    QTest::newRow("no list") << R"("attempts":{})"_ba << u"attempts: a list was expected"_s;
    QTest::newRow("no objects") << R"("attempts":[1])"_ba
                                << u"attempts: a list of objects was expected"_s;
    QTest::newRow("no such row") << R"("body":"[]","notes":[{"element":1,"text":"a"}])"_ba
                                 << u"element: a whole number within its bounds was expected"_s;
    QTest::newRow("no object") << R"("refused":"yes")"_ba << u"refused: an object was expected"_s;
}

void RequestReaderTest::namesAMemberThatIsBad()
{
    QFETCH(const QByteArray, members);
    QFETCH(const QString, fault);

    const Content content = contentOf("{}\n" + line(members) + "{}\n");

    QCOMPARE(content.faults.size(), 1);
    QVERIFY2(content.faults[0].startsWith(u"line 2, byte "_s), qPrintable(content.faults[0]));
    QVERIFY2(content.faults[0].endsWith(u": "_s + fault), qPrintable(content.faults[0]));
    QCOMPARE(content.bodies.size(), 2);
}

void RequestReaderTest::goesOnBehindWhatIsBad()
{
    const Content content = contentOf("[1]\n{\"a\":\n{\"b\":2}\nrest\n"
                                      R"({"schema":"sendscope.request/2"})"
                                      "\n[3]\n");

    QCOMPARE(content.bodies, (QByteArrayList{"[1]", "{\"b\":2}", "[3]"}));
    QCOMPARE(content.faults.size(), 3);
    QVERIFY(content.faults[2].startsWith(u"line 5, byte 11: it was written by a newer"_s));
}

void RequestReaderTest::takesTheTimeOfTheLine()
{
    const Content content = contentOf(line(R"("received":"2026-11-27T03:07:36.5Z","body":"[]")"));

    QCOMPARE(content.requests.size(), 1U);
    QVERIFY(content.requests[0].draft.request.arrived
            == base::UtcTime(std::chrono::milliseconds(1'795'748'856'500)));
}

void RequestReaderTest::ignoresWhatItDoesNotKnow()
{
    const Content content = contentOf(line(R"("color":{"a":[1]},"body":"[]","peer":null)"));

    QCOMPARE(content.faults, QStringList());
    QCOMPARE(content.bodies, QByteArrayList{"[]"});
}

void RequestReaderTest::keepsARefusalOfALaterVersion()
{
    const Content content =
        contentOf(line(R"("kind":"refused","refused":{"reason":"too-loud","offset":4})"));

    QCOMPARE(content.requests.size(), 1U);
    const auto &refusal = content.requests[0].draft.request.refusal;
    QVERIFY(refusal);
    QCOMPARE(refusal->detail, u"too-loud"_s);
    QCOMPARE(refusal->offset, 4);
}

void RequestReaderTest::judgesBodiesWithoutAKind()
{
    const Content content = contentOf(line(R"("body":"[{}]")") + line(R"("body":"[{")"));

    QCOMPARE(content.requests.size(), 2U);
    QVERIFY(content.requests[0].draft.request.verdict == event::Verdict::Accepted);
    QVERIFY(content.requests[1].draft.request.verdict == event::Verdict::Malformed);
    QVERIFY(content.requests[1].draft.request.refusal->reason == event::RefusalReason::NotJson);
}

SENDSCOPE_TEST(RequestReaderTest, requestreader)

#include "tst_requestreader.moc"
