#include "app/filter/program.h"
#include "app/index/builder.h"
#include "app/index/scan.h"
#include "tests/support/filterlist.h"
#include "tests/support/madeevent.h"
#include "tests/support/madefilter.h"
#include "tests/support/plainevaluator.h"
#include "tests/testregistry.h"

#include <chrono>

using namespace sendscope;
using namespace Qt::StringLiterals;

namespace {

constexpr base::UtcTime kNow{std::chrono::seconds(1'593'110'560)};

/// More rows than are asked one by one, so that both ways of a scan are gone.
constexpr int kManyRows = 6000;

/// Requests, and the columns of all of them.
class Capture
{
public:
    explicit Capture(int leastRows)
    {
        QRandomGenerator random(7);
        m_requests = tests::sampleRequests();
        while (rows() < leastRows)
            m_requests.push_back(tests::madeRequest(random, m_requests.back().id.value + 1,
                                                    lastEvent() + 1));
    }

    const std::vector<event::StoredRequest> &requests() const { return m_requests; }
    qint64 rows() const { return lastEvent(); }

    index::SnapshotPtr snapshotFor(const filter::Filter &filter) const
    {
        if (!m_plain) {
            m_builder.append({m_requests, {}, {}});
            m_plain = m_builder.publish();
        }
        m_builder.setOnDemand(index::readOnDemand(filter::onDemandFields(filter), m_requests));
        return m_builder.publish();
    }

    index::RowList expected(const filter::Filter &filter) const
    {
        index::RowList rows;
        for (const event::StoredRequest &request : m_requests) {
            for (size_t i = 0; i < request.draft.events.size(); ++i) {
                if (tests::matchesPlainly(filter, request, qint32(i), kNow))
                    rows.push_back({request.firstEvent.value + qint64(i)});
            }
        }
        return rows;
    }

private:
    qint64 lastEvent() const
    {
        return m_requests.back().firstEvent.value + qint64(m_requests.back().draft.events.size())
            - 1;
    }

    std::vector<event::StoredRequest> m_requests;
    mutable index::Builder m_builder;
    mutable index::SnapshotPtr m_plain;
};

const Capture &few()
{
    static const Capture capture(300);
    return capture;
}

const Capture &many()
{
    static const Capture capture(kManyRows);
    return capture;
}

index::RowList found(const Capture &capture, const filter::Filter &filter)
{
    return index::scanAll(*capture.snapshotFor(filter), filter::Program(filter, kNow));
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

    QCOMPARE(text(found(few(), parsed.filter)), text(few().expected(parsed.filter)));
    QCOMPARE(text(found(many(), parsed.filter)), text(many().expected(parsed.filter)));
}

void ProgramScanTest::madeFiltersFindWhatAPlainReadingFinds()
{
    QRandomGenerator random(11);
    int withRows = 0;
    for (int i = 0; i < 400; ++i) {
        const filter::Filter filter = tests::madeFilter(random, 3);
        const Capture &capture = i % 10 == 0 ? many() : few();
        const index::RowList expected = capture.expected(filter);
        withRows += expected.empty() ? 0 : 1;

        QVERIFY2(found(capture, filter) == expected, qPrintable(filter::print(filter)));
    }
    QVERIFY(withRows > 100);
}

void ProgramScanTest::cellsAreWhatAPlainReadingSees()
{
    const auto path = *event::findFieldRef("json.message.to");
    const auto header = *event::findFieldRef("header.user-agent");
    index::Builder builder;
    builder.append({few().requests(), {}, {}});
    builder.setOnDemand(index::readOnDemand({path, header}, few().requests()));
    const index::SnapshotPtr snapshot = builder.publish();
    std::vector<event::FieldRef> fields{path, header};
    for (const event::FieldInfo &info : event::fields())
        fields.emplace_back(info.field);

    for (const event::StoredRequest &request : few().requests()) {
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
                     tests::plainValues(field, request, qint32(i)))
                    plain += value.number ? QByteArray::number(*value.number) : value.text;

                QVERIFY2(seen == plain, event::nameOf(field) + ": " + seen.join('|') + " for "
                             + plain.join('|'));
            }
        }
    }
}

SENDSCOPE_TEST(ProgramScanTest, programscan)
#include "tst_programscan.moc"
