#include "app/index/builder.h"
#include "tests/support/fakeclock.h"
#include "tests/support/filterlist.h"
#include "tests/testregistry.h"
#include "ui/actions/actions.h"
#include "ui/filter/completionpopup.h"
#include "ui/filter/filterbar.h"
#include "ui/filter/filtercompleter.h"
#include "ui/filter/historypopup.h"
#include "ui/theme/theme.h"
#include "ui/widgets/judgedfield.h"

#include <QSignalSpy>
#include <QTest>

using namespace sendscope;
using namespace sendscope::ui;
using namespace Qt::StringLiterals;

namespace {

/// A request of one event of that type, with that tag.
event::StoredRequest made(qint64 id, const QByteArray &type, const QByteArray &tag,
                          const QByteArray &from = "+19195550142")
{
    event::StoredRequest stored{{id}, {1}, {id}, {}};
    stored.draft.request.head = "POST / HTTP/1.1\r\n\r\n";
    stored.draft.request.body = R"({"type":")" + type
        + R"(","message":{"direction":"out","owner":")" + from + R"(","from":")" + from
        + R"(","tag":")" + tag + "\"}}";
    stored.draft.events = {{0, 0, stored.draft.request.body.size()}};
    return stored;
}

index::SnapshotPtr someRows()
{
    index::Builder builder;
    builder.append({{made(1, "message-sending", "load-test"), made(2, "message-sending", "promo"),
                     made(3, "message-failed", "promo"), made(4, "message-sent", "v2 lab"),
                     made(5, "message-sending", "promo", "+13035550188")},
                    {},
                    {}});
    return builder.publish();
}

} // namespace

class FilterCompleterTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void offersFieldsOperatorsAndValuesInTurn();
    void countsUnderTheRestOfTheFilter();
    void previewsWhatIsMarkedAndTakesItBack();
    void takesAndRunsByEnter();
    void leavesEnterToWhatIsTyped();
    void takesByClick();
    void escapeClosesItFirst();
    void goesWithTheFocusAndTheHistory();
    void waitsForTheRestOfAValue_data();
    void waitsForTheRestOfAValue();
    void awaitsNoMoreOnceTheCursorLeaves();
    void runsABeginningByEnter();
    void undoesWhatWasTaken();
    void opensByKeyWhereNothingWasTyped();
    void tellsNamesOfNumbers();
    void neverTakesWhatWasOfferedForAnotherText();
    void whateverItShowsParses();

private:
    void type(const QString &text);
    QStringList rows() const;
    QString rowText(const QString &text) const; ///< "text|phrase|count"
    CompletionPopup *popup() const { return m_completer->popup(); }
    JudgedField *field() const { return m_bar->field(); }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);

    const Theme m_theme;
    const Actions m_actions;
    const tests::FakeClock m_clock;
    std::unique_ptr<QWidget> m_window;
    FilterBar *m_bar = nullptr;
    FilterCompleter *m_completer = nullptr;
    QStringList m_held; ///< What filterChanged() told.
};

void FilterCompleterTest::init()
{
    QTest::failOnWarning(QRegularExpression(u"QObject|QPainter|QWidget"_s));
    m_window = std::make_unique<QWidget>();
    m_window->resize(1200, 600);
    m_bar = new FilterBar(m_theme, m_actions, m_window.get());
    m_bar->setGeometry(10, 10, 1000, 40);
    m_completer = new FilterCompleter(m_theme, m_clock, *m_bar, m_window.get());
    m_completer->setSnapshot(someRows());
    m_held.clear();
    connect(m_bar, &FilterBar::filterChanged, this,
            [this](const filter::Filter &filter) { m_held << filter::print(filter); });
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    m_window->activateWindow();
    m_bar->setFocus();
    QTRY_VERIFY(field()->hasFocus());
}

void FilterCompleterTest::cleanup()
{
    m_window.reset();
}

void FilterCompleterTest::type(const QString &text)
{
    QTest::keyClicks(field(), text);
}

void FilterCompleterTest::key(Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    QTest::keyClick(field(), key, modifiers);
}

QStringList FilterCompleterTest::rows() const
{
    QStringList texts;
    for (int i = 0; popup()->isVisible() && i < popup()->list()->count(); ++i)
        texts << popup()->list()->row(i).text;
    return texts;
}

QString FilterCompleterTest::rowText(const QString &text) const
{
    for (int i = 0; i < popup()->list()->count(); ++i) {
        const CompletionRow &row = popup()->list()->row(i);
        if (row.text == text)
            return row.text + u'|' + row.phrase + u'|' + QString::number(row.count);
    }
    return {};
}

void FilterCompleterTest::offersFieldsOperatorsAndValuesInTurn()
{
    type(u"mess"_s);
    QVERIFY(rows().contains(u"message.tag"_s));
    type(u"age.ta"_s);
    QCOMPARE(rows().first(), u"message.tag"_s);

    key(Qt::Key_Tab);
    QCOMPARE(field()->text(), u"message.tag "_s);
    QCOMPARE(field()->state(), JudgedField::State::Unfinished); // no word that is looked for
    QCOMPARE(rows().first(), u"=="_s);

    key(Qt::Key_Tab);
    QCOMPARE(field()->text(), u"message.tag == "_s);
    QTRY_COMPARE(rows(), QStringList({u"promo"_s, u"load-test"_s, u"\"v2 lab\""_s}));
    QCOMPARE(rowText(u"promo"_s), u"promo||3"_s);

    key(Qt::Key_Tab);
    QCOMPARE(field()->text(), u"message.tag == promo"_s);
    QVERIFY(!popup()->isVisible());
    QCOMPARE(m_held, QStringList{u"message.tag == promo"_s});
}

void FilterCompleterTest::countsUnderTheRestOfTheFilter()
{
    type(u"message.tag == promo and type == "_s);

    QTRY_VERIFY(rows().contains(u"message-sending"_s));
    QVERIFY(rowText(u"message-sending"_s).endsWith(u"|2"_s));
    QVERIFY(rowText(u"message-failed"_s).endsWith(u"|1"_s));
    QVERIFY(rowText(u"message-read"_s).endsWith(u"|0"_s)); // known, though no row has it
    QVERIFY(rows().indexOf(u"message-sending"_s) < rows().indexOf(u"message-failed"_s));
}

void FilterCompleterTest::previewsWhatIsMarkedAndTakesItBack()
{
    m_bar->setText(u"promo"_s);
    m_held.clear();
    key(Qt::Key_End);
    type(u" type == "_s);
    QTRY_VERIFY(popup()->isVisible());
    QVERIFY(m_held.isEmpty());

    key(Qt::Key_Down);
    QCOMPARE(m_held, QStringList{u"promo and type == message-sending"_s});
    QCOMPARE(filter::print(m_bar->filter()), u"promo"_s);
    QCOMPARE(field()->text(), u"promo type == "_s);
    key(Qt::Key_Down);
    QCOMPARE(m_held.last(), u"promo and type == message-failed"_s);
    key(Qt::Key_Up);
    key(Qt::Key_Up); // above the first one nothing is marked
    QCOMPARE(m_held.last(), u"promo"_s);

    key(Qt::Key_Down);
    key(Qt::Key_Escape);
    QCOMPARE(m_held.last(), u"promo"_s);
    QVERIFY(!popup()->isVisible());
    QVERIFY(m_bar->history().texts().isEmpty());
}

void FilterCompleterTest::takesAndRunsByEnter()
{
    type(u"type == "_s);
    QTRY_VERIFY(popup()->isVisible());
    key(Qt::Key_Down);
    key(Qt::Key_Return);

    QCOMPARE(field()->text(), u"type == message-sending"_s);
    QCOMPARE(m_bar->history().texts(), QStringList{u"type == message-sending"_s});
    QVERIFY(!popup()->isVisible());
    QCOMPARE(m_held.last(), u"type == message-sending"_s);
}

void FilterCompleterTest::leavesEnterToWhatIsTyped()
{
    type(u"tag"_s);
    QVERIFY(popup()->isVisible());

    key(Qt::Key_Return);

    QVERIFY(!popup()->isVisible());
    QCOMPARE(filter::print(m_bar->filter()), u"tag"_s);
}

void FilterCompleterTest::takesByClick()
{
    type(u"type == "_s);
    QTRY_VERIFY(popup()->isVisible());
    CompletionList *list = popup()->list();
    const QRect second = list->visualRect(list->model()->index(1, 0));

    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, second.center());

    QCOMPARE(field()->text(), u"type == message-failed"_s);
    QVERIFY(field()->hasFocus());
}

void FilterCompleterTest::escapeClosesItFirst()
{
    QSignalSpy left(m_bar, &FilterBar::left);
    type(u"type == "_s);
    QTRY_VERIFY(popup()->isVisible());

    key(Qt::Key_Escape);
    QVERIFY(!popup()->isVisible());
    QCOMPARE(field()->text(), u"type == "_s);
    key(Qt::Key_Escape);
    QCOMPARE(field()->text(), QString());
    key(Qt::Key_Escape);
    QCOMPARE(left.count(), 1);
}

void FilterCompleterTest::goesWithTheFocusAndTheHistory()
{
    type(u"type == "_s);
    QTRY_VERIFY(popup()->isVisible());
    m_bar->openHistory();
    QVERIFY(!popup()->isVisible());
    key(Qt::Key_Escape);

    type(u"m"_s);
    QTRY_VERIFY(popup()->isVisible());
    key(Qt::Key_Down);
    field()->clearFocus();
    QVERIFY(!popup()->isVisible());
    QVERIFY(m_held.isEmpty() || m_held.last().isEmpty());
}

void FilterCompleterTest::waitsForTheRestOfAValue_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isAwaited");

    QTest::newRow("a beginning") << u"message.tag == pro"_s << true;
    QTest::newRow("a known word's") << u"type == message-rea"_s << true;
    QTest::newRow("in a list") << u"message.tag in {promo, load}"_s << false;
    QTest::newRow("whole") << u"message.tag == promo"_s << false;
    QTest::newRow("in capitals") << u"message.tag == PROMO"_s << false;
    QTest::newRow("nowhere seen") << u"message.tag == xyz"_s << false;
    QTest::newRow("inside only") << u"message.tag == rom"_s << false;
    QTest::newRow("any part") << u"message.tag contains pro"_s << false;
    QTest::newRow("between quotation marks") << u"message.tag == \"v2\""_s << false;
}

void FilterCompleterTest::waitsForTheRestOfAValue()
{
    QFETCH(const QString, text);
    QFETCH(const bool, isAwaited);

    type(text);

    if (isAwaited) {
        QTRY_COMPARE(field()->state(), JudgedField::State::Unfinished);
        QVERIFY(field()->isAwaited());
        QVERIFY(m_held.isEmpty() || m_held.last() != filter::print(filter::parse(text).filter));
    } else {
        QTRY_COMPARE(filter::print(m_bar->filter()), filter::print(filter::parse(text).filter));
        QCOMPARE(field()->state(), JudgedField::State::Fine);
    }
}

void FilterCompleterTest::awaitsNoMoreOnceTheCursorLeaves()
{
    type(u"message.tag == pro"_s);
    QTRY_VERIFY(field()->isAwaited());

    key(Qt::Key_Home);

    QVERIFY(!field()->isAwaited());
    QTRY_COMPARE(filter::print(m_bar->filter()), u"message.tag == pro"_s);
}

void FilterCompleterTest::runsABeginningByEnter()
{
    type(u"message.tag == pro"_s);
    QTRY_VERIFY(field()->isAwaited());

    key(Qt::Key_Return);

    QCOMPARE(filter::print(m_bar->filter()), u"message.tag == pro"_s);
    QCOMPARE(m_bar->history().texts(), QStringList{u"message.tag == pro"_s});
}

void FilterCompleterTest::undoesWhatWasTaken()
{
    type(u"message.tag == "_s);
    QTRY_VERIFY(popup()->isVisible());
    key(Qt::Key_Tab);
    QCOMPARE(field()->text(), u"message.tag == promo"_s);

    m_bar->undo();
    QCOMPARE(field()->text(), u"message.tag == "_s);
    m_bar->redo();
    QCOMPARE(field()->text(), u"message.tag == promo"_s);
    QVERIFY(!popup()->isVisible());
}

void FilterCompleterTest::opensByKeyWhereNothingWasTyped()
{
    key(Qt::Key_Space, Qt::ControlModifier);
    QVERIFY(rows().contains(u"type"_s));
    QVERIFY(rows().contains(u"not"_s));
    key(Qt::Key_Escape);

    type(u"promo "_s);
    QVERIFY(!popup()->isVisible());
    key(Qt::Key_Down);
    QCOMPARE(rows(), QStringList({u"and"_s, u"or"_s}));
}

void FilterCompleterTest::tellsNamesOfNumbers()
{
    m_completer->setNames(filter::Names::read(u"+19195550142 = QA toll-free"_s));

    type(u"ours == "_s);
    QTRY_VERIFY(popup()->isVisible());
    QCOMPARE(rowText(u"+19195550142"_s), u"+19195550142|QA toll-free|4"_s);

    type(u"toll"_s);
    QTRY_COMPARE(rows(), QStringList{u"+19195550142"_s});
    key(Qt::Key_Tab);
    QCOMPARE(field()->text(), u"ours == +19195550142"_s);
}

void FilterCompleterTest::neverTakesWhatWasOfferedForAnotherText()
{
    type(u"type == "_s);
    QVERIFY(!popup()->isVisible()); // the operators are gone, and no value is counted yet
    QTRY_VERIFY(popup()->isVisible());

    type(u"message-f"_s);
    QCOMPARE(rows(), QStringList{u"message-failed"_s}); // at once
    key(Qt::Key_Tab);
    QCOMPARE(field()->text(), u"type == message-failed"_s);

    for (int i = 0; i < 30; ++i) {
        field()->setText(u"type == "_s);
        type(u"mess"_s);
        for (const filter::Offer &offer : m_completer->offers())
            QVERIFY2(offer.result.startsWith(u"type == mess"_s), qPrintable(offer.result));
        QCoreApplication::processEvents();
    }
}

void FilterCompleterTest::whateverItShowsParses()
{
    int shown = 0;
    const QStringList filters = tests::listedFilters();
    for (qsizetype i = 0; i < filters.size(); i += 6) {
        field()->setText(filters[i]);
        field()->setCursorPosition(int(filters[i].size() * (i % 5) / 4));
        m_completer->open();
        for (const filter::Offer &offer : m_completer->offers()) {
            QVERIFY2(filter::parse(offer.result).judgement != filter::Judgement::Wrong,
                     qPrintable(offer.result));
            ++shown;
        }
        key(Qt::Key_Escape);
    }
    QVERIFY(shown > 50);
}

SENDSCOPE_TEST(FilterCompleterTest, filtercompleter)
#include "tst_filtercompleter.moc"
