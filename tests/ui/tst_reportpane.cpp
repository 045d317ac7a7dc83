#include "tests/testregistry.h"
#include "tests/ui/looking.h"
#include "ui/body/bodyview.h"
#include "ui/replay/replaywords.h"
#include "ui/replay/reportmodel.h"
#include "ui/replay/reportpane.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/valueformat.h"

#include <QAbstractItemModelTester>
#include <QLabel>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace sendscope;
using tests::button;
using tests::isSaidIn;

using State = replay::Player::State;

namespace {

replay::Played played(qint64 request, int status, const QString &error = {})
{
    replay::Played one;
    one.request.id = {request};
    one.request.firstEvent = {request * 10};
    one.due = 1'500ms * request;
    one.sent = one.due + 1ms;
    one.attempt.request = {request};
    one.attempt.status = status;
    one.attempt.took = 12ms;
    one.attempt.error = error;
    if (status > 0) {
        one.attempt.responseHead = "HTTP/1.1 " + QByteArray::number(status) + " Said\r\n\r\n";
        one.attempt.responseBody = "body " + QByteArray::number(request);
    }
    return one;
}

replay::PlayProgress progress(qint64 begun, qint64 fine, qint64 others, qint64 failed)
{
    replay::PlayProgress progress;
    progress.planned = 24;
    progress.begun = begun;
    progress.answered = fine + others;
    progress.answered2xx = fine;
    progress.failed = failed;
    return progress;
}

QString text(const ui::ReportModel &model, int row, ui::ReportModel::Column column)
{
    return model.data(model.index(row, column), Qt::DisplayRole).toString();
}

} // namespace

class ReportPaneTest : public QObject
{
    Q_OBJECT

private slots:
    void isAModel();
    void tellsEachAttempt();
    void holdsAHundredThousand();
    void letsGoOfAnswersBeyondItsBound();
    void saysHowItGoes();
    void offersWhatCanBeDone();
    void showsTheAnswerAndChoosesTheEvent();
    void followsTheEnd();
    void saysHowItWent();
    void wordsOfAPlan();

private:
    const ui::Theme m_theme;
};

void ReportPaneTest::isAModel()
{
    ui::ReportModel model(m_theme);
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);

    model.add({played(1, 200), played(2, 500)});
    model.add({});
    model.add({played(3, 0, u"Nobody listens there"_s)});
    model.clear();
    model.add({played(4, 200)});

    QCOMPARE(model.rowCount(), 1);
}

void ReportPaneTest::tellsEachAttempt()
{
    using Model = ui::ReportModel;
    Model model(m_theme);
    replay::Played late = played(2, 0, u"http://a:1 could not be reached: nobody listens\nthere"_s);
    late.sent = late.due + 40ms;

    model.add({played(1, 204), late});

    QCOMPARE(text(model, 0, Model::Number), u"10"_s);
    QCOMPARE(text(model, 0, Model::Plan), u"0:01.500"_s);
    QCOMPARE(text(model, 0, Model::Real), u"0:01.501"_s);
    QCOMPARE(text(model, 0, Model::Status), u"204"_s);
    QCOMPARE(text(model, 0, Model::Took), u"12 ms"_s);
    QCOMPARE(text(model, 0, Model::Error), QString());
    QCOMPARE(text(model, 1, Model::Status), QString());
    QCOMPARE(text(model, 1, Model::Error), u"nobody listens␊there"_s);
    QCOMPARE(model.data(model.index(1, Model::Real), Qt::ToolTipRole).toString(),
             ui::plainToolTip(u"40 ms later than planned"_s));
}

void ReportPaneTest::holdsAHundredThousand()
{
    ui::ReportPane pane(m_theme);
    pane.resize(400, 600);
    pane.show();
    pane.begin({u"http://a/"_s, u"at 1×"_s, 24, true});
    std::vector<replay::Played> batch(1'000, played(1, 200));

    for (int i = 0; i < 100; ++i)
        pane.add(batch);

    QCOMPARE(pane.model().rowCount(), 100'000);
    QVERIFY(pane.model().attempt(99'999));
}

void ReportPaneTest::letsGoOfAnswersBeyondItsBound()
{
    ui::ReportModel model(m_theme);
    replay::Played fine = played(1, 200);
    fine.attempt.responseBody = QByteArray(1024 * 1024, 'x');
    replay::Played wrong = fine;
    wrong.attempt.status = 500;
    const std::vector<replay::Played> many(70, fine);

    model.add(many);
    model.add({wrong});

    QCOMPARE(model.rowCount(), 71);
    QVERIFY(model.attempt(0));
    QVERIFY(!model.attempt(69));
    QVERIFY(model.attempt(70));
}

void ReportPaneTest::saysHowItGoes()
{
    ui::ReportPane pane(m_theme);
    pane.begin({u"http://a/hook"_s, u"at 1×"_s, 24, true});
    pane.tell(u"Not kept."_s);
    pane.setState(State::Playing);

    auto now = progress(18, 15, 2, 1);
    now.left = 63s;
    pane.setProgress(now);

    QVERIFY(isSaidIn(pane, u"18 of 24 sent, 15 answered 2xx, 2 otherwise, 1 failed"_s));
    QVERIFY(isSaidIn(pane, u"Not kept."_s));
    pane.setState(State::Paused);
    pane.setProgress(now);
    QVERIFY(isSaidIn(pane, u"Paused: 18 of 24 sent"_s));
}

void ReportPaneTest::offersWhatCanBeDone()
{
    ui::ReportPane pane(m_theme);
    QSignalSpy paused(&pane, &ui::ReportPane::pauseAsked);
    QSignalSpy stepped(&pane, &ui::ReportPane::stepAsked);
    QSignalSpy retried(&pane, &ui::ReportPane::retryAsked);
    pane.begin({u"http://a/"_s, u"at 1×"_s, 24, true});

    pane.setState(State::Playing);
    QVERIFY(!button(pane, u"Step"_s));
    QVERIFY(!button(pane, u"Close"_s));
    button(pane, u"Pause"_s)->click();
    pane.setState(State::Paused);
    QVERIFY(button(pane, u"Resume"_s));
    button(pane, u"Step"_s)->click();
    pane.setState(State::Stopping);
    QVERIFY(!button(pane, u"Stop"_s)->isEnabled());
    pane.add({played(1, 200), played(2, 500)});
    pane.finish({progress(2, 1, 1, 0), {}, true, false, std::nullopt});

    QVERIFY(!button(pane, u"Pause"_s));
    QVERIFY(button(pane, u"Close"_s));
    button(pane, u"Retry 1 not answered 2xx"_s)->click();
    QCOMPARE(paused.size(), 1);
    QCOMPARE(stepped.size(), 1);
    QCOMPARE(retried.size(), 1);
}

void ReportPaneTest::showsTheAnswerAndChoosesTheEvent()
{
    ui::ReportPane pane(m_theme);
    pane.begin({u"http://a/"_s, u"at 1×"_s, 24, true});
    pane.add({played(1, 200), played(2, 0, u"Nobody listens there"_s)});
    QSignalSpy chosen(&pane, &ui::ReportPane::eventChosen);
    auto *table = pane.findChild<QTableView *>();
    const auto *body = pane.findChild<ui::BodyView *>();

    table->setCurrentIndex(table->model()->index(0, 0));
    QVERIFY(body->text()->bytes().endsWith("body 1"));
    QVERIFY(isSaidIn(pane, u"200 Said, in 12 ms"_s));
    table->setCurrentIndex(table->model()->index(1, 0));

    QVERIFY(isSaidIn(pane, u"Nobody listens there"_s));
    QVERIFY(!body->text());
    QCOMPARE(chosen.size(), 2);
    QCOMPARE(chosen[1][0].value<event::EventId>(), event::EventId{20});
}

void ReportPaneTest::followsTheEnd()
{
    ui::ReportPane pane(m_theme);
    pane.resize(400, 400);
    pane.show();
    pane.begin({u"http://a/"_s, u"at 1×"_s, 24, true});
    const QScrollBar *bar = pane.findChild<QTableView *>()->verticalScrollBar();

    pane.add(std::vector<replay::Played>(100, played(1, 200)));
    QTRY_VERIFY(bar->maximum() > 0);
    QTRY_COMPARE(bar->value(), bar->maximum());
    pane.findChild<QTableView *>()->scrollToTop();
    pane.add(std::vector<replay::Played>(100, played(1, 200)));

    QTRY_VERIFY(bar->maximum() > 150);
    QCOMPARE(bar->value(), 0);
}

void ReportPaneTest::saysHowItWent()
{
    ui::ReportPane pane(m_theme);
    pane.begin({u"http://a/"_s, u"at 1×"_s, 24, true});
    replay::PlaySummary summary{progress(6, 6, 0, 0), {}, true, false, std::nullopt};
    summary.progress.late = 2;
    summary.progress.latest = 40ms;

    pane.finish(summary);

    QVERIFY(isSaidIn(pane, u"6 of 24 sent, 6 answered 2xx, stopped"_s));
    QVERIFY(isSaidIn(pane, u"More than 5 ms late: 2, the latest by 40 ms."_s));
}

void ReportPaneTest::wordsOfAPlan()
{
    const base::UtcTime begin;
    replay::PlayPlan plan;
    for (int i = 0; i < 24; ++i)
        plan.requests.push_back({{i + 1}, {i + 1}, begin + i * 63s / 23});
    plan.pace.longestGap.reset();

    QCOMPARE(ui::planWords(plan), u"24 requests, 1 min 3 s at 1×"_s);
    plan.pace.isMax = true;
    plan.repetitions = 3;
    QCOMPARE(ui::planWords(plan), u"24 requests, 3 times: 72 sent, as fast as it goes"_s);
    QCOMPARE(ui::moment(3'723'004ms), u"1:02:03.004"_s);
}

SENDSCOPE_TEST(ReportPaneTest, reportpane)
#include "tst_reportpane.moc"
