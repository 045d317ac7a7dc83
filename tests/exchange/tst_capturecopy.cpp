#include "app/exchange/capturecopy.h"
#include "app/store/reader.h"
#include "tests/store/recorder.h"
#include "tests/testregistry.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace sendscope;
using namespace Qt::StringLiterals;

/// A capture as an export.
class CaptureCopyTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void leavesNoTraceOfSecrets();
    void copiesAllWhenAskedFor();

private:
    QString path(const QString &name) const { return m_folder->filePath(name); }
    QByteArray bytesOf(const QString &name) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<tests::Recorder> m_recorder; ///< Still records.
};

void CaptureCopyTest::init()
{
    m_recorder.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    m_recorder = std::make_unique<tests::Recorder>(path(u"from.sendscope"_s));
    event::DraftBatch batch;
    for (int i = 0; i < 5'000; ++i) {
        event::DraftRequest draft = tests::draftRequest("[{}]"_ba);
        if (i % 100 == 99)
            draft.request.head = "POST / HTTP/1.1\r\nAuthorization: Basic c2VjcmV0\r\n\r\n"_ba;
        if (i == 7)
            draft.request.trailers = "Cookie: c2VjcmV0\r\n"_ba;
        batch.requests.push_back(std::move(draft));
    }
    QVERIFY(m_recorder->write(std::move(batch)));
    event::Attempt attempt;
    attempt.request = {1};
    attempt.responseHead = "HTTP/1.1 200 OK\r\nSet-Cookie: c2VjcmV0\r\n\r\n"_ba;
    QVERIFY(m_recorder->writeAttempts({attempt}));
}

QByteArray CaptureCopyTest::bytesOf(const QString &name) const
{
    QFile file(path(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void CaptureCopyTest::leavesNoTraceOfSecrets()
{
    const auto copied =
        exchange::copyCapture(path(u"from.sendscope"_s), path(u"to.sendscope"_s), false, {});

    QVERIFY2(copied, copied ? "" : qPrintable(base::sentence(copied.error())));
    const QByteArray bytes = bytesOf(u"to.sendscope"_s);
    QVERIFY(bytes.size() > 100'000);
    QVERIFY(!bytes.contains("c2VjcmV0"));
    const auto reader = store::Reader::open(path(u"to.sendscope"_s));
    QVERIFY(reader);
    const auto request = (*reader)->requestOf({100});
    QVERIFY(request);
    QCOMPARE(request->draft.request.head,
             "POST / HTTP/1.1\r\nAuthorization: ***** ********\r\n\r\n"_ba);
    QCOMPARE((*reader)->newest()->value, 5'000);
    const QStringList files = QDir(m_folder->path()).entryList({u"to*"_s});
    QCOMPARE(files.first(), u"to.sendscope"_s);
    for (const QString &file : files)
        QVERIFY2(!file.contains(u"unmasked"_s), qPrintable(file));
}

void CaptureCopyTest::copiesAllWhenAskedFor()
{
    QVERIFY(exchange::copyCapture(path(u"from.sendscope"_s), path(u"to.sendscope"_s), true, {}));

    QVERIFY(bytesOf(u"to.sendscope"_s).contains("c2VjcmV0"));
}

SENDSCOPE_TEST(CaptureCopyTest, capturecopy)

#include "tst_capturecopy.moc"
