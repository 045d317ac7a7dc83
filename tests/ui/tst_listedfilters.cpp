#include "app/index/builder.h"
#include "tests/support/filterlist.h"
#include "tests/support/madeevent.h"
#include "tests/support/plainevaluator.h"
#include "tests/testregistry.h"
#include "ui/actions/actions.h"
#include "ui/filter/filterbar.h"
#include "ui/theme/theme.h"
#include "ui/widgets/judgedfield.h"

#include <QRandomGenerator>
#include <QTest>

using namespace sendscope;
using namespace sendscope::ui;
using namespace Qt::StringLiterals;

/// Every listed filter as it is put into the window's field, against an evaluator that reads the
/// stored bytes.
class ListedFiltersTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void findWhatAPlainReadingFinds_data();
    void findWhatAPlainReadingFinds();

private:
    std::vector<event::StoredRequest> m_requests;
    index::Builder m_builder;
    base::SystemClock m_clock;
    Theme m_theme;
    Actions m_actions;
};

void ListedFiltersTest::initTestCase()
{
    QRandomGenerator random(17);
    m_requests = tests::sampleRequests();
    while (m_requests.size() < 120)
        tests::addMadeRequest(random, m_requests);
    m_builder.append({m_requests, {}, {}});
}

void ListedFiltersTest::findWhatAPlainReadingFinds_data()
{
    QTest::addColumn<QString>("filterText");

    for (const QString &filter : tests::listedFilters())
        QTest::newRow(qPrintable(filter)) << filter;
}

void ListedFiltersTest::findWhatAPlainReadingFinds()
{
    QFETCH(const QString, filterText);
    const filter::Filter filter = filter::parse(filterText).filter;
    QList<qint64> expected;
    for (const event::StoredRequest &request : m_requests) {
        for (size_t i = 0; i < request.draft.events.size(); ++i) {
            if (tests::matchesPlainly(filter, request, qint32(i), m_clock.utc()))
                expected.append(request.firstEvent.value + qint64(i));
        }
    }
    m_builder.setOnDemand(index::readOnDemand(filter::onDemandFields(filter), m_requests));
    engine::Query query(m_clock);
    query.setShowsAside(true);
    query.setSnapshot(m_builder.publish());
    FilterBar bar(m_theme, m_actions);
    connect(&bar, &FilterBar::filterChanged, &query, &engine::Query::setFilter);

    bar.setText(filterText);

    QCOMPARE(bar.field()->state(), JudgedField::State::Fine);
    QTRY_VERIFY(!query.isScanning());
    QList<qint64> shown;
    for (const event::EventId id : query.result().rows.all())
        shown.append(id.value);
    QCOMPARE(shown, expected);
}

SENDSCOPE_TEST(ListedFiltersTest, listedfilters)
#include "tst_listedfilters.moc"
