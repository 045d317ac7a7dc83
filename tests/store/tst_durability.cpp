#include "app/store/connection.h"
#include "app/store/reader.h"
#include "app/store/readerthread.h"
#include "tests/store/recorder.h"
#include "tests/testregistry.h"

#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <signal.h>
#include <sys/resource.h>

using namespace sendscope;
using namespace Qt::StringLiterals;
using Code = base::Error::Code;

/// What a recorder promises when things around it break.
class DurabilityTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void survivesSigkill();
    void givesTheLockBackWhenKilled();
    void recoversFromAFullDisk();
    void waitsForAnotherProgramsLockAndGoesOn();
    void keepsWhatItAcknowledgedWhenTheLogIsRemoved();
    void keepsWhatItAcknowledgedWhenAnotherProgramTakesTheLog_data();
    void keepsWhatItAcknowledgedWhenAnotherProgramTakesTheLog();
    void writesIntoNoOtherFile();

private:
    QString path() const { return m_folder->filePath(u"test.sendscope"_s); }
    QString log() const { return path() + u"-wal"_s; }
    bool hasSqlite() const { return !m_sqlite.isEmpty(); }
    QByteArray sqlite(const QString &sql) const;

    const QString m_sqlite = QStandardPaths::findExecutable(u"sqlite3"_s);
    std::unique_ptr<QTemporaryDir> m_folder;
};

void DurabilityTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
    m_folder = std::make_unique<QTemporaryDir>();
}

/// What the sqlite3 program, being another process, answers.
QByteArray DurabilityTest::sqlite(const QString &sql) const
{
    QProcess process;
    process.start(m_sqlite, {path(), sql});
    process.waitForFinished();
    return process.readAllStandardError() + process.readAllStandardOutput().trimmed();
}

void DurabilityTest::survivesSigkill()
{
    std::map<qint64, std::pair<qint64, qint64>> acknowledged; // request: its first row, its rows
    for (int round = 0; round < 20; ++round) {
        QProcess writer;
        writer.start(QStringLiteral(KILLWRITER), {path()});
        // At a different moment of its work in every round. What it has printed by then counts.
        QByteArray printed;
        while (printed.count('\n') <= round * 5) {
            QVERIFY(writer.waitForReadyRead());
            printed += writer.readAll();
        }
        writer.kill();
        writer.waitForFinished();
        QCOMPARE(writer.exitStatus(), QProcess::CrashExit);
        printed += writer.readAll();
        printed.truncate(printed.lastIndexOf('\n'));
        for (const QByteArray &line : printed.split('\n')) {
            const QByteArrayList words = line.split(' ');
            acknowledged[words.at(0).toLongLong()] = {words.at(1).toLongLong(),
                                                      words.at(2).toLongLong()};
        }

        tests::Recorder recorder(path());
        QVERIFY(recorder.isOpen());
        QVERIFY(recorder.info().wasUnclean);
        auto connection = store::Connection::open(path(), store::Connection::Mode::Read);
        QVERIFY(connection);
        QCOMPARE(*(*connection)->text("PRAGMA integrity_check"), u"ok"_s);
    }

    const auto reader = store::Reader::open(path());
    QVERIFY(reader);
    const auto requests = (*reader)->requests({1}, *(*reader)->newest());
    QVERIFY(requests);
    qint64 next = 1;
    for (const event::StoredRequest &request : *requests) {
        QCOMPARE(request.firstEvent.value, next);
        const qint64 rows = qint64(request.draft.events.size());
        QCOMPARE(rows, 1 + (request.draft.request.body.size() - 1) / 700 % 3);
        next += rows;
        if (const auto known = acknowledged.find(request.id.value); known != acknowledged.end()) {
            QCOMPARE(known->second, (std::pair<qint64, qint64>(request.firstEvent.value, rows)));
            acknowledged.erase(known);
        }
    }
    QCOMPARE(acknowledged.size(), size_t(0));
    QVERIFY(requests->size() > 100);
}

void DurabilityTest::givesTheLockBackWhenKilled()
{
    QProcess writer;
    writer.start(QStringLiteral(KILLWRITER), {path()});
    QVERIFY(writer.waitForReadyRead());

    tests::Recorder second(path());
    const bool isSecondOpen = second.isOpen();
    writer.kill();
    writer.waitForFinished();
    tests::Recorder third(path());

    QVERIFY(!isSecondOpen);
    QCOMPARE(second.error().code, Code::CaptureInUse);
    QVERIFY(QFile::exists(path() + u".lock"_s));
    QVERIFY(third.isOpen());
    QVERIFY(third.write("{}"_ba));
}

void DurabilityTest::recoversFromAFullDisk()
{
    tests::Recorder recorder(path());
    QVERIFY(recorder.write("[1]"_ba));
    rlimit before = {};
    QCOMPARE(getrlimit(RLIMIT_FSIZE, &before), 0);
    signal(SIGXFSZ, SIG_IGN);
    const rlimit full = {rlim_t(QFileInfo(log()).size()), before.rlim_max};

    QCOMPARE(setrlimit(RLIMIT_FSIZE, &full), 0);
    const auto first = recorder.write(QByteArray(1'000'000, 'x'));
    const auto second = recorder.write(QByteArray(1'000'000, 'x'));
    QCOMPARE(setrlimit(RLIMIT_FSIZE, &before), 0);
    const auto third = recorder.write("[2]"_ba);

    QVERIFY(!first);
    QVERIFY(!second);
    QCOMPARE(recorder.error().code, Code::StorageFailed);
    QVERIFY(third);
    recorder.close();
    const auto reader = store::Reader::open(path());
    QVERIFY(reader);
    const auto requests = (*reader)->requests({1}, {1000});
    QVERIFY(requests);
    QCOMPARE(requests->size(), size_t(2));
    QCOMPARE(requests->at(0).draft.request.body, "[1]"_ba);
    QCOMPARE(requests->at(1).draft.request.body, "[2]"_ba);
}

void DurabilityTest::waitsForAnotherProgramsLockAndGoesOn()
{
    if (!hasSqlite())
        QSKIP("sqlite3 is not installed");
    tests::Recorder recorder(path());
    QVERIFY(recorder.write("[1]"_ba));
    QProcess other;
    other.start(m_sqlite, {path()});
    other.write("BEGIN IMMEDIATE;\n.print locked\n");
    QVERIFY(other.waitForReadyRead());

    const auto refused = recorder.write("[2]"_ba);
    other.write("ROLLBACK;\n.quit\n");
    QVERIFY(other.waitForFinished());
    const auto stored = recorder.write("[3]"_ba);

    QVERIFY(!refused);
    QCOMPARE(recorder.error(),
             (base::Error{Code::StorageFailed, {path(), u"another program holds it locked"_s}}));
    QVERIFY(stored);
    QCOMPARE(sqlite(u"SELECT group_concat(body, ' ') FROM requests"_s), "[1] [3]"_ba);
}

void DurabilityTest::keepsWhatItAcknowledgedWhenTheLogIsRemoved()
{
    tests::Recorder recorder(path());
    QVERIFY(recorder.write("[1]"_ba));
    QVERIFY(QFile::remove(log()));

    const auto stored = recorder.write("[2]"_ba);

    QVERIFY(stored);
    QVERIFY(QFile::exists(log()));
    const auto reader = store::Reader::open(path());
    QVERIFY(reader);
    QCOMPARE((*reader)->requests({1}, {10})->size(), size_t(2));
}

void DurabilityTest::keepsWhatItAcknowledgedWhenAnotherProgramTakesTheLog_data()
{
    QTest::addColumn<bool>("hasReader");

    QTest::newRow("alone") << false;
    QTest::newRow("beside a reader") << true;
}

void DurabilityTest::keepsWhatItAcknowledgedWhenAnotherProgramTakesTheLog()
{
    if (!hasSqlite())
        QSKIP("sqlite3 is not installed");
    QFETCH(const bool, hasReader);
    tests::Recorder recorder(path());
    QVERIFY(recorder.write("[1]"_ba));
    std::unique_ptr<store::ReaderThread> reader;
    bool isRead = false;
    if (hasReader) {
        reader = std::make_unique<store::ReaderThread>(path());
        reader->readDetail({1}, this,
                           [&isRead](const auto &detail) { isRead = detail.has_value(); });
        QTRY_VERIFY(isRead);
    }

    // Whatever closes a descriptor of the file drops the locks of this process, and the next
    // program that leaves believes to be the last.
    {
        QFile sniffed(path());
        QVERIFY(sniffed.open(QIODevice::ReadOnly));
    }
    QCOMPARE(sqlite(u"SELECT count(*) FROM requests"_s), "1"_ba);
    QVERIFY(!QFile::exists(log()));

    // Until the reader beside it has let go of the removed log there is no way on: 503, but not a
    // lie.
    int refused = 0;
    const auto write = [&](const QByteArray &body) {
        return QTest::qWaitFor([&] { return recorder.write(body) || ++refused < 0; }, 10'000);
    };
    QVERIFY(write("[2]"_ba));
    QCOMPARE(refused > 0, hasReader);
    QCOMPARE(sqlite(u"SELECT group_concat(body, ' ') FROM requests"_s), "[1] [2]"_ba);

    // Connections of one process share their locks: where the reader's and the recorder's
    // overlapped, the lost ones are still lost, and the program that has just left has taken the
    // new log, too.
    QVERIFY(write("[3]"_ba));
    recorder.close();
    reader.reset();
    QCOMPARE(sqlite(u"SELECT group_concat(body, ' ') FROM requests; PRAGMA integrity_check"_s),
             "[1] [2] [3]\nok"_ba);
}

void DurabilityTest::writesIntoNoOtherFile()
{
    const QString elsewhere = m_folder->filePath(u"elsewhere.sendscope"_s);
    tests::Recorder recorder(path());
    QVERIFY(recorder.write("[1]"_ba));

    QVERIFY(QFile::rename(path(), elsewhere));
    const auto refused = recorder.write("[2]"_ba);
    const bool isMadeAnew = QFile::exists(path());
    QVERIFY(QFile::rename(elsewhere, path()));
    const auto stored = recorder.write("[3]"_ba);

    QVERIFY(!refused);
    QCOMPARE(recorder.error().code, Code::StorageFailed);
    QVERIFY(!isMadeAnew);
    QVERIFY(stored);
    QCOMPARE(stored->requests[0].firstEvent.value, 2);
    const auto reader = store::Reader::open(path());
    QVERIFY(reader);
    QCOMPARE((*reader)->requests({1}, {10})->size(), size_t(2));
}

SENDSCOPE_TEST(DurabilityTest, durability)
#include "tst_durability.moc"
