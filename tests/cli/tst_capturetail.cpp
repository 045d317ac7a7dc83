#include "app/cli/capturetail.h"
#include "tests/store/recorder.h"
#include "tests/testregistry.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace sendscope;
using namespace sendscope::tests;
using namespace Qt::StringLiterals;

namespace {

QByteArrayList bodiesOf(const cli::CaptureTail::News &news)
{
    QByteArrayList bodies;
    for (const event::StoredRequest &request : news.requests)
        bodies.append(request.draft.request.body);
    return bodies;
}

} // namespace

class CaptureTailTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void tellsEachRequestOnce();
    void tellsOnlyWhatCameAfter();
    void tellsTheRestOfARequestThatHadBegun();
    void hasNoNewsOfACaptureThatIsNotThere();
    void takesNothingForACaptureYet();
    void goesOnWhenTheRecorderEndsAndAnotherBegins();
    void beginsAnewWithAnotherCapture();
    void goesOnWhenTheSameCaptureComesBack();
    void tellsOfCommitsWithoutRequests();
    void givesUpOnAFileThatStaysNoCapture();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

void CaptureTailTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath(u"some/folder/a.sendscope"_s);
}

void CaptureTailTest::tellsEachRequestOnce()
{
    Recorder recorder(m_path);
    QVERIFY(recorder.write("[1]"));
    cli::CaptureTail tail(m_path);

    QCOMPARE(bodiesOf(*tail.look()), QByteArrayList{"[1]"});
    QCOMPARE(bodiesOf(*tail.look()), QByteArrayList());
    QVERIFY(recorder.write("[2]"));
    QVERIFY(recorder.write("[3]"));

    QCOMPARE(bodiesOf(*tail.look()), (QByteArrayList{"[2]", "[3]"}));
    QCOMPARE(tail.told(), event::EventId{3});
}

void CaptureTailTest::tellsOnlyWhatCameAfter()
{
    Recorder recorder(m_path);
    QVERIFY(recorder.write("[1]"));
    QVERIFY(recorder.write("[2]"));
    cli::CaptureTail tail(m_path);

    tail.startAfter({1});

    QCOMPARE(bodiesOf(*tail.look()), QByteArrayList{"[2]"});
}

void CaptureTailTest::tellsTheRestOfARequestThatHadBegun()
{
    Recorder recorder(m_path);
    event::DraftBatch batch;
    batch.requests.push_back(draftRequest("[1,2,3]", 3));
    QVERIFY(recorder.write(std::move(batch)));
    cli::CaptureTail tail(m_path);

    tail.startAfter({2});
    const auto news = tail.look();

    QCOMPARE(news->requests.size(), size_t(1));
    QCOMPARE(news->first, event::EventId{3});
}

void CaptureTailTest::hasNoNewsOfACaptureThatIsNotThere()
{
    cli::CaptureTail tail(m_path);

    const auto nothing = tail.look();
    Recorder recorder(m_path);
    QVERIFY(recorder.write("[1]"));

    QVERIFY(nothing && nothing->requests.empty() && !nothing->isAnother);
    const auto news = tail.look();
    QCOMPARE(bodiesOf(*news), QByteArrayList{"[1]"});
    QVERIFY(!news->isAnother);
}

void CaptureTailTest::takesNothingForACaptureYet()
{
    QVERIFY(QDir().mkpath(m_folder->filePath(u"some/folder"_s)));
    QFile file(m_path);
    QVERIFY(file.open(QFile::WriteOnly));

    cli::CaptureTail tail(m_path);

    QVERIFY(tail.look());
    QVERIFY(!tail.reader());
}

void CaptureTailTest::goesOnWhenTheRecorderEndsAndAnotherBegins()
{
    cli::CaptureTail tail(m_path);
    {
        Recorder recorder(m_path);
        QVERIFY(recorder.write("[1]"));
        QCOMPARE(bodiesOf(*tail.look()), QByteArrayList{"[1]"});
    }
    QCOMPARE(bodiesOf(*tail.look()), QByteArrayList());

    Recorder recorder(m_path);
    QVERIFY(recorder.write("[2]"));

    const auto news = tail.look();
    QCOMPARE(bodiesOf(*news), QByteArrayList{"[2]"});
    QVERIFY(!news->isAnother);
}

void CaptureTailTest::beginsAnewWithAnotherCapture()
{
    cli::CaptureTail tail(m_path);
    {
        Recorder recorder(m_path);
        QVERIFY(recorder.write("[1]"));
        QVERIFY(recorder.write("[2]"));
    }
    QCOMPARE(bodiesOf(*tail.look()), (QByteArrayList{"[1]", "[2]"}));

    QVERIFY(QFile::remove(m_path));
    QCOMPARE(bodiesOf(*tail.look()), QByteArrayList());
    Recorder recorder(m_path);
    QVERIFY(recorder.write("[another]"));

    const auto news = tail.look();
    QCOMPARE(bodiesOf(*news), QByteArrayList{"[another]"});
    QVERIFY(news->isAnother);
    QVERIFY(!tail.look()->isAnother);
}

void CaptureTailTest::goesOnWhenTheSameCaptureComesBack()
{
    cli::CaptureTail tail(m_path);
    {
        Recorder recorder(m_path);
        QVERIFY(recorder.write("[1]"));
    }
    QCOMPARE(bodiesOf(*tail.look()), QByteArrayList{"[1]"});

    QVERIFY(QFile::rename(m_path, m_path + u".away"_s));
    QVERIFY(tail.look());
    QVERIFY(QFile::rename(m_path + u".away"_s, m_path));

    const auto news = tail.look();
    QVERIFY(news->requests.empty());
    QVERIFY(!news->isAnother);
}

void CaptureTailTest::tellsOfCommitsWithoutRequests()
{
    Recorder recorder(m_path);
    QVERIFY(recorder.write("[1]"));
    cli::CaptureTail tail(m_path);
    QVERIFY(tail.look()->isChanged);
    QVERIFY(!tail.look()->isChanged);

    event::Attempt attempt;
    attempt.request = {1};
    QVERIFY(recorder.writeAttempts({attempt}));

    const auto news = tail.look();
    QVERIFY(news->isChanged);
    QVERIFY(news->requests.empty());
}

void CaptureTailTest::givesUpOnAFileThatStaysNoCapture()
{
    QVERIFY(QDir().mkpath(m_folder->filePath(u"some/folder"_s)));
    QFile file(m_path);
    QVERIFY(file.open(QFile::WriteOnly));
    file.write("This is no capture, however long one looks at it.");
    file.close();
    cli::CaptureTail tail(m_path);

    QVERIFY(tail.look()); // It may be being replaced just now.
    std::optional<base::Error> error;
    const auto hasFailed = [&] {
        const auto news = tail.look();
        if (!news)
            error = news.error();
        return !news;
    };

    QTRY_VERIFY(hasFailed());
    QCOMPARE(error->code, base::Error::Code::NotACapture);
}

SENDSCOPE_TEST(CaptureTailTest, capturetail)
#include "tst_capturetail.moc"
