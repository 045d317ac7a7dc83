#include "app/event/jsontext.h"
#include "app/event/refusal.h"
#include "tests/support/jsoninput.h"
#include "tests/testregistry.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QHash>
#include <QTest>

using namespace sendscope;
using namespace Qt::StringLiterals;
using event::JsonSpan;
using event::JsonText;
using tests::contentOf;
using tests::scanned;

class JsonTextTest : public QObject
{
    Q_OBJECT

private slots:
    void keepsOrderAndRepeatedKeys();
    void keepsTheSpellingOfNumbers_data();
    void keepsTheSpellingOfNumbers();
    void linksSiblingsAndParents();
    void takesAnyValueAtTheTop_data();
    void takesAnyValueAtTheTop();
    void refuses_data();
    void refuses();
    void refusalsReadWell_data();
    void refusalsReadWell();
    void goes512LevelsDeepAndNoFurther();
    void refusesAHundredThousandLevels();
    void skipsAByteOrderMark();
    void decodesText_data();
    void decodesText();
    void showsTextAsItIs();
    void findsMembersWhateverTheirSpelling();
    void readsStringsOfEveryLength();
    void refusesMoreThan64MiB();
    void agreesWithTheTestSuite_data();
    void agreesWithTheTestSuite();
    void readsEverySample_data();
    void readsEverySample();
};

namespace {

} // namespace

void JsonTextTest::keepsOrderAndRepeatedKeys()
{
    const JsonText text = scanned(R"({"z":1,"a":2,"a":3})");

    QByteArrayList keys;
    for (qint32 key = text.firstChild(0); key >= 0; key = text.span(key).next)
        keys << text.text(key) + '=' + text.text(text.value(key));
    QCOMPARE(keys, (QByteArrayList{"z=1", "a=2", "a=3"}));
    QCOMPARE(text.text(text.member(0, "a")), "3"_ba);
    QCOMPARE(text.member(0, "b"), -1);
}

void JsonTextTest::keepsTheSpellingOfNumbers_data()
{
    QTest::addColumn<QByteArray>("number");

    for (const char *number :
         {"18446744073709551615", "12345678901234567890123", "1.10", "-0", "1E400", "-1e-400", "0",
          "0.0", "1e+05", "123456789012345678901234567890.5"})
        QTest::newRow(number) << QByteArray(number);
}

void JsonTextTest::keepsTheSpellingOfNumbers()
{
    QFETCH(const QByteArray, number);

    const JsonText text = scanned("[" + number + "]");

    QCOMPARE(text.span(1).type, JsonSpan::Type::Number);
    QCOMPARE(text.text(1), number);
    QCOMPARE(text.displayText(1), QString::fromLatin1(number));
}

void JsonTextTest::linksSiblingsAndParents()
{
    const JsonText text = scanned(R"( [ {"a" : [1, "x"], "b": null}, true ] )");
    //                               0    1  2    3  4   5       6  7        8

    const auto type = [&text](qint32 index) { return text.span(index).type; };
    QCOMPARE(text.spans().size(), size_t(9));
    QCOMPARE(type(0), JsonSpan::Type::Array);
    QCOMPARE(type(1), JsonSpan::Type::Object);
    QCOMPARE(type(2), JsonSpan::Type::Key);
    QCOMPARE(type(3), JsonSpan::Type::Array);
    QCOMPARE(type(5), JsonSpan::Type::String);
    QCOMPARE(type(7), JsonSpan::Type::Null);
    QCOMPARE(type(8), JsonSpan::Type::True);
    QCOMPARE(text.span(0).parent, -1);
    QCOMPARE(text.span(1).parent, 0);
    QCOMPARE(text.span(1).next, 8);
    QCOMPARE(text.span(8).next, -1);
    QCOMPARE(text.span(2).parent, 1);
    QCOMPARE(text.span(2).next, 6);
    QCOMPARE(text.span(3).parent, 1);
    QCOMPARE(text.span(3).next, -1);
    QCOMPARE(text.span(4).parent, 3);
    QCOMPARE(text.span(4).next, 5);
    QCOMPARE(text.firstChild(0), 1);
    QCOMPARE(text.firstChild(3), 4);
    QCOMPARE(text.firstChild(8), -1);
    QCOMPARE(text.raw(0), R"([ {"a" : [1, "x"], "b": null}, true ])");
    QCOMPARE(text.raw(1), R"({"a" : [1, "x"], "b": null})");
    QCOMPARE(text.raw(5), R"("x")");
    QCOMPARE(scanned("[[],{}]").firstChild(1), -1);
}

void JsonTextTest::takesAnyValueAtTheTop_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<JsonSpan::Type>("type");

    QTest::newRow("object") << "{}"_ba << JsonSpan::Type::Object;
    QTest::newRow("array") << "[]"_ba << JsonSpan::Type::Array;
    QTest::newRow("string") << "\"\""_ba << JsonSpan::Type::String;
    QTest::newRow("number") << "-1"_ba << JsonSpan::Type::Number;
    QTest::newRow("true") << "true"_ba << JsonSpan::Type::True;
    QTest::newRow("false") << "false"_ba << JsonSpan::Type::False;
    QTest::newRow("null") << "\r\n\t null\n"_ba << JsonSpan::Type::Null;
}

void JsonTextTest::takesAnyValueAtTheTop()
{
    QFETCH(const QByteArray, json);
    QFETCH(const JsonSpan::Type, type);

    const JsonText text = scanned(json);

    QCOMPARE(text.spans().size(), size_t(1));
    QCOMPARE(text.span(0).type, type);
    QCOMPARE(text.raw(0), json.trimmed());
}

void JsonTextTest::refuses_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("reason");
    QTest::addColumn<qint64>("offset");
    QTest::addColumn<QString>("words");

    const auto row = [](const char *name, const QByteArray &json, const char *reason, qint64 offset,
                        const char *words) {
        QTest::newRow(name) << json << QByteArray(reason) << offset << QString::fromUtf8(words);
    };

    row("nothing", "", "empty-body", -1, "there is no text");
    row("white space", " \r\n\t", "empty-body", -1, "there is white space only");
    row("only a byte order mark", "\xEF\xBB\xBF", "empty-body", -1, "there is white space only");
    row("plain text", "hello", "not-json", 0, "a value was expected at byte 0, hello was found");
    row("a form", "type=message-sent", "not-json", 0,
        "a value was expected at byte 0, type was found");
    row("unclosed array", "[1, 2}", "not-json", 5,
        "a comma or ] was expected at byte 5, } was found");
    row("unclosed object", R"({"a":1])", "not-json", 6,
        "a comma or } was expected at byte 6, ] was found");
    row("array that ends", "[1", "not-json", 2,
        "a comma or ] was expected at byte 2, the end of the text was found");
    row("array that ends after a comma", "[1,", "not-json", 3,
        "a value was expected at byte 3, the end of the text was found");
    row("just opened", "[", "not-json", 1,
        "a value or ] was expected at byte 1, the end of the text was found");
    row("comma before ]", "[1,]", "not-json", 3, "a value was expected at byte 3, ] was found");
    row("comma before }", R"({"a":1,})", "not-json", 7,
        "a name in quotes was expected at byte 7, } was found");
    row("bare name", "{a:1}", "not-json", 1,
        "a name in quotes or } was expected at byte 1, a was found");
    row("single quotes", "['a']", "not-json", 1,
        "a value or ] was expected at byte 1, ' was found");
    row("no colon", R"({"a" 1})", "not-json", 5, "a colon was expected at byte 5, 1 was found");
    row("no value", R"({"a":})", "not-json", 5, "a value was expected at byte 5, } was found");
    row("cut inside a string", R"({"a":"mess)", "not-json", 10, "the text ends inside a string");
    row("cut inside a name", R"({"mess)", "not-json", 6, "the text ends inside a name");
    row("cut inside an escape", R"(["\)", "not-json", 3, "the text ends inside a string");
    row("cut inside a code point", R"(["\u00)", "not-json", 6, "the text ends inside a string");
    row("cut inside a character", "[\"\xC3", "not-json", 3, "the text ends inside a string");
    row("cut inside a number", "[-", "not-json", 2, "the text ends inside a number");
    row("cut inside a word", "[tru", "not-json", 4, "the text ends inside the word true");
    row("two values", "1 2", "not-json", 2,
        "the end of the text was expected at byte 2, 2 was found");
    row("NUL at the end", QByteArray("[1]\0", 4), "not-json", 3,
        "the end of the text was expected at byte 3, byte 0x00 was found");
    row("NUL between", QByteArray("[\0]", 3), "not-json", 1,
        "a value or ] was expected at byte 1, byte 0x00 was found");
    row("leading zero", "[01]", "not-json", 2, "a number begins with a needless 0, at byte 1");
    row("leading zero after a minus", "[-01]", "not-json", 3,
        "a number begins with a needless 0, at byte 2");
    row("no digit after the point", "[1.]", "not-json", 3,
        "a digit was expected at byte 3, ] was found");
    row("no digit before the point", "[.1]", "not-json", 1,
        "a value or ] was expected at byte 1, . was found");
    row("no digit in the exponent", "[1e+]", "not-json", 4,
        "a digit was expected at byte 4, ] was found");
    row("plus", "[+1]", "not-json", 1, "a value or ] was expected at byte 1, + was found");
    row("hexadecimal", "[0x1]", "not-json", 2, "a comma or ] was expected at byte 2, x was found");
    row("NaN", "[NaN]", "not-json", 1, "a value or ] was expected at byte 1, NaN was found");
    row("True", "[True]", "not-json", 1, "a value or ] was expected at byte 1, True was found");
    row("trues", "[1, trues]", "not-json", 4, "a value was expected at byte 4, trues was found");
    row("nul", "[nul]", "not-json", 1, "a value was expected at byte 1, nul was found");
    row("comment", "[1, // one\n2]", "not-json", 4, "a value was expected at byte 4, / was found");
    row("raw line break", "[\"a\nb\"]", "not-json", 3,
        "a line break stands in a string unescaped, at byte 3");
    row("raw tab", "[\"\t\"]", "not-json", 2, "a tab stands in a string unescaped, at byte 2");
    row("raw NUL", QByteArray("[\"\0\"]", 5), "not-json", 2,
        "byte 0x00 stands in a string unescaped, at byte 2");
    row("unknown escape", R"(["\x41"])", "not-json", 3,
        "an escape such as \\n or \\u000A was expected at byte 3, \\x was found");
    row("escaped NUL", QByteArray("[\"\\\0\"]", 6), "not-json", 3,
        "an escape such as \\n or \\u000A was expected at byte 3, \\byte 0x00 was found");
    row("short code point", R"(["\u12g4"])", "not-json", 6,
        "a hexadecimal digit was expected at byte 6, g was found");
    row("no-break space", "[\xC2\xA0]", "not-json", 1,
        "a value or ] was expected at byte 1, U+00A0 was found");
    row("Latin-1 in a string", "[\"caf\xE9\"]", "invalid-utf8", 5, "0xE9 at byte 5 is not UTF-8");
    row("overlong slash", "[\"\xC0\xAF\"]", "invalid-utf8", 2, "0xC0 at byte 2 is not UTF-8");
    row("overlong in three bytes", "[\"\xE0\x80\xAF\"]", "invalid-utf8", 2,
        "0xE0 at byte 2 is not UTF-8");
    row("overlong in four bytes", "[\"\xF0\x80\x80\xAF\"]", "invalid-utf8", 2,
        "0xF0 at byte 2 is not UTF-8");
    row("surrogate in UTF-8", "[\"\xED\xA0\x80\"]", "invalid-utf8", 2,
        "0xED at byte 2 is not UTF-8");
    row("past U+10FFFF", "[\"\xF4\x90\x80\x80\"]", "invalid-utf8", 2,
        "0xF4 at byte 2 is not UTF-8");
    row("five bytes", "[\"\xF8\x88\x80\x80\x80\"]", "invalid-utf8", 2,
        "0xF8 at byte 2 is not UTF-8");
    row("lone continuation", "[\"\x80\"]", "invalid-utf8", 2, "0x80 at byte 2 is not UTF-8");
    row("in a name", "{\"\xFF\":1}", "invalid-utf8", 2, "0xFF at byte 2 is not UTF-8");
    row("UTF-16", QByteArray("\xFF\xFE[\0]\0", 6), "invalid-utf8", 0,
        "the mark at byte 0 stands for UTF-16, JSON is sent in UTF-8");
    row("two byte order marks", "\xEF\xBB\xBF\xEF\xBB\xBF{}", "not-json", 3,
        "a value was expected at byte 3, U+FEFF was found");
}

void JsonTextTest::refuses()
{
    QFETCH(const QByteArray, json);
    QFETCH(const QByteArray, reason);
    QFETCH(const qint64, offset);
    QFETCH(const QString, words);

    const auto text = JsonText::scan(json);

    QVERIFY(!text);
    QCOMPARE(text.error().code, base::Error::Code::Malformed);
    QCOMPARE(text.error().args.value(0), words);
    QCOMPARE(text.error().args.value(1), QString::fromLatin1(reason));
    QCOMPARE(text.error().offset, offset);
}

void JsonTextTest::refusalsReadWell_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("sentence");

    QTest::newRow("empty") << ""_ba << u"The body is empty: there is no text"_s;
    QTest::newRow("found") << "[1, 2}"_ba
                           << u"Not JSON: a comma or ] was expected at byte 5, } was found"_s;
    QTest::newRow("cut") << "[\"x"_ba << u"Not JSON: the text ends inside a string at byte 3"_s;
    QTest::newRow("zero") << "01"_ba << u"Not JSON: a number begins with a needless 0, at byte 0"_s;
}

void JsonTextTest::refusalsReadWell()
{
    QFETCH(const QByteArray, json);
    QFETCH(const QString, sentence);

    const base::Error error = JsonText::scan(json).error();

    QCOMPARE(event::sentence(
                 {*event::refusalReason(error.args[1].toLatin1()), error.offset, error.args[0]}),
             sentence);
}

void JsonTextTest::goes512LevelsDeepAndNoFurther()
{
    const auto nested = [](int levels) {
        return QByteArray(levels, '[') + QByteArray(levels, ']');
    };

    QCOMPARE(scanned(nested(512)).spans().size(), size_t(512));
    QCOMPARE(scanned(QByteArray(R"({"a":)").repeated(512) + "1" + QByteArray(512, '}'))
                 .span(1023)
                 .parent,
             1022);
    QVERIFY(scanned("[" + nested(511) + "," + nested(511) + "]").span(1).next == 512);

    const auto tooDeep = JsonText::scan(nested(513));
    QVERIFY(!tooDeep);
    QCOMPARE(tooDeep.error().args,
             (QStringList{u"more than 512 levels deep, at byte 512"_s, u"too-deep"_s}));
    QCOMPARE(tooDeep.error().offset, 512);
}

void JsonTextTest::refusesAHundredThousandLevels()
{
    // Two files of JSONTestSuite that are too large to keep: n_structure_100000_opening_arrays and
    // n_structure_open_array_object.
    QCOMPARE(JsonText::scan(QByteArray(100'000, '[')).error().args.value(1), u"too-deep"_s);
    QCOMPARE(JsonText::scan(QByteArray(R"([{"":)").repeated(50'000) + "\n").error().args.value(1),
             u"too-deep"_s);
}

void JsonTextTest::skipsAByteOrderMark()
{
    const JsonText text = scanned("\xEF\xBB\xBF[1]");

    QVERIFY(text.hasByteOrderMark());
    QCOMPARE(text.span(0).begin, quint32(3));
    QCOMPARE(text.raw(0), "[1]");
    QCOMPARE(text.bytes().size(), 6);
    QVERIFY(!scanned("[1]").hasByteOrderMark());
}

void JsonTextTest::decodesText_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("text");

    QTest::newRow("empty") << R"("")"_ba
                           << ""_ba;
    QTest::newRow("plain") << R"("v2 lab")"_ba
                           << "v2 lab"_ba;
    QTest::newRow("UTF-8") << "\"caf\xC3\xA9 \xF0\x9F\x98\x80\""_ba
                           << "caf\xC3\xA9 \xF0\x9F\x98\x80"_ba;
    QTest::newRow("every short escape") << R"("\"\\\/\b\f\n\r\t")"_ba
                                        << "\"\\/\b\f\n\r\t"_ba;
    QTest::newRow("one byte") << R"("\u0041\u007f")"_ba
                              << "A\x7F"_ba;
    QTest::newRow("two bytes") << R"("\u00e9\u07FF")"_ba
                               << "\xC3\xA9\xDF\xBF"_ba;
    QTest::newRow("three bytes") << R"("\u20AC")"_ba
                                 << "\xE2\x82\xAC"_ba;
    QTest::newRow("pair") << R"("\uD83D\uDE00")"_ba
                          << "\xF0\x9F\x98\x80"_ba;
    QTest::newRow("NUL") << R"("a\u0000b")"_ba << QByteArray("a\0b", 3);
    QTest::newRow("lone high") << R"("\uD83D")"_ba
                               << "\xED\xA0\xBD"_ba;
    QTest::newRow("lone high, then text") << R"("\uD83Dx")"_ba
                                          << "\xED\xA0\xBDx"_ba;
    QTest::newRow("lone high, then a pair") << R"("\uD83D\uD83D\uDE00")"_ba
                                            << "\xED\xA0\xBD\xF0\x9F\x98\x80"_ba;
    QTest::newRow("lone high, then an escape") << R"("\uD83D\n")"_ba
                                               << "\xED\xA0\xBD\n"_ba;
    QTest::newRow("lone low") << R"("\uDE00")"_ba
                              << "\xED\xB8\x80"_ba;
    QTest::newRow("halves the wrong way round") << R"("\uDE00\uD83D")"_ba
                                                << "\xED\xB8\x80\xED\xA0\xBD"_ba;
    QTest::newRow("escape after UTF-8") << "\"\xC3\xA9\\n\xC3\xA9\""_ba
                                        << "\xC3\xA9\n\xC3\xA9"_ba;
}

void JsonTextTest::decodesText()
{
    QFETCH(const QByteArray, json);
    QFETCH(const QByteArray, text);

    QCOMPARE(scanned(json).text(0), text);
    QCOMPARE(scanned("{" + json + ":0}").text(1), text);
}

void JsonTextTest::showsTextAsItIs()
{
    QCOMPARE(scanned(R"(["a\uD83Db"])").displayText(1), u"a"_s + QChar(0xD83D) + u'b');
    QCOMPARE(scanned(R"(["\uD83D\uDE00 \u00e9"])").displayText(1), u"\U0001F600 é"_s);
    QCOMPARE(scanned("[\"\xC3\xA9\"]").displayText(1), u"é"_s);
    QCOMPARE(scanned("[\"\xEF\xBB\xBF.\"]").displayText(1), u"\uFEFF."_s);
    QCOMPARE(scanned("[\"\\n\xEF\xBB\xBF.\"]").displayText(1), u"\n\uFEFF."_s);
}

void JsonTextTest::findsMembersWhateverTheirSpelling()
{
    const JsonText text = scanned(R"({"type":1,"t\u0079pe":2,"typ":3,"types":4})");

    QCOMPARE(text.text(text.member(0, "type")), "2"_ba);
    QCOMPARE(text.text(text.member(0, "typ")), "3"_ba);
    QCOMPARE(text.member(0, ""), -1);
    QCOMPARE(text.member(text.value(1), "type"), -1); // not an object
}

void JsonTextTest::readsStringsOfEveryLength()
{
    // Strings are gone through eight bytes at a time: every place of the end, of an escape, of a
    // character of two bytes and of a forbidden one has to be met.
    for (int length = 0; length < 40; ++length) {
        const QByteArray plain(length, 'x');
        for (int at = 0; at <= length; ++at) {
            const auto with = [&](const char *inserted) {
                return "[\"" + plain.first(at) + inserted + plain.sliced(at) + "\"]";
            };
            QCOMPARE(scanned(with("")).text(1), plain);
            QCOMPARE(scanned(with("\\n")).text(1).size(), length + 1);
            QCOMPARE(scanned(with("\xC3\xA9")).text(1).size(), length + 2);
            QCOMPARE(scanned(with("\x7F")).text(1).size(), length + 1);
            QCOMPARE(JsonText::scan(with("\x1F")).error().offset, 2 + at);
            QCOMPARE(JsonText::scan(with("\xFF")).error().offset, 2 + at);
            QCOMPARE(JsonText::scan(with("\"")).error().offset, 3 + at);
        }
    }
}

void JsonTextTest::refusesMoreThan64MiB()
{
    QByteArray bytes(64 * 1024 * 1024 + 1, ' ');
    bytes[0] = '1';

    const auto text = JsonText::scan(bytes);

    QVERIFY(!text);
    QCOMPARE(text.error().code, base::Error::Code::LimitPassed);
    bytes.chop(1);
    QCOMPARE(scanned(bytes).text(0), "1"_ba);
}

void JsonTextTest::agreesWithTheTestSuite_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<bool>("isAccepted");

    // What RFC 8259 leaves to us: numbers of any size and lone surrogate escapes are taken as they
    // are, a byte order mark is skipped; what is not UTF-8 is refused.
    static const QHash<QString, bool> leftToUs{
        {u"i_number_double_huge_neg_exp"_s, true},
        {u"i_number_huge_exp"_s, true},
        {u"i_number_neg_int_huge_exp"_s, true},
        {u"i_number_pos_double_huge_exp"_s, true},
        {u"i_number_real_neg_overflow"_s, true},
        {u"i_number_real_pos_overflow"_s, true},
        {u"i_number_real_underflow"_s, true},
        {u"i_number_too_big_neg_int"_s, true},
        {u"i_number_too_big_pos_int"_s, true},
        {u"i_number_very_big_negative_int"_s, true},
        {u"i_object_key_lone_2nd_surrogate"_s, true},
        {u"i_string_1st_surrogate_but_2nd_missing"_s, true},
        {u"i_string_1st_valid_surrogate_2nd_invalid"_s, true},
        {u"i_string_UTF-16LE_with_BOM"_s, false},
        {u"i_string_UTF-8_invalid_sequence"_s, false},
        {u"i_string_UTF8_surrogate_U+D800"_s, false},
        {u"i_string_incomplete_surrogate_and_escape_valid"_s, true},
        {u"i_string_incomplete_surrogate_pair"_s, true},
        {u"i_string_incomplete_surrogates_escape_valid"_s, true},
        {u"i_string_invalid_lonely_surrogate"_s, true},
        {u"i_string_invalid_surrogate"_s, true},
        {u"i_string_invalid_utf-8"_s, false},
        {u"i_string_inverted_surrogates_U+1D11E"_s, true},
        {u"i_string_iso_latin_1"_s, false},
        {u"i_string_lone_second_surrogate"_s, true},
        {u"i_string_lone_utf8_continuation_byte"_s, false},
        {u"i_string_not_in_unicode_range"_s, false},
        {u"i_string_overlong_sequence_2_bytes"_s, false},
        {u"i_string_overlong_sequence_6_bytes"_s, false},
        {u"i_string_overlong_sequence_6_bytes_null"_s, false},
        {u"i_string_truncated-utf-8"_s, false},
        {u"i_string_utf16BE_no_BOM"_s, false},
        {u"i_string_utf16LE_no_BOM"_s, false},
        {u"i_structure_500_nested_arrays"_s, true},
        {u"i_structure_UTF-8_BOM_empty_object"_s, true},
    };

    const QDir suite(QStringLiteral(SENDSCOPE_TESTS "/event/data/jsontestsuite"));
    const QFileInfoList files = suite.entryInfoList({u"*.json"_s});
    QVERIFY(files.size() > 300);
    for (const QFileInfo &file : files) {
        const QString name = file.completeBaseName();
        QVERIFY2(!name.startsWith(u"i_") || leftToUs.contains(name), qPrintable(name));
        QTest::newRow(qPrintable(name))
            << contentOf(file.filePath()) << (name.startsWith(u"y_") || leftToUs.value(name));
    }
}

void JsonTextTest::agreesWithTheTestSuite()
{
    QFETCH(const QByteArray, json);
    QFETCH(const bool, isAccepted);

    QCOMPARE(JsonText::scan(json).has_value(), isAccepted);
}

void JsonTextTest::readsEverySample_data()
{
    QTest::addColumn<QByteArray>("json");

    const QDir samples(QStringLiteral(SENDSCOPE_TESTS "/data/samples"));
    const QFileInfoList files = samples.entryInfoList({u"*.json"_s});
    QCOMPARE(files.size(), 20);
    for (const QFileInfo &file : files)
        QTest::newRow(qPrintable(file.completeBaseName())) << contentOf(file.filePath());
}

void JsonTextTest::readsEverySample()
{
    QFETCH(const QByteArray, json);

    const JsonText text = scanned(json);

    const qint32 element = text.span(0).type == JsonSpan::Type::Array ? text.firstChild(0) : 0;
    QVERIFY(text.text(text.member(element, "type")).startsWith("message-"));
    QCOMPARE(text.raw(0), json.trimmed());
}

SENDSCOPE_TEST(JsonTextTest, jsontext)
#include "tst_jsontext.moc"
