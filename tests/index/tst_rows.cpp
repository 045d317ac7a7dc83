#include "app/index/rows.h"
#include "tests/testregistry.h"

#include <QTest>

#include <thread>

using namespace sendscope;
using index::Rows;

namespace {

index::RowList ids(qint64 first, qint64 last)
{
    index::RowList rows;
    for (qint64 id = first; id <= last; ++id)
        rows.push_back({id});
    return rows;
}

index::RowList listed(const Rows &rows)
{
    return {rows.begin(), rows.end()};
}

} // namespace

class RowsTest : public QObject
{
    Q_OBJECT

private slots:
    void areEmptyAtFirst();
    void growWithoutBeingCopied();
    void keepApartWhatWasAddedToTheSame();
    void neverChange();
    void growOnTwoThreadsAtOnce();
};

void RowsTest::areEmptyAtFirst()
{
    QVERIFY(Rows().empty());
    QVERIFY(Rows().all().empty());
    QVERIFY(Rows().appended({}).empty());
    QVERIFY(Rows(index::RowList()).empty());
}

void RowsTest::growWithoutBeingCopied()
{
    const Rows few(ids(1, 10));

    const Rows more = few.appended(ids(11, 20));

    QCOMPARE(more.begin(), few.begin());
    QCOMPARE(few.size(), size_t(10));
    QCOMPARE(listed(more), ids(1, 20));
    QCOMPARE(more.front().value, 1);
    QCOMPARE(more.back().value, 20);
}

void RowsTest::keepApartWhatWasAddedToTheSame()
{
    const Rows few(ids(1, 10));
    const Rows one = few.appended(ids(11, 12));

    const Rows other = few.appended(ids(21, 22));

    QCOMPARE(one[10].value, 11);
    QCOMPARE(other[10].value, 21);
    QCOMPARE(listed(few), ids(1, 10));
}

void RowsTest::neverChange()
{
    Rows rows;
    std::vector<Rows> before;
    for (qint64 i = 1; i <= 5000; ++i) {
        rows = rows.appended(ids(i, i));
        if (i % 500 == 0)
            before.push_back(rows);
    }

    for (size_t i = 0; i < before.size(); ++i)
        QCOMPARE(listed(before[i]), ids(1, qint64(i + 1) * 500));
}

void RowsTest::growOnTwoThreadsAtOnce()
{
    for (int round = 0; round < 200; ++round) {
        const Rows few(ids(1, 100));
        Rows a;
        Rows b;
        std::thread other([&] { a = few.appended(ids(101, 150)); });
        b = few.appended(ids(201, 250));
        other.join();

        QCOMPARE(a[100].value, 101);
        QCOMPARE(a.back().value, 150);
        QCOMPARE(b[100].value, 201);
        QCOMPARE(b.back().value, 250);
    }
}

SENDSCOPE_TEST(RowsTest, rows)
#include "tst_rows.moc"
