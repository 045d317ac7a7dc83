#include "app/filter/filter.h"
#include "tests/support/madefilter.h"
#include "tests/testregistry.h"

#include <QRandomGenerator>
#include <QTest>
#include <QTimeZone>

using namespace sendscope;
using namespace Qt::StringLiterals;

class PrintTest : public QObject
{
    Q_OBJECT

private slots:
    void whatIsPrintedIsReadAsTheSame();
    void printsNothingForEverything();
};

void PrintTest::whatIsPrintedIsReadAsTheSame()
{
    QRandomGenerator random(1);
    for (int i = 0; i < 30'000; ++i) {
        const filter::Filter filter = tests::madeFilter(random, 4);
        const QString text = filter::print(filter);

        // A zone that is not UTC: canonical text says its own.
        const filter::Parsed parsed = filter::parse(text, QTimeZone("Asia/Kolkata"));

        QVERIFY2(parsed.judgement == filter::Judgement::Fine,
                 qPrintable(text + u": "_s + parsed.error.args.value(1)));
        QVERIFY2(parsed.filter == filter, qPrintable(text));
        QCOMPARE(filter::print(parsed.filter), text);
    }
}

void PrintTest::printsNothingForEverything()
{
    QCOMPARE(filter::print({}), QString());
}

SENDSCOPE_TEST(PrintTest, print)
#include "tst_print.moc"
