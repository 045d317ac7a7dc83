#include "app/filter/program.h"
#include "app/index/builder.h"
#include "app/index/scan.h"
#include "tests/support/filterlist.h"
#include "tests/support/madeevent.h"
#include "tests/support/madefilter.h"
#include "tests/support/plainevaluator.h"
#include "tests/support/plainmessages.h"
#include "tests/testregistry.h"

#include <QRandomGenerator>
#include <QTest>

#include <chrono>

using namespace sendscope;
using namespace Qt::StringLiterals;

namespace {

constexpr base::UtcTime kNow{std::chrono::seconds(1'593'110'560)};

/// More rows than are asked one by one.
constexpr qint64 kProgramRows = 2400;

/// So few rows are asked one by one.
constexpr index::IdRange kFewRows{{1}, {300}};

/// Requests of every kind, and the columns of all of them.
class Capture
{
public:
    Capture()
    {
        QRandomGenerator random(7);
        requests = tests::sampleRequests();
        while (last() < kProgramRows)
            requests.push_back(
                tests::madeRequest(random, requests.back().id.value + 1, last() + 1));
        m_builder.append({requests, {}, {}});
    }

    index::SnapshotPtr snapshotFor(const std::vector<event::FieldRef> &onDemand)
    {
        m_builder.setOnDemand(index::readOnDemand(onDemand, requests));
        return m_builder.publish();
    }

    std::vector<event::StoredRequest> requests;

private:
    qint64 last() const
    {
        return requests.back().firstEvent.value + qint64(requests.back().draft.events.size()) - 1;
    }

    index::Builder m_builder;
};

Capture &capture()
{
    static Capture made;
    return made;
}

const tests::PlainMessages &messages()
{
    static const tests::PlainMessages made(capture().requests);
    return made;
}

index::RowList expected(const filter::Filter &filter, const index::IdRange &range)
{
    index::RowList rows;
    for (const event::StoredRequest &request : capture().requests) {
        for (size_t i = 0; i < request.draft.events.size(); ++i) {
            const event::EventId id{request.firstEvent.value + qint64(i)};
            if (range.contains(id)
                && tests::matchesPlainly(filter, request, qint32(i), kNow, &messages()))
                rows.push_back(id);
        }
    }
    return rows;
}

index::RowList found(const filter::Filter &filter, const index::IdRange &range)
{
    return index::scanAll(*capture().snapshotFor(filter::onDemandFields(filter)),
                          filter::Program(filter, kNow), range);
}

QByteArray text(const index::RowList &rows)
{
    QByteArray text = QByteArray::number(rows.size()) + " rows:";
    for (const event::EventId id : rows)
        text += ' ' + QByteArray::number(id.value);
    return text.first(qMin<qsizetype>(text.size(), 2000));
}

} // namespace

/// Columns and scans against an evaluator that reads the stored bytes row by row.
class ProgramScanTest : public QObject
{
    Q_OBJECT

private slots:
    void listedFiltersFindWhatAPlainReadingFinds_data();
    void listedFiltersFindWhatAPlainReadingFinds();
    void madeFiltersFindWhatAPlainReadingFinds();
    void cellsAreWhatAPlainReadingSees();
};

void ProgramScanTest::listedFiltersFindWhatAPlainReadingFinds_data()
{
    QTest::addColumn<QString>("filterText");

    const QStringList filters = tests::listedFilters();
    QVERIFY(filters.size() >= 200);
    for (const QString &filter : filters)
        QTest::newRow(qPrintable(filter)) << filter;
}

void ProgramScanTest::listedFiltersFindWhatAPlainReadingFinds()
{
    QFETCH(const QString, filterText);
    const filter::Parsed parsed = filter::parse(filterText);
    QCOMPARE(parsed.judgement, filter::Judgement::Fine);

    // The plain reading takes its time, so that only some are compared over all rows. A scan of all
    // goes another way than one of a few.
    const index::IdRange compared = filterText.size() % 10 == 0 ? index::IdRange() : kFewRows;
    const index::RowList plain = expected(parsed.filter, compared);
    index::RowList ofAll = found(parsed.filter, {});
    std::erase_if(ofAll, [&](event::EventId id) { return !compared.contains(id); });
    QCOMPARE(text(ofAll), text(plain));
    index::RowList few = plain;
    std::erase_if(few, [](event::EventId id) { return !kFewRows.contains(id); });
    QCOMPARE(text(found(parsed.filter, kFewRows)), text(few));
}

void ProgramScanTest::madeFiltersFindWhatAPlainReadingFinds()
{
    QRandomGenerator random(11);
    int withRows = 0;
    for (int i = 0; i < 400; ++i) {
        const filter::Filter filter = tests::madeFilter(random, 3);
        const index::IdRange range = i % 20 == 0 ? index::IdRange() : kFewRows;
        const index::RowList rows = expected(filter, range);
        withRows += rows.empty() ? 0 : 1;

        QVERIFY2(found(filter, range) == rows, qPrintable(filter::print(filter)));
    }
    QVERIFY(withRows > 100);
}

void ProgramScanTest::cellsAreWhatAPlainReadingSees()
{
    const auto path = *event::findFieldRef("json.message.to");
    const auto header = *event::findFieldRef("header.user-agent");
    const index::SnapshotPtr snapshot = capture().snapshotFor({path, header});
    std::vector<event::FieldRef> fields{path, header};
    for (const event::FieldInfo &info : event::fields())
        fields.emplace_back(info.field);

    for (const event::StoredRequest &request : capture().requests) {
        for (size_t i = 0; i < request.draft.events.size(); ++i) {
            for (const event::FieldRef &field : fields) {
                const index::CellValue cell =
                    snapshot->cell({request.firstEvent.value + qint64(i)}, field);
                QByteArrayList seen;
                if (cell.number)
                    seen += QByteArray::number(*cell.number);
                for (const QByteArrayView value : cell.texts)
                    seen += value.toByteArray();
                QByteArrayList plain;
                for (const tests::PlainValue &value :
                     tests::plainValues(field, request, qint32(i), &messages()))
                    plain += value.number ? QByteArray::number(*value.number) : value.text;

                QVERIFY2(seen == plain,
                         event::nameOf(field) + ": " + seen.join('|') + " for " + plain.join('|'));
            }
        }
    }
}

SENDSCOPE_TEST(ProgramScanTest, programscan)
#include "tst_programscan.moc"
