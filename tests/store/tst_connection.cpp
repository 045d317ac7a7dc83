#include "app/store/connection.h"
#include "app/store/schema.h"
#include "tests/testregistry.h"

#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace sendscope;
using namespace Qt::StringLiterals;
using store::Connection;
using Code = base::Error::Code;

class ConnectionTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void opensNamesThatAreNoUris();
    void namesAFullDisk();
    void waitsForNobodyForLong();
    void rollsBackWhatWasNotCommitted();
    void makesACaptureThatSaysWhatItIs();

private:
    QString path() const { return m_folder->filePath(u"test.sendscope"_s); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void ConnectionTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
    m_folder = std::make_unique<QTemporaryDir>();
}

void ConnectionTest::opensNamesThatAreNoUris()
{
    const QString path = m_folder->filePath(u"50% off? #1 & ünï%20.sendscope"_s);

    auto connection = Connection::open(path, Connection::Mode::Create);
    QVERIFY(connection);
    QVERIFY((*connection)->execute("CREATE TABLE t (x)"_ba));

    QVERIFY(QFile::exists(path));
}

void ConnectionTest::namesAFullDisk()
{
    auto connection = Connection::open(path(), Connection::Mode::Create);
    QVERIFY(connection);
    QVERIFY((*connection)->execute("CREATE TABLE t (x); PRAGMA max_page_count = 4"_ba));

    const auto written = (*connection)->execute("INSERT INTO t VALUES (zeroblob(100000))"_ba);

    QVERIFY(!written);
    QCOMPARE(written.error().code, Code::DiskFull);
    QCOMPARE(written.error().args, QStringList{path()});
}

void ConnectionTest::waitsForNobodyForLong()
{
    auto first = Connection::open(path(), Connection::Mode::Create);
    auto second = Connection::open(path(), Connection::Mode::Write);
    QVERIFY(first && second);
    QVERIFY((*first)->execute("CREATE TABLE t (x)"_ba));
    auto held = store::Transaction::begin(**first, store::Transaction::Kind::Write);
    QVERIFY(held);

    const auto refused = store::Transaction::begin(**second, store::Transaction::Kind::Write);

    QVERIFY(!refused);
    QVERIFY((*second)->isBusy());
    QCOMPARE(refused.error().code, Code::StorageFailed);
}

void ConnectionTest::rollsBackWhatWasNotCommitted()
{
    auto connection = Connection::open(path(), Connection::Mode::Create);
    QVERIFY(connection);
    QVERIFY((*connection)->execute("CREATE TABLE t (x)"_ba));

    {
        auto transaction = store::Transaction::begin(**connection, store::Transaction::Kind::Write);
        QVERIFY(transaction);
        QVERIFY((*connection)->execute("INSERT INTO t VALUES (1)"_ba));
    }

    QVERIFY((*connection)->isAutoCommit());
    QCOMPARE(*(*connection)->integer("SELECT count(*) FROM t"), 0);
}

void ConnectionTest::makesACaptureThatSaysWhatItIs()
{
    auto connection = Connection::open(path(), Connection::Mode::Create);
    QVERIFY(connection);

    QVERIFY(store::createSchema(**connection));

    QVERIFY(store::checkSchema(**connection));
    QCOMPARE(*(*connection)->integer("PRAGMA application_id"), 0x53534350);
    QCOMPARE(*(*connection)->integer("PRAGMA user_version"), 1);
    QCOMPARE(*(*connection)->integer("PRAGMA page_size"), 8192);
    QCOMPARE(*(*connection)->integer("PRAGMA auto_vacuum"), 2);
    QCOMPARE(*(*connection)->integer("SELECT count(*) FROM event_view"), 0);
}

SENDSCOPE_TEST(ConnectionTest, connection)
#include "tst_connection.moc"
