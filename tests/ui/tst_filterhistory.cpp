#include "tests/testregistry.h"
#include "ui/filter/filterhistory.h"

#include <QTest>

using namespace sendscope::ui;
using namespace Qt::StringLiterals;

class FilterHistoryTest : public QObject
{
    Q_OBJECT

private slots:
    void keepsTheNewestFirstAndEachOnce();
    void keepsAHundred();
    void narrowsByEveryWord();
    void survivesAsJson();
    void leavesOutWhatIsNoFilter();
};

void FilterHistoryTest::keepsTheNewestFirstAndEachOnce()
{
    FilterHistory history;

    for (const QString &text : {u"a"_s, u"b"_s, QString(), u"a"_s})
        history.add(text);
    QCOMPARE(history.texts(), QStringList({u"a"_s, u"b"_s}));

    history.remove(u"a"_s);
    history.remove(u"c"_s);
    QCOMPARE(history.texts(), QStringList({u"b"_s}));
}

void FilterHistoryTest::keepsAHundred()
{
    FilterHistory history;
    for (int i = 0; i < 150; ++i)
        history.add(u"n%1"_s.arg(i));

    QCOMPARE(history.texts().size(), FilterHistory::kMost);
    QCOMPARE(history.texts().front(), u"n149"_s);
    QCOMPARE(history.texts().back(), u"n50"_s);
}

void FilterHistoryTest::narrowsByEveryWord()
{
    FilterHistory history;
    for (const QString &text :
         {u"type == message-failed"_s, u"errorCode == 4720"_s, u"type == message-sent"_s})
        history.add(text);

    QCOMPARE(history.matching(u"TYPE fail"_s), QStringList({u"type == message-failed"_s}));
    QCOMPARE(history.matching(u" "_s), history.texts());
    QVERIFY(history.matching(u"nowhere"_s).isEmpty());
}

void FilterHistoryTest::survivesAsJson()
{
    FilterHistory history;
    for (const QString &text : {u"message.tag == \"grün,\n\\\"x\\\"\""_s, u"errorCode == 4720"_s})
        history.add(text);

    QVERIFY(FilterHistory::fromJson(history.toJson()) == history);
    QVERIFY(FilterHistory::fromJson({}).texts().isEmpty());
    QVERIFY(FilterHistory::fromJson("no json").texts().isEmpty());
}

void FilterHistoryTest::leavesOutWhatIsNoFilter()
{
    const FilterHistory history =
        FilterHistory::fromJson(R"(["a", "type ==", 5, "A", "", "b ) c", "b"])");

    QCOMPARE(history.texts(), QStringList({u"a"_s, u"b"_s}));
}

SENDSCOPE_TEST(FilterHistoryTest, filterhistory)
#include "tst_filterhistory.moc"
