#include "app/event/jsontext.h"
#include "tests/support/jsoninput.h"
#include "tests/testregistry.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTest>

#include <simdjson.h>

#include <random>

using namespace sendscope;
using namespace Qt::StringLiterals;
using event::JsonSpan;
using event::JsonText;
using tests::contentOf;

/// Our scanner against simdjson, where that is installed: whatever it accepts we accept, with the
/// same texts. Only numbers that fit nowhere and lone surrogates are legal JSON that it refuses.
class SecondOpinionTest : public QObject
{
    Q_OBJECT

private slots:
    void agrees_data();
    void agrees();
    void agreesOnDamagedSamples_data();
    void agreesOnDamagedSamples();
};

namespace {

using Strings = std::vector<QByteArray>;

void addFiles(const QString &folder)
{
    const QDir dir(folder);
    for (const QFileInfo &file : dir.entryInfoList({u"*.json"_s}))
        QTest::newRow(qPrintable(file.completeBaseName())) << contentOf(file.filePath());
}

/// All keys and strings, in the order of the text.
Strings stringsOf(const JsonText &json)
{
    Strings strings;
    for (size_t i = 0; i < json.spans().size(); ++i) {
        const JsonSpan::Type type = json.spans()[i].type;
        if (type == JsonSpan::Type::Key || type == JsonSpan::Type::String)
            strings.push_back(json.text(qint32(i)));
    }
    return strings;
}

QByteArray bytesOf(std::string_view text)
{
    return {text.data(), qsizetype(text.size())};
}

void appendStrings(Strings &strings, const simdjson::dom::element &element)
{
    simdjson::dom::array array;
    simdjson::dom::object object;
    std::string_view text;
    if (!element.get(text)) {
        strings.push_back(bytesOf(text));
    } else if (!element.get(array)) {
        for (const simdjson::dom::element child : array)
            appendStrings(strings, child);
    } else if (!element.get(object)) {
        for (const simdjson::dom::key_value_pair pair : object) {
            strings.push_back(bytesOf(pair.key));
            appendStrings(strings, pair.value);
        }
    }
}

/// Empty where both agree.
QByteArray disagreement(const QByteArray &bytes)
{
    const QByteArray theirBytes = bytes.startsWith("\xEF\xBB\xBF") ? bytes.sliced(3) : bytes;
    simdjson::dom::parser parser;
    simdjson::dom::element top;
    const simdjson::error_code error =
        parser.parse(theirBytes.constData(), size_t(theirBytes.size())).get(top);
    const auto json = JsonText::scan(bytes);

    if (!json)
        return error ? ""_ba : "refused: " + json.error().args.value(0).toUtf8();
    if (error) {
        const bool isKnown = error == simdjson::NUMBER_ERROR
            || (error == simdjson::STRING_ERROR && bytes.toLower().contains("\\ud"));
        return isKnown ? ""_ba : "accepted, but: "_ba + simdjson::error_message(error);
    }
    Strings theirs;
    appendStrings(theirs, top);
    return stringsOf(*json) == theirs ? ""_ba : "read with other texts"_ba;
}

} // namespace

void SecondOpinionTest::agrees_data()
{
    QTest::addColumn<QByteArray>("json");
    addFiles(QStringLiteral(SENDSCOPE_TESTS "/data/samples"));
    addFiles(QStringLiteral(SENDSCOPE_TESTS "/event/data/jsontestsuite"));
}

void SecondOpinionTest::agrees()
{
    QFETCH(const QByteArray, json);

    QCOMPARE(disagreement(json), ""_ba);
}

void SecondOpinionTest::agreesOnDamagedSamples_data()
{
    QTest::addColumn<QByteArray>("json");
    addFiles(QStringLiteral(SENDSCOPE_TESTS "/data/samples"));
    QTest::newRow("escapes and UTF-8")
        << "[{\"a\\n\\u00e9\":\"\\ud83d\\ude00\xC3\xA9\xE6\xBC\xA2\xF0\x9F\x98\x80\",\"b\":[1.5e3,-0,true,null]}]"_ba;
}

void SecondOpinionTest::agreesOnDamagedSamples()
{
    QFETCH(const QByteArray, json);
    static constexpr char kOddBytes[] =
        "{}[]:,\"\\ \t\n0-.eEtu/\x00\x1F\x7F\x80\xC0\xE2\xED\xF4\xFF";
    std::minstd_rand random(1);

    for (int i = 0; i < 500; ++i) {
        QByteArray damaged = json;
        const qsizetype at = qsizetype(random() % size_t(damaged.size()));
        const char odd = kOddBytes[random() % (sizeof kOddBytes - 1)];
        switch (random() % 3) {
        case 0:
            damaged[at] = odd;
            break;
        case 1:
            damaged.insert(at, odd);
            break;
        default:
            damaged.remove(at, 1 + qsizetype(random() % 3));
            break;
        }
        const QByteArray difference = disagreement(damaged);
        QVERIFY2(difference.isEmpty(), (difference + ": " + damaged).constData());
    }
}

SENDSCOPE_TEST(SecondOpinionTest, secondopinion)
#include "tst_secondopinion.moc"
