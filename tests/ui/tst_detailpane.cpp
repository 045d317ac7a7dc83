#include "tests/testregistry.h"
#include "tests/ui/looking.h"
#include "ui/body/bodyview.h"
#include "ui/body/hexview.h"
#include "ui/body/jsontree.h"
#include "ui/detail/attemptmodel.h"
#include "ui/detail/bytespage.h"
#include "ui/detail/detailfield.h"
#include "ui/detail/detailpane.h"
#include "ui/detail/fieldview.h"
#include "ui/detail/findbar.h"
#include "ui/detail/valuemenu.h"
#include "ui/theme/theme.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTabBar>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace sendscope;
using tests::isSaidIn;

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

ui::DetailFields withoutFindings(ui::DetailFields fields)
{
    std::erase_if(fields, [](const ui::DetailField &field) { return field.isFinding; });
    return fields;
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

/// One event alone in its array.
store::EventDetail detailOf(const QByteArray &event)
{
    return detailOf("[" + event + "]", {{0, 1, event.size()}});
}

store::EventDetail malformed(const QByteArray &body, qint64 offset)
{
    store::EventDetail detail = detailOf(body, {{0, 0, 0}});
    event::Request &request = detail.request.draft.request;
    request.verdict = event::Verdict::Malformed;
    request.status = 400;
    request.refusal = event::Refusal{event::RefusalReason::NotJson, offset,
                                     u"a comma or ] was expected, x was found"_s};
    return detail;
}

QStringList labelsOf(const ui::DetailFields &fields)
{
    QStringList labels;
    for (const ui::DetailField &field : fields)
        labels += field.label;
    return labels;
}

ui::FieldView *fieldsOf(const ui::DetailPane &pane, const QString &name)
{
    for (ui::FieldView *view : pane.findChildren<ui::FieldView *>()) {
        if (view->accessibleName() == name)
            return view;
    }
    return nullptr;
}

ui::BodyView *jsonText(const ui::DetailPane &pane)
{
    for (ui::BodyView *view : pane.findChildren<ui::BodyView *>()) {
        if (view->accessibleName() == u"JSON")
            return view;
    }
    return nullptr;
}

/// The path and value of the tree's current row.
QString rowOf(const ui::DetailPane &pane)
{
    const auto *tree = pane.findChild<ui::JsonTree *>();
    return tree->current() < 0 ? u"none"_s : tree->rowText(tree->current());
}

} // namespace

class DetailPaneTest : public QObject
{
    Q_OBJECT

private slots:
    void saysWhatTheEventSays();
    void listsEveryFieldOfThePayload();
    void showsFindingsBeneathWhatTheyAreAbout();
    void aFindingSelectsItsPlace();
    void listsSoManyFieldsAtMost();
    void explainsNoErrorWhereThereIsNone();
    void explainsOldKindsOfCallbacks();
    void namesWhatAFilterCanAskFor();
    void listsHeaderFieldsAsTheyCame();
    void hasOneSelectionInAllViews();
    void selectsWhatAFieldSays();
    void keepsTheFoldsForTheNextEvent();
    void foldsTheOtherEventsOfABatch();
    void marksWhereABodyIsMalformed();
    void showsWhatIsTooDeepAsText();
    void takesTheLargestBodies_data();
    void takesTheLargestBodies();
    void showsTheBytesOfEveryPart();
    void findsInTheCurrentPage();
    void closesFindByEscape();
    void offersAValueAsAFilter();
    void copiesValueJsonAndPath();
    void tellsTheFieldThatIsCurrent();
    void saysTheNameBesideTheNumber();
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

    QTest::newRow("as decided") << 200 << true << u"200 OK"_s << u"Yes"_s;
    QTest::newRow("too late") << 503 << true << u"503 Service Unavailable"_s << u"Yes"_s;
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
    QCOMPARE(noteOf(fields, u"Answered"_s),
             status == 503
                 ? u"200 was decided, but storing it, or passing it on, took too long. The request "
                   "was kept, and Bandwidth sends it again: expect a repeat."_s
                 : QString());
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

    QVERIFY(fieldsOf(pane, u"Event"_s)->findText().bytes.contains("<b>no</b>"));
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
    ui::BodyView *json = jsonText(pane);
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

void DetailPaneTest::listsEveryFieldOfThePayload()
{
    const auto content = ui::makeDetailContent(detailOf(
        R"({"extra":{"a":[1,{"b":null}],"none":{}},"type":"message-sent","message":{"id":"m",)"
        R"("id":"n","to":["+1","+2"],"media":[]},"time":12})"));

    const auto fields = withoutFindings(content->eventFields);

    QCOMPARE(labelsOf(fields),
             (QStringList{u"Event"_s, u"Event time"_s, u"Message id"_s, u"Recipients 1"_s,
                          u"Recipients 2"_s, u"Not documented"_s, u"extra.a[0]"_s,
                          u"extra.a[1].b"_s, u"extra.none"_s, u"Message id"_s, u"Media links"_s}));
    QCOMPARE(valueOf(fields, u"extra.a[1].b"_s), u"null"_s);
    QCOMPARE(valueOf(fields, u"Event time"_s), u"12"_s);
    QCOMPARE(valueOf(fields, u"Message id"_s), u"n"_s);
    QVERIFY(fields[9].note.contains(u"a later one counts"_s));
    QVERIFY(!fields[0].meaning.isEmpty());
}

void DetailPaneTest::showsFindingsBeneathWhatTheyAreAbout()
{
    const QByteArray event =
        R"({"type":"message-sent","time":"2020-06-25T18:42:36Z","to":"+1","description":"ok",)"
        R"("message":{"id":"m","owner":"+1","applicationId":"a","time":"2020-06-25T18:42:35Z",)"
        R"("direction":"out","to":["+1","+1"],"from":"<b>","tag":7,"x":1}})";
    const auto content = ui::makeDetailContent(detailOf(event));

    const auto &fields = content->eventFields;

    QStringList found;
    for (size_t i = 1; i < fields.size(); ++i) {
        if (!fields[i].isFinding)
            continue;
        found << fields[i - 1].label + u'/' + fields[i].label + u'/'
                + QString::fromUtf8(fields[i].exact);
        QVERIFY(fields[i].note.endsWith(u"in bandwidth.yml of Bandwidth/java-sdk."_s));
    }
    QCOMPARE(found,
             (QStringList{u"Recipients 2//repeated-item"_s, u"/Segments/missing-field"_s,
                          u"Tag//wrong-type"_s}));
}

void DetailPaneTest::aFindingSelectsItsPlace()
{
    const ui::Theme theme;
    ui::DetailPane pane(theme);
    pane.resize(500, 800);
    pane.setContent(ui::makeDetailContent(
        detailOf(R"({"type":"message-sent","message":{"tag":[1],"x":"y"}})")));
    auto *fields = fieldsOf(pane, u"Event"_s);
    const auto &all = fields->fields();
    const auto finding = std::find_if(all.begin(), all.end(), [](const ui::DetailField &field) {
        return field.isFinding && field.exact == "wrong-type";
    });
    QVERIFY(finding != all.end());

    fields->setCurrent(int(finding - all.begin()));
    QCOMPARE(jsonText(pane)->selectedBytes(), "[1]"_ba);
    QTest::keyClick(fields, Qt::Key_Return);

    QCOMPARE(pane.currentPage(), int(ui::DetailPane::Json));
    pane.grab();
}

void DetailPaneTest::listsSoManyFieldsAtMost()
{
    QByteArray members = R"({"type":"message-sent")";
    for (int i = 0; i < 20'000; ++i)
        members += ",\"k" + QByteArray::number(i) + "\":1";

    const auto content = ui::makeDetailContent(detailOf(members + "}"));

    QCOMPARE(valueOf(content->eventFields, u"k499"_s), u"1"_s);
    QCOMPARE(valueOf(content->eventFields, u"k500"_s), u"(none)"_s);
    QCOMPARE(valueOf(content->eventFields, u"And more"_s), u"19,500 further values"_s);
}

void DetailPaneTest::explainsNoErrorWhereThereIsNone()
{
    const auto content =
        ui::makeDetailContent(detailOf(R"({"type":"message-delivered","errorCode":0})"));

    QCOMPARE(valueOf(content->eventFields, u"Error code"_s), u"0"_s);
    QCOMPARE(noteOf(content->eventFields, u"Error code"_s), QString());
}

void DetailPaneTest::explainsOldKindsOfCallbacks()
{
    const auto content =
        ui::makeDetailContent(detailOf(R"({"eventType":"sms","direction":"in","to":"+1"})"));

    QVERIFY(content->facts);
    QCOMPARE(labelsOf(content->eventFields).first(), u"Event"_s);
    QCOMPARE(valueOf(content->eventFields, u"eventType"_s), u"sms"_s);
    QCOMPARE(valueOf(content->eventFields, u"direction"_s), u"in"_s);
}

void DetailPaneTest::namesWhatAFilterCanAskFor()
{
    const auto content = ui::makeDetailContent(
        detailOf(R"({"type":"message-sent","message":{"to":["+19195550142"],"x":1.10}})"));

    const auto fieldOf = [&content](const QString &label) {
        for (const ui::DetailField &field : content->eventFields) {
            if (field.label == label)
                return event::nameOf(*field.field) + ' ' + field.exact + ' ' + field.path;
        }
        return QByteArray();
    };

    QCOMPARE(fieldOf(u"Event"_s), "type message-sent type"_ba);
    QCOMPARE(fieldOf(u"Recipients"_s), "message.to +19195550142 json.message.to[0]"_ba);
    QCOMPARE(fieldOf(u"message.x"_s), "json.message.x 1.10 json.message.x"_ba);
}

void DetailPaneTest::listsHeaderFieldsAsTheyCame()
{
    store::EventDetail detail = failedEvent();
    event::Request &request = detail.request.draft.request;
    request.head = "POST /hook?a=1 HTTP/1.1\r\nHost: x\r\nX-Twice: a\r\nauthorization: ****\r\n"
                   "X-Twice: b\r\nEmpty:\r\n\r\n";
    request.trailers = "X-After: c\r\n";

    const auto fields = ui::makeDetailContent(detail)->requestFields;

    const QStringList labels = labelsOf(fields);
    QCOMPARE(labels.mid(labels.indexOf(u"Header fields"_s)),
             (QStringList{u"Header fields"_s, u"Host"_s, u"X-Twice"_s, u"authorization"_s,
                          u"X-Twice"_s, u"Empty"_s, u"Trailers"_s, u"X-After"_s}));
    QCOMPARE(valueOf(fields, u"Method"_s), u"POST"_s);
    QCOMPARE(valueOf(fields, u"Target"_s), u"/hook?a=1"_s);
    QVERIFY(noteOf(fields, u"authorization"_s).contains(u"overwritten"_s));
    const auto &twice = fields[size_t(labels.lastIndexOf(u"X-Twice"_s))];
    QCOMPARE(twice.exact, "b"_ba);
    QCOMPARE(event::nameOf(*twice.field), "header.x-twice"_ba);
}

void DetailPaneTest::hasOneSelectionInAllViews()
{
    const ui::Theme theme;
    ui::DetailPane pane(theme);
    pane.resize(500, 800);
    const auto content = ui::makeDetailContent(failedEvent());
    pane.setContent(content);
    auto *tree = pane.findChild<ui::JsonTree *>();
    auto *hex = pane.findChild<ui::HexView *>();
    ui::BodyView *text = jsonText(pane);

    const qint64 member = content->body.indexOf("\"tag\":\"v2 lab\"");
    emit text->chosen(member + 8, member + 12);
    QCOMPARE(rowOf(pane), u"tag: v2 lab"_s);
    QCOMPARE(hex->selectedBytes(), content->body.sliced(member + 8, 4));

    QTest::keyClick(tree, Qt::Key_Up);
    QCOMPARE(rowOf(pane), u"owner: +19195550142"_s);
    QCOMPARE(text->selectedBytes(), "\"owner\":\"+19195550142\""_ba);
    QCOMPARE(hex->selectedBytes(), text->selectedBytes());

    emit hex->chosen(member, member);
    QCOMPARE(rowOf(pane), u"tag: v2 lab"_s);
    QVERIFY(text->selectedBytes().isEmpty());
}

void DetailPaneTest::selectsWhatAFieldSays()
{
    const ui::Theme theme;
    ui::DetailPane pane(theme);
    pane.setContent(ui::makeDetailContent(failedEvent()));

    QTest::keyClick(fieldsOf(pane, u"Event"_s), Qt::Key_Down);

    QCOMPARE(rowOf(pane), u"type: message-failed"_s);
    QCOMPARE(jsonText(pane)->selectedBytes(), "\"type\":\"message-failed\""_ba);
}

void DetailPaneTest::keepsTheFoldsForTheNextEvent()
{
    const ui::Theme theme;
    ui::DetailPane pane(theme);
    auto *tree = pane.findChild<ui::JsonTree *>();
    const auto eventOf = [](qint64 id, const QByteArray &event) {
        store::EventDetail detail = detailOf(event);
        detail.request.id = {id};
        detail.request.firstEvent = {id};
        detail.event = {id};
        return ui::makeDetailContent(detail);
    };
    pane.setContent(eventOf(1, R"({"type":"a","message":{"to":["x"],"id":"m"}})"));
    QTest::keyClick(tree, Qt::Key_End);
    QTest::keyClick(tree, Qt::Key_Up);
    QTest::keyClick(tree, Qt::Key_Up);
    QCOMPARE(rowOf(pane), u"to: 1 element"_s);
    QTest::keyClick(tree, Qt::Key_Left);
    QCOMPARE(tree->rows().count(), 5);

    pane.setContent(eventOf(2, R"({"message":{"b":[1],"to":["y","z"]}})"));
    QCOMPARE(tree->rows().count(), 5); // event, message, b, [0], to

    pane.setContent(eventOf(3, R"({"to":["y","z"]})"));
    QCOMPARE(tree->rows().count(), 4); // another "to" is another path
}

void DetailPaneTest::foldsTheOtherEventsOfABatch()
{
    const ui::Theme theme;
    ui::DetailPane pane(theme);

    pane.setContent(ui::makeDetailContent(failedEvent()));

    auto *tree = pane.findChild<ui::JsonTree *>();
    const qint32 first = tree->rows().spanAt(1);
    const qint32 second = tree->rows().spanAt(2);
    QVERIFY(tree->rows().isFolded(first));
    QVERIFY(!tree->rows().isFolded(second));
    QCOMPARE(tree->rowText(second), u"event: 6 fields"_s);
}

void DetailPaneTest::marksWhereABodyIsMalformed()
{
    const ui::Theme theme;
    ui::DetailPane pane(theme);
    pane.resize(500, 800);
    const QByteArray body = "[\n" + "  1,\n"_ba.repeated(500) + "  2 x\n]";
    pane.setContent(ui::makeDetailContent(malformed(body, body.indexOf('x'))));
    pane.setCurrentPage(ui::DetailPane::Json);
    pane.show();
    pane.grab();

    QVERIFY(pane.findChild<ui::JsonTree *>()->isHidden());
    QVERIFY(isSaidIn(pane, u"Line 502, column 5: Not JSON"_s));
    QVERIFY(jsonText(pane)->verticalScrollBar()->value() > 400);

    pane.setCurrentPage(ui::DetailPane::Bytes);
    pane.grab();
    auto *hex = pane.findChild<ui::HexView *>();
    const qint64 row = body.indexOf('x') / hex->bytesPerRow();
    QVERIFY(hex->verticalScrollBar()->value() <= row);
    QVERIFY(hex->verticalScrollBar()->value() + hex->verticalScrollBar()->pageStep() > row);
}

void DetailPaneTest::showsWhatIsTooDeepAsText()
{
    const ui::Theme theme;
    ui::DetailPane pane(theme);
    pane.resize(500, 800);
    const QByteArray body = "["_ba.repeated(100'000) + "]"_ba.repeated(100'000);
    const auto error = event::JsonText::scan(body).error();
    store::EventDetail detail = malformed(body, error.offset);
    detail.request.draft.request.refusal =
        event::Refusal{event::RefusalReason::TooDeep, error.offset, error.args.first()};

    pane.setContent(ui::makeDetailContent(detail));
    pane.setCurrentPage(ui::DetailPane::Json);
    pane.show();
    pane.grab();

    QVERIFY(isSaidIn(pane, u"nested too deeply"_s));
    QCOMPARE(jsonText(pane)->text()->bytes(), body);
    QVERIFY(jsonText(pane)->rowsLaidOut() > 0);
    QVERIFY(jsonText(pane)->rowsLaidOut() < 100);
}

void DetailPaneTest::takesTheLargestBodies_data()
{
    QTest::addColumn<QByteArray>("event");

    QByteArray members = "{\"type\":\"message-sent\"";
    for (int i = 0; i < 1'000'000; ++i)
        members += ",\"k" + QByteArray::number(i) + "\":1";
    QTest::newRow("a million members on one line") << members + "}";
    QTest::newRow("a text of 16 MiB") << R"({"type":"message-received","message":{"text":")"
            + QByteArray(16'000'000, 'x') + R"("}})";
    QTest::newRow("the deepest") << R"({"type":"message-sent","x":)" + "["_ba.repeated(510)
            + "]"_ba.repeated(510) + "}";
}

void DetailPaneTest::takesTheLargestBodies()
{
    QFETCH(const QByteArray, event);
    const ui::Theme theme;
    ui::DetailPane pane(theme);
    pane.resize(500, 800);
    pane.show();

    pane.setContent(ui::makeDetailContent(detailOf(event)));
    for (int page = 0; page < ui::DetailPane::Attempts; ++page) {
        pane.setCurrentPage(page);
        pane.grab();
    }
    pane.setCurrentPage(ui::DetailPane::Json);
    auto *tree = pane.findChild<ui::JsonTree *>();
    for (const Qt::Key key : {Qt::Key_End, Qt::Key_Home, Qt::Key_Left, Qt::Key_Right})
        QTest::keyClick(tree, key);
    pane.grab();

    QVERIFY(tree->rowsMade() < 200);
    QVERIFY(jsonText(pane)->rowsLaidOut() < 300);
    QVERIFY(fieldsOf(pane, u"Event"_s)->fieldsLaidOut() < 200);
    QVERIFY(pane.findChild<ui::HexView *>()->rowsDrawn() < 400);
}

void DetailPaneTest::showsTheBytesOfEveryPart()
{
    const ui::Theme theme;
    ui::DetailPane pane(theme);
    store::EventDetail detail = failedEvent();
    const QByteArray body = detail.request.draft.request.body;
    // A deflate stream of one stored block, as any decoder takes it.
    const auto size = quint16(body.size());
    QByteArray coded("\x01", 1);
    for (const quint16 word : {size, quint16(~size)})
        coded += QByteArray{}.append(char(word & 0xFF)).append(char(word >> 8));
    detail.request.draft.request.body = coded + body;
    detail.request.draft.request.head = "POST / HTTP/1.1\r\nContent-Encoding: deflate\r\n\r\n";
    detail.request.draft.request.trailers = "X-After: c\r\n";
    const auto content = ui::makeDetailContent(detail);
    QVERIFY(content->isCoded);
    pane.setContent(content);
    auto *page = pane.findChild<ui::BytesPage *>();
    auto *hex = pane.findChild<ui::HexView *>();

    QCOMPARE(page->findChild<QComboBox *>()->count(), 4);
    QCOMPARE(hex->bytes(), body);
    page->setPart(ui::BytesPage::Part::Body);
    QCOMPARE(hex->bytes(), coded + body);
    page->setPart(ui::BytesPage::Part::Trailers);
    QCOMPARE(hex->bytes(), "X-After: c\r\n"_ba);
    page->setPart(ui::BytesPage::Part::Head);
    QCOMPARE(hex->bytes(), content->request().draft.request.head);

    // The next one has no coding: the part that was chosen stays where it is there.
    store::EventDetail next = detailOf(R"({"type":"a"})");
    next.event = next.request.firstEvent = {40};
    pane.setContent(ui::makeDetailContent(next));
    QCOMPARE(page->part(), ui::BytesPage::Part::Head);
    QCOMPARE(hex->bytes(), QByteArray(kHead));
}

void DetailPaneTest::findsInTheCurrentPage()
{
    const ui::Theme theme;
    ui::DetailPane pane(theme);
    pane.resize(500, 800);
    pane.setContent(ui::makeDetailContent(failedEvent()));
    pane.setCurrentPage(ui::DetailPane::Json);
    pane.show();

    pane.openFind();
    auto *find = pane.findChild<ui::FindBar *>();
    auto *field = find->findChild<QLineEdit *>();
    QTest::keyClicks(field, u"+1984555"_s);

    QTRY_VERIFY(isSaidIn(*find, u"1 of 2"_s));
    QCOMPARE(jsonText(pane)->selectedBytes(), "+1984555"_ba);
    QCOMPARE(rowOf(pane), u"to: +19845550117"_s);

    QTest::keyClick(field, Qt::Key_Return);
    QVERIFY(isSaidIn(*find, u"2 of 2"_s));
    QCOMPARE(rowOf(pane), u"[0]: +19845550117"_s);
    QTest::keyClick(field, Qt::Key_Return, Qt::ShiftModifier);
    QVERIFY(isSaidIn(*find, u"1 of 2"_s));

    pane.setCurrentPage(ui::DetailPane::Bytes);
    field->setText(u"0x2b31393834"_s);
    QTRY_VERIFY(isSaidIn(*find, u"1 of 2"_s));
    QCOMPARE(pane.findChild<ui::HexView *>()->selectedBytes(), "+1984"_ba);

    pane.setCurrentPage(ui::DetailPane::Request);
    field->setText(u"x-twice"_s);
    QTRY_VERIFY(isSaidIn(*find, u"1 of 2"_s));
    QCOMPARE(fieldsOf(pane, u"Request"_s)->currentField()->value, u"a"_s);
}

void DetailPaneTest::closesFindByEscape()
{
    const ui::Theme theme;
    ui::DetailPane pane(theme);
    pane.setContent(ui::makeDetailContent(failedEvent()));
    pane.show();
    pane.openFind();
    auto *find = pane.findChild<ui::FindBar *>();
    QVERIFY(find->isVisible());

    QTest::keyClick(find->findChild<QLineEdit *>(), Qt::Key_Escape);

    QVERIFY(!find->isVisible());
}

void DetailPaneTest::offersAValueAsAFilter()
{
    const ui::Theme theme;
    ui::DetailPane pane(theme);
    pane.setContent(ui::makeDetailContent(failedEvent()));
    pane.setCurrentPage(ui::DetailPane::Json);
    QList<QByteArray> asked;
    connect(&pane, &ui::DetailPane::filterAsked, this,
            [&asked](const event::FieldRef &field, const QByteArray &value, ui::FilterJoin join,
                     bool applies) {
                asked += event::nameOf(field) + ' ' + value + ' ' + QByteArray::number(int(join))
                    + (applies ? " now" : " later");
            });
    auto *tree = pane.findChild<ui::JsonTree *>();
    const QByteArray body = ui::makeDetailContent(failedEvent())->body;
    tree->showSpan(body.indexOf("4720"), body.indexOf("4720") + 4);

    emit tree->menuAsked(tree->current(), {});
    auto *menu = pane.findChild<QMenu *>();
    QVERIFY(menu);
    const QList<QAction *> submenus = menu->actions().last(2);
    submenus[0]->menu()->actions().first()->trigger();
    submenus[1]->menu()->actions().last()->trigger();

    QCOMPARE(asked, (QList<QByteArray>{"errorCode 4720 0 now", "errorCode 4720 5 later"}));
}

void DetailPaneTest::copiesValueJsonAndPath()
{
    const ui::ChosenValue value{"a\0b"_ba, R"("a\u0000b")", "json.x", std::nullopt};
    QWidget parent;

    QMenu *menu = ui::makeValueMenu(value, nullptr, &parent);
    QStringList copied;
    for (QAction *action : menu->actions().first(3)) {
        action->trigger();
        copied += QGuiApplication::clipboard()->text();
    }

    QCOMPARE(copied, (QStringList{u"ab"_s, uR"("a\u0000b")"_s, u"json.x"_s}));
    QVERIFY(!menu->actions().last()->isEnabled());
}

void DetailPaneTest::tellsTheFieldThatIsCurrent()
{
    const ui::Theme theme;
    ui::DetailPane pane(theme);
    QByteArrayList told;
    connect(&pane, &ui::DetailPane::selectedFieldChanged, this,
            [&told](const event::FieldRef &field) { told += event::nameOf(field); });
    connect(&pane, &ui::DetailPane::selectedFieldCleared, this, [&told] { told += "-"; });
    pane.setContent(ui::makeDetailContent(failedEvent()));
    told.clear();

    QTest::keyClick(fieldsOf(pane, u"Event"_s), Qt::Key_Down);
    pane.setCurrentPage(ui::DetailPane::Json);
    QTest::keyClick(pane.findChild<ui::JsonTree *>(), Qt::Key_Home);
    pane.clear();

    QCOMPARE(told.first(), "type"_ba);
    QCOMPARE(told.last(), "-"_ba);
    QVERIFY(!told.contains("json."));
}

void DetailPaneTest::saysTheNameBesideTheNumber()
{
    const ui::Theme theme;
    ui::DetailPane pane(theme);
    pane.setContent(ui::makeDetailContent(failedEvent()));
    const auto fields = [&pane] {
        return QString::fromUtf8(fieldsOf(pane, u"Event"_s)->findText().bytes);
    };
    QVERIFY(!fields().contains(u"QA toll-free"_s));

    pane.setNames(filter::Names::read(u"+19195550142 = QA toll-free"_s));

    QVERIFY2(fields().contains(u"+1 919 555 0142 \u00b7 QA toll-free"_s), qPrintable(fields()));
    pane.setNames({});
    QVERIFY(!fields().contains(u"QA toll-free"_s));
}

SENDSCOPE_TEST(DetailPaneTest, detailpane)
#include "tst_detailpane.moc"
