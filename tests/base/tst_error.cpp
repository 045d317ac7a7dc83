#include "app/base/error.h"
#include "tests/testregistry.h"

#include <QSet>
#include <QTest>

using namespace sendscope;
using namespace Qt::StringLiterals;

class ErrorTest : public QObject
{
    Q_OBJECT

private slots:
    void namesThePort();
    void leavesPercentSignsOfArgumentsAlone();
    void saysNothingWhereThereIsNoRemedy();
    void everyCodeHasItsOwnName();
};

void ErrorTest::namesThePort()
{
    const base::Error error{base::Error::Code::PortInUse, {u"127.0.0.1:8667"_s, u"8668"_s}};

    QCOMPARE(base::sentence(error), u"127.0.0.1:8667 is used by another program."_s);
    QCOMPARE(base::hint(error), u"Port 8668 is free."_s);
}

void ErrorTest::leavesPercentSignsOfArgumentsAlone()
{
    const base::Error error{base::Error::Code::FileUnreadable,
                            {u"/tmp/%2 100%"_s, u"no such file"_s}};

    QCOMPARE(base::sentence(error), u"/tmp/%2 100% cannot be read: no such file."_s);
}

void ErrorTest::saysNothingWhereThereIsNoRemedy()
{
    const base::Error error{base::Error::Code::PortInUse, {u"127.0.0.1:8667"_s}};

    QVERIFY(base::hint(error).isEmpty());
}

void ErrorTest::everyCodeHasItsOwnName()
{
    QSet<QString> names;
    for (int code = 0; code <= int(base::Error::Code::NoDisplay); ++code)
        names.insert(base::codeName(base::Error::Code(code)));

    QCOMPARE(names.size(), int(base::Error::Code::NoDisplay) + 1);
}

SENDSCOPE_TEST(ErrorTest, error)
#include "tst_error.moc"
