#include "app/index/derive.h"
#include "tests/index/stored.h"
#include "tests/testregistry.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace sendscope;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

QByteArray read(const QString &path)
{
    QFile file(path);
    return file.open(QFile::ReadOnly) ? file.readAll() : QByteArray();
}

QByteArrayList valuesOf(const index::DerivedRow &row)
{
    return {row.values.begin(), row.values.end()};
}

} // namespace

class DeriveTest : public QObject
{
    Q_OBJECT

private slots:
    void readsEverySample_data();
    void readsEverySample();
    void readsWhatTheTableShows();
    void namesTheRulesThatAreBroken();
    void everyElementIsARow();
    void whatIsNoEventIsARowToo_data();
    void whatIsNoEventIsARowToo();
    void valuesAreDecodedAndKeysAreNot();
    void anEncodedBodyIsRead();
    void whatIsNoJsonIsFoundByItsBytes();
    void rawTextIsBounded();
    void anOutcomeThatIsKnownIsTaken();
    void blocksKeepToTheRange();
};

void DeriveTest::readsEverySample_data()
{
    QTest::addColumn<QString>("path");

    const QDir samples(QStringLiteral(SENDSCOPE_TESTS "/data/samples"));
    for (const QString &name : samples.entryList({u"*.json"_s}))
        QTest::newRow(qPrintable(name)) << samples.filePath(name);
}

void DeriveTest::readsEverySample()
{
    QFETCH(const QString, path);

    const auto rows = index::derive(tests::stored(1, 1, read(path)));

    QVERIFY(!rows.empty());
    for (const index::DerivedRow &row : rows) {
        QCOMPARE(row.kind, event::Kind::Event);
        QVERIFY(row.type.startsWith("message-"));
        QVERIFY(row.time.has_value());
        QVERIFY(!row.ours.isEmpty());
        QVERIFY(!row.theirs.isEmpty());
        QVERIFY(!row.messageId.isEmpty());
        QVERIFY(valuesOf(row).contains(row.type));
        QVERIFY(valuesOf(row).contains(row.messageId));
    }
}

void DeriveTest::readsWhatTheTableShows()
{
    const QByteArray body =
        R"([{"type":"message-failed","time":"2020-06-25T18:42:36.979Z","to":"+12345678902",
        "description":"destination invalid","errorCode":4720,"message":{"id":"abc","time":"2020-06-25T18:42:35.876Z",
        "to":["+12345678902"],"from":"+12345678901","text":"Hello","applicationId":"app","owner":"+12345678901",
        "direction":"out","segmentCount":1,"tag":"v2","media":["https://a.example/1.png","https://a.example/2.png"]}}])"_ba;

    const auto rows = index::derive(tests::stored(7, 17, body));

    QCOMPARE(rows.size(), size_t(1));
    const index::DerivedRow &row = rows.front();
    QCOMPARE(row.event.value, 17);
    QCOMPARE(row.request.value, 7);
    QCOMPARE(row.element, 0);
    QCOMPARE(row.received, tests::kArrived);
    QCOMPARE(row.received - row.time.value(), 3'021ms);
    QCOMPARE(row.type, "message-failed"_ba);
    QCOMPARE(row.errorCode, std::optional(4720));
    QCOMPARE(row.description, "destination invalid"_ba);
    QCOMPARE(row.ours, "+12345678901"_ba);
    QCOMPARE(row.theirs, "+12345678902"_ba);
    QCOMPARE(row.media.size(), size_t(2));
    QCOMPARE(row.tag, "v2"_ba);
    QCOMPARE(row.messageId, "abc"_ba);
    QCOMPARE(row.text, "Hello"_ba);
    QCOMPARE(row.status, 200);
    QVERIFY(row.isAnswerDelivered);
    QCOMPARE(row.sentence, QByteArray());
}

void DeriveTest::namesTheRulesThatAreBroken()
{
    const auto rows = index::derive(tests::stored(
        1, 1, R"([{"type":"message-sent","time":1,"to":2,"message":{"tag":3}},{"x":1},7])"_ba));

    const auto rulesOf = [&rows](size_t row) {
        QByteArrayList rules;
        for (const index::RareValue &value : rows[row].others) {
            if (value.field == event::Field::Check)
                rules << value.value;
        }
        return rules;
    };
    QCOMPARE(rulesOf(0), (QByteArrayList{"missing-field", "wrong-type"}));
    QCOMPARE(rulesOf(1), QByteArrayList{"unknown-body"});
    QCOMPARE(rulesOf(2), QByteArrayList());
}

void DeriveTest::everyElementIsARow()
{
    const auto rows =
        index::derive(tests::stored(1, 40, R"([{"type":"a"}, 5, {"type":"b"}, ["c"]])"_ba));

    QCOMPARE(rows.size(), size_t(4));
    for (size_t i = 0; i < rows.size(); ++i) {
        QCOMPARE(rows[i].event.value, 40 + qint64(i));
        QCOMPARE(rows[i].element, qint32(i));
        QCOMPARE(rows[i].kind, i % 2 == 0 ? event::Kind::Event : event::Kind::Other);
    }
    QCOMPARE(rows[0].type, "a"_ba);
    QCOMPARE(valuesOf(rows[1]), QByteArrayList{"5"});
    QCOMPARE(rows[2].type, "b"_ba);
    QCOMPARE(valuesOf(rows[3]), QByteArrayList{"c"});
}

void DeriveTest::whatIsNoEventIsARowToo_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArrayList>("values");

    QTest::newRow("an empty array") << "[]"_ba << QByteArrayList();
    QTest::newRow("a number") << " -1.50e3 "_ba << QByteArrayList{"-1.50e3"};
    QTest::newRow("a string") << "\"Hi\""_ba << QByteArrayList{"Hi"};
    QTest::newRow("null") << "null"_ba << QByteArrayList();
}

void DeriveTest::whatIsNoEventIsARowToo()
{
    QFETCH(const QByteArray, body);
    QFETCH(const QByteArrayList, values);

    const auto rows = index::derive(tests::stored(1, 1, body));

    QCOMPARE(rows.size(), size_t(1));
    QCOMPARE(rows[0].kind, event::Kind::Other);
    QCOMPARE(valuesOf(rows[0]), values);
}

void DeriveTest::valuesAreDecodedAndKeysAreNot()
{
    const QByteArray body =
        R"({"key":"a\"\u00e9\\","n":1.0,"deep":[{"x":["in"]},true],"key":"again","empty":""})"_ba;

    const auto rows = index::derive(tests::stored(1, 1, body));

    QCOMPARE(valuesOf(rows.at(0)), (QByteArrayList{"a\"é\\", "1.0", "in", "again", ""}));
}

void DeriveTest::anEncodedBodyIsRead()
{
    const QByteArray json = R"([{"type":"message-sending"}])"_ba;
    event::StoredRequest stored = tests::stored(1, 1, json);
    stored.draft.request.head = "POST / HTTP/1.1\r\nContent-Encoding: deflate\r\n\r\n"_ba;
    stored.draft.request.body =
        qCompress(json).sliced(4); // Qt puts the size before the zlib stream.

    const auto rows = index::derive(stored);

    QCOMPARE(rows.at(0).type, "message-sending"_ba);
}

void DeriveTest::whatIsNoJsonIsFoundByItsBytes()
{
    event::StoredRequest stored =
        tests::storedUnread(event::Verdict::Malformed, "POST /hook HTTP/1.1\r\n\r\n"_ba,
                            "{\"broken\": caf\xC3\xA9 \xFF}"_ba);
    stored.draft.request.refusal =
        event::Refusal{event::RefusalReason::NotJson, 11, u"a value was expected"_s};

    const auto rows = index::derive(stored);

    QCOMPARE(rows.size(), size_t(1));
    QCOMPARE(rows[0].kind, event::Kind::Malformed);
    QCOMPARE(rows[0].status, 400);
    QCOMPARE(rows[0].sentence, event::sentence(*stored.draft.request.refusal).toUtf8());
    QVERIFY(!rows[0].sentence.isEmpty());
    QCOMPARE(valuesOf(rows[0]),
             (QByteArrayList{"POST /hook HTTP/1.1\r\n\r\n", "{\"broken\": café \uFFFD}"}));
}

void DeriveTest::rawTextIsBounded()
{
    const auto rows = index::derive(tests::storedUnread(
        event::Verdict::Refused, {}, QByteArray(2 * index::kMaxRawSearchBytes, 'x')));

    QCOMPARE(rows.at(0).kind, event::Kind::Refused);
    QCOMPARE(rows.at(0).values.at(0).size(), index::kMaxRawSearchBytes);
}

void DeriveTest::anOutcomeThatIsKnownIsTaken()
{
    event::StoredRequest stored = tests::stored(3, 1, "{}"_ba);
    stored.outcome = event::Outcome{{3}, tests::kArrived + 2s, 503, false};

    const auto rows = index::derive(stored);

    QCOMPARE(rows.at(0).status, 503);
    QVERIFY(!rows.at(0).isAnswerDelivered);
}

void DeriveTest::blocksKeepToTheRange()
{
    const std::vector<event::StoredRequest> requests = {tests::stored(1, 10, "[1,2,3]"_ba),
                                                        tests::stored(2, 13, "[4,5]"_ba)};

    index::BlockDeriver deriver({12}, {13});
    deriver.add(requests);
    const auto segments = deriver.take().segments;

    QCOMPARE(segments.size(), size_t(1));
    QCOMPARE(segments[0]->count(), 2U);
    QCOMPARE(segments[0]->oldest().value, 12);
    QCOMPARE(segments[0]->newest().value, 13);

    index::BlockDeriver past({15}, {20});
    past.add(requests);
    QVERIFY(past.take().segments.empty());
}

SENDSCOPE_TEST(DeriveTest, derive)
#include "tst_derive.moc"
