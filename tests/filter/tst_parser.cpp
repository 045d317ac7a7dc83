#include "app/filter/filter.h"
#include "tests/testregistry.h"

#include <QRandomGenerator>

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
    void everyPrefixIsJudged();
    void nestingHasALimit();
    void whatIsPrintedIsReadAsTheSame();
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
    wrong("a comparison", u"type == message-failed"_s, 5, 2);
    wrong("a comparison without spaces", u"errorCode>=4700"_s, 9, 2);
    wrong("contains", u"message.to contains 984"_s, 11, 8);
    wrong("a field and a colon", u"a tag:v2"_s, 2, 4);
    wrong("a list", u"errorCode in {4720, 4750}"_s, 13, 1);
    wrong("exists", u"exists errorCode"_s, 0, 6);
    wrong("an operator alone", u"<"_s, 0, 1);
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

namespace {

QString madeText(QRandomGenerator &random)
{
    static const QStringList kPieces = {
        u"a"_s,   u"And"_s,    u"or"_s, u"not"_s,    u"contains"_s,   u"in"_s,
        u" "_s,   u"-"_s,      u"\""_s, u"\\"_s,     u"("_s,          u")"_s,
        u"&&"_s,  u"|"_s,      u"=="_s, u"<"_s,      u"{"_s,          u":"_s,
        u"://"_s, u"984"_s,    u"."_s,  u"+"_s,      u"É"_s,          u"ß"_s,
        u"ﬁ"_s,   u"\u00A0"_s, u"\n"_s, u"\u2028"_s, u"9842397270"_s, u"\U0001F600"_s};
    QString text;
    const int pieces = 1 + random.bounded(5);
    for (int i = 0; i < pieces; ++i)
        text += kPieces[random.bounded(int(kPieces.size()))];
    return text;
}

filter::NodePtr madeNode(QRandomGenerator &random, int depth)
{
    switch (random.bounded(depth > 0 ? 6 : 3)) {
    case 0:
    case 1:
        return filter::word(madeText(random));
    case 2: {
        QByteArray digits;
        const int size = 7 + random.bounded(9);
        for (int i = 0; i < size; ++i)
            digits += char('0' + random.bounded(10));
        return filter::phone(digits);
    }
    case 3:
        return filter::negated(madeNode(random, depth - 1));
    default:
        break;
    }
    std::vector<filter::NodePtr> nodes;
    const int count = 1 + random.bounded(4);
    for (int i = 0; i < count; ++i)
        nodes.push_back(madeNode(random, depth - 1));
    return random.bounded(2) == 0 ? filter::allOf(std::move(nodes))
                                  : filter::anyOf(std::move(nodes));
}

} // namespace

void ParserTest::whatIsPrintedIsReadAsTheSame()
{
    QRandomGenerator random(1);
    for (int i = 0; i < 20'000; ++i) {
        const filter::Filter filter{madeNode(random, 4)};
        const QString text = filter::print(filter);

        const filter::Parsed parsed = filter::parse(text);

        QVERIFY2(parsed.judgement == Judgement::Fine, qPrintable(text));
        QVERIFY2(parsed.filter == filter, qPrintable(text));
        QCOMPARE(filter::print(parsed.filter), text);
    }
}

SENDSCOPE_TEST(ParserTest, parser)
#include "tst_parser.moc"
