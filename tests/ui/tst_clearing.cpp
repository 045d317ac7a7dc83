#include "app/filter/program.h"
#include "app/index/builder.h"
#include "app/index/scan.h"
#include "tests/testregistry.h"
#include "ui/keeping/clearing.h"

#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace sendscope;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Hiding all that was there, but marked events.
class ClearingTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void hidesWhatWasThereButMarked();
    void isOneMoreCondition();
    void countsWhatItHides();
    void survivesARestart();
    void isDroppedInAnotherCapture_data();
    void isDroppedInAnotherCapture();
    void survivesTheDeletionOfItsNewest();

private:
    void add(int events, base::UtcTime from = base::UtcTime(1000s));
    index::SnapshotPtr published() { return m_builder->publish(); }

    /// What is to be seen of the snapshot where that is asked for.
    static index::RowList seen(const ui::Clearing &clearing, const index::Snapshot &snapshot,
                               const QString &asked = {})
    {
        index::RowList rows = index::scanAll(
            snapshot, filter::Program(clearing.applied(filter::parse(asked).filter)));
        std::erase_if(rows, [&snapshot](event::EventId id) {
            return std::binary_search(snapshot.removed()->begin(), snapshot.removed()->end(), id);
        });
        return rows;
    }

    std::unique_ptr<index::Builder> m_builder;
    qint64 m_last = 0;
};

void ClearingTest::init()
{
    m_builder = std::make_unique<index::Builder>();
    m_last = 0;
}

void ClearingTest::add(int events, base::UtcTime from)
{
    for (int i = 0; i < events; ++i) {
        event::StoredRequest request;
        request.id = {++m_last};
        request.firstEvent = {m_last};
        request.draft.request.arrived = from + std::chrono::seconds(m_last);
        request.draft.request.body = m_last % 2 == 0 ? "{\"type\":\"even\"}" : "{\"type\":\"odd\"}";
        request.draft.events = {{0, 0, request.draft.request.body.size()}};
        m_builder->append({{request}, {}, {}});
    }
}

void ClearingTest::hidesWhatWasThereButMarked()
{
    ui::Clearing clearing;
    add(5);
    m_builder->setRemarks({{{2}, "red", {}}, {{4}, {}, "a note is no mark"}});
    clearing.setSnapshot(published());

    clearing.clear(base::UtcTime(9s));
    add(2);

    QCOMPARE(seen(clearing, *published()), (index::RowList{{2}, {6}, {7}}));
    QCOMPARE(clearing.at(), base::UtcTime(9s));
    clearing.show();
    QCOMPARE(seen(clearing, *published()).size(), size_t(7));
}

void ClearingTest::isOneMoreCondition()
{
    ui::Clearing clearing;
    add(6);
    m_builder->setRemarks({{{1}, "red", {}}, {{2}, "blue", {}}});
    clearing.setSnapshot(published());
    clearing.clear({});
    add(3);

    QCOMPARE(seen(clearing, *published(), u"type == odd or type == other"_s),
             (index::RowList{{1}, {7}, {9}}));
    const filter::Filter applied = clearing.applied(filter::parse(u"odd"_s).filter);
    QCOMPARE(filter::parse(filter::print(applied)).filter, applied);
    QCOMPARE(filter::print(clearing.applied({})), u"event > 6 or exists mark"_s);
}

void ClearingTest::countsWhatItHides()
{
    ui::Clearing clearing;
    const QSignalSpy hidden(&clearing, &ui::Clearing::hiddenChanged);
    add(500);
    m_builder->setRemarks({{{2}, "red", {}}, {{7}, "blue", {}}, {{9}, {}, "no mark"}});
    clearing.setSnapshot(published());
    clearing.clear({});
    QCOMPARE(clearing.hidden(), 498);

    m_builder->setRemoved({{2}, {3}});
    add(40);
    clearing.setSnapshot(published());

    QCOMPARE(clearing.hidden(), 497);
    QCOMPARE(hidden.size(), 1);
    const auto left = qint64(seen(clearing, *published()).size());
    QCOMPARE(left, published()->count() - 2 - clearing.hidden());
}

void ClearingTest::survivesARestart()
{
    add(20);
    QByteArray state;
    {
        ui::Clearing clearing;
        connect(&clearing, &ui::Clearing::stateChanged, this, [&] { state = clearing.state(); });
        clearing.setSnapshot(published());
        clearing.clear(base::UtcTime(77s));
    }
    ui::Clearing clearing;
    clearing.restore(state); // Before anything was read of the capture.
    QVERIFY(clearing.isActive());
    add(1);
    clearing.setSnapshot(published());

    QVERIFY(clearing.isActive());
    QCOMPARE(clearing.at(), base::UtcTime(77s));
    QCOMPARE(clearing.hidden(), 20);
}

void ClearingTest::isDroppedInAnotherCapture_data()
{
    QTest::addColumn<int>("events");
    QTest::newRow("a new one with less") << 3;
    QTest::newRow("one with more") << 30;
}

void ClearingTest::isDroppedInAnotherCapture()
{
    QFETCH(const int, events);
    QByteArray state;
    add(20);
    {
        ui::Clearing clearing;
        clearing.setSnapshot(published());
        clearing.clear({});
        state = clearing.state();
    }
    init();
    add(events, base::UtcTime(5000s));
    ui::Clearing clearing;
    clearing.restore(state);

    clearing.setSnapshot(published());

    QVERIFY(!clearing.isActive());
    QCOMPARE(clearing.hidden(), 0);
    QCOMPARE(clearing.state(), QByteArray());
}

void ClearingTest::survivesTheDeletionOfItsNewest()
{
    add(20);
    QByteArray state;
    {
        ui::Clearing clearing;
        connect(&clearing, &ui::Clearing::stateChanged, this, [&] { state = clearing.state(); });
        clearing.setSnapshot(published());
        clearing.clear({});
        m_builder->setRemoved({{18}, {19}, {20}});
        clearing.setSnapshot(published());
    }
    init();
    add(17);
    ui::Clearing clearing;
    clearing.restore(state);

    clearing.setSnapshot(published());

    QVERIFY(clearing.isActive());
    QCOMPARE(clearing.hidden(), 17);
}

SENDSCOPE_TEST(ClearingTest, clearing)

#include "tst_clearing.moc"
