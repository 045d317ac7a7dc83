#include "app/index/later.h"
#include "tests/testregistry.h"

#include <QTest>

using namespace sendscope;

class LaterTest : public QObject
{
    Q_OBJECT

private slots:
    void nothingIsKnownAtFirst();
    void aCopyKeepsWhatItKnew();
};

void LaterTest::nothingIsKnownAtFirst()
{
    index::LaterFacts facts;
    facts.change({5}).attempts = 1;

    QVERIFY(!facts.find({4}));
    QVERIFY(!facts.find({5'000'000}));
    QCOMPARE(facts.find({5})->attempts, 1);
}

void LaterTest::aCopyKeepsWhatItKnew()
{
    index::LaterFacts facts;
    facts.change({5}).attempts = 1;
    const index::LaterFacts copy = facts;

    facts.change({5}).attempts = 2;
    facts.change({6}).attempts = 1;

    QCOMPARE(copy.find({5})->attempts, 1);
    QVERIFY(!copy.find({6}));
    QCOMPARE(facts.find({5})->attempts, 2);
}

SENDSCOPE_TEST(LaterTest, later)
#include "tst_later.moc"
