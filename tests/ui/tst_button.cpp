#include "tests/testregistry.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"

#include <QRegularExpression>
#include <QTest>

using namespace sendscope::ui;
using namespace Qt::StringLiterals;

class ButtonTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }
    void isSquareWithoutAWord();
    void isNamedByItsHint();
    void paintsItsKind();
};

void ButtonTest::isSquareWithoutAWord()
{
    const Theme theme;
    Button button(theme, ButtonKind::Quiet);
    button.setGlyph(Icon::Copy);

    QCOMPARE(button.sizeHint().width(), button.sizeHint().height());

    button.setText(u"Copy"_s);
    QVERIFY(button.sizeHint().width() > button.sizeHint().height());
}

void ButtonTest::isNamedByItsHint()
{
    const Theme theme;
    Button button(theme, ButtonKind::Quiet);

    button.setHint(u"Copy <b>this</b>"_s);

    QCOMPARE(button.accessibleName(), u"Copy <b>this</b>"_s);
    QVERIFY(button.toolTip().contains(u"&lt;b&gt;"_s));
}

void ButtonTest::paintsItsKind()
{
    Theme theme;
    theme.setChoice(Theme::Choice::Light);
    Button primary(theme, ButtonKind::Primary);
    primary.setText(u"Copy"_s);
    primary.resize(primary.sizeHint());
    Button plain(theme, ButtonKind::Plain);
    plain.setText(u"Copy"_s);
    plain.resize(plain.sizeHint());

    QCOMPARE(primary.grab().toImage().pixelColor(8, 8), theme.tokens().accent);
    QCOMPARE(plain.grab().toImage().pixelColor(8, 8), theme.tokens().raised);
}

SENDSCOPE_TEST(ButtonTest, button)
#include "tst_button.moc"
