#include "tests/support/somepictures.h"
#include "tests/testregistry.h"
#include "ui/media/mediaworker.h"

#include <QBuffer>
#include <QFile>
#include <QImageReader>
#include <QSize>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace sendscope;
using ui::MediaPicture;
using ui::MediaWorker;

namespace {

QByteArray png(QSize size)
{
    QImage image(size, QImage::Format_RGB32);
    image.fill(Qt::blue);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "png");
    return bytes;
}

/// What the worker answered; waits for it.
class Answers : public QObject
{
public:
    MediaWorker::Answer taker()
    {
        return [this](const MediaPicture &picture) { pictures.push_back(picture); };
    }

    std::vector<MediaPicture> pictures;
};

} // namespace

class MediaWorkerTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY(m_folder.isValid()); }
    void decodesInAProcessOfItsOwn();
    void decodesLargePictures();
    void decodesEveryFormat_data();
    void decodesEveryFormat();
    void tellsWhatIsNoPicture();
    void survives_data();
    void survives();
    void worksOffAQueue();
    void doesNotAnswerWhoIsGone();

private:
    /// A program that does that instead of decoding.
    QString script(const QString &name, const QByteArray &commands) const;

    QTemporaryDir m_folder;
};

QString MediaWorkerTest::script(const QString &name, const QByteArray &commands) const
{
    const QString path = m_folder.filePath(name);
    QFile file(path);
    if (file.open(QIODevice::WriteOnly))
        file.write("#!/bin/sh\n" + commands + '\n');
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    return path;
}

void MediaWorkerTest::decodesInAProcessOfItsOwn()
{
    Answers answers;
    MediaWorker worker(QStringLiteral(SENDSCOPE_PROGRAM));

    worker.decode({png({400, 200}), {100, 100}}, &answers, answers.taker());

    QTRY_COMPARE_WITH_TIMEOUT(answers.pictures.size(), 1U, 30'000);
    QCOMPARE(answers.pictures[0].state, MediaPicture::State::Ready);
    QCOMPARE(answers.pictures[0].original, QSize(400, 200));
    QCOMPARE(answers.pictures[0].image.size(), QSize(100, 50));
    QCOMPARE(answers.pictures[0].image.pixelColor(5, 5), QColor(Qt::blue));
}

// Qt converts them on threads, each of which needs a descriptor.
void MediaWorkerTest::decodesLargePictures()
{
    QImage deep(2400, 1600, QImage::Format_RGBX64);
    deep.fill(Qt::green);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    deep.save(&buffer, "png");
    Answers answers;
    MediaWorker worker(QStringLiteral(SENDSCOPE_PROGRAM));

    worker.decode({bytes, {2048, 2048}}, &answers, answers.taker());

    QTRY_COMPARE_WITH_TIMEOUT(answers.pictures.size(), 1U, 30'000);
    QCOMPARE(answers.pictures[0].state, MediaPicture::State::Ready);
    QCOMPARE(answers.pictures[0].original, deep.size());
    QCOMPARE(answers.pictures[0].image.pixelColor(1000, 1000), QColor(Qt::green));
}

// In the worker the plugins must be there before files cannot be opened any more.
void MediaWorkerTest::decodesEveryFormat_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<qsizetype>("frames");

    for (const char *format : {"png", "jpeg", "bmp", "webp", "tiff"}) {
        if (QImageReader::supportedImageFormats().contains(format))
            QTest::newRow(format) << tests::picture(format, {40, 30}) << qsizetype(0);
    }
    QTest::newRow("a GIF that moves") << tests::gif(10'000) << qsizetype(100);
    if (QImageReader::supportedImageFormats().contains("webp"))
        QTest::newRow("a WebP that moves")
            << tests::webp({40, 30}, {Qt::red, Qt::blue}) << qsizetype(2);
}

void MediaWorkerTest::decodesEveryFormat()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const qsizetype, frames);
    Answers answers;
    MediaWorker worker(QStringLiteral(SENDSCOPE_PROGRAM));

    worker.decode({bytes, {100, 100}}, &answers, answers.taker());

    QTRY_COMPARE_WITH_TIMEOUT(answers.pictures.size(), 1U, 30'000);
    QCOMPARE(answers.pictures[0].state, MediaPicture::State::Ready);
    QCOMPARE(qsizetype(answers.pictures[0].frames.size()), frames);
}

void MediaWorkerTest::tellsWhatIsNoPicture()
{
    Answers answers;
    MediaWorker worker(QStringLiteral(SENDSCOPE_PROGRAM));

    worker.decode({"<svg/>", {100, 100}}, &answers, answers.taker());

    QTRY_COMPARE_WITH_TIMEOUT(answers.pictures.size(), 1U, 30'000);
    QCOMPARE(answers.pictures[0].state, MediaPicture::State::NotAPicture);
}

void MediaWorkerTest::survives_data()
{
    QTest::addColumn<QString>("program");

    QTest::newRow("a crash") << script(u"crash"_s, "kill -SEGV $$");
    QTest::newRow("a worker that never ends") << script(u"hang"_s, "exec sleep 1000");
    QTest::newRow("a worker that never stops talking") << script(u"flood"_s, "exec cat /dev/zero");
    QTest::newRow("nonsense for an answer")
        << script(u"nonsense"_s, "cat >/dev/null; echo picture");
    QTest::newRow("a program that is not there") << m_folder.filePath(u"missing"_s);
}

void MediaWorkerTest::survives()
{
    QFETCH(const QString, program);
    Answers answers;
    MediaWorker worker(program);
    worker.setTimeLimit(std::chrono::milliseconds(500));

    worker.decode({png({4, 4}), {100, 100}}, &answers, answers.taker());

    QTRY_COMPARE_WITH_TIMEOUT(answers.pictures.size(), 1U, 30'000);
    QCOMPARE(answers.pictures[0].state, MediaPicture::State::Damaged);
    QVERIFY(answers.pictures[0].image.isNull());
}

void MediaWorkerTest::worksOffAQueue()
{
    Answers answers;
    MediaWorker worker(QStringLiteral(SENDSCOPE_PROGRAM));

    for (int i = 1; i <= 5; ++i)
        worker.decode({png({i, i}), {100, 100}}, &answers, answers.taker());

    QTRY_COMPARE_WITH_TIMEOUT(answers.pictures.size(), 5U, 60'000);
    int pixels = 0;
    for (const MediaPicture &picture : answers.pictures)
        pixels += picture.image.width();
    QCOMPARE(pixels, 1 + 2 + 3 + 4 + 5);
}

void MediaWorkerTest::doesNotAnswerWhoIsGone()
{
    Answers stays;
    auto gone = std::make_unique<Answers>();
    MediaWorker worker(QStringLiteral(SENDSCOPE_PROGRAM));

    worker.decode({png({4, 4}), {100, 100}}, gone.get(), gone->taker());
    gone.reset();
    worker.decode({png({5, 5}), {100, 100}}, &stays, stays.taker());

    QTRY_COMPARE_WITH_TIMEOUT(stays.pictures.size(), 1U, 30'000);
    QCOMPARE(stays.pictures[0].image.size(), QSize(5, 5));
}

SENDSCOPE_TEST(MediaWorkerTest, mediaworker)
#include "tst_mediaworker.moc"
