#include "app/base/result.h"
#include "tests/testregistry.h"

#include <QTest>

using namespace sendscope;

class ResultTest : public QObject
{
    Q_OBJECT

private slots:
    void holdsTheValue();
    void holdsTheError();
    void canBeDoneWithoutAValue();
};

void ResultTest::holdsTheValue()
{
    const base::Result<int> result = 17;

    QVERIFY(result);
    QCOMPARE(*result, 17);
}

void ResultTest::holdsTheError()
{
    const base::Result<int> result = base::Error{base::Error::Code::InvalidInput, {}, 3};

    QVERIFY(!result);
    QCOMPARE(result.error().offset, 3);
}

void ResultTest::canBeDoneWithoutAValue()
{
    const base::Result<void> done;
    const base::Result<void> failed = base::Error{base::Error::Code::DiskFull};

    QVERIFY(done);
    QVERIFY(!failed);
    QCOMPARE(failed.error().code, base::Error::Code::DiskFull);
}

SENDSCOPE_TEST(ResultTest, result)
#include "tst_result.moc"
