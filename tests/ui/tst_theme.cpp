#include "tests/testregistry.h"
#include "ui/theme/digittext.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QEvent>
#include <QImage>
#include <QPainter>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QStyle>
#include <QTest>
#include <QWindow>

using namespace sendscope::ui;
using namespace Qt::StringLiterals;

class ThemeTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }
    void followsAChoice();
    void readsTheSystemAgainWhenItChanges();
    void tellsDarkFromLight();
    void makesFontsRelativeToTheSystems();
    void choosesAFixedFontThatJoinsNothing();
    void givesDigitsEqualCells();
    void drawsTheSameWidthAsItMeasures();
};

void ThemeTest::followsAChoice()
{
    Theme theme;
    theme.install();
    theme.setChoice(Theme::Choice::Light);
    QSignalSpy changes(&theme, &Theme::changed);

    theme.setChoice(Theme::Choice::Dark);

    QCOMPARE(changes.count(), 1);
    QCOMPARE(theme.tokens(), darkTokens());
    QCOMPARE(QApplication::palette().color(QPalette::Base), darkTokens().surface);
    theme.setChoice(Theme::Choice::Light);
    QCOMPARE(QApplication::palette().color(QPalette::Base), lightTokens().surface);
}

void ThemeTest::readsTheSystemAgainWhenItChanges()
{
    QApplication::setPalette(QPalette());
    Theme theme;
    theme.install();
    const bool wasDark = theme.tokens().isDark;
    theme.setChoice(wasDark ? Theme::Choice::Light : Theme::Choice::Dark);
    QWindow window;

    QEvent change(QEvent::ThemeChange);
    QApplication::sendEvent(&window, &change);

    QCOMPARE(theme.tokens().isDark, !wasDark); // a fixed choice does not follow
    QCOMPARE(QApplication::palette().color(QPalette::Base), theme.tokens().surface);
    theme.setChoice(Theme::Choice::System);
    QCOMPARE(theme.tokens().isDark, wasDark);
}

void ThemeTest::tellsDarkFromLight()
{
    QVERIFY(isDark(paletteOf(darkTokens())));
    QVERIFY(!isDark(paletteOf(lightTokens())));
}

void ThemeTest::makesFontsRelativeToTheSystems()
{
    QFont system = QApplication::font();
    system.setPixelSize(20);

    const Fonts fonts(system);

    QCOMPARE(fonts.body().pixelSize(), 20);
    QCOMPARE(fonts.small().pixelSize(), 19);
    QCOMPARE(fonts.caption().pixelSize(), 18);
    QCOMPARE(fonts.verdict().pixelSize(), 25);
    QCOMPARE(fonts.title().pixelSize(), 31);
    QCOMPARE(fonts.fixed().pixelSize(), 19);
    QCOMPARE(fonts.strong().weight(), QFont::DemiBold);
}

void ThemeTest::choosesAFixedFontThatJoinsNothing()
{
    QVERIFY(!joinsSigns(fixedFont()));
}

void ThemeTest::givesDigitsEqualCells()
{
    for (const QString &family : {QApplication::font().family(), u"Inter"_s, u"DejaVu Sans"_s}) {
        QFont font(family);
        font.setPixelSize(13);
        const DigitText digits(font);

        QCOMPARE(digits.width(u"11:11:11.111"_s), digits.width(u"08:08:08.808"_s));
    }
}

void ThemeTest::drawsTheSameWidthAsItMeasures()
{
    QFont font(u"Inter"_s);
    font.setPixelSize(26);
    const DigitText digits(font);
    QImage image(300, 60, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::white);
    QPainter painter(&image);

    digits.draw(&painter, 10, 40, u"11:11:48"_s);
    painter.end();

    int last = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (qGray(image.pixel(x, y)) < 128)
                last = qMax(last, x);
        }
    }
    QVERIFY2(qAbs(last - (10 + digits.width(u"11:11:48"_s))) < 5,
             qPrintable(QString::number(last)));
}

SENDSCOPE_TEST(ThemeTest, theme)
#include "tst_theme.moc"
