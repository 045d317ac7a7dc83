#include "tests/testregistry.h"
#include "ui/theme/icons.h"

#include <QImage>
#include <QSize>
#include <QTest>

using namespace sendscope::ui;

namespace {

/// How many pixels have that colour, whatever their opacity.
int countOf(const QImage &image, QRgb color)
{
    int count = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            count += image.pixel(x, y) == color;
    }
    return count;
}

} // namespace

class IconsTest : public QObject
{
    Q_OBJECT

private slots:
    void drawsEachInItsColour_data();
    void drawsEachInItsColour();
    void putsTheGroundIntoFilledOnes();
    void keepsWhiteInkApartFromTheGround();
    void isSharpAtEveryRatio();
    void rendersOnce();
    void makesIconsForActions();
};

void IconsTest::drawsEachInItsColour_data()
{
    QTest::addColumn<int>("icon");

    for (int icon = 1; icon < kIconCount; ++icon)
        QTest::newRow(qPrintable(iconName(Icon(icon)))) << icon;
}

void IconsTest::drawsEachInItsColour()
{
    QFETCH(const int, icon);

    const QImage image = Icons().pixmap(Icon(icon), Qt::red, Qt::blue, 64, 1).toImage();

    QVERIFY(countOf(image, qRgb(255, 0, 0)) > 60);
    QVERIFY(countOf(image, qRgba(0, 0, 0, 0)) > 200);
}

void IconsTest::putsTheGroundIntoFilledOnes()
{
    const QImage filled = Icons().pixmap(Icon::Failed, Qt::red, Qt::blue, 64, 1).toImage();
    const QImage outlined = Icons().pixmap(Icon::Sending, Qt::red, Qt::blue, 64, 1).toImage();

    QVERIFY(countOf(filled, qRgb(0, 0, 255)) > 60);
    QCOMPARE(countOf(outlined, qRgb(0, 0, 255)), 0);
}

void IconsTest::keepsWhiteInkApartFromTheGround()
{
    const QImage image = Icons().pixmap(Icon::Copy, Qt::white, Qt::blue, 64, 1).toImage();

    QVERIFY(countOf(image, qRgb(255, 255, 255)) > 60);
    QCOMPARE(countOf(image, qRgb(0, 0, 255)), 0);
}

void IconsTest::isSharpAtEveryRatio()
{
    const QPixmap pixmap = Icons().pixmap(Icon::Sent, Qt::red, Qt::white, 16, 1.5);

    QCOMPARE(pixmap.size(), QSize(24, 24));
    QCOMPARE(pixmap.deviceIndependentSize(), QSizeF(16, 16));
}

void IconsTest::rendersOnce()
{
    const Icons icons;

    const QPixmap first = icons.pixmap(Icon::Sent, Qt::red, Qt::white, 16, 1);
    const QPixmap again = icons.pixmap(Icon::Sent, Qt::red, Qt::white, 16, 1);
    const QPixmap other = icons.pixmap(Icon::Sent, Qt::green, Qt::white, 16, 1);

    QCOMPARE(first.cacheKey(), again.cacheKey());
    QVERIFY(first.cacheKey() != other.cacheKey());
}

void IconsTest::makesIconsForActions()
{
    const QIcon icon = Icons::icon(Icon::Failed, Qt::red, Qt::green, Qt::white);

    QVERIFY(countOf(icon.pixmap(QSize(32, 32)).toImage(), qRgb(255, 0, 0)) > 100);
    QVERIFY(countOf(icon.pixmap(QSize(32, 32), QIcon::Disabled).toImage(), QColor(Qt::green).rgb())
            > 100);
}

SENDSCOPE_TEST(IconsTest, icons)
#include "tst_icons.moc"
