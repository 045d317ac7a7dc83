#include "app/filter/filter.h"
#include "tests/support/madeevent.h"
#include "tests/support/madefilter.h"
#include "tests/support/plainevaluator.h"
#include "tests/testregistry.h"

#include <QRandomGenerator>
#include <QTest>

using namespace sendscope;
using namespace Qt::StringLiterals;

namespace {

constexpr base::UtcTime kNow{std::chrono::seconds(1'593'110'560)}; // 2020-06-25T18:42:40Z

} // namespace

class NarrowsTest : public QObject
{
    Q_OBJECT

private slots:
    void says_data();
    void says();
    void noRowIsAddedByANarrowerFilter();
    void deepFiltersEndInTime();
};

void NarrowsTest::says_data()
{
    QTest::addColumn<QString>("newer");
    QTest::addColumn<QString>("older");
    QTest::addColumn<bool>("isSo");

    const auto row = [](const QString &newer, const QString &older, bool isSo) {
        QTest::newRow(qPrintable(newer + u" | "_s + older)) << newer << older << isSo;
    };
    row({}, {}, true);
    row(u"a"_s, {}, true);
    row({}, u"a"_s, false);
    row(u"a"_s, u"a"_s, true);
    row(u"ab"_s, u"a"_s, true);
    row(u"a"_s, u"ab"_s, false);
    row(u"a b"_s, u"a"_s, true);
    row(u"b a"_s, u"a b"_s, true);
    row(u"ab c"_s, u"a"_s, true);
    row(u"a or b"_s, u"a"_s, false);
    row(u"a"_s, u"a or b"_s, true);
    row(u"a or b"_s, u"a or b or c"_s, true);
    row(u"not a"_s, u"not ab"_s, true);
    row(u"not ab"_s, u"not a"_s, false);
    row(u"(a or b) c"_s, u"a or b"_s, true);
    row(u"15554443333"_s, u"5554443333"_s, true);
    row(u"5554443333"_s, u"15554443333"_s, false);

    row(u"type == a and x"_s, u"type == a"_s, true);
    row(u"type == a"_s, u"type == A"_s, true);
    row(u"type == a"_s, u"type == b"_s, false);
    row(u"type == ab"_s, u"type contains a"_s, true);
    row(u"type contains ab"_s, u"type contains a"_s, true);
    row(u"type contains a"_s, u"type contains ab"_s, false);
    row(u"type in {a}"_s, u"type in {a, b}"_s, true);
    row(u"type == a"_s, u"type in {a, b}"_s, true);
    row(u"type in {a, b}"_s, u"type in {a}"_s, false);
    row(u"type != a"_s, u"not type == a"_s, true);
    row(u"type != a"_s, u"type != b"_s, false);
    row(u"type == a"_s, u"exists type"_s, true);
    row(u"type != a"_s, u"exists type"_s, false);
    row(u"type < a"_s, u"type < b"_s, true);
    row(u"type <= b"_s, u"type < b"_s, false);
    row(u"type > b"_s, u"type >= b"_s, true);
    row(u"type == a"_s, u"description == a"_s, false);
    row(u"message.tag matches /a/"_s, u"message.tag matches /a/"_s, true);
    row(u"message.tag matches /ab/"_s, u"message.tag matches /a/"_s, false);

    row(u"errorCode > 5"_s, u"errorCode > 4"_s, true);
    row(u"errorCode > 4"_s, u"errorCode > 5"_s, false);
    row(u"errorCode == 5"_s, u"errorCode >= 5"_s, true);
    row(u"errorCode in {5, 6}"_s, u"errorCode < 7"_s, true);
    row(u"time == 2020-06-25T18:42"_s, u"time == 2020-06-25"_s, true);
    row(u"time == 2020-06-25"_s, u"time == 2020-06-25T18:42"_s, false);
    row(u"received > -3m"_s, u"received > -5m"_s, true);
    row(u"received > -5m"_s, u"received > -3m"_s, false);
    row(u"received > 2020-06-25"_s, u"received > -5m"_s, false);
    row(u"lag > 2s"_s, u"lag > 1500ms"_s, true);
    row(u"size == 5kB"_s, u"size < 1MB"_s, true);

    row(u"to == 12345678902"_s, u"to contains 1234567"_s, false); // "(234) 567-8902" is equal too
    row(u"to contains 12345"_s, u"to contains 234"_s, true);
    row(u"to contains \"(234) 5\""_s, u"to contains \"(\""_s, false); // its digits alone will do
    row(u"json.n == 1"_s, u"json.n contains 1"_s, false);             // 1.0 is equal too
    row(u"json.n < 1"_s, u"json.n < 2"_s, true);
    row(u"json.n < 9007199254740993"_s, u"json.n < 9007199254740993.0"_s, false);
    row(u"json.n == 2020-06-25T18:42"_s, u"json.n < 2020-06-26"_s, true);
    row(u"json.n == a"_s, u"json.n == b"_s, false);
    row(u"after marker \"build 4\""_s, u"after marker build"_s, false); // an older marker
    row(u"after marker build x"_s, u"after marker build"_s, true);
}

void NarrowsTest::says()
{
    QFETCH(const QString, newer);
    QFETCH(const QString, older);
    QFETCH(const bool, isSo);
    const filter::Parsed first = filter::parse(newer);
    const filter::Parsed second = filter::parse(older);
    QCOMPARE(first.judgement, filter::Judgement::Fine);
    QCOMPARE(second.judgement, filter::Judgement::Fine);

    QCOMPARE(filter::narrows(first.filter, second.filter), isSo);
}

void NarrowsTest::noRowIsAddedByANarrowerFilter()
{
    QRandomGenerator random(5);
    std::vector<event::StoredRequest> requests;
    for (int i = 0; i < 60; ++i)
        requests.push_back(tests::madeRequest(random, i + 1, i * 4 + 1));

    int narrower = 0;
    for (int i = 0; i < 40'000 && narrower < 3'000; ++i) {
        const filter::Filter older = tests::madeFilter(random, 2);
        const filter::Filter newer = tests::madeNarrower(random, older);
        if (!filter::narrows(newer, older))
            continue;
        narrower += older == newer || older.isEverything() ? 0 : 1;
        for (const event::StoredRequest &request : requests) {
            for (qint32 element = 0; element < qint32(request.draft.events.size()); ++element) {
                QVERIFY2(!tests::matchesPlainly(newer, request, element, kNow)
                             || tests::matchesPlainly(older, request, element, kNow),
                         qPrintable(filter::print(newer) + u" | "_s + filter::print(older)));
            }
        }
    }
    QVERIFY2(narrower > 500, qPrintable(QString::number(narrower)));
}

void NarrowsTest::deepFiltersEndInTime()
{
    filter::NodePtr newer = filter::word(u"a");
    filter::NodePtr older = filter::word(u"b");
    for (int i = 0; i < filter::kMaxDepth; ++i) {
        const auto join = i % 2 == 0 ? filter::allOf : filter::anyOf;
        const QString other = QString::number(i);
        newer = join({newer, filter::word(u'x' + other), filter::word(u'y' + other)});
        older = join({older, filter::word(u'v' + other), filter::word(u'w' + other)});
    }

    QVERIFY(!filter::narrows({newer}, {older}));
    QVERIFY(filter::narrows({newer}, {newer}));
}

SENDSCOPE_TEST(NarrowsTest, narrows)
#include "tst_narrows.moc"
