#include "app/filter/filter.h"
#include "tests/support/filterlist.h"
#include "tests/testregistry.h"

#include <QTest>
#include <QTimeZone>

using namespace sendscope;
using namespace Qt::StringLiterals;
using filter::Judgement;

class ParserTest : public QObject
{
    Q_OBJECT

private slots:
    void understands_data();
    void understands();
    void judges_data();
    void judges();
    void mends_data();
    void mends();
    void readsTimesInTheZoneShown();
    void everyPrefixIsJudged();
    void listedFiltersAreFine();
    void noPrefixOfAListedFilterIsWrong();
    void listsWhatIsReadOnDemand();
    void nestingHasALimit();
};

void ParserTest::understands_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("canonical");

    const auto row = [](const char *name, const QString &text, const QString &canonical) {
        QTest::newRow(name) << text << canonical;
    };
    row("nothing", {}, {});
    row("spaces", u" \t "_s, {});
    row("a word", u" Failed "_s, u"failed"_s);
    row("side by side", u"a b"_s, u"a and b"_s);
    row("&& and ||", u"a&&b || c"_s, u"a and b or c"_s);
    row("joining words in capitals", u"a AND b OR NOT c"_s, u"a and b or not c"_s);
    row("parentheses that are needed", u"a (b or c)"_s, u"a and (b or c)"_s);
    row("parentheses that are not", u"((a and (b)) or (c or d))"_s, u"a and b or c or d"_s);
    row("minus", u"-a -\"b c\" -(d e)"_s, u"not a and not \"b c\" and not (d and e)"_s);
    row("not twice", u"not -a"_s, u"not not a"_s);
    row("a minus inside of a word", u"message-failed"_s, u"message-failed"_s);
    row("a phrase", u"\"Hello World\""_s, u"\"hello world\""_s);
    row("a phrase that is a word", u"\"hello\""_s, u"hello"_s);
    row("a phrase with escapes", u"\"a \\\"b\\\" \\\\ c\""_s, u"\"a \\\"b\\\" \\\\ c\""_s);
    row("another backslash is itself", u"\"a\\nb\""_s, u"a\\nb"_s);
    row("a joining word as a phrase", u"\"and\""_s, u"\"and\""_s);
    row("a number", u"(984) 239-7270"_s, u"9842397270"_s);
    row("a number in parentheses", u"(9842397270 or x)"_s, u"9842397270 or x"_s);
    row("no number", u"-(984) 239-7270"_s, u"not 9842397270"_s);
    row("a number as a phrase is text", u"\"9842397270\""_s, u"\"9842397270\""_s);
    row("two numbers", u"+19842397270 9195550142"_s, u"19842397270 and 9195550142"_s);
    row("a URL", u"https://example.com/a?b=c"_s, u"https://example.com/a?b=c"_s);
    row("a time of day", u"18:42"_s, u"18:42"_s);
    row("an address", u"127.0.0.1:8667"_s, u"127.0.0.1:8667"_s);
    row("a phrase like a field", u"\"to:me\""_s, u"\"to:me\""_s);
    row("contains, alone", u"contains"_s, u"\"contains\""_s);
    row("letters of the world", u"GRÜSSE"_s, u"grüsse"_s);
    row("words that could be operators", u"type or in or matches or exists"_s,
        u"type or \"in\" or \"matches\" or \"exists\""_s);
    row("a word between words", u"message in transit"_s, u"message and \"in\" and transit"_s);
    row("a field alone", u"errorCode"_s, u"errorcode"_s);
    row("a path alone", u"json.\"odd key\""_s, u"json.\"odd key\""_s);
    row("an equal sign inside of a word", u"a=b"_s, u"a=b"_s);
    row("an IPv6 address", u"[::1]:8667"_s, u"[::1]:8667"_s);

    row("a comparison", u"type == message-failed"_s, u"type == message-failed"_s);
    row("without spaces", u"errorCode>=4700"_s, u"errorCode >= 4700"_s);
    row("operators in capitals", u"type CONTAINS a AND errorCode IN {1}"_s,
        u"type contains a and errorCode in {1}"_s);
    row("not equal stays", u"type != a"_s, u"type != a"_s);
    row("not equal and a not", u"not type == a"_s, u"not type == a"_s);
    row("a colon", u"message.tag:v2"_s, u"message.tag contains v2"_s);
    row("a colon and a phrase", u"message.tag: \"v2 lab\""_s, u"message.tag contains \"v2 lab\""_s);
    row("a link is no field", u"to://x"_s, u"to://x"_s);
    row("words behind a value", u"type == a b"_s, u"type == a and b"_s);
    row("in parentheses", u"(type==a)or(type==b)"_s, u"type == a or type == b"_s);
    row("a minus before it", u"-type==a"_s, u"not type == a"_s);
    row("spelled as it is", u"message.tag == V2"_s, u"message.tag == V2"_s);
    row("quotation marks that are not needed", u"type == \"a\""_s, u"type == a"_s);
    row("a joining word as a value", u"type == \"and\""_s, u"type == \"and\""_s);
    row("an operator as a value", u"type == contains"_s, u"type == contains"_s);
    row("an empty value", u"message.tag == \"\""_s, u"message.tag == \"\""_s);
    row("a word that is new", u"type == brand-new"_s, u"type == brand-new"_s);

    row("a list", u"errorCode in{4720,4750}"_s, u"errorCode in {4720, 4750}"_s);
    row("a list of texts", u"message.tag in {a, \"b c\", \"d,e\", \"}\", and}"_s,
        u"message.tag in {a, \"b c\", \"d,e\", \"}\", and}"_s);
    row("a list of numbers of telephones", u"to in {(234) 567-8902, 1}"_s,
        u"to in {(234) 567-8902, 1}"_s);

    row("a pattern", u"message.tag matches /^v2/i"_s, u"message.tag matches /^v2/i"_s);
    row("a quoted pattern", u"message.tag matches \"a/b\""_s, u"message.tag matches /a\\/b/"_s);
    row("a slash in a pattern", u"message.tag matches /a\\/b \\\\\\//"_s,
        u"message.tag matches /a\\/b \\\\\\//"_s);
    row("a pattern with spaces and quotes", u"message.tag matches /a \"b\" (c)/ d"_s,
        u"message.tag matches /a \"b\" (c)/ and d"_s);

    row("a number with a plus", u"errorCode == +5"_s, u"errorCode == 5"_s);
    row("a number in quotation marks", u"errorCode == \"04720\""_s, u"errorCode == 4720"_s);
    row("digits of a number", u"errorCode contains 047"_s, u"errorCode contains 047"_s);

    row("a day", u"time == 2020-06-25"_s, u"time == 2020-06-25Z"_s);
    row("a minute elsewhere", u"time == 2020-06-25T20:42+02:00"_s, u"time == 2020-06-25T18:42Z"_s);
    row("a day elsewhere", u"time == 2020-06-25+02:00"_s, u"time == 2020-06-25+02:00"_s);
    row("a date and a time", u"time > 2020-06-25 18:42 x"_s, u"time > 2020-06-25T18:42Z and x"_s);
    row("a date and a word", u"time > 2020-06-25 1842"_s, u"time > 2020-06-25Z and 1842"_s);
    row("a while ago", u"received > -300s"_s, u"received > -5m"_s);
    row("a span of time", u"lag > \"1.5 s\""_s, u"lag > 1500ms"_s);
    row("no time at all", u"lag < 0"_s, u"lag < 0s"_s);
    row("less than nothing", u"lag < -2s"_s, u"lag < -2s"_s);
    row("a size", u"size > \"1.5 MiB\""_s, u"size > 1536KiB"_s);

    row("a number of a telephone", u"to == (234) 567-8902"_s, u"to == (234) 567-8902"_s);
    row("a name that sends", u"theirs == Acme"_s, u"theirs == Acme"_s);

    row("a path", u"json.a.b[0]==1.50"_s, u"json.a.b[0] == 1.50"_s);
    row("a path with an odd key", u"json.\"odd key\".x == true"_s, u"json.\"odd key\".x == true"_s);
    row("a needless quotation in a path", u"json.\"a\" == null"_s, u"json.a == null"_s);
    row("a number as a text", u"json.a == \"1\""_s, u"json.a == \"1\""_s);
    row("a time of a path", u"json.a > 2020-06-25T18:42"_s, u"json.a > 2020-06-25T18:42Z"_s);
    row("a path and a while ago", u"json.a > -5m"_s, u"json.a > -5m"_s);
    row("a path and what only looks like it", u"json.a == -5m"_s, u"json.a == -5m"_s);
    row("digits of a path", u"json.a contains 47"_s, u"json.a contains 47"_s);
    row("a header", u"header.User-Agent:bandwidth"_s, u"header.user-agent contains bandwidth"_s);

    row("exists", u"EXISTS errorCode"_s, u"exists errorCode"_s);
    row("exists a path", u"exists json.\"a b\""_s, u"exists json.\"a b\""_s);
    row("does not exist", u"-exists errorCode"_s, u"not exists errorCode"_s);
    row("a marker", u"after marker \"build 412\""_s, u"after marker \"build 412\""_s);
    row("a marker of one word", u"After Marker x"_s, u"after marker \"x\""_s);
    row("after and other words", u"after midnight"_s, u"\"after\" and midnight"_s);
}

void ParserTest::understands()
{
    QFETCH(const QString, text);
    QFETCH(const QString, canonical);

    const filter::Parsed parsed = filter::parse(text);

    QCOMPARE(parsed.judgement, Judgement::Fine);
    QCOMPARE(filter::print(parsed.filter), canonical);
    QVERIFY(filter::parse(canonical).filter == parsed.filter);
}

void ParserTest::judges_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<Judgement>("judgement");
    QTest::addColumn<qint64>("offset");
    QTest::addColumn<int>("length");

    const auto unfinished = [](const char *name, const QString &text, qint64 offset, int length) {
        QTest::newRow(name) << text << Judgement::Unfinished << offset << length;
    };
    const auto wrong = [](const char *name, const QString &text, qint64 offset, int length) {
        QTest::newRow(name) << text << Judgement::Wrong << offset << length;
    };
    unfinished("an open quotation mark", u"a \"b c"_s, 2, 4);
    unfinished("a quotation mark alone", u"\""_s, 0, 1);
    unfinished("an escape at the end", u"\"a\\\""_s, 0, 4);
    unfinished("an empty phrase", u"\"\""_s, 0, 2);
    unfinished("an open parenthesis", u"a (b or c"_s, 2, 1);
    unfinished("a parenthesis alone", u"("_s, 1, 0);
    unfinished("and", u"a and"_s, 5, 0);
    unfinished("or", u"a || "_s, 5, 0);
    unfinished("not", u"not"_s, 3, 0);
    unfinished("a minus", u"a -"_s, 2, 1);
    unfinished("an area code that goes on", u"(984"_s, 0, 1);
    wrong("a closing parenthesis", u"a)"_s, 1, 1);
    wrong("nothing in parentheses", u"()"_s, 1, 1);
    wrong("and before all", u"and a"_s, 0, 3);
    wrong("or twice", u"a or || b"_s, 5, 2);
    wrong("a minus that stands alone", u"a - b"_s, 2, 1);
    wrong("an operator alone", u"<"_s, 0, 1);
    wrong("a brace", u"{"_s, 0, 1);

    unfinished("an operator without a value", u"type =="_s, 7, 0);
    unfinished("contains without a value", u"type contains "_s, 14, 0);
    unfinished("in without a list", u"type in"_s, 7, 0);
    unfinished("a colon without a value", u"type:"_s, 5, 0);
    unfinished("half an operator", u"type ="_s, 5, 1);
    unfinished("half of not equal", u"type !"_s, 5, 1);
    unfinished("half of not equal at once", u"type!"_s, 4, 1);
    unfinished("an open value", u"type == \"a b"_s, 8, 4);
    unfinished("an open pattern", u"type matches /a\\/"_s, 13, 4);
    unfinished("an empty pattern", u"type matches //"_s, 13, 2);
    unfinished("an empty text to find", u"type contains \"\""_s, 14, 2);
    unfinished("an open list", u"type in {a, b"_s, 8, 1);
    unfinished("an open list with a comma", u"type in {a,"_s, 8, 1);
    unfinished("an empty list", u"type in {}"_s, 9, 1);
    unfinished("a value that begins as a joining word", u"type == and"_s, 8, 3);
    unfinished("the beginning of a field", u"err =="_s, 0, 3);
    unfinished("what may become a link", u"https:"_s, 0, 5);
    unfinished("what may become a link soon", u"a https:/"_s, 2, 5);
    unfinished("exists and a beginning", u"exists mess"_s, 7, 4);
    unfinished("exists and a path", u"exists json."_s, 7, 5);
    unfinished("after marker", u"after marker"_s, 12, 0);
    unfinished("an open marker", u"after marker \"a"_s, 13, 2);
    unfinished("a negative number", u"errorCode == -"_s, 13, 1);
    unfinished("the beginning of a time", u"time == 2020-06"_s, 8, 7);
    unfinished("a time and a colon", u"time == 2020-06-25T18:"_s, 8, 14);
    unfinished("a date, a time and a colon", u"time == 2020-06-25 18:"_s, 8, 14);
    unfinished("a zone that goes on", u"time == 2020-06-25T18:42+"_s, 8, 17);
    unfinished("ago without a unit", u"received > -5"_s, 11, 2);
    unfinished("a span without a unit", u"lag > 2"_s, 6, 1);
    unfinished("a size that ends with a point", u"size > 1."_s, 7, 2);
    unfinished("the beginning of a phone number", u"to == (984"_s, 6, 4);

    wrong("a field that is none", u"a tag:v2"_s, 2, 3);
    wrong("a misspelled field", u"mesage.id == 5"_s, 0, 9);
    wrong("a field in another case", u"a or errorcode == 5"_s, 5, 9);
    wrong("a beginning with a value", u"err == 5"_s, 0, 3);
    wrong("words that are compared", u"tank contains water"_s, 0, 4);
    wrong("a phrase that is compared", u"\"type\" == 5"_s, 0, 6);
    wrong("a path that is none", u"json.a..b == 1"_s, 0, 9);
    wrong("exists and no field", u"exists nowhere"_s, 7, 7);
    wrong("a field without a near one", u"mailto:x@y"_s, 0, 6);
    wrong("one equal sign", u"type = a"_s, 5, 1);
    wrong("one equal sign at once", u"type=a"_s, 4, 1);
    wrong("no value before a joining word", u"type == and a"_s, 8, 3);
    wrong("no value before a parenthesis", u"(type ==)"_s, 8, 1);
    wrong("in without braces", u"type in a"_s, 5, 2);
    wrong("a list without a comma", u"type in {a b}"_s, 11, 1);
    wrong("a list with a comma too many", u"type in {a,}"_s, 11, 1);
    wrong("contains of a time", u"received contains 2020"_s, 9, 8);
    wrong("matches of a size", u"size matches /4/"_s, 5, 7);
    wrong("a colon of a span", u"lag:2s"_s, 3, 1);
    wrong("no number", u"errorCode == 47x"_s, 13, 3);
    wrong("a number that is too large", u"errorCode == 9223372036854775808"_s, 13, 19);
    wrong("a number in a list", u"errorCode in {1, b}"_s, 17, 1);
    wrong("no digits", u"errorCode contains x"_s, 19, 1);
    wrong("a month too many", u"time == 2020-13"_s, 8, 7);
    wrong("a day that is none", u"time == 2020-02-30"_s, 8, 10);
    wrong("a time cut short", u"time == 2020-06 and a"_s, 8, 7);
    wrong("equal to a while ago", u"received == -5m"_s, 12, 3);
    wrong("a span that has no unit", u"lag > 2 and a"_s, 6, 1);
    wrong("another unit", u"lag > 2kB"_s, 6, 3);
    wrong("a size that is less than nothing", u"size > -1"_s, 7, 2);
    wrong("a pattern without slashes", u"type matches a"_s, 13, 1);
    wrong("a pattern that does not close", u"type matches /a(b/"_s, 16, 1);
    wrong("a pattern with a bad range", u"type matches /[z-a]x/"_s, 17, 1);
    wrong("letters behind a pattern", u"type matches /a/gi"_s, 16, 2);
    wrong("a pattern that is too long", u"type matches /"_s + u"a"_s.repeated(1001) + u'/', 13,
          1003);
    wrong("a text that is too long", u"a "_s.repeated(5'001), 10'000, 1);
    wrong("a list that is too long", u"errorCode in {"_s + u"1,"_s.repeated(1'000) + u"1}"_s, 2'014,
          1);
}

void ParserTest::judges()
{
    QFETCH(const QString, text);
    QFETCH(const Judgement, judgement);
    QFETCH(const qint64, offset);
    QFETCH(const int, length);

    const filter::Parsed parsed = filter::parse(text);

    QCOMPARE(parsed.judgement, judgement);
    QCOMPARE(parsed.error.code, base::Error::Code::InvalidInput);
    QCOMPARE(parsed.error.offset, offset);
    QCOMPARE(parsed.length, length);
    QCOMPARE(parsed.error.args.value(0), text.sliced(offset, length));
    QVERIFY(!parsed.error.args.value(1).isEmpty());
    QVERIFY(parsed.filter.isEverything());
}

void ParserTest::mends_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("remedy");

    QTest::newRow("a misspelled field") << u"a mesage.id == 5"_s << u"a message.id == 5"_s;
    QTest::newRow("the last part of a name") << u"tag:v2 b"_s << u"message.tag:v2 b"_s;
    QTest::newRow("another case") << u"errorcode>5"_s << u"errorCode>5"_s;
    QTest::newRow("the beginning of a name") << u"err == 5"_s << u"errorCode == 5"_s;
    QTest::newRow("behind exists") << u"exists errorCod "_s << QString();
    QTest::newRow("behind exists, misspelled") << u"exists erorCode"_s << u"exists errorCode"_s;
    QTest::newRow("one equal sign") << u"type = a"_s << u"type == a"_s;
    QTest::newRow("a pattern without slashes")
        << u"type matches a/b"_s << u"type matches /a\\/b/"_s;
    QTest::newRow("nothing obvious") << u"errorCode == 47x"_s << QString();
    QTest::newRow("nothing near") << u"xyzzyplugh == 5"_s << QString();
}

void ParserTest::mends()
{
    QFETCH(const QString, text);
    QFETCH(const QString, remedy);

    const filter::Parsed parsed = filter::parse(text);

    QVERIFY(parsed.judgement != Judgement::Fine);
    QCOMPARE(parsed.remedy, remedy);
    if (!remedy.isEmpty())
        QCOMPARE(filter::parse(remedy).judgement, Judgement::Fine);
}

void ParserTest::readsTimesInTheZoneShown()
{
    const QTimeZone berlin("Europe/Berlin");
    QVERIFY(berlin.isValid());
    const auto canonical = [&berlin](const QString &text) {
        return filter::print(filter::parse(text, berlin).filter);
    };

    QCOMPARE(canonical(u"time == 2020-06-25T18:42"_s), u"time == 2020-06-25T16:42Z"_s);
    QCOMPARE(canonical(u"time == 2020-01-25T18:42"_s), u"time == 2020-01-25T17:42Z"_s);
    QCOMPARE(canonical(u"time == 2020-06-25T18:42Z"_s), u"time == 2020-06-25T18:42Z"_s);
    QCOMPARE(canonical(u"time == 2020-06-25"_s), u"time == 2020-06-25+02:00"_s);
    QCOMPARE(canonical(u"json.a == 2020-06-25"_s), u"json.a == 2020-06-25+02:00"_s);
    // The clocks are put forward on that day, which has 23 hours.
    QCOMPARE(canonical(u"time == 2020-03-29"_s), u"time == 2020-03-28T23:00Z/2020-03-29T22:00Z"_s);
}

void ParserTest::listedFiltersAreFine()
{
    const QStringList filters = tests::listedFilters();
    QVERIFY(filters.size() >= 200);
    for (const QString &text : filters) {
        const filter::Parsed parsed = filter::parse(text);

        QVERIFY2(parsed.judgement == Judgement::Fine,
                 qPrintable(text + u": "_s + parsed.error.args.value(1)));
        const QString canonical = filter::print(parsed.filter);
        QVERIFY2(filter::parse(canonical).filter == parsed.filter, qPrintable(text));
        QCOMPARE(filter::print(filter::parse(canonical).filter), canonical);
    }
}

void ParserTest::noPrefixOfAListedFilterIsWrong()
{
    for (const QString &text : tests::listedFilters()) {
        for (qsizetype size = 0; size < text.size(); ++size) {
            const QString prefix = text.first(size);
            const filter::Parsed parsed = filter::parse(prefix);
            QVERIFY2(parsed.judgement != Judgement::Wrong,
                     qPrintable(prefix + u": "_s + parsed.error.args.value(1)));
        }
    }
}

void ParserTest::listsWhatIsReadOnDemand()
{
    const filter::Filter filter =
        filter::parse(u"json.b == 1 (exists header.X or type == a) -json.b == 2 json.a:x"_s).filter;

    QByteArrayList names;
    for (const event::FieldRef &field : filter::onDemandFields(filter))
        names.append(event::nameOf(field));

    QCOMPARE(names, QByteArrayList({"json.b", "header.x", "json.a"}));
    QVERIFY(filter::onDemandFields({}).empty());
}

void ParserTest::everyPrefixIsJudged()
{
    const QString text =
        u"a and (\"b c\" or not -(984) 239-7270) && https://x.example || type == 5 {é} \U0001F600"_s;

    for (qsizetype size = 0; size <= text.size(); ++size) {
        const filter::Parsed parsed = filter::parse(text.first(size));

        if (parsed.judgement == Judgement::Fine) {
            QVERIFY(filter::parse(filter::print(parsed.filter)).filter == parsed.filter);
        } else {
            QVERIFY(parsed.error.offset >= 0);
            QVERIFY(parsed.error.offset + parsed.length <= size);
        }
    }
}

void ParserTest::nestingHasALimit()
{
    const auto nested = [](int depth) {
        return QString(depth, u'(') + u'a' + QString(depth, u')');
    };

    QCOMPARE(filter::parse(nested(filter::kMaxDepth)).judgement, Judgement::Fine);
    QCOMPARE(filter::parse(nested(filter::kMaxDepth + 1)).judgement, Judgement::Wrong);
    QCOMPARE(filter::parse(u"not "_s.repeated(100'000) + u'a').judgement, Judgement::Wrong);
}

SENDSCOPE_TEST(ParserTest, parser)
#include "tst_parser.moc"
