#include "tests/testregistry.h"
#include "ui/theme/theme.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/label.h"

#include <QRegularExpression>
#include <QTest>

using namespace sendscope::ui;
using namespace Qt::StringLiterals;

class LabelTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }
    void neverReadsMarkup();
    void followsTheTheme();
    void leavesOutWhatDoesNotFit();
    void showsForeignTextOnOneLine();
};

void LabelTest::neverReadsMarkup()
{
    const Theme theme;
    const Label label(theme, Label::Voice::Body, u"<b>bold</b>"_s);

    QCOMPARE(label.textFormat(), Qt::PlainText);
    QCOMPARE(label.text(), u"<b>bold</b>"_s);
}

void LabelTest::followsTheTheme()
{
    Theme theme;
    theme.setChoice(Theme::Choice::Light);
    Label label(theme, Label::Voice::Secondary);
    QCOMPARE(label.palette().color(QPalette::WindowText), lightTokens().text2);

    theme.setChoice(Theme::Choice::Dark);
    QCOMPARE(label.palette().color(QPalette::WindowText), darkTokens().text2);

    label.setHue(Hue::Failed);
    QCOMPARE(label.palette().color(QPalette::WindowText), darkTokens().hue(Hue::Failed));
}

void LabelTest::leavesOutWhatDoesNotFit()
{
    const Theme theme;
    ElidedLabel label(theme, Label::Voice::Body, Qt::ElideMiddle);
    const QString text = u"https://messaging.bandwidth.com/api/v2/users/1/media/picture.jpg"_s;

    label.setWhole(text);
    label.resize(160, 20);
    label.show();

    QVERIFY(label.text().contains(u'\u2026'));
    QVERIFY(label.text().startsWith(u"https"_s));
    QVERIFY(label.text().endsWith(u"jpg"_s));
    QCOMPARE(label.accessibleName(), text);
    QVERIFY(label.toolTip().contains(u"picture.jpg"_s));

    label.resize(label.sizeHint());
    QTRY_COMPARE(label.text(), text);
    QVERIFY(label.toolTip().isEmpty());
}

void LabelTest::showsForeignTextOnOneLine()
{
    const Theme theme;
    ElidedLabel label(theme, Label::Voice::Body);

    label.resize(400, 20);
    label.setWhole(u"one\ntwo"_s);

    QCOMPARE(label.text(), u"one\u240Atwo"_s);
}

SENDSCOPE_TEST(LabelTest, label)
#include "tst_label.moc"
