#include "app/filter/program.h"
#include "tests/testregistry.h"
#include "ui/filter/filterjoining.h"

#include <QTest>

using namespace sendscope;
using namespace sendscope::ui;
using namespace Qt::StringLiterals;

namespace {

event::FieldRef field(const char *name)
{
    return event::findFieldRef(name).value();
}

filter::Filter read(const QString &text)
{
    return filter::parse(text).filter;
}

} // namespace

class FilterJoiningTest : public QObject
{
    Q_OBJECT

private slots:
    void writesTheConditionOfAValue_data();
    void writesTheConditionOfAValue();
    void joinsToTheFilter_data();
    void joinsToTheFilter();
    void meansWhatItPrints();
    void beginsAComparison();
};

void FilterJoiningTest::writesTheConditionOfAValue_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QString>("is");
    QTest::addColumn<QString>("isNot");

    const auto row = [](const char *what, const char *name, const QByteArray &value,
                        const QString &is, const QString &isNot) {
        QTest::newRow(what) << QByteArray(name) << value << is << isNot;
    };
    row("a word", "type", "message-failed", u"type == message-failed"_s,
        u"type != message-failed"_s);
    row("a text", "message.tag", "v2 lab", u"message.tag == \"v2 lab\""_s,
        u"message.tag != \"v2 lab\""_s);
    row("signs in a text", "message.text", "say \"a\\b\" (or not)",
        u"message.text == \"say \\\"a\\\\b\\\" (or not)\""_s,
        u"message.text != \"say \\\"a\\\\b\\\" (or not)\""_s);
    row("an empty text", "message.tag", "", u"message.tag == \"\""_s, u"message.tag != \"\""_s);
    row("a joining word", "message.tag", "and", u"message.tag == \"and\""_s,
        u"message.tag != \"and\""_s);
    row("a text like a number", "message.tag", "007", u"message.tag == 007"_s,
        u"message.tag != 007"_s);
    row("a telephone", "theirs", "+19195550142", u"theirs == +19195550142"_s,
        u"theirs != +19195550142"_s);
    row("a number", "errorCode", "4720", u"errorCode == 4720"_s, u"errorCode != 4720"_s);
    row("a negative number", "errorCode", "-1", u"errorCode == -1"_s, u"errorCode != -1"_s);
    row("an exact time", "received", "2026-11-23T14:07:36.979123Z",
        u"received == 2026-11-23T14:07:36.979123Z"_s, u"received != 2026-11-23T14:07:36.979123Z"_s);
    row("a time elsewhere", "time", "2026-11-23T15:07:36+01:00", u"time == 2026-11-23T14:07:36Z"_s,
        u"time != 2026-11-23T14:07:36Z"_s);
    row("a span", "lag", "141203us", u"lag == 141203us"_s, u"lag != 141203us"_s);
    row("a size", "size", "4096", u"size == 4KiB"_s, u"size != 4KiB"_s);
    row("a number at a path", "json.a.b[0]", "1.50", u"json.a.b[0] == 1.50"_s,
        u"json.a.b[0] != 1.50"_s);
    row("a huge number at a path", "json.a", "123456789012345678901234567890",
        u"json.a == 123456789012345678901234567890"_s,
        u"json.a != 123456789012345678901234567890"_s);
    row("a text at a path", "json.a", "x y", u"json.a == \"x y\""_s, u"json.a != \"x y\""_s);
    row("a time at a path", "json.a", "2026-11-23T14:07:36Z",
        u"json.a == \"2026-11-23T14:07:36Z\""_s, u"json.a != \"2026-11-23T14:07:36Z\""_s);
    row("a word at a path", "json.a", "null", u"json.a == null"_s, u"json.a != null"_s);
    row("an empty text at a path", "json.a", "", u"json.a == \"\""_s, u"json.a != \"\""_s);
    row("an odd path", "json.\"odd key\"", "x", u"json.\"odd key\" == x"_s,
        u"json.\"odd key\" != x"_s);
    row("a header", "header.user-agent", "curl/7.88", u"header.user-agent == curl/7.88"_s,
        u"header.user-agent != curl/7.88"_s);
    row("nothing", "message.tag", {}, u"not exists message.tag"_s, u"exists message.tag"_s);
    row("no number", "errorCode", {}, u"not exists errorCode"_s, u"exists errorCode"_s);
    row("an empty number", "errorCode", "", u"not exists errorCode"_s, u"exists errorCode"_s);
    row("nothing at a path", "json.a", {}, u"not exists json.a"_s, u"exists json.a"_s);
}

void FilterJoiningTest::writesTheConditionOfAValue()
{
    QFETCH(const QByteArray, name);
    QFETCH(const QByteArray, value);
    QFETCH(const QString, is);
    QFETCH(const QString, isNot);

    const filter::Filter yes = joined({}, field(name), value, FilterJoin::Is);
    const filter::Filter no = joined({}, field(name), value, FilterJoin::IsNot);

    QCOMPARE(filter::print(yes), is);
    QCOMPARE(filter::print(no), isNot);
    for (const filter::Filter &filter : {yes, no})
        QVERIFY(read(filter::print(filter)) == filter);
}

void FilterJoiningTest::joinsToTheFilter_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<FilterJoin>("join");
    QTest::addColumn<QString>("after");

    const auto row = [](const char *name, const QString &before, FilterJoin join,
                        const QString &after) { QTest::newRow(name) << before << join << after; };
    row("is", u"a"_s, FilterJoin::Is, u"errorCode == 1"_s);
    row("is not", u"a"_s, FilterJoin::IsNot, u"errorCode != 1"_s);
    row("and", u"a"_s, FilterJoin::And, u"a and errorCode == 1"_s);
    row("or", u"a"_s, FilterJoin::Or, u"a or errorCode == 1"_s);
    row("and not", u"a"_s, FilterJoin::AndNot, u"a and errorCode != 1"_s);
    row("or not", u"a"_s, FilterJoin::OrNot, u"a or errorCode != 1"_s);
    row("and to an or", u"a or b"_s, FilterJoin::And, u"(a or b) and errorCode == 1"_s);
    row("or to an and", u"a b"_s, FilterJoin::Or, u"a and b or errorCode == 1"_s);
    row("and to an and", u"a b"_s, FilterJoin::AndNot, u"a and b and errorCode != 1"_s);
    row("and to nothing", {}, FilterJoin::And, u"errorCode == 1"_s);
    row("or to nothing", {}, FilterJoin::Or, u"errorCode == 1"_s);
    row("and not to nothing", {}, FilterJoin::AndNot, u"errorCode != 1"_s);
    row("or not to nothing", {}, FilterJoin::OrNot, u"errorCode != 1"_s);
    row("and once more", u"a and errorCode == 1"_s, FilterJoin::And, u"a and errorCode == 1"_s);
    row("or once more", u"errorCode == 1"_s, FilterJoin::Or, u"errorCode == 1"_s);
    row("or of what is in an and", u"a and errorCode == 1"_s, FilterJoin::Or,
        u"a and errorCode == 1 or errorCode == 1"_s);
}

void FilterJoiningTest::joinsToTheFilter()
{
    QFETCH(const QString, before);
    QFETCH(const FilterJoin, join);
    QFETCH(const QString, after);

    const filter::Filter filter = joined(read(before), field("errorCode"), "1", join);

    QCOMPARE(filter::print(filter), after);
    QVERIFY(read(after) == filter);
}

void FilterJoiningTest::meansWhatItPrints()
{
    const auto passes = [](const char *name, const QByteArray &asked, const QByteArray &value) {
        const filter::Filter filter = joined({}, field(name), asked, FilterJoin::Is);
        const filter::Program program(read(filter::print(filter)));
        return program.root().test.passesText(value);
    };

    const QByteArray text = "say \"a\\b\"\t(or not)";
    QVERIFY(passes("message.text", text, text));
    QVERIFY(!passes("message.text", text, "say \"a\\b\" (or not)"));
    QVERIFY(passes("theirs", "+19195550142", "(919) 555-0142"));
    const filter::Filter path = joined({}, field("json.a"), "1.50", FilterJoin::Is);
    const filter::Program program(read(filter::print(path)));
    QVERIFY(program.root().test.passesJson("1.5", false));
    QVERIFY(!program.root().test.passesJson("1.51", false));
}

void FilterJoiningTest::beginsAComparison()
{
    QCOMPARE(begun({}, field("message.id")), u"message.id == "_s);
    QCOMPARE(begun(read(u"a b"_s), field("message.id")), u"a and b and message.id == "_s);
    QCOMPARE(begun(read(u"a or b"_s), field("json.\"a b\"")), u"(a or b) and json.\"a b\" == "_s);
    QCOMPARE(filter::parse(begun(read(u"a or b"_s), field("type"))).judgement,
             filter::Judgement::Unfinished);
}

SENDSCOPE_TEST(FilterJoiningTest, filterjoining)
#include "tst_filterjoining.moc"
