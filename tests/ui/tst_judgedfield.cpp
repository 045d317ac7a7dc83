#include "tests/testregistry.h"
#include "ui/theme/theme.h"
#include "ui/widgets/bubble.h"
#include "ui/widgets/button.h"
#include "ui/widgets/filterformats.h"
#include "ui/widgets/judgedfield.h"
#include "ui/widgets/remedyline.h"

#include <QAbstractButton>
#include <QInputMethodEvent>
#include <QLabel>
#include <QLocale>
#include <QPoint>
#include <QRect>
#include <QSignalSpy>
#include <QTest>
#include <QTimeZone>
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

/// All that the bubble says.
QString noteIn(const QWidget &window)
{
    QStringList texts;
    const auto *bubble = window.findChild<Bubble *>();
    for (const QLabel *label : bubble->findChildren<QLabel *>())
        texts << label->text();
    return texts.join(u'\n');
}

QString text(JudgedField::State state)
{
    return QStringList{u"empty"_s, u"fine"_s, u"unfinished"_s, u"wrong"_s}[int(state)];
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
    void tellsEachText_data();
    void tellsEachText();
    void neverCallsALongFilterWrongWhileItIsTyped();
    void showsItsStateByGroundAndBorder();
    void saysWhatIsWrongWithoutTakingTheFocus();
    void hidesTheSentenceWithTheFocus();
    void takesTheRemedyByClick();
    void takesTheRemedyByKeys();
    void placesTheSentenceAtTheWrongWord();
    void readsTimesInTheZoneShown();
    void saysWhereAPatternGaveUp();
    void showsHowFarItIs();
    void hasRoomForTools();
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

void JudgedFieldTest::tellsEachText_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("state");
    QTest::addColumn<QString>("note");
    QTest::addColumn<QString>("remedy");

    const auto row = [](const QString &typed, JudgedField::State state, const QString &note = {},
                        const QString &remedy = {}) {
        QTest::newRow(qPrintable(typed)) << typed << text(state) << note << remedy;
    };
    using State = JudgedField::State;
    row({}, State::Empty);
    row(u"  "_s, State::Empty);
    row(u"failed"_s, State::Fine);
    row(u"type == message-failed"_s, State::Fine);
    row(u"received > -15m and message.tag != load-test"_s, State::Fine);
    row(u"typ =="_s, State::Unfinished, u"Still to come: the rest of a field name"_s);
    row(u"type =="_s, State::Unfinished, u"Still to come: a value"_s);
    row(u"\"v2"_s, State::Unfinished, u"Still to come: a closing quotation mark"_s);
    row(u"a and"_s, State::Unfinished, u"Still to come: a word to look for"_s);
    row(u"(a"_s, State::Unfinished, u"Still to come: a ) that closes it"_s);
    row(u"message.segmentCount > many"_s, State::Wrong, u"a whole number, such as 4720"_s);
    row(u"tag == v2"_s, State::Wrong, u"message.tag"_s, u"message.tag == v2"_s);
    row(u"type = x"_s, State::Wrong, u"== and a value"_s, u"type == x"_s);
    row(u"type matches a"_s, State::Wrong, u"a pattern between slashes"_s, u"type matches /a/"_s);
    row(kWrong, State::Wrong, u"a ( before this )"_s);
}

void JudgedFieldTest::tellsEachText()
{
    QFETCH(const QString, typed);
    QFETCH(const QString, state);
    QFETCH(const QString, note);
    QFETCH(const QString, remedy);

    m_field->setText(typed);

    QCOMPARE(text(m_field->state()), state);
    QVERIFY2(m_field->note().contains(note), qPrintable(m_field->note()));
    QCOMPARE(m_field->note().isEmpty(), note.isEmpty());
    QCOMPARE(m_field->accessibleDescription(), m_field->note());
    QCOMPARE(m_field->toolTip().isEmpty(), note.isEmpty());
    QCOMPARE(m_field->shownSentence().isEmpty(), m_field->state() != JudgedField::State::Wrong);
    QCOMPARE(m_window->findChild<Bubble *>() ? m_window->findChild<Bubble *>()->remedy()
                                             : QString(),
             remedy);
}

void JudgedFieldTest::neverCallsALongFilterWrongWhileItIsTyped()
{
    const QString whole =
        u"type == message-failed and (errorCode in {4720, 4750} or description matches /^not/i) "
        "and not message.to contains 984 and received > -15m and lag >= 250ms and exists "
        "message.tag and json.message.options[0].name != \"v2 lab\" or header.user-agent:curl"_s;

    for (const QChar key : whole) {
        QTest::keyClick(m_field, key.toLatin1());
        QVERIFY2(m_field->state() != JudgedField::State::Wrong, qPrintable(m_field->text()));
    }

    QCOMPARE(m_field->text(), whole);
    QCOMPARE(m_field->state(), JudgedField::State::Fine);
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

    const base::Error &error = m_field->parsed().error;
    QCOMPARE(m_field->shownSentence(), base::sentence(error) + u' ' + base::hint(error));
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

void JudgedFieldTest::takesTheRemedyByClick()
{
    m_field->setText(u"tag == v2"_s);
    auto *remedy = m_window->findChild<RemedyLine *>();
    QVERIFY(remedy->isVisible());

    QTest::mouseClick(remedy, Qt::LeftButton);

    QCOMPARE(m_field->text(), u"message.tag == v2"_s);
    QCOMPARE(m_field->state(), JudgedField::State::Fine);
    QVERIFY(m_field->hasFocus());
    QVERIFY(m_field->shownSentence().isEmpty());
}

void JudgedFieldTest::takesTheRemedyByKeys()
{
    QSignalSpy returns(m_field, &QLineEdit::returnPressed);
    m_field->setText(u"tag == v2"_s);

    QTest::keyClick(m_field, Qt::Key_Return); // is not marked
    QCOMPARE(m_field->text(), u"tag == v2"_s);
    QCOMPARE(returns.count(), 1);

    QTest::keyClick(m_field, Qt::Key_Down);
    QCOMPARE(m_field->accessibleDescription(), u"Enter takes message.tag == v2"_s);
    QTest::keyClick(m_field, Qt::Key_Up);
    QCOMPARE(m_field->accessibleDescription(), m_field->note());
    QTest::keyClick(m_field, Qt::Key_Down);
    QTest::keyClick(m_field, Qt::Key_Return);
    QCOMPARE(m_field->text(), u"message.tag == v2"_s);
    QCOMPARE(returns.count(), 1);
}

void JudgedFieldTest::placesTheSentenceAtTheWrongWord()
{
    const auto place = [this](const QString &text) {
        m_field->setText(text);
        return m_window->findChild<Bubble *>()->geometry();
    };
    m_window->resize(1200, 400);
    QTRY_VERIFY(m_field->width() > 1000);

    const QRect early = place(u"a ) b"_s);
    const QRect late = place(u"many words before it ) b"_s);

    const int step = m_field->fontMetrics().horizontalAdvance(u"many words before it"_s)
        - m_field->fontMetrics().horizontalAdvance(u"a"_s);
    QVERIFY(qAbs(late.left() - early.left() - step) <= 2);
    QVERIFY(early.width() >= 480);
    QVERIFY(early.bottom() > m_field->geometry().bottom() + 8);
    const QRect last = place(QString(u"word "_s).repeated(18) + u") b"_s);
    QVERIFY(last.right() < m_window->width());
    QVERIFY(last.left() >= 0);
}

void JudgedFieldTest::readsTimesInTheZoneShown()
{
    m_field->setText(u"time == 2026-11-23T14:07"_s);

    QVERIFY(m_field->parsed().filter
            == filter::parse(m_field->text(), QTimeZone::systemTimeZone()).filter);
}

void JudgedFieldTest::saysWhereAPatternGaveUp()
{
    const auto mark = [this] {
        const QImage image = m_field->grab().toImage();
        int count = 0;
        for (int x = 0; x < image.width(); ++x)
            count += image.pixelColor(x, image.height() / 2) == lightTokens().hue(Hue::Owed);
        return count;
    };
    m_field->setText(u"message.text matches /(a+)+b/"_s);
    m_field->setCounts({5, 100});
    QVERIFY(m_field->toolTip().isEmpty());
    QCOMPARE(mark(), 0);

    m_field->setCounts({5, 100, 0, false, 0, 3});
    QCOMPARE(m_field->note(),
             u"The pattern was too costly for 3 values; they count as not matching."_s);
    QCOMPARE(m_field->accessibleDescription(), m_field->note());
    QVERIFY(m_field->toolTip().contains(m_field->note()));
    QVERIFY(mark() > 0);

    m_field->setCounts({5, 100, 0, false, 0, 1});
    QCOMPARE(m_field->note(),
             u"The pattern was too costly for 1 value; it counts as not matching."_s);
}

void JudgedFieldTest::showsHowFarItIs()
{
    const auto bar = [this] {
        const QImage image = m_field->grab().toImage();
        int count = 0;
        for (int x = 10; x < image.width() - 10; ++x)
            count += image.pixelColor(x, image.height() - 4) == lightTokens().accent;
        return count;
    };
    m_field->setText(u"one"_s);
    m_field->setCounts({5, 100});
    QCOMPARE(bar(), 0);

    m_field->setCounts({5, 100, 0, true, 25});
    const int quarter = bar();
    m_field->setCounts({5, 100, 0, true, 50});
    const int half = bar();
    QVERIFY(quarter > m_field->width() / 5);
    QVERIFY(qAbs(half - 2 * quarter) < 20);
}

void JudgedFieldTest::hasRoomForTools()
{
    Button *tool = m_field->addTool(Icon::History, u"History"_s);
    const int alone = tool->geometry().right();
    QCOMPARE(tool->accessibleName(), u"History"_s);

    m_field->setText(u"one"_s);

    QVERIFY(tool->geometry().right() < alone); // the one that clears stands there now
    QVERIFY(m_field->textMargins().right() > m_field->width() - tool->x());
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

    m_field->setText(u"type == x"_s);
    for (const QTextLayout::FormatRange &range : filterFormats(m_field->text(), darkTokens())) {
        const QColor color = range.format.foreground().color();
        QCOMPARE(color,
                 range.start == 0       ? darkTokens().text
                     : range.start == 5 ? darkTokens().text3
                                        : darkTokens().accent);
        QVERIFY(countOf(color) > 2);
    }
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

    m_field->setCounts({12'404, 12'404});
    QCOMPARE(m_field->countText(), u"12,404 events"_s);

    m_field->setText(u"one"_s);
    m_field->setCounts({23, 12'404});
    QCOMPARE(m_field->countText(), u"23 of 12,404"_s);

    m_field->setCounts({81, 12'404, 0, true, 4'096});
    QCOMPARE(m_field->countText(), u"81 of 12,404 so far"_s);

    m_field->setText(kWrong);
    m_field->setCounts({1'023, 12'404});
    QVERIFY(noteIn(*m_window).contains(u"The last good filter still holds: 1,023 rows"_s));
    m_field->setCounts({1, 12'404});
    QVERIFY(noteIn(*m_window).contains(u"The last good filter still holds: 1 row"_s));
}

void JudgedFieldTest::isNamed()
{
    QVERIFY(!m_field->accessibleName().isEmpty());
    for (const QAbstractButton *button : m_field->findChildren<QAbstractButton *>())
        QVERIFY(!button->accessibleName().isEmpty());
}

SENDSCOPE_TEST(JudgedFieldTest, judgedfield)
#include "tst_judgedfield.moc"
