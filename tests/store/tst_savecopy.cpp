#include "app/store/reader.h"
#include "app/store/savecopy.h"
#include "tests/store/recorder.h"
#include "tests/testregistry.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace sendscope;
using namespace Qt::StringLiterals;
using Code = base::Error::Code;

class SaveCopyTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void copiesWhileSomebodyRecords();
    void replacesWhatStoodThere();
    void refusesWhatIsInUse();
    void leavesOutWhatIsToBeDeleted();
    void leavesNothingWhenCancelled();
    void saysWhatIsMissing();

private:
    QString path(const QString &name = u"original.sendscope"_s) const
    {
        return m_folder->filePath(name);
    }
    QStringList files() const { return QDir(m_folder->path()).entryList(QDir::Files); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void SaveCopyTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

void SaveCopyTest::copiesWhileSomebodyRecords()
{
    tests::Recorder recorder(path());
    const auto stored = recorder.write("[1, 2]"_ba);
    QVERIFY(stored);

    const auto done = store::saveCopy(path(), path(u"copy.sendscope"_s));

    QVERIFY2(done, done ? "" : qPrintable(base::sentence(done.error())));
    QVERIFY(recorder.write("{}"_ba)); // Nobody was disturbed.
    const auto copy = store::Reader::open(path(u"copy.sendscope"_s));
    QVERIFY(copy);
    QVERIFY(!(*copy)->info().wasUnclean); // What goes on there has ended here.
    QCOMPARE((*copy)->newest()->value, 1);
    const auto read = (*copy)->requestOf({1});
    QVERIFY(read);
    QCOMPARE(read->draft, stored->requests[0].draft);
    QVERIFY(!files().contains(u"copy.sendscope.copy"_s));
    const auto permissions = QFileInfo(path(u"copy.sendscope"_s)).permissions();
    QCOMPARE(permissions & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
}

void SaveCopyTest::replacesWhatStoodThere()
{
    for (const QString &name : {u"original.sendscope"_s, u"copy.sendscope"_s}) {
        tests::Recorder recorder(path(name));
        QVERIFY(recorder.write(name.toUtf8()));
        recorder.close();
    }

    QVERIFY(store::saveCopy(path(), path(u"copy.sendscope"_s)));

    const auto copy = store::Reader::open(path(u"copy.sendscope"_s));
    QVERIFY(copy);
    QCOMPARE((*copy)->requestOf({1})->draft.request.body, "original.sendscope"_ba);
}

void SaveCopyTest::refusesWhatIsInUse()
{
    tests::Recorder recorder(path());
    QVERIFY(recorder.write("{}"_ba));
    tests::Recorder other(path(u"other.sendscope"_s));
    QVERIFY(other.write("{}"_ba));

    for (const QString &name : {u"original.sendscope"_s, u"other.sendscope"_s}) {
        const auto done = store::saveCopy(path(), path(name));
        QVERIFY(!done);
        QCOMPARE(done.error().code, Code::FileUnwritable);
    }
    QVERIFY(other.write("{}"_ba));
}

void SaveCopyTest::leavesOutWhatIsToBeDeleted()
{
    tests::Recorder recorder(path());
    QVERIFY(recorder.write("[\"what nobody is to see\"]"_ba));
    QVERIFY(recorder.write("[\"what stays\"]"_ba));

    QVERIFY(store::saveCopy(path(), path(u"copy.sendscope"_s), {}, {{1}}));

    const auto copy = store::Reader::open(path(u"copy.sendscope"_s));
    QVERIFY(copy);
    QVERIFY(!(*copy)->requestOf({1}));
    QVERIFY((*copy)->requestOf({2}));
    QFile file(path(u"copy.sendscope"_s));
    QVERIFY(file.open(QFile::ReadOnly));
    const QByteArray bytes = file.readAll();
    QVERIFY(!bytes.contains("nobody is to see"));
    QVERIFY(bytes.contains("what stays"));
    const auto original = store::Reader::open(path());
    QVERIFY((*original)->requestOf({1}));
}

void SaveCopyTest::leavesNothingWhenCancelled()
{
    tests::Recorder recorder(path());
    event::DraftBatch batch;
    for (int i = 0; i < 2'000; ++i)
        batch.requests.push_back(tests::draftRequest("{}"));
    QVERIFY(recorder.write(std::move(batch)));
    const base::CancelToken cancel;
    cancel.cancel();

    const auto done = store::saveCopy(path(), path(u"copy.sendscope"_s), cancel);

    QVERIFY(!done);
    QCOMPARE(done.error().code, Code::Cancelled);
    QVERIFY(files().filter(u"copy"_s).isEmpty());
}

void SaveCopyTest::saysWhatIsMissing()
{
    const auto missing = store::saveCopy(path(), path(u"copy.sendscope"_s));
    QVERIFY(!missing);
    QCOMPARE(missing.error().code, Code::NotFound);

    tests::Recorder recorder(path());
    QVERIFY(recorder.write("{}"_ba));
    const auto nowhere = store::saveCopy(path(), u"/dev/null/copy.sendscope"_s);
    QVERIFY(!nowhere);
    QCOMPARE(nowhere.error().code, Code::FileUnwritable);
}

SENDSCOPE_TEST(SaveCopyTest, savecopy)
#include "tst_savecopy.moc"
