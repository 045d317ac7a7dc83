#include "app/filter/phone.h"
#include "tests/testregistry.h"

#include <QTest>

using namespace sendscope;
using namespace Qt::StringLiterals;

class PhoneTest : public QObject
{
    Q_OBJECT

private slots:
    void reads_data();
    void reads();
    void finds_data();
    void finds();
};

void PhoneTest::reads_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qsizetype>("length"); // 0: no number
    QTest::addColumn<QByteArray>("digits");

    const auto row = [](const char *name, const QString &text, qsizetype length,
                        const QByteArray &digits) {
        QTest::newRow(name) << text << length << digits;
    };
    row("E.164", u"+19842397270"_s, 12, "19842397270");
    row("with an area code", u"(984) 239-7270"_s, 14, "9842397270");
    row("no space after the area code", u"(984)239-7270"_s, 13, "9842397270");
    row("dots", u"984.239.7270"_s, 12, "9842397270");
    row("spaces", u"+44 20 7946 0958"_s, 16, "442079460958");
    row("a dash between spaces", u"984 239 - 7270"_s, 14, "9842397270");
    row("country code and area code", u"+1 (984) 239-7270"_s, 17, "19842397270");
    row("just long enough", u"2397270"_s, 7, "2397270");
    row("just too short", u"239727"_s, 0, {});
    row("as long as numbers are", u"123456789012345"_s, 15, "123456789012345");
    row("longer than numbers are", u"1234567890123456"_s, 0, {});
    row("a message id", u"1617031-abc"_s, 0, {});
    row("a time", u"2020-06-25T18:42"_s, 0, {});
    row("the space after it is not its own", u"9842397270 and"_s, 10, "9842397270");
    row("a closing parenthesis is not its own", u"9842397270)"_s, 10, "9842397270");
    row("a joining word right behind", u"9842397270||x"_s, 10, "9842397270");
    row("two numbers", u"9842397270 9195550142"_s, 10, "9842397270");
    row("two numbers with a plus", u"+19842397270 +19195550142"_s, 12, "19842397270");
    row("a number and a code", u"9842397270 4720"_s, 10, "9842397270");
    row("a code and a number", u"4720 9842397270"_s, 0, {});
    row("parts and then a word", u"984 239 7270 4x"_s, 12, "9842397270");
    row("an open parenthesis", u"(9842397270"_s, 0, {});
    row("a group of terms", u"(9842397270)"_s, 0, {});
    row("nothing", {}, 0, {});
    row("a plus", u"+"_s, 0, {});
}

void PhoneTest::reads()
{
    QFETCH(const QString, text);
    QFETCH(const qsizetype, length);
    QFETCH(const QByteArray, digits);

    const auto phone = filter::readPhone(text);

    QCOMPARE(phone.has_value(), length > 0);
    if (phone) {
        QCOMPARE(phone->length, length);
        QCOMPARE(phone->digits, digits);
    }
}

void PhoneTest::finds_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("digits");
    QTest::addColumn<bool>("isFound");

    QTest::newRow("the same") << "+19842397270"_ba
                              << "19842397270"_ba << true;
    QTest::newRow("without the country") << "+19842397270"_ba
                                         << "9842397270"_ba << true;
    QTest::newRow("with a country that the value lacks") << "(984) 239-7270"_ba
                                                         << "19842397270"_ba << true;
    QTest::newRow("another country") << "+29842397270"_ba
                                     << "19842397270"_ba << false;
    QTest::newRow("another end") << "+19842397271"_ba
                                 << "9842397270"_ba << false;
    QTest::newRow("its beginning only") << "98423972701"_ba
                                        << "9842397270"_ba << false;
    QTest::newRow("inside of a text") << "call 984.239.7270, today"_ba
                                      << "9842397270"_ba << true;
    QTest::newRow("at the end of a sentence") << "Call 984-239-7270."_ba
                                              << "9842397270"_ba << true;
    QTest::newRow("the second of two") << "+12025550100+19842397270"_ba
                                       << "19842397270"_ba << true;
    QTest::newRow("the first of two") << "+19842397270 +12025550100"_ba
                                      << "19842397270"_ba << true;
    QTest::newRow("too short to be a number") << "97270"_ba
                                              << "9842397270"_ba << false;
    QTest::newRow("signs do not count as digits") << "2--70  .."_ba
                                                  << "9842397270"_ba << false;
    QTest::newRow("six digits") << "239-727"_ba
                                << "239727"_ba << false;
    QTest::newRow("nothing") << ""_ba
                             << "9842397270"_ba << false;
}

void PhoneTest::finds()
{
    QFETCH(const QByteArray, value);
    QFETCH(const QByteArray, digits);
    QFETCH(const bool, isFound);

    QCOMPARE(filter::hasNumber(value, digits), isFound);
}

SENDSCOPE_TEST(PhoneTest, phone)
#include "tst_phone.moc"
