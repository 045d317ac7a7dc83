#include "tests/support/somepictures.h"
#include "tests/testregistry.h"
#include "ui/media/mediaworkerprocess.h"

#include <QImageReader>
#include <QRegularExpression>
#include <QSize>
#include <QTest>
#include <QtEndian>

using namespace Qt::StringLiterals;
using namespace sendscope;
using ui::MediaJob;
using ui::MediaPicture;

namespace {

QByteArray encoded(const char *format, QSize size, const QColor &colour)
{
    return tests::picture(format, size, colour);
}

bool hasDecoder(const char *format)
{
    return QImageReader::supportedImageFormats().contains(format);
}

/// A PNG that says it is that large; its checksum is not looked at before the size.
QByteArray bomb(quint32 side)
{
    QByteArray bytes = encoded("png", {4, 4}, Qt::blue);
    qToBigEndian(side, bytes.data() + 16);
    qToBigEndian(side, bytes.data() + 20);

    quint32 crc = ~0U;
    for (const char byte : bytes.sliced(12, 17)) {
        crc ^= quint8(byte);
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc >> 1) ^ (crc & 1 ? 0xEDB88320U : 0U);
    }
    qToBigEndian(~crc, bytes.data() + 29);
    return bytes;
}

MediaPicture smallPicture()
{
    MediaPicture picture;
    picture.state = MediaPicture::State::Ready;
    picture.original = {30, 20};
    picture.image = QImage(3, 2, QImage::Format_RGBA8888);
    picture.image.fill(Qt::black);
    return picture;
}

} // namespace

class MediaDecodingTest : public QObject
{
    Q_OBJECT

private slots:
    void decodes_data();
    void decodes();
    void decodesWhereThePluginIs_data();
    void decodesWhereThePluginIs();
    void readsTheFramesOfWhatMoves();
    void readsTheFramesOfAWebp();
    void stopsAtAHundredFrames();
    void makesManyFramesSmaller();
    void showsWhatThereIsOfOneCutShort();
    void fitsIntoTheBound();
    void neverEnlarges();
    void refuses_data();
    void refuses();
    void jobsSurviveThePipe();
    void picturesSurviveThePipe();
    void doesNotTrustAnAnswer_data();
    void doesNotTrustAnAnswer();
};

void MediaDecodingTest::decodes_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QSize>("size");
    QTest::addColumn<QColor>("colour");

    QTest::newRow("PNG") << encoded("png", {40, 30}, Qt::blue) << QSize(40, 30) << QColor(Qt::blue);
    QTest::newRow("JPEG") << encoded("jpeg", {40, 30}, Qt::white) << QSize(40, 30)
                          << QColor(Qt::white);
    QTest::newRow("GIF") << tests::gif(1) << QSize(1, 1) << QColor(Qt::red);
}

void MediaDecodingTest::decodes()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QSize, size);
    QFETCH(const QColor, colour);

    const MediaPicture picture = ui::decode({bytes, {100, 100}});

    QCOMPARE(picture.state, MediaPicture::State::Ready);
    QCOMPARE(picture.original, size);
    QCOMPARE(picture.image.size(), size);
    QCOMPARE(picture.image.pixelColor(0, 0), colour);
}

void MediaDecodingTest::decodesWhereThePluginIs_data()
{
    QTest::addColumn<QByteArray>("format");

    for (const char *format : {"bmp", "webp", "tiff"})
        QTest::newRow(format) << QByteArray(format);
}

void MediaDecodingTest::decodesWhereThePluginIs()
{
    QFETCH(const QByteArray, format);
    const bool isThere = hasDecoder(format);
    const QByteArray bytes = isThere ? encoded(format, {40, 30}, Qt::blue)
        : format == "webp"           ? "RIFF\4\0\0\0WEBPVP8 "_ba
                                     : "II*\0\x08\0\0\0"_ba;

    const MediaPicture picture = ui::decode({bytes, {100, 100}});

    if (!isThere) {
        QCOMPARE(picture.state, MediaPicture::State::NoDecoder);
        return;
    }
    QCOMPARE(picture.state, MediaPicture::State::Ready);
    QCOMPARE(picture.image.size(), QSize(40, 30));
    QVERIFY(picture.image.pixelColor(20, 15).blue() > 240);
    QVERIFY(!picture.isMoving());
}

void MediaDecodingTest::readsTheFramesOfWhatMoves()
{
    const MediaPicture picture = ui::decode({tests::gif(3), {100, 100}});

    QCOMPARE(picture.state, MediaPicture::State::Ready);
    QCOMPARE(picture.frameCount, 3);
    QCOMPARE(picture.frames.size(), size_t(3));
    QCOMPARE(picture.frames[1].shownFor, std::chrono::milliseconds(100));
    QCOMPARE(picture.frames[2].image.pixelColor(0, 0), QColor(Qt::red));
}

void MediaDecodingTest::readsTheFramesOfAWebp()
{
    if (!hasDecoder("webp"))
        QSKIP("This Qt has no decoder for WebP.");

    const MediaPicture picture =
        ui::decode({tests::webp({20, 10}, {Qt::red, Qt::green, Qt::blue}), {100, 100}});

    QCOMPARE(picture.state, MediaPicture::State::Ready);
    QCOMPARE(picture.original, QSize(20, 10));
    QCOMPARE(picture.frames.size(), size_t(3));
    QCOMPARE(picture.frames[0].shownFor, std::chrono::milliseconds(80));
    QVERIFY(picture.frames[2].image.pixelColor(5, 5).blue() > 240);
}

void MediaDecodingTest::stopsAtAHundredFrames()
{
    const MediaPicture picture = ui::decode({tests::gif(10'000), {100, 100}});

    QCOMPARE(picture.state, MediaPicture::State::Ready);
    QCOMPARE(picture.frameCount, 10'000);
    QCOMPARE(picture.frames.size(), size_t(100));
}

void MediaDecodingTest::makesManyFramesSmaller()
{
    QByteArray bytes = tests::gif(60);
    for (const qsizetype at : {6, 8}) // of the whole; each frame is one pixel of it
        qToLittleEndian(quint16(2'000), bytes.data() + at);

    const MediaPicture picture = ui::decode({bytes, {2'000, 2'000}});

    QCOMPARE(picture.state, MediaPicture::State::Ready);
    QCOMPARE(picture.image.size(), QSize(2'000, 2'000));
    qint64 pixels = 0;
    for (const ui::MediaFrame &frame : picture.frames)
        pixels += qint64(frame.image.width()) * frame.image.height();
    QVERIFY(pixels > 0);
    QVERIFY(pixels * 4 <= MediaPicture::kMaxFrameBytes);
}

void MediaDecodingTest::showsWhatThereIsOfOneCutShort()
{
    const QByteArray bytes = tests::gif(10);

    const MediaPicture picture = ui::decode({bytes.first(bytes.size() / 2), {100, 100}});

    QCOMPARE(picture.state, MediaPicture::State::Ready);
    QVERIFY(picture.frames.size() < 10);
}

void MediaDecodingTest::fitsIntoTheBound()
{
    const MediaPicture picture = ui::decode({encoded("jpeg", {400, 100}, Qt::gray), {100, 100}});

    QCOMPARE(picture.original, QSize(400, 100));
    QCOMPARE(picture.image.size(), QSize(100, 25));
}

void MediaDecodingTest::neverEnlarges()
{
    const MediaPicture picture = ui::decode({encoded("png", {4, 4}, Qt::gray), {100, 100}});

    QCOMPARE(picture.image.size(), QSize(4, 4));
}

void MediaDecodingTest::refuses_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("state");

    const auto row = [](const char *name, const QByteArray &bytes, MediaPicture::State state) {
        QTest::newRow(name) << bytes << int(state);
    };
    row("nothing", {}, MediaPicture::State::NotAPicture);
    row("SVG, which could load files", "<svg xmlns='http://www.w3.org/2000/svg'/>",
        MediaPicture::State::NotAPicture);
    row("HEIC, which nothing decodes",
        "\0\0\0\x18"
        "ftypheic"_ba,
        MediaPicture::State::NotAPicture);
    row("a PDF", "%PDF-1.4", MediaPicture::State::NotAPicture);
    row("a PNG of 50,000 by 50,000", bomb(50'000), MediaPicture::State::TooLarge);
    row("a PNG cut short", encoded("png", {40, 30}, Qt::blue).first(60),
        MediaPicture::State::Damaged);
    row("a GIF cut short", tests::gif(1).first(15), MediaPicture::State::Damaged);
    row("a BMP of 60,000 by 60,000", // Qt does not even believe its head.
        QByteArray::fromHex("424d36000000000000003600000028000000"
                            "60ea000060ea00000100180000000000000000000000000000000000000000000000"
                            "0000"),
        MediaPicture::State::Damaged);
    row("the first bytes of a JPEG", "\xff\xd8\xff", MediaPicture::State::Damaged);
}

void MediaDecodingTest::refuses()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const int, state);

    const MediaPicture picture = ui::decode({bytes, {100, 100}});

    QCOMPARE(int(picture.state), state);
    QVERIFY(picture.image.isNull());
}

void MediaDecodingTest::jobsSurviveThePipe()
{
    const MediaJob job{"bytes\0of"_ba, {640, 480}};

    QCOMPARE(ui::readJob(ui::toBytes(job)), job);
    QVERIFY(!ui::readJob(ui::toBytes(job).chopped(1)));
    QVERIFY(!ui::readJob(ui::toBytes(job) + 'x'));
    QVERIFY(!ui::readJob(ui::toBytes({"x", {0, 10}})));
    QVERIFY(!ui::readJob({}));
}

void MediaDecodingTest::picturesSurviveThePipe()
{
    MediaPicture picture = smallPicture();
    picture.image.fill(QColor(1, 2, 3, 4));
    picture.frameCount = 500;
    for (const int red : {7, 8}) {
        QImage frame(2, 1, QImage::Format_RGBA8888);
        frame.fill(QColor(red, 0, 0));
        picture.frames.push_back({frame, std::chrono::milliseconds(red * 100)});
    }

    const auto read = ui::readPicture(ui::toBytes(picture), {3, 2});

    QVERIFY(read);
    QCOMPARE(read->original, picture.original);
    QCOMPARE(read->image, picture.image);
    QCOMPARE(read->small, picture.image);
    QCOMPARE(read->frameCount, 500);
    QCOMPARE(read->frames.size(), size_t(2));
    QCOMPARE(read->frames[1].image, picture.frames[1].image);
    QCOMPARE(read->frames[1].shownFor, std::chrono::milliseconds(800));
}

void MediaDecodingTest::doesNotTrustAnAnswer_data()
{
    QTest::addColumn<QByteArray>("bytes");

    const MediaPicture picture = smallPicture();
    QByteArray manyFrames = ui::toBytes(picture);
    qToBigEndian(101U, manyFrames.data() + 21);
    QByteArray wideFrames = ui::toBytes(picture);
    qToBigEndian(1U, wideFrames.data() + 21);
    qToBigEndian(0x40000001U, wideFrames.data() + 25);
    QByteArray noFrame = ui::toBytes(picture);
    qToBigEndian(1U, noFrame.data() + 21);
    QByteArray wide = ui::toBytes(picture);
    qToBigEndian(0x40000001U, wide.data() + 9);
    QByteArray state = ui::toBytes(picture);
    state[0] = 17;

    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("cut short") << ui::toBytes(picture).chopped(1);
    QTest::newRow("a byte more") << ui::toBytes(picture) + 'x';
    QTest::newRow("a width that would overflow") << wide;
    QTest::newRow("an unknown state") << state;
    QTest::newRow("more frames than there may be") << manyFrames;
    QTest::newRow("frames that would overflow") << wideFrames;
    QTest::newRow("a frame without a size") << noFrame;
}

void MediaDecodingTest::doesNotTrustAnAnswer()
{
    QFETCH(const QByteArray, bytes);

    QVERIFY(!ui::readPicture(bytes, {100, 100}));
}

SENDSCOPE_TEST(MediaDecodingTest, mediadecoding)
#include "tst_mediadecoding.moc"
