#include "tests/testregistry.h"
#include "ui/theme/theme.h"
#include "ui/widgets/judgedfield.h"

#include <QAbstractButton>
#include <QInputMethodEvent>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

using namespace sendscope;
using namespace sendscope::ui;
using namespace Qt::StringLiterals;

namespace {

/// A wrong filter: no text after it makes it right.
const QString kWrong = u"one ) two"_s;

/// The same but for what antialiasing does.
bool isNear(const QColor &one, const QColor &other)
{
    return qAbs(one.red() - other.red()) + qAbs(one.green() - other.green())
        + qAbs(one.blue() - other.blue())
        < 120;
}

} // namespace

class JudgedFieldTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void judgesEachKeystroke();
    void showsItsStateByGroundAndBorder();
    void saysWhatIsWrongWithoutTakingTheFocus();
    void hidesTheSentenceWithTheFocus();
    void coloursWords();
    void leavesACompositionAlone();
    void countsRows();
    void isNamed();

private:
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<QWidget> m_window;
    JudgedField *m_field = nullptr;
};

void JudgedFieldTest::initTestCase()
{
    QCOMPARE(filter::parse(kWrong).judgement, filter::Judgement::Wrong);
    QCOMPARE(filter::parse(u"\"one"_s).judgement, filter::Judgement::Unfinished);
}

void JudgedFieldTest::init()
{
    m_theme = std::make_unique<Theme>();
    m_theme->setChoice(Theme::Choice::Light);
    m_window = std::make_unique<QWidget>();
    m_field = new JudgedField(*m_theme);
    auto *layout = new QVBoxLayout(m_window.get());
    layout->addWidget(m_field);
    layout->addStretch();
    m_window->resize(800, 400);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    m_field->setFocus();
    QTRY_VERIFY(m_field->hasFocus());
}

void JudgedFieldTest::cleanup()
{
    m_window.reset();
    m_theme.reset();
}

void JudgedFieldTest::judgesEachKeystroke()
{
    QSignalSpy judged(m_field, &JudgedField::judged);
    QCOMPARE(m_field->state(), JudgedField::State::Empty);

    QTest::keyClicks(m_field, u"\"on"_s);
    QCOMPARE(judged.count(), 3);
    QCOMPARE(m_field->state(), JudgedField::State::Unfinished);

    QTest::keyClicks(m_field, u"e\""_s);
    QCOMPARE(m_field->state(), JudgedField::State::Fine);

    m_field->setText(kWrong);
    QCOMPARE(m_field->state(), JudgedField::State::Wrong);
    m_field->clear();
    QCOMPARE(m_field->state(), JudgedField::State::Empty);
}

void JudgedFieldTest::showsItsStateByGroundAndBorder()
{
    const auto colorAt = [this](QPoint point) {
        return m_field->grab().toImage().pixelColor(point);
    };
    const QPoint border(m_field->width() / 2, 0);
    const QPoint ground(m_field->width() / 2, m_field->height() - 5);

    m_field->setText(u"one"_s);
    QCOMPARE(colorAt(border), lightTokens().hue(Hue::Delivered));
    QCOMPARE(colorAt(ground), lightTokens().fineBg);

    m_field->setText(u"\"one"_s);
    QCOMPARE(colorAt(border), lightTokens().accent);
    QCOMPARE(colorAt(ground), lightTokens().surface);

    m_field->setText(kWrong);
    QCOMPARE(colorAt(border), lightTokens().hue(Hue::Failed));
    QCOMPARE(colorAt(ground), lightTokens().wrongBg);
}

void JudgedFieldTest::saysWhatIsWrongWithoutTakingTheFocus()
{
    m_field->setText(kWrong);

    QCOMPARE(m_field->shownSentence(), base::sentence(m_field->parsed().error));
    QVERIFY(!m_field->shownSentence().isEmpty());
    QCOMPARE(m_field->accessibleDescription(), m_field->shownSentence());
    QVERIFY(m_field->hasFocus());

    m_field->setText(u"\"one"_s); // unfinished is not wrong
    QVERIFY(m_field->shownSentence().isEmpty());
}

void JudgedFieldTest::hidesTheSentenceWithTheFocus()
{
    m_field->setText(kWrong);

    m_field->clearFocus();
    QVERIFY(m_field->shownSentence().isEmpty());

    m_field->setFocus();
    QVERIFY(!m_field->shownSentence().isEmpty());
    QVERIFY(m_field->hideSentence());
    QVERIFY(!m_field->hideSentence());
}

void JudgedFieldTest::coloursWords()
{
    const auto countOf = [this](const QColor &color) {
        const QImage image = m_field->grab().toImage();
        int count = 0;
        for (int y = 4; y < image.height() - 4; ++y) {
            for (int x = 40; x < 400; ++x)
                count += isNear(image.pixelColor(x, y), color);
        }
        return count;
    };
    m_theme->setChoice(Theme::Choice::Dark);

    m_field->setText(u"\u2588\u2588"_s);
    QVERIFY(countOf(darkTokens().accent) > 8);

    m_field->setText(kWrong);
    QVERIFY(countOf(darkTokens().hue(Hue::Failed)) > 2);
}

void JudgedFieldTest::leavesACompositionAlone()
{
    QInputMethodEvent composing(u"n"_s, {});
    QApplication::sendEvent(m_field, &composing);
    m_theme->setChoice(Theme::Choice::Dark); // would colour the text anew

    QInputMethodEvent done;
    done.setCommitString(u"\u306B"_s);
    QApplication::sendEvent(m_field, &done);

    QCOMPARE(m_field->text(), u"\u306B"_s);
    QCOMPARE(m_field->state(), JudgedField::State::Fine);
}

void JudgedFieldTest::countsRows()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    QVERIFY(m_field->countText().isEmpty());

    m_field->setCounts(12'404, 12'404, false);
    QCOMPARE(m_field->countText(), u"12,404 events"_s);

    m_field->setText(u"one"_s);
    m_field->setCounts(23, 12'404, false);
    QCOMPARE(m_field->countText(), u"23 of 12,404"_s);

    m_field->setCounts(23, 12'404, true);
    QCOMPARE(m_field->countText(), u"23 of 12,404 so far"_s);
}

void JudgedFieldTest::isNamed()
{
    QVERIFY(!m_field->accessibleName().isEmpty());
    for (const QAbstractButton *button : m_field->findChildren<QAbstractButton *>())
        QVERIFY(!button->accessibleName().isEmpty());
}

SENDSCOPE_TEST(JudgedFieldTest, judgedfield)
#include "tst_judgedfield.moc"
