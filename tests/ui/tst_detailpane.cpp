#include "tests/testregistry.h"
#include "ui/detail/attemptmodel.h"
#include "ui/detail/bodyview.h"
#include "ui/detail/detailfield.h"
#include "ui/detail/detailpane.h"
#include "ui/theme/theme.h"

#include <QAbstractItemModelTester>
#include <QLabel>
#include <QTabBar>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace sendscope;

namespace {

constexpr char kHead[] = "POST /hook HTTP/1.1\r\nHost: x\r\nX-Twice: a\r\nX-Twice: b\r\n\r\n";

constexpr char kFailed[] =
    R"({"type":"message-failed","time":"2020-06-25T18:42:36.979Z","description":"<b>no</b>",)"
    R"("to":"+19845550117","errorCode":4720,"message":{"id":"m-1","from":"+19195550142",)"
    R"("to":["+19845550117"],"owner":"+19195550142","tag":"v2 lab","segmentCount":1}})";

/// A request with one row for each of its elements, whose second row is shown where there is one.
store::EventDetail detailOf(const QByteArray &body, std::vector<event::DraftEvent> events)
{
    store::EventDetail detail;
    detail.request.id = {9};
    detail.request.firstEvent = {17};
    detail.request.draft.request.head = kHead;
    detail.request.draft.request.body = body;
    detail.request.draft.request.peer = u"127.0.0.1:40312"_s;
    detail.request.draft.request.arrived = base::UtcTime(std::chrono::seconds(1'593'110'557));
    detail.request.draft.request.status = 200;
    detail.event = {17 + qint64(events.size()) - 1};
    detail.request.draft.events = std::move(events);
    return detail;
}

store::EventDetail failedEvent()
{
    const QByteArray body = "[{\"a\":1}," + QByteArray(kFailed) + "]";
    return detailOf(body, {{0, 1, 7}, {1, 9, qint64(qstrlen(kFailed))}});
}

QString valueOf(const std::vector<ui::DetailField> &fields, const QString &label)
{
    for (const ui::DetailField &field : fields) {
        if (field.label == label)
            return field.value;
    }
    return u"(none)"_s;
}

QString noteOf(const std::vector<ui::DetailField> &fields, const QString &label)
{
    for (const ui::DetailField &field : fields) {
        if (field.label == label)
            return field.note;
    }
    return {};
}

bool isSaidIn(const QWidget &widget, const QString &text)
{
    for (const QLabel *label : widget.findChildren<QLabel *>()) {
        if (label->text().contains(text))
            return true;
    }
    return false;
}

} // namespace

class DetailPaneTest : public QObject
{
    Q_OBJECT

private slots:
    void saysWhatTheEventSays();
    void saysWhereAMalformedBodyGoesWrong();
    void saysHowTheAnswerWent_data();
    void saysHowTheAnswerWent();
    void showsTheElementOfABatch();
    void keepsMarkupAsText();
    void keepsThePlaceWhenAnAttemptIsAdded();
    void attemptsAreAModel();
    void asksForASelectionFirst();
};

void DetailPaneTest::saysWhatTheEventSays()
{
    const auto content = ui::makeDetailContent(failedEvent());

    const auto fields = ui::eventFields(*content);

    QCOMPARE(valueOf(fields, u"Event"_s), u"message-failed"_s);
    QVERIFY(valueOf(fields, u"Error code"_s).startsWith(u"4720 "_s));
    QVERIFY(noteOf(fields, u"Error code"_s).contains(u"Who can fix it"_s));
    QCOMPARE(valueOf(fields, u"Place"_s), u"2 of 2 in this request"_s);
    QCOMPARE(valueOf(fields, u"From"_s), u"+1 919 555 0142"_s);
    QCOMPARE(valueOf(fields, u"To"_s), u"+1 984 555 0117"_s);
    QCOMPARE(valueOf(fields, u"Tag"_s), u"v2 lab"_s);
    QCOMPARE(valueOf(fields, u"Message id"_s), u"m-1"_s);
    QCOMPARE(noteOf(fields, u"Event time"_s), u"Arrived 21 ms later."_s);
    QCOMPARE(valueOf(fields, u"Text"_s), u"(none)"_s);
}

void DetailPaneTest::saysWhereAMalformedBodyGoesWrong()
{
    store::EventDetail detail = detailOf("[\n  {\"a\":1 }\n  x", {{0, 0, 0}});
    event::Request &request = detail.request.draft.request;
    request.verdict = event::Verdict::Malformed;
    request.refusal = event::Refusal{event::RefusalReason::NotJson, 15,
                                     u"a comma or ] was expected at byte 15, x was found"_s};

    const auto fields = ui::eventFields(*ui::makeDetailContent(detail));

    QVERIFY(valueOf(fields, u"Malformed"_s).contains(u"x was found"_s));
    QCOMPARE(valueOf(fields, u"Place"_s), u"line 3, column 3 (byte 15)"_s);
}

void DetailPaneTest::saysHowTheAnswerWent_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("isDelivered");
    QTest::addColumn<QString>("answered");
    QTest::addColumn<QString>("delivered");

    QTest::newRow("as decided") << 200 << true << u"200"_s << u"Yes"_s;
    QTest::newRow("too late") << 503 << true << u"503"_s << u"Yes"_s;
    QTest::newRow("peer gone") << 0 << false << u"Nothing could be answered"_s << u"No"_s;
}

void DetailPaneTest::saysHowTheAnswerWent()
{
    QFETCH(const int, status);
    QFETCH(const bool, isDelivered);
    QFETCH(const QString, answered);
    QFETCH(const QString, delivered);
    store::EventDetail detail = failedEvent();
    detail.request.outcome = event::Outcome{{9}, {}, status, isDelivered};

    const auto fields = ui::responseFields(*ui::makeDetailContent(detail));

    QCOMPARE(valueOf(fields, u"Answered"_s), answered);
    QCOMPARE(valueOf(fields, u"Delivered"_s), delivered);
    QCOMPARE(noteOf(fields, u"Answered"_s), status == 503 ? u"200 was decided."_s : QString());
}

void DetailPaneTest::showsTheElementOfABatch()
{
    const auto content = ui::makeDetailContent(failedEvent());

    QVERIFY(content->isCompact);
    QVERIFY(content->facts);
    QCOMPARE(content->facts->messageId, "m-1"_ba);
    QCOMPARE(content->byStructure->bytes(), content->detail.request.draft.request.body);
}

void DetailPaneTest::keepsMarkupAsText()
{
    const ui::Theme theme;
    ui::DetailPane pane(theme);

    pane.setContent(ui::makeDetailContent(failedEvent()));

    QVERIFY(isSaidIn(pane, u"<b>no</b>"_s));
    for (const QLabel *label : pane.findChildren<QLabel *>()) {
        if (!label->text().isEmpty())
            QCOMPARE(label->textFormat(), Qt::PlainText);
    }
}

void DetailPaneTest::keepsThePlaceWhenAnAttemptIsAdded()
{
    const ui::Theme theme;
    ui::DetailPane pane(theme);
    store::EventDetail detail = failedEvent();
    pane.setContent(ui::makeDetailContent(detail));
    pane.setCurrentPage(ui::DetailPane::Json);
    auto *json = pane.findChildren<ui::BodyView *>().first();
    for (ui::BodyView *view : pane.findChildren<ui::BodyView *>()) {
        if (view->accessibleName() == u"JSON")
            json = view;
    }
    json->select(2, 5);

    detail.attempts.push_back({{1}, {9}, {}, {}, u"http://localhost:3000/"_s});
    pane.setContent(ui::makeDetailContent(detail));

    QCOMPARE(json->selectedBytes(), "\"a\""_ba);
    QCOMPARE(pane.currentPage(), int(ui::DetailPane::Json));
    QCOMPARE(pane.findChild<QTabBar *>()->tabText(ui::DetailPane::Attempts), u"Attempts 1"_s);
}

void DetailPaneTest::attemptsAreAModel()
{
    ui::AttemptModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    event::Attempt older{{1}, {9}, {}, std::chrono::milliseconds(142), u"http://a/"_s};
    older.status = 204;
    event::Attempt newer{{2}, {9}, {}, {}, u"http://b/"_s};
    newer.error = u"Nobody listens there"_s;

    model.setAttempts({older, newer});

    const auto text = [&model](int row, int column) {
        return model.index(row, column).data().toString();
    };
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(text(0, ui::AttemptModel::Answer), u"Nobody listens there"_s);
    QCOMPARE(text(1, ui::AttemptModel::Answer), u"204"_s);
    QCOMPARE(text(1, ui::AttemptModel::Took), u"142 ms"_s);
}

void DetailPaneTest::asksForASelectionFirst()
{
    const ui::Theme theme;
    const ui::DetailPane pane(theme);

    QVERIFY(isSaidIn(pane, u"Select an event to see it here."_s));
}

SENDSCOPE_TEST(DetailPaneTest, detailpane)
#include "tst_detailpane.moc"
