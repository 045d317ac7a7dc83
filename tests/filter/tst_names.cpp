#include "app/filter/names.h"
#include "tests/support/filterlist.h"
#include "tests/support/plainevaluator.h"
#include "tests/testregistry.h"

#include <QTest>

using namespace sendscope;
using namespace Qt::StringLiterals;

using filter::Names;

namespace {

Names someNames()
{
    return Names::read(u"+19195550142 = QA toll-free\n93de2206-9669-4e07-948d-329f4b722ee2 = "
                       "Checkout\n+442079460958 = London office\n72345 = Short code"_s);
}

event::StoredRequest sent(const QByteArray &from, const QByteArray &to, const QByteArray &app)
{
    event::StoredRequest stored{{1}, {1}, {1}, {}};
    stored.draft.request.head = "POST / HTTP/1.1\r\n\r\n";
    stored.draft.request.body = R"({"type":"message-sending","to":")" + to
        + R"(","message":{"direction":"out","owner":")" + from + R"(","from":")" + from
        + R"(","to":[")" + to + R"("],"applicationId":")" + app + R"("}})";
    stored.draft.events = {{0, 0, stored.draft.request.body.size()}};
    return stored;
}

} // namespace

class NamesTest : public QObject
{
    Q_OBJECT

private slots:
    void readsWhatItPrints();
    void namesAValueHoweverItIsSpelled_data();
    void namesAValueHoweverItIsSpelled();
    void takesANameAway();
    void findsRowsByName_data();
    void findsRowsByName();
    void leavesOtherFiltersAsTheyAre();
};

void NamesTest::readsWhatItPrints()
{
    Names names = someNames();
    names.set("+1 (303) 555-0188", u"  two\nlines = one "_s);

    QCOMPARE(Names::read(names.print()), names);
    QCOMPARE(names.all().size(), size_t(5));
}

void NamesTest::namesAValueHoweverItIsSpelled_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QString>("name");

    QTest::newRow("as given") << "+19195550142"_ba << u"QA toll-free"_s;
    QTest::newRow("without country") << "9195550142"_ba << u"QA toll-free"_s;
    QTest::newRow("with signs") << "(919) 555-0142"_ba << u"QA toll-free"_s;
    QTest::newRow("another country") << "+442079460958"_ba << u"London office"_s;
    QTest::newRow("part of a number") << "79460958"_ba << QString();
    QTest::newRow("short") << "72345"_ba << u"Short code"_s;
    QTest::newRow("an id in capitals")
        << "93DE2206-9669-4E07-948D-329F4B722EE2"_ba << u"Checkout"_s;
    QTest::newRow("another") << "+19195550143"_ba << QString();
    QTest::newRow("nothing") << ""_ba << QString();
}

void NamesTest::namesAValueHoweverItIsSpelled()
{
    QFETCH(const QByteArray, value);

    QTEST(someNames().nameOf(value), "name");
}

void NamesTest::takesANameAway()
{
    Names names = someNames();

    names.set("9195550142", u" "_s);

    QVERIFY(names.nameOf("+19195550142").isEmpty());
    QCOMPARE(names.all().size(), size_t(3));
}

void NamesTest::findsRowsByName_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isOfQa");
    QTest::addColumn<bool>("isOfOther");

    const auto row = [](const QString &text, bool isOfQa, bool isOfOther) {
        QTest::newRow(qPrintable(text)) << text << isOfQa << isOfOther;
    };
    row(u"toll-free"_s, true, false);
    row(u"QA"_s, true, false);
    row(u"not \"qa toll-free\""_s, false, true);
    row(u"checkout"_s, true, false);
    row(u"ours == \"QA toll-free\""_s, true, false);
    row(u"ours == QA"_s, false, false);
    row(u"ours contains qa"_s, true, false);
    row(u"message.from:toll"_s, true, false);
    row(u"message.from != \"QA toll-free\""_s, false, true);
    row(u"message.from in {\"QA toll-free\", x}"_s, true, false);
    row(u"message.applicationId == Checkout"_s, true, false);
    row(u"message.to contains qa"_s, false, false);
    row(u"theirs == \"QA toll-free\""_s, false, false);
    row(u"qa and type == message-sending"_s, true, false);
    row(u"nobody"_s, false, false);
    row(u"message.tag == \"QA toll-free\""_s, false, false);
}

void NamesTest::findsRowsByName()
{
    QFETCH(const QString, text);
    QFETCH(const bool, isOfQa);
    QFETCH(const bool, isOfOther);
    const filter::Filter filter = filter::withNames(filter::parse(text).filter, someNames());
    const auto passes = [&filter](const event::StoredRequest &request) {
        return tests::matchesPlainly(filter, request, 0, {});
    };

    QCOMPARE(passes(sent("+19195550142", "+13035550188", "93de2206-9669-4e07-948d-329f4b722ee2")),
             isOfQa);
    QCOMPARE(passes(sent("+19195550199", "+13035550177", "0000")), isOfOther);
    // What was made is a filter like any other.
    QCOMPARE(filter::parse(filter::print(filter)).filter, filter);
}

void NamesTest::leavesOtherFiltersAsTheyAre()
{
    const Names names = Names::read(u"+19195550142 = zzqqxx"_s);
    for (const QString &text : tests::listedFilters()) {
        const filter::Filter filter = filter::parse(text).filter;
        QVERIFY2(filter::withNames(filter, names).root == filter.root, qPrintable(text));
    }
}

SENDSCOPE_TEST(NamesTest, names)
#include "tst_names.moc"
