#include "app/filter/matcher.h"
#include "tests/testregistry.h"

using namespace sendscope;
using namespace Qt::StringLiterals;

class MatcherTest : public QObject
{
    Q_OBJECT

private slots:
    void matches_data();
    void matches();
};

void MatcherTest::matches_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isMatch");

    QTest::newRow("everything") << QString() << true;
    QTest::newRow("a word") << u"failed"_s << true;
    QTest::newRow("in another case") << u"FAILED"_s << true;
    QTest::newRow("a word of no value") << u"delivered"_s << false;
    QTest::newRow("words side by side, in any order") << u"4720 failed"_s << true;
    QTest::newRow("a phrase does not reach over values") << u"\"failed 4720\""_s << false;
    QTest::newRow("a phrase inside a value") << u"\"Destination invalid\""_s << true;
    QTest::newRow("either") << u"delivered or failed"_s << true;
    QTest::newRow("not") << u"not delivered"_s << true;
    QTest::newRow("minus") << u"-failed"_s << false;
    QTest::newRow("and binds tighter than or") << u"failed or delivered and nothing"_s << true;
    QTest::newRow("parentheses") << u"(failed or delivered) and nothing"_s << false;
    QTest::newRow("not binds tightest") << u"not delivered and failed"_s << true;
    QTest::newRow("a number with area code") << u"(984) 239-7270"_s << true;
    QTest::newRow("a number with dots") << u"984.239.7270"_s << true;
    QTest::newRow("a number as it is stored") << u"+19842397270"_s << true;
    QTest::newRow("another number") << u"+19842397271"_s << false;
    QTest::newRow("no number and a word") << u"-984.239.7271 failed"_s << true;
}

void MatcherTest::matches()
{
    QFETCH(const QString, text);
    QFETCH(const bool, isMatch);
    const std::vector<QByteArrayView> values = {"message-failed", "4720", "+19842397270",
                                                "destination invalid"};
    const filter::Parsed parsed = filter::parse(text);
    QCOMPARE(parsed.judgement, filter::Judgement::Fine);

    QCOMPARE(filter::Matcher(parsed.filter).matches(values), isMatch);
}

SENDSCOPE_TEST(MatcherTest, matcher)
#include "tst_matcher.moc"
