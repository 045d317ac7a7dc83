#include "tests/cli/programs.h"
#include "tests/testregistry.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace sendscope;
using namespace Qt::StringLiterals;

namespace {

const QString kSamples = QStringLiteral(SENDSCOPE_TESTS "/data/samples/");

constexpr auto kBad = R"({
  "time": "2020-06-25T18:42:36.979Z", "type": "message-sent", "to": "+15554443333",
  "description": "ok",
  "message": {"id": "a", "owner": "b", "applicationId": "c", "time": "2020-06-25T18:42:35Z",
    "segmentCount": "1", "direction": "out", "to": ["+15554443333"]}
})";

} // namespace

/// `check` and `explain` as people run them.
class CheckCommandTest : public QObject
{
    Q_OBJECT

private slots:
    void findsNothingInSamples();
    void tellsPlaceRuleSentenceAndSource();
    void placesAreThoseOfTheFile();
    void checksWhatWasExported();
    void checksACapture();
    void writesJson();
    void refuses_data();
    void refuses();
    void escapesWhatStrangersWrote();
    void explains();
    void namesNearWords();

private:
    tests::Ended run(const QStringList &words, const QByteArray &input = {}) const;
    void write(const QString &name, const QByteArray &bytes) const;

    const tests::ProgramHome m_home;
};

tests::Ended CheckCommandTest::run(const QStringList &words, const QByteArray &input) const
{
    QProcess process;
    m_home.prepare(process);
    process.setArguments(words);
    process.start();
    process.write(input);
    process.closeWriteChannel();
    return tests::ProgramHome::end(process);
}

void CheckCommandTest::write(const QString &name, const QByteArray &bytes) const
{
    QFile file(m_home.path(name));
    QVERIFY(file.open(QFile::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

void CheckCommandTest::findsNothingInSamples()
{
    const auto ended = run({u"check"_s, kSamples + u"message-sending.mms.seed.json"_s});

    QCOMPARE(ended.out, QByteArray());
    QCOMPARE(ended.err, "1 event checked: no findings.\n"_ba);
    QCOMPARE(ended.code, 0);
}

void CheckCommandTest::tellsPlaceRuleSentenceAndSource()
{
    const auto ended = run({u"check"_s, u"-"_s}, kBad);

    QCOMPARE(ended.out.split('\n'),
             (QByteArrayList{"stdin:5:21: wrong-type: “message.segmentCount” is a string; "
                             "the schema says an integer.",
                             "    bandwidth.yml of Bandwidth/java-sdk, "
                             "components.schemas.statusCallbackMessage",
                             "stdin:4:14: missing-field: “message.from” is missing; "
                             "the schema requires it in “message”.",
                             "    bandwidth.yml of Bandwidth/java-sdk, "
                             "components.schemas.statusCallbackMessage",
                             ""}));
    QCOMPARE(ended.err, "1 event checked: 2 findings in 1 of them.\n"_ba);
    QCOMPARE(ended.code, 1);
}

void CheckCommandTest::placesAreThoseOfTheFile()
{
    write(u"two.json"_s, QByteArray("{\"type\":5}\n\n  [{\"hello\":1},") + kBad + "]\n");

    const auto ended = run({u"check"_s, m_home.path(u"two.json"_s), u"--json"_s});

    QStringList places;
    for (const QByteArray &line : ended.out.trimmed().split('\n')) {
        const QJsonObject finding = QJsonDocument::fromJson(line).object();
        places << u"%1:%2 %3 %4"_s.arg(finding[u"line"_s].toInt())
                      .arg(finding[u"column"_s].toInt())
                      .arg(finding[u"element"_s].toInt())
                      .arg(finding[u"path"_s].toString());
    }
    QCOMPARE(places,
             (QStringList{u"1:1 0 time"_s, u"1:9 0 type"_s, u"1:1 0 to"_s, u"1:1 0 description"_s,
                          u"1:1 0 message"_s, u"3:4 0 "_s, u"7:21 1 message.segmentCount"_s,
                          u"6:14 1 message.from"_s}));
    QCOMPARE(ended.code, 1);
}

void CheckCommandTest::checksWhatWasExported()
{
    write(u"bad.json"_s, kBad);
    const QString capture = m_home.path(u"exported.sendscope"_s);
    QCOMPARE(run({u"import"_s, m_home.path(u"bad.json"_s), u"--capture"_s, capture}).code, 0);
    const auto exported = run({u"export"_s, capture, u"--format"_s, u"ndjson"_s});

    const auto ended = run({u"check"_s, u"-"_s}, exported.out);

    QVERIFY(ended.out.startsWith("stdin:1: body 5:21: wrong-type: "));
    QCOMPARE(ended.code, 1);
}

void CheckCommandTest::checksACapture()
{
    const QString capture = m_home.path(u"made.sendscope"_s);
    QCOMPARE(
        run({u"generate"_s, u"--count"_s, u"30"_s, u"--output"_s, m_home.path(u"made"_s)}).code, 0);
    QCOMPARE(run({u"import"_s, m_home.path(u"made"_s), u"--capture"_s, capture}).code, 0);
    const auto clean = run({u"check"_s, capture});
    write(u"more.json"_s, QByteArray("[{\"hello\":1}, 7]") + kBad);
    QCOMPARE(run({u"import"_s, m_home.path(u"more.json"_s), u"--capture"_s, capture}).code, 0);

    const auto ended = run({u"check"_s, capture});

    QCOMPARE(clean.code, 0);
    QCOMPARE(clean.out, QByteArray());
    QCOMPARE(ended.code, 1);
    const QByteArrayList lines = ended.out.split('\n');
    QCOMPARE(lines.size(), 7);
    QVERIFY(lines[0].startsWith("event "));
    QVERIFY(lines[0].contains(", 1:2: unknown-body: "));
    QVERIFY(lines[2].contains(", 5:21: wrong-type: "));

    const auto found = run({u"events"_s, capture, u"--filter"_s,
                            u"check == wrong-type and check == missing-field"_s, u"--columns"_s,
                            u"check,event"_s, u"--json"_s});
    const auto event = QJsonDocument::fromJson(found.out.trimmed()).object();
    QCOMPARE(event[u"check"_s].toArray(), (QJsonArray{u"missing-field"_s, u"wrong-type"_s}));
    QVERIFY(lines[2].startsWith("event " + QByteArray::number(event[u"event"_s].toInt()) + ','));
}

void CheckCommandTest::writesJson()
{
    const auto lines = run({u"check"_s, u"-"_s, u"--json"_s}, kBad).out.trimmed().split('\n');
    const auto array = run({u"check"_s, u"-"_s, u"--format"_s, u"json"_s}, kBad).out;
    const auto none = run({u"check"_s, u"-"_s, u"--format"_s, u"json"_s}, "[]").out;

    QCOMPARE(lines.size(), 2);
    const QJsonObject first = QJsonDocument::fromJson(lines[0]).object();
    QCOMPARE(first[u"rule"_s].toString(), u"wrong-type"_s);
    QCOMPARE(first[u"path"_s].toString(), u"message.segmentCount"_s);
    QCOMPARE(QByteArray(kBad).sliced(first[u"begin"_s].toInt(), first[u"length"_s].toInt()),
             "\"1\""_ba);
    QCOMPARE(first[u"section"_s].toString(), u"components.schemas.statusCallbackMessage"_s);
    const QJsonArray all = QJsonDocument::fromJson(array).array();
    QCOMPARE(all.size(), 2);
    QCOMPARE(all[0].toObject(), first);
    QCOMPARE(none, "[]\n"_ba);
}

void CheckCommandTest::refuses_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QByteArray>("input");
    QTest::addColumn<int>("code");

    QTest::newRow("nothing to check") << QStringList{u"check"_s} << QByteArray() << 2;
    QTest::newRow("no file") << QStringList{u"check"_s, u"/nowhere/at/all"_s} << QByteArray() << 4;
    QTest::newRow("no JSON") << QStringList{u"check"_s, u"-"_s} << "hello"_ba << 4;
    QTest::newRow("broken off") << QStringList{u"check"_s, u"-"_s} << "[{\"type\":"_ba << 4;
    QTest::newRow("a format that is none")
        << QStringList{u"check"_s, u"-"_s, u"--format"_s, u"csv"_s} << "[]"_ba << 2;
    QTest::newRow("nothing in it") << QStringList{u"check"_s, u"-"_s} << QByteArray() << 0;
}

void CheckCommandTest::refuses()
{
    QFETCH(const QStringList, words);
    QFETCH(const QByteArray, input);
    QFETCH(const int, code);

    const auto ended = run(words, input);

    QCOMPARE(ended.code, code);
    QCOMPARE(ended.out, QByteArray());
}

void CheckCommandTest::escapesWhatStrangersWrote()
{
    const auto ended = run({u"check"_s, u"-"_s}, R"({"type":"\u001b[31mred\n","message":{}})");

    QVERIFY(ended.out.contains("\\x1b[31mred"));
    QVERIFY(!ended.out.contains('\x1b'));
}

void CheckCommandTest::explains()
{
    const auto code = run({u"explain"_s, u"4720"_s});
    const auto json = run({u"explain"_s, u"delivered"_s, u"--json"_s});

    QCOMPARE(code.code, 0);
    QVERIFY(code.out.startsWith("4720  invalid-destination-address\n"));
    for (const char *label : {"What to do: ", "Who can fix it: ", "Class: ", "Reported by: "})
        QVERIFY2(code.out.contains(label), label);
    const QJsonObject delivered = QJsonDocument::fromJson(json.out).object();
    QCOMPARE(delivered[u"word"_s].toString(), u"message-delivered"_s);
    QVERIFY(delivered[u"meaning"_s].toString().contains(u"toll-free"));
    QVERIFY(!delivered[u"details"_s].toArray().isEmpty());
}

void CheckCommandTest::namesNearWords()
{
    const auto ended = run({u"explain"_s, u"mesage-sent"_s});
    const auto far = run({u"explain"_s, u"lunchbreakfast"_s});

    QCOMPARE(ended.code, 2);
    QCOMPARE(ended.out, QByteArray());
    QVERIFY(ended.err.contains("message-sent"));
    QCOMPARE(far.code, 2);
    QVERIFY(far.err.contains("4720"));
}

SENDSCOPE_TEST(CheckCommandTest, check)
#include "tst_check.moc"
