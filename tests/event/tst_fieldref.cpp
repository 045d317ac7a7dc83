#include "app/event/fieldref.h"
#include "tests/testregistry.h"

#include <QTest>

using namespace sendscope;
using namespace Qt::StringLiterals;
using event::FieldRef;

class FieldRefTest : public QObject
{
    Q_OBJECT

private slots:
    void isFoundByItsName_data();
    void isFoundByItsName();
    void isNotFound_data();
    void isNotFound();
};

void FieldRefTest::isFoundByItsName_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<bool>("isOnDemand");

    QTest::newRow("of the catalogue") << "message.id"_ba
                                      << "message.id"_ba << false;
    QTest::newRow("a path") << "json.a.\"b\"[0]"_ba
                            << "json.a.b[0]"_ba << true;
    QTest::newRow("a header") << "header.User-Agent"_ba
                              << "header.user-agent"_ba << true;
}

void FieldRefTest::isFoundByItsName()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QByteArray, name);
    QFETCH(const bool, isOnDemand);

    const auto ref = event::findFieldRef(text);

    QVERIFY(ref);
    QCOMPARE(event::nameOf(*ref), name);
    QCOMPARE(ref->isOnDemand(), isOnDemand);
    QVERIFY(event::findFieldRef(event::nameOf(*ref)) == ref);
    QVERIFY(!event::titleOf(*ref).isEmpty());
    QVERIFY(!event::meaningOf(*ref).isEmpty());
}

void FieldRefTest::isNotFound_data()
{
    QTest::addColumn<QByteArray>("text");

    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("unknown") << "mesage.id"_ba;
    QTest::newRow("json alone") << "json."_ba;
    QTest::newRow("no path") << "json.a..b"_ba;
    QTest::newRow("header alone") << "header."_ba;
    QTest::newRow("no header") << "header.a b"_ba;
    QTest::newRow("a header too long") << "header." + QByteArray(event::kMaxHeaderName + 1, 'a');
}

void FieldRefTest::isNotFound()
{
    QFETCH(const QByteArray, text);

    QVERIFY(!event::findFieldRef(text));
}

SENDSCOPE_TEST(FieldRefTest, fieldref)
#include "tst_fieldref.moc"
