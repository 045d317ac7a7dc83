#include "tests/testregistry.h"
#include "ui/media/mediaworkerprocess.h"

#include <QBuffer>
#include <QFile>
#include <QRegularExpression>
#include <QTest>
#include <QtEndian>

using namespace Qt::StringLiterals;
using namespace sendscope;
using ui::MediaJob;
using ui::MediaPicture;

namespace {

QByteArray encoded(const char *format, QSize size, const QColor &colour)
{
    QImage image(size, QImage::Format_RGB32);
    image.fill(colour);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, format);
    return bytes;
}

/// One red pixel; Qt writes no GIF.
QByteArray gif()
{
    return QByteArray::fromHex("474946383961010001008000"
                               "00ff0000ffffff21f90400000000002c00000000010001000002024401003b");
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

} // namespace

class MediaDecodingTest : public QObject
{
    Q_OBJECT

private slots:
    void decodes_data();
    void decodes();
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
    QTest::newRow("GIF") << gif() << QSize(1, 1) << QColor(Qt::red);
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
    row("TIFF, which has a plugin", "II*\0\x08\0\0\0"_ba, MediaPicture::State::NotAPicture);
    row("a PNG of 50,000 by 50,000", bomb(50'000), MediaPicture::State::TooLarge);
    row("a PNG cut short", encoded("png", {40, 30}, Qt::blue).first(60),
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
    MediaPicture picture{
        MediaPicture::State::Ready, {30, 20}, QImage(3, 2, QImage::Format_RGBA8888)};
    picture.image.fill(QColor(1, 2, 3, 4));

    const auto read = ui::readPicture(ui::toBytes(picture), {3, 2});

    QVERIFY(read);
    QCOMPARE(read->original, picture.original);
    QCOMPARE(read->image, picture.image);
}

void MediaDecodingTest::doesNotTrustAnAnswer_data()
{
    QTest::addColumn<QByteArray>("bytes");

    const MediaPicture picture{
        MediaPicture::State::Ready, {30, 20}, QImage(3, 2, QImage::Format_RGBA8888)};
    QByteArray wide = ui::toBytes(picture);
    qToBigEndian(0x40000001U, wide.data() + 9);
    QByteArray state = ui::toBytes(picture);
    state[0] = 17;

    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("cut short") << ui::toBytes(picture).chopped(1);
    QTest::newRow("a byte more") << ui::toBytes(picture) + 'x';
    QTest::newRow("a width that would overflow") << wide;
    QTest::newRow("an unknown state") << state;
}

void MediaDecodingTest::doesNotTrustAnAnswer()
{
    QFETCH(const QByteArray, bytes);

    QVERIFY(!ui::readPicture(bytes, {100, 100}));
}

SENDSCOPE_TEST(MediaDecodingTest, mediadecoding)
#include "tst_mediadecoding.moc"
