#include "app/store/captureopening.h"
#include "app/store/reader.h"
#include "tests/store/recorder.h"
#include "tests/testregistry.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace sendscope;
using namespace Qt::StringLiterals;
using store::Connection;
using Code = base::Error::Code;

class CaptureOpeningTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void makesFoldersForTheUserAlone();
    void takesAnEmptyFile();
    void takesNoLogOfACaptureThatIsGone();
    void leavesNothingBehindWhereNoneCanBeMade();
    void leavesForeignFilesAlone_data();
    void leavesForeignFilesAlone();
    void movesADamagedDefaultAside_data();
    void movesADamagedDefaultAside();
    void neverMovesANewerCaptureAside();
    void findsDamageAfterAnUncleanEnd();
    void saysWhatStandsThere_data();
    void saysWhatStandsThere();
    void followsLinks();
    void letsOneRecorderIn();
    void saysThatItCanOnlyBeRead();
    void numbersAreNeverUsedAgain();

private:
    QString path() const { return m_folder->filePath(u"test.sendscope"_s); }
    void record(int requests);
    void change(const QByteArray &sql);
    void overwrite(qint64 offset, const QByteArray &bytes);
    QByteArray content(const QString &path) const;

    std::unique_ptr<QTemporaryDir> m_folder;
};

void CaptureOpeningTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
    m_folder = std::make_unique<QTemporaryDir>();
}

void CaptureOpeningTest::record(int requests)
{
    tests::Recorder recorder(path());
    event::DraftBatch batch;
    for (int i = 0; i < requests; ++i)
        batch.requests.push_back(tests::draftRequest(QByteArray(3000, 'x')));
    QVERIFY(recorder.write(std::move(batch)));
}

void CaptureOpeningTest::change(const QByteArray &sql)
{
    auto connection = Connection::open(path(), Connection::Mode::Create);
    QVERIFY(connection);
    QVERIFY((*connection)->execute(sql));
}

// Nothing of this process has the capture open then, so it may be touched.
void CaptureOpeningTest::overwrite(qint64 offset, const QByteArray &bytes)
{
    QFile file(path());
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.seek(offset));
    QCOMPARE(file.write(bytes), bytes.size());
}

QByteArray CaptureOpeningTest::content(const QString &path) const
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void CaptureOpeningTest::makesFoldersForTheUserAlone()
{
    const QString path = m_folder->filePath(u"a/b/test.sendscope"_s);

    tests::Recorder recorder(path);

    QVERIFY(recorder.isOpen());
    QVERIFY(recorder.info().isWritable);
    QVERIFY(!recorder.info().wasUnclean);
    QCOMPARE(recorder.info().events, 0);
    QCOMPARE(recorder.info().path, path);
    for (const QString &folder : {u"a"_s, u"a/b"_s}) {
        struct stat status = {};
        QCOMPARE(stat(QFile::encodeName(m_folder->filePath(folder)).constData(), &status), 0);
        QCOMPARE(int(status.st_mode & 0777), 0700);
    }
    for (const QString &part : {QString(), u"-wal"_s, u"-shm"_s, u".lock"_s}) {
        struct stat status = {};
        QCOMPARE(stat(QFile::encodeName(path + part).constData(), &status), 0);
        QCOMPARE(int(status.st_mode & 0777), 0600);
    }
}

void CaptureOpeningTest::takesAnEmptyFile()
{
    overwrite(0, {});
    QVERIFY(QFile::exists(path()));

    tests::Recorder recorder(path());

    QVERIFY(recorder.isOpen());
    QVERIFY(recorder.write("{}"_ba));
}

void CaptureOpeningTest::takesNoLogOfACaptureThatIsGone()
{
    const QString other = m_folder->filePath(u"other.sendscope"_s);
    tests::Recorder recorder(path());
    event::DraftBatch batch;
    batch.requests.push_back(tests::draftRequest("[]"));
    QVERIFY(recorder.write(std::move(batch)));
    QVERIFY(QFile::copy(path() + u"-wal"_s, other + u"-wal"_s));
    const QByteArray log = content(other + u"-wal"_s);
    QVERIFY(!log.isEmpty());
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"log of a capture that is gone"_s));

    const auto capture = store::openForWriting(other, store::IfDamaged::Refuse);

    QVERIFY(capture);
    QCOMPARE(capture->info.events, 0);
    const QStringList aside =
        QDir(m_folder->path()).entryList({u"other.sendscope.corrupt-*-wal"_s});
    QCOMPARE(aside.size(), 1);
    QCOMPARE(content(m_folder->filePath(aside.front())), log);
}

void CaptureOpeningTest::leavesNothingBehindWhereNoneCanBeMade()
{
    // As on a full disk: files can be made, but nothing be written to them.
    rlimit limit{};
    QCOMPARE(getrlimit(RLIMIT_FSIZE, &limit), 0);
    const rlimit nothing{0, limit.rlim_max};
    const auto handler = signal(SIGXFSZ, SIG_IGN);
    QCOMPARE(setrlimit(RLIMIT_FSIZE, &nothing), 0);

    const auto capture = store::openForWriting(path(), store::IfDamaged::Refuse);
    setrlimit(RLIMIT_FSIZE, &limit);
    signal(SIGXFSZ, handler);

    QVERIFY(!capture);
    QCOMPARE(capture.error().args.first(), path());
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), QStringList());
}

void CaptureOpeningTest::leavesForeignFilesAlone_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<Code>("code");

    QTest::newRow("a text") << QByteArray() << "Shopping: milk, eggs.\n"_ba.repeated(50)
                            << Code::NotACapture;
    QTest::newRow("a byte") << QByteArray() << "x"_ba << Code::NotACapture;
    QTest::newRow("another program's database")
        << "CREATE TABLE t (x)"_ba << QByteArray() << Code::NotACapture;
    QTest::newRow("a newer version")
        << "PRAGMA application_id = 0x53534350; PRAGMA user_version = 2;"
           "CREATE TABLE t (x)"_ba
        << QByteArray() << Code::NewerCapture;
}

void CaptureOpeningTest::leavesForeignFilesAlone()
{
    QFETCH(const QByteArray, sql);
    QFETCH(const QByteArray, bytes);
    QFETCH(const Code, code);
    if (sql.isEmpty())
        overwrite(0, bytes);
    else
        change(sql);
    const QByteArray before = content(path());
    QVERIFY(!before.isEmpty());

    tests::Recorder recorder(path());
    const bool isOpen = recorder.isOpen();
    const auto reader = store::Reader::open(path());
    const bool isWritten = recorder.write("{}"_ba) != nullptr;

    QVERIFY(!isOpen);
    QCOMPARE(recorder.error().code, code);
    QVERIFY(!isWritten);
    QVERIFY(!reader);
    QCOMPARE(reader.error().code, code);
    QCOMPARE(content(path()), before);
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), QStringList{u"test.sendscope"_s});
}

void CaptureOpeningTest::movesADamagedDefaultAside_data()
{
    QTest::addColumn<qint64>("offset");

    QTest::newRow("no database any more") << qint64(0);
    QTest::newRow("its list of tables") << qint64(100);
}

void CaptureOpeningTest::movesADamagedDefaultAside()
{
    QFETCH(const qint64, offset);
    record(100);
    overwrite(offset, QByteArray(4000, '\x5a'));
    const QByteArray before = content(path());

    {
        tests::Recorder refused(path());
        QVERIFY(!refused.isOpen());
        QVERIFY(refused.error().code == Code::CaptureCorrupt
                || refused.error().code == Code::NotACapture);
        QCOMPARE(content(path()), before);
    }
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"Moving aside"_s));
    tests::Recorder recorder(path(), store::IfDamaged::MoveAside);

    QVERIFY(recorder.isOpen());
    QVERIFY(recorder.info().movedAside.startsWith(path() + u".corrupt-"_s));
    QCOMPARE(content(recorder.info().movedAside), before);
    QCOMPARE(recorder.info().events, 0);
    QVERIFY(recorder.write("{}"_ba));
}

void CaptureOpeningTest::neverMovesANewerCaptureAside()
{
    record(1);
    change("PRAGMA user_version = 2"_ba);
    const QByteArray before = content(path());

    tests::Recorder recorder(path(), store::IfDamaged::MoveAside);

    QVERIFY(!recorder.isOpen());
    QCOMPARE(recorder.error().code, Code::NewerCapture);
    QCOMPARE(recorder.error().args.value(1), u"2"_s);
    QCOMPARE(content(path()), before);
}

void CaptureOpeningTest::findsDamageAfterAnUncleanEnd()
{
    record(100);
    change("UPDATE runs SET clean = NULL, ended = NULL"_ba);
    {
        tests::Recorder whole(path());
        QVERIFY(whole.isOpen());
        QVERIFY(whole.info().wasUnclean);
        QCOMPARE(whole.info().events, 100);
    }
    overwrite(QFileInfo(path()).size() / 2, QByteArray(20'000, '\x5a'));
    const QByteArray before = content(path());

    tests::Recorder recorder(path());

    QVERIFY(!recorder.isOpen());
    QCOMPARE(recorder.error().code, Code::CaptureCorrupt);
    QVERIFY(!recorder.error().args.value(1).isEmpty());
    QCOMPARE(content(path()), before);
}

void CaptureOpeningTest::saysWhatStandsThere_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("reason");

    QTest::newRow("a folder") << u"folder"_s << u"it is a folder"_s;
    QTest::newRow("a pipe") << u"pipe"_s << u"it is no regular file"_s;
    QTest::newRow("a dangling link") << u"link"_s << u"it is a link that leads nowhere"_s;
}

void CaptureOpeningTest::saysWhatStandsThere()
{
    QFETCH(const QString, what);
    QFETCH(const QString, reason);
    if (what == u"folder")
        QVERIFY(QDir().mkdir(path()));
    else if (what == u"pipe")
        QCOMPARE(mkfifo(QFile::encodeName(path()).constData(), 0600), 0);
    else
        QVERIFY(QFile::link(m_folder->filePath(u"nothing"_s), path()));

    tests::Recorder recorder(path());
    const bool isOpen = recorder.isOpen();
    const auto reader = store::Reader::open(path());

    QVERIFY(!isOpen);
    QCOMPARE(recorder.error(), (base::Error{Code::FileUnwritable, {path(), reason}}));
    QVERIFY(!reader);
    QCOMPARE(reader.error(), (base::Error{Code::FileUnreadable, {path(), reason}}));
}

// The log and the lock stand beside the file, not beside the link: two names are one capture.
void CaptureOpeningTest::followsLinks()
{
    record(1);
    const QString link = m_folder->filePath(u"link.sendscope"_s);
    QVERIFY(QFile::link(path(), link));

    tests::Recorder first(link);
    QVERIFY(first.write("{}"_ba));
    tests::Recorder second(path());

    QVERIFY(!second.isOpen());
    QCOMPARE(second.error().code, Code::CaptureInUse);
    QCOMPARE((*store::Reader::open(path()))->newest()->value, 2);
}

void CaptureOpeningTest::letsOneRecorderIn()
{
    auto first = std::make_unique<tests::Recorder>(path());
    QVERIFY(first->write("{}"_ba));

    tests::Recorder second(path());
    const bool isSecondOpen = second.isOpen();
    const auto reader = store::Reader::open(path());
    first.reset();
    tests::Recorder third(path());

    QVERIFY(!isSecondOpen);
    QCOMPARE(second.error().code, Code::CaptureInUse);
    QVERIFY(reader);
    QVERIFY((*reader)->info().isInUse);
    QVERIFY(!(*reader)->info().isWritable);
    QVERIFY(!(*reader)->info().wasUnclean);
    QVERIFY(third.isOpen());
    QVERIFY(!third.info().wasUnclean);
    QCOMPARE(third.info().events, 1);
}

void CaptureOpeningTest::saysThatItCanOnlyBeRead()
{
    if (geteuid() == 0)
        QSKIP("Permissions do not bind root");
    record(1);
    QVERIFY(QFile::setPermissions(path(), QFile::ReadOwner));

    tests::Recorder recorder(path());
    const bool isOpen = recorder.isOpen();
    const auto reader = store::Reader::open(path());

    QVERIFY(!isOpen);
    QCOMPARE(recorder.error().code, Code::CaptureReadOnly);
    QVERIFY(reader);
    QCOMPARE((*reader)->newest()->value, 1);
}

void CaptureOpeningTest::numbersAreNeverUsedAgain()
{
    record(10);
    change("DELETE FROM events WHERE id > 4; DELETE FROM requests WHERE id > 4"_ba);

    tests::Recorder recorder(path());
    const auto stored = recorder.write("{}"_ba);

    QVERIFY(stored);
    QCOMPARE(recorder.info().events, 4);
    QCOMPARE(stored->requests[0].firstEvent.value, 11);
    QCOMPARE(stored->requests[0].id.value, 11);
}

SENDSCOPE_TEST(CaptureOpeningTest, captureopening)
#include "tst_captureopening.moc"
