#include "app/filter/savedfilters.h"
#include "tests/support/filterlist.h"
#include "tests/support/madefilter.h"
#include "tests/testregistry.h"

#include <QTest>

using namespace sendscope;
using namespace Qt::StringLiterals;

using filter::SavedFilter;

class SavedFiltersTest : public QObject
{
    Q_OBJECT

private slots:
    void readsWhatItPrints();
    void tellsWhichLinesAreNone();
    void keepsEachNameOnce();
    void makesNamesThatFitOnALine_data();
    void makesNamesThatFitOnALine();
};

void SavedFiltersTest::readsWhatItPrints()
{
    std::vector<SavedFilter> filters;
    for (const QString &text : tests::listedFilters().mid(0, 100))
        filters.push_back({u"Filter %1 // part"_s.arg(filters.size()), filter::parse(text).filter});
    QRandomGenerator random(8);
    for (int i = 0; i < 50; ++i)
        filters.push_back({u"made %1"_s.arg(i), tests::madeFilter(random, 2)});
    filters.push_back({u"all"_s, {}});

    const filter::SavedRead read = filter::readSaved(filter::printSaved(filters));

    for (const base::Error &error : read.problems)
        QFAIL(qPrintable(error.args.join(u" | "_s)));
    QCOMPARE(read.filters.size(), filters.size());
    for (size_t i = 0; i < filters.size(); ++i)
        QVERIFY2(read.filters[i] == filters[i], qPrintable(filters[i].name));
}

void SavedFiltersTest::tellsWhichLinesAreNone()
{
    const filter::SavedRead read = filter::readSaved(
        u"# shared by QA\n\nFailed = state == failed\r\nno filter\nBad = type >\n = x\nOk = a"_s);

    QCOMPARE(read.filters.size(), size_t(2));
    QCOMPARE(read.filters[0].name, u"Failed"_s);
    QCOMPARE(filter::print(read.filters[0].filter), u"state == failed"_s);
    QCOMPARE(read.filters[1].name, u"Ok"_s);
    QList<qint64> lines;
    for (const base::Error &error : read.problems)
        lines << error.offset;
    QCOMPARE(lines, QList<qint64>({3, 4, 5}));
}

void SavedFiltersTest::keepsEachNameOnce()
{
    const filter::SavedRead read = filter::readSaved(u"A = x\nB = y\na = z"_s);

    QCOMPARE(read.filters.size(), size_t(2));
    QCOMPARE(filter::print(read.filters[0].filter), u"z"_s);
}

void SavedFiltersTest::makesNamesThatFitOnALine_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("made");

    QTest::newRow("plain") << u"Last 15 min"_s << u"Last 15 min"_s;
    QTest::newRow("lines") << u" two\nlines "_s << u"two lines"_s;
    QTest::newRow("equals") << u"a = b"_s << u"a b"_s;
    QTest::newRow("comment") << u"# a"_s << u"a"_s;
    QTest::newRow("long") << QString(100, u'x') << QString(60, u'x');
    QTest::newRow("nothing") << u" = "_s << QString();
}

void SavedFiltersTest::makesNamesThatFitOnALine()
{
    QFETCH(const QString, name);
    QFETCH(const QString, made);

    QCOMPARE(filter::savedName(name), made);
    if (!made.isEmpty())
        QCOMPARE(filter::readSaved(made + u" = x"_s).filters.at(0).name, made);
}

SENDSCOPE_TEST(SavedFiltersTest, savedfilters)
#include "tst_savedfilters.moc"
