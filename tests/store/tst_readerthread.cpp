#include "app/store/readerthread.h"
#include "tests/store/recorder.h"
#include "tests/testregistry.h"

#include <QRegularExpression>
#include <QSemaphore>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

using namespace sendscope;
using namespace Qt::StringLiterals;
using store::EventDetail;
using store::ReaderThread;
using Code = base::Error::Code;

class ReaderThreadTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void readsAnEventWithItsAttempts();
    void answersOnlyTheNewestQuestion();
    void answersNobodyWhoIsGone();
    void readsEachRequestOnceAndInOrder();
    void triesAgainWhatCouldNotBeOpened();

private:
    QString path() const { return m_folder->filePath(u"test.sendscope"_s); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void ReaderThreadTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
    m_folder = std::make_unique<QTemporaryDir>();
}

void ReaderThreadTest::readsAnEventWithItsAttempts()
{
    tests::Recorder recorder(path());
    QVERIFY(recorder.write("[1]"_ba));
    event::Attempt attempt;
    attempt.request = {1};
    attempt.target = u"http://localhost/"_s;
    QVERIFY(recorder.writeAttempts({attempt}));
    ReaderThread reader(path());

    std::optional<EventDetail> found;
    reader.readDetail({1}, this, [&](const base::Result<EventDetail> &detail) {
        QCOMPARE(QThread::currentThread(), thread());
        found = *detail;
    });

    QTRY_VERIFY(found);
    QCOMPARE(found->event.value, 1);
    QCOMPARE(found->request.draft.request.body, "[1]"_ba);
    QCOMPARE(found->attempts.size(), size_t(1));
    QCOMPARE(found->attempts[0].target, attempt.target);
}

void ReaderThreadTest::answersOnlyTheNewestQuestion()
{
    tests::Recorder recorder(path());
    for (int i = 0; i < 3; ++i)
        QVERIFY(recorder.write("{}"_ba));
    ReaderThread reader(path());
    QSemaphore gate;
    QList<qint64> answered;
    QObject other;

    reader.run([&gate](const auto &) { gate.acquire(); });
    for (const qint64 event : {1, 2, 3})
        reader.readDetail({event}, this,
                          [&](const auto &detail) { answered << detail->event.value; });
    reader.readDetail({1}, &other, [&](const auto &detail) { answered << -detail->event.value; });
    gate.release();

    QTRY_COMPARE(answered, (QList<qint64>{3, -1}));
    reader.readDetail({2}, this, [&](const auto &detail) { answered << detail->event.value; });
    QTRY_COMPARE(answered, (QList<qint64>{3, -1, 2}));
}

void ReaderThreadTest::answersNobodyWhoIsGone()
{
    tests::Recorder recorder(path());
    QVERIFY(recorder.write("{}"_ba));
    ReaderThread reader(path());
    QSemaphore gate;
    auto gone = std::make_unique<QObject>();
    bool isGoneAnswered = false;
    bool isAnswered = false;

    reader.run([&gate](const auto &) { gate.acquire(); });
    reader.readDetail({1}, gone.get(), [&](const auto &) { isGoneAnswered = true; });
    reader.readDetail({1}, this, [&](const auto &) { isAnswered = true; });
    gone.reset();
    gate.release();

    QTRY_VERIFY(isAnswered);
    QVERIFY(!isGoneAnswered);
}

void ReaderThreadTest::readsEachRequestOnceAndInOrder()
{
    tests::Recorder recorder(path());
    event::DraftBatch batch;
    batch.requests = {tests::draftRequest("a", 2), tests::draftRequest("b", 2)};
    QVERIFY(recorder.write(batch));
    ReaderThread reader(path());

    QByteArrayList bodies;
    reader.readRequests({{4}, {2}, {3}, {1}}, this, [&](const auto &requests) {
        QVERIFY(requests);
        for (const event::StoredRequest &request : *requests)
            bodies << request.draft.request.body;
    });

    QTRY_COMPARE(bodies, (QByteArrayList{"b", "a"}));
}

void ReaderThreadTest::triesAgainWhatCouldNotBeOpened()
{
    ReaderThread reader(path());
    std::optional<base::Error> error;
    bool isRead = false;

    reader.readDetail({1}, this, [&](const auto &detail) { error = detail.error(); });
    QTRY_VERIFY(error);
    tests::Recorder recorder(path());
    QVERIFY(recorder.write("{}"_ba));
    reader.readDetail({1}, this, [&](const auto &detail) { isRead = detail.has_value(); });

    QCOMPARE(error->code, Code::NotFound);
    QTRY_VERIFY(isRead);
}

SENDSCOPE_TEST(ReaderThreadTest, readerthread)
#include "tst_readerthread.moc"
