#include "tests/testregistry.h"
#include "ui/theme/tokens.h"

#include <QTest>

using namespace sendscope::ui;

class TokensTest : public QObject
{
    Q_OBJECT

private slots:
    void measuresContrastAsWcagDoes();
    void isReadable_data();
    void isReadable();
    void givesEveryPaletteGroupEveryRole();
};

void TokensTest::measuresContrastAsWcagDoes()
{
    QCOMPARE(qRound(contrast(Qt::black, Qt::white) * 10), 210);
    QCOMPARE(qRound(contrast(Qt::white, Qt::white) * 10), 10);
    QCOMPARE(qRound(contrast(QColor(0x767676), Qt::white) * 100), 454);
}

void TokensTest::isReadable_data()
{
    QTest::addColumn<QColor>("ink");
    QTest::addColumn<QColor>("ground");
    QTest::addColumn<double>("least");

    for (const Tokens &tokens : {lightTokens(), darkTokens()}) {
        const auto add = [&tokens](const char *what, const QColor &ink, const QColor &ground,
                                   double least) {
            QTest::addRow("%s, %s", what, tokens.isDark ? "dark" : "light")
                << ink << ground << least;
        };
        add("text on surface", tokens.text, tokens.surface, 12);
        add("text on bg", tokens.text, tokens.bg, 12);
        add("text on sel", tokens.text, tokens.sel, 8.5);
        add("text on raised", tokens.text, tokens.raised, 8.5);
        add("text2 on surface", tokens.text2, tokens.surface, 4.5);
        add("text2 on bg", tokens.text2, tokens.bg, 4.5);
        add("text2 on sel", tokens.text2, tokens.sel, 4.5);
        add("text2 on selAway", tokens.text2, tokens.selAway, 4.5);
        add("text3 on surface", tokens.text3, tokens.surface, 4.5);
        add("text3 on bg", tokens.text3, tokens.bg, 4.5);
        add("control on surface", tokens.control, tokens.surface, 3);
        add("control on bg", tokens.control, tokens.bg, 3);
        add("accent on surface", tokens.accent, tokens.surface, 4.5);
        add("accent on bg", tokens.accent, tokens.bg, 4.5);
        add("onAccent on accent", tokens.onAccent, tokens.accent, 4.5);
        add("text on fineBg", tokens.text, tokens.fineBg, 4.5);
        add("text on wrongBg", tokens.text, tokens.wrongBg, 4.5);
        for (int hue = 0; hue < int(Hue::Quiet); ++hue) {
            add(qPrintable(QStringLiteral("hue %1 on surface").arg(hue)), tokens.hues[size_t(hue)],
                tokens.surface, 4.5);
            add(qPrintable(QStringLiteral("hue %1 on sel").arg(hue)), tokens.hues[size_t(hue)],
                tokens.sel, 4.5);
        }
    }
}

void TokensTest::isReadable()
{
    QFETCH(const QColor, ink);
    QFETCH(const QColor, ground);
    QFETCH(const double, least);

    const double reached = contrast(ink, ground);

    QVERIFY2(reached >= least, qPrintable(QString::number(reached)));
}

void TokensTest::givesEveryPaletteGroupEveryRole()
{
    const QPalette palette = paletteOf(darkTokens());

    for (int group = 0; group < int(QPalette::NColorGroups); ++group) {
        for (int role = 0; role < int(QPalette::NColorRoles); ++role) {
            if (role != int(QPalette::NoRole))
                QVERIFY2(palette.isBrushSet(QPalette::ColorGroup(group), QPalette::ColorRole(role)),
                         qPrintable(QString::number(role)));
        }
    }
    QCOMPARE(palette.color(QPalette::Inactive, QPalette::Highlight), darkTokens().selAway);
    QCOMPARE(palette.color(QPalette::Disabled, QPalette::Text), darkTokens().text3);
}

SENDSCOPE_TEST(TokensTest, tokens)
#include "tst_tokens.moc"
