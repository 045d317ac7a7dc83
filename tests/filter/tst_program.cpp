#include "app/filter/program.h"
#include "tests/support/filterlist.h"
#include "tests/support/madeevent.h"
#include "tests/support/madefilter.h"
#include "tests/support/plainevaluator.h"
#include "tests/testregistry.h"

#include <QRandomGenerator>
#include <QTest>

using namespace sendscope;
using namespace Qt::StringLiterals;
using filter::Node;
using filter::Program;
using filter::Step;

namespace {

constexpr base::UtcTime kAskedAt{std::chrono::seconds(1'593'110'560)}; // 2020-06-25T18:42:40Z

Program programOf(const QString &text)
{
    return Program(filter::parse(text).filter, kAskedAt);
}

/// Meets a step as an index would, on values that were read plainly.
bool isMet(const Step &step, const event::StoredRequest &request, qint32 element)
{
    const auto isChildMet = [&](const Step &child) { return isMet(child, request, element); };
    const auto holds = [&step](const QByteArray &text) {
        return step.isIn(text) || step.isIn(filter::folded(text));
    };
    const auto passes = [&step](const tests::PlainValue &value) {
        if (value.json == tests::PlainValue::Json::Structure)
            return false;
        if (value.json != tests::PlainValue::Json::None)
            return step.test.passesJson(value.text, value.json == tests::PlainValue::Json::String);
        if (!value.number)
            return step.test.passesText(value.text);
        return step.test.readsText() ? step.test.passesText(QByteArray::number(*value.number))
                                     : step.test.passes(*value.number);
    };
    switch (step.type) {
    case Node::Type::And:
        return std::all_of(step.children.begin(), step.children.end(), isChildMet);
    case Node::Type::Or:
        return std::any_of(step.children.begin(), step.children.end(), isChildMet);
    case Node::Type::Not:
        return !isChildMet(step.children.front());
    case Node::Type::Word:
    case Node::Type::Phone: {
        const auto texts = tests::plainTexts(request, element);
        return std::any_of(texts.begin(), texts.end(), holds);
    }
    case Node::Type::Exists:
        return !tests::plainValues(step.field, request, element).empty();
    case Node::Type::Compare: {
        const auto values = tests::plainValues(step.field, request, element);
        return std::any_of(values.begin(), values.end(), passes);
    }
    case Node::Type::AfterMarker:
        break;
    }
    return false;
}

/// How many rows of the requests the program and the plain evaluator both let through; -1 where
/// they differ.
int agreed(const filter::Filter &filter, const std::vector<event::StoredRequest> &requests)
{
    const Program program(filter, kAskedAt);
    int count = 0;
    for (const event::StoredRequest &request : requests) {
        for (qint32 element = 0; element < qint32(request.draft.events.size()); ++element) {
            const bool isSo = tests::matchesPlainly(filter, request, element, kAskedAt);
            if (isMet(program.root(), request, element) != isSo)
                return -1;
            count += isSo ? 1 : 0;
        }
    }
    return count;
}

std::vector<event::StoredRequest> madeRequests(int seed, int count)
{
    QRandomGenerator random{quint32(seed)};
    std::vector<event::StoredRequest> requests;
    qint64 nextEvent = 1;
    for (int i = 0; i < count; ++i) {
        requests.push_back(tests::madeRequest(random, i + 1, nextEvent));
        nextEvent += qint64(requests.back().draft.events.size());
    }
    return requests;
}

} // namespace

class ProgramTest : public QObject
{
    Q_OBJECT

private slots:
    void everythingIsAnEmptyAnd();
    void notEqualIsANegatedEqual();
    void saysWhatItReads();
    void countsWhatIsGivenUp();
    void agreesOnListedFilters();
    void agreesOnMadeFilters();
};

void ProgramTest::everythingIsAnEmptyAnd()
{
    const Program program(filter::Filter{});

    QCOMPARE(program.root().type, Node::Type::And);
    QVERIFY(program.root().children.empty());
}

void ProgramTest::notEqualIsANegatedEqual()
{
    const Program program = programOf(u"errorCode != 4720"_s);

    QCOMPARE(program.root().type, Node::Type::Not);
    const Step &equal = program.root().children.front();
    QCOMPARE(equal.type, Node::Type::Compare);
    QVERIFY(equal.test.passes(4720));
    QVERIFY(!equal.test.passes(4721));
}

void ProgramTest::saysWhatItReads()
{
    const Program plain = programOf(u"word and errorCode == 4720 and time > 2020-06-25"_s);
    QVERIFY(!plain.readsTime());
    QVERIFY(!plain.readsMarkers());
    QVERIFY(!plain.readsOnDemand());
    QVERIFY(plain.reads(event::Field::ErrorCode));
    QVERIFY(plain.reads(event::Field::Time));
    QVERIFY(!plain.reads(event::Field::Type));
    QVERIFY(!plain.reads(event::Field::Event));

    const Program rich = programOf(
        u"a or (not received > -5m or exists attempts) or json.a == 1 or after marker x"_s);
    QVERIFY(rich.readsTime());
    QVERIFY(rich.readsMarkers());
    QVERIFY(rich.readsOnDemand());
    QVERIFY(rich.reads(event::Field::Attempts));
    QVERIFY(!rich.reads(event::Field::Event));
}

void ProgramTest::countsWhatIsGivenUp()
{
    const Program program = programOf(u"a or not (b and message.text matches /(a+)+$/)"_s);
    const Step &compare = program.root().children[1].children[0].children[1];
    QCOMPARE(program.valuesGivenUp(), 0);

    QVERIFY(!compare.test.passesText(QByteArray("a").repeated(1'000) + '!'));

    QCOMPARE(program.valuesGivenUp(), 1);
}

void ProgramTest::agreesOnListedFilters()
{
    std::vector<event::StoredRequest> requests = tests::sampleRequests();
    for (event::StoredRequest &request : madeRequests(1, 150))
        requests.push_back(std::move(request));

    int met = 0;
    for (const QString &text : tests::listedFilters()) {
        const int count = agreed(filter::parse(text).filter, requests);
        QVERIFY2(count >= 0, qPrintable(text));
        met += count > 0 ? 1 : 0;
    }
    // Most of them find something, or this would prove little.
    QVERIFY2(met > 200, qPrintable(QString::number(met)));
}

void ProgramTest::agreesOnMadeFilters()
{
    const auto requests = madeRequests(2, 60);
    QRandomGenerator random(3);
    int met = 0;
    for (int i = 0; i < 1'500; ++i) {
        const filter::Filter filter = tests::madeFilter(random, 2);
        const int count = agreed(filter, requests);
        QVERIFY2(count >= 0, qPrintable(filter::print(filter)));
        met += count > 0 ? 1 : 0;
    }
    QVERIFY2(met > 500, qPrintable(QString::number(met)));
}

SENDSCOPE_TEST(ProgramTest, program)
#include "tst_program.moc"
