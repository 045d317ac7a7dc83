#include "app/event/fieldref.h"
#include "app/index/scan.h"
#include "tests/support/madeevent.h"
#include "tests/testregistry.h"
#include "tests/ui/somecapture.h"
#include "ui/events/celltext.h"
#include "ui/events/eventtablemodel.h"
#include "ui/filter/filterjoining.h"
#include "ui/widgets/valueformat.h"

#include <QAbstractItemModel>
#include <QAbstractItemModelTester>
#include <QLocale>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace sendscope;
using namespace sendscope::ui;
using namespace Qt::StringLiterals;
using event::Field;

class EventTableModelTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void showsARow();
    void takesItsColumnsFromTheCatalogue();
    void showsAnyFieldAsAColumn_data();
    void showsAnyFieldAsAColumn();
    void showsPathsAndHeadersOnceTheyAreRead();
    void layLittleOfALargeTextOut();
    void saysWhatItIsSortedBy();
    void findsRowsInAnyOrder();
    void copiesValuesAsTheyAre();
    void saysWhatAnErrorCodeMeans();
    void saysWhatIsWrongWithAMalformedRow();
    void showsWhatATargetAnsweredBesideOurs();
    void neverMakesMarkupOfATip();
    void takesABatchAsOneInsertion();
    void takesAnythingElseAsAReset();
    void findsRowsById();
    void isFoundByWhatItsCellsOffer();
    void showsNamesInPlaceOfNumbers();

private:
    QString cell(const event::FieldRef &field, int role = Qt::DisplayRole, int row = 0) const
    {
        return m_model->index(row, m_model->columnOf(field)).data(role).toString();
    }

    std::unique_ptr<tests::SomeCapture> m_capture;
    std::unique_ptr<EventTableModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void EventTableModelTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    m_tester.reset();
    m_capture = std::make_unique<tests::SomeCapture>();
    m_model = std::make_unique<EventTableModel>();
    m_tester = std::make_unique<QAbstractItemModelTester>(
        m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
}

void EventTableModelTest::showsARow()
{
    m_capture->add("message-sending"_ba, 0, 2);
    m_model->setResult(m_capture->result());

    QCOMPARE(m_model->rowCount(), 1);
    QCOMPARE(cell(Field::Event), u"1"_s);
    QCOMPARE(cell(Field::Received).size(), 12);
    QCOMPARE(cell(Field::Lag), u"838 ms"_s);
    QCOMPARE(cell(Field::Type), u"message-sending"_s);
    QCOMPARE(cell(Field::Result), QString());
    QCOMPARE(cell(Field::Ours), u"+1 919 555 0142"_s);
    QCOMPARE(cell(Field::Theirs), u"+1 984 555 0110"_s);
    QCOMPARE(cell(Field::MediaCount), u"2"_s);
    QCOMPARE(cell(Field::MessageTag), u"v2 lab"_s);
    QCOMPARE(cell(Field::MessageId), u"\u2026x6rbe0d"_s);
    QCOMPARE(cell(Field::Status), u"200"_s);
    for (int column = 0; column < m_model->columnCount(); ++column) {
        QVERIFY(!m_model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString().isEmpty());
        QVERIFY(!m_model->headerData(column, Qt::Horizontal, Qt::ToolTipRole).toString().isEmpty());
    }
}

void EventTableModelTest::takesItsColumnsFromTheCatalogue()
{
    const auto columns = event::defaultColumns();

    QCOMPARE(m_model->columnCount(), int(columns.size()));
    for (size_t column = 0; column < columns.size(); ++column) {
        QCOMPARE(m_model->headerData(int(column), Qt::Horizontal, Qt::DisplayRole).toString(),
                 event::titleOf(columns[column]));
    }
    QCOMPARE(m_model->columnOf(Field::Lag), 2);
    QCOMPARE(m_model->columnOf(Field::Size), -1);
}

void EventTableModelTest::showsAnyFieldAsAColumn_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QString>("shown");
    QTest::addColumn<QString>("whole");
    QTest::addColumn<QByteArray>("filter");

    QTest::newRow("number") << "event"_ba << u"1"_s << u"1"_s << "1"_ba;
    QTest::newRow("span") << "lag"_ba << u"838 ms"_s << u"838.000"_s << "838ms"_ba;
    QTest::newRow("size") << "size"_ba << u"513 B"_s << u"513"_s << "513"_ba;
    QTest::newRow("phone") << "ours"_ba << u"+1 919 555 0142"_s << u"+19195550142"_s
                           << "+19195550142"_ba;
    QTest::newRow("text") << "message.text"_ba << u"Hello"_s << u"Hello"_s << "Hello"_ba;
    QTest::newRow("id") << "message.id"_ba << u"\u2026x6rbe0d"_s
                        << u"1795442855875xo7watq5px6rbe0d"_s << "1795442855875xo7watq5px6rbe0d"_ba;
    QTest::newRow("list") << "message.media"_ba
                          << u"https://messaging.bandwidth.com/media/0.jpg, "
                             "https://messaging.bandwidth.com/media/1.jpg +1"_s
                          << u"https://messaging.bandwidth.com/media/0.jpg, "
                             "https://messaging.bandwidth.com/media/1.jpg, "
                             "https://messaging.bandwidth.com/media/2.jpg"_s
                          << "https://messaging.bandwidth.com/media/0.jpg"_ba;
    QTest::newRow("nothing") << "eventTime"_ba << QString() << QString() << QByteArray();
    QTest::newRow("kind") << "kind"_ba << u"event"_s << u"event"_s << "event"_ba;
}

void EventTableModelTest::showsAnyFieldAsAColumn()
{
    QFETCH(const QByteArray, name);
    QFETCH(const QString, shown);
    QFETCH(const QString, whole);
    QFETCH(const QByteArray, filter);
    const auto field = event::findFieldRef(name);
    QVERIFY(field);

    m_model->setColumns({Field::Event == field->field ? Field::Lag : Field::Event, *field});
    m_capture->add("message-sending"_ba, 0, 3);
    m_model->setResult(m_capture->result());

    QCOMPARE(cell(*field), shown);
    QCOMPARE(cell(*field, EventTableModel::CopyRole), whole);
    QCOMPARE(ui::filterValue(m_model->cellAt(0, 1)), filter);
}

void EventTableModelTest::showsPathsAndHeadersOnceTheyAreRead()
{
    const event::FieldRef path = *event::findFieldRef("json.message.tag");
    const event::FieldRef structure = *event::findFieldRef("json.message");
    const event::FieldRef header = *event::findFieldRef("header.host");
    m_model->setColumns({path, structure, header});
    m_capture->add("message-sending"_ba);
    m_model->setResult(m_capture->result());
    QCOMPARE(cell(path), u"\u2026"_s); // not read yet
    QCOMPARE(cell(path, EventTableModel::CopyRole), QString());

    m_capture->read({path, structure, header});
    m_model->setResult(m_capture->result());

    QCOMPARE(cell(path), u"v2 lab"_s);
    QCOMPARE(cell(structure), u"{\u2026}"_s);
    QCOMPARE(cell(header), u"127.0.0.1:8667"_s);
    QCOMPARE(m_model->headerData(0, Qt::Horizontal, Qt::DisplayRole).toString(), u"message.tag"_s);
}

void EventTableModelTest::layLittleOfALargeTextOut()
{
    const QByteArray large("x\u00e4" + QByteArray(8 * 1024 * 1024, 'x'));
    m_model->setColumns({Field::MessageText});
    m_capture->addText(large);
    m_model->setResult(m_capture->result());

    QCOMPARE(cell(Field::MessageText).size(), ui::kMostShown + 1); // and the sign that it goes on
    QVERIFY(cell(Field::MessageText, Qt::ToolTipRole).size() < 1200);
    QCOMPARE(cell(Field::MessageText, EventTableModel::CopyRole), QString::fromUtf8(large));
}

void EventTableModelTest::saysWhatItIsSortedBy()
{
    m_model->setAskedOrder({.field = Field::Lag, .isDescending = true});

    const int lag = m_model->columnOf(Field::Lag);
    QCOMPARE(m_model->headerData(lag, Qt::Horizontal, EventTableModel::SortRole).toInt(),
             int(Qt::DescendingOrder));
    QCOMPARE(m_model->headerData(lag, Qt::Horizontal, Qt::AccessibleTextRole).toString(),
             u"Lag, sorted, greatest first"_s);
    QVERIFY(!m_model->headerData(0, Qt::Horizontal, EventTableModel::SortRole).isValid());
}

void EventTableModelTest::findsRowsInAnyOrder()
{
    m_capture->add(100);
    m_model->setResult(m_capture->sorted({.field = Field::Theirs, .isDescending = true}));

    for (int row = 0; row < 100; ++row)
        QCOMPARE(m_model->rowOf(m_model->eventAt(row)), row);
    QVERIFY(m_model->eventAt(0) != event::EventId{1});
}

void EventTableModelTest::copiesValuesAsTheyAre()
{
    m_capture->add("message-failed"_ba, 4720);
    m_model->setResult(m_capture->result());

    QVERIFY(cell(Field::Received, EventTableModel::CopyRole).startsWith(u"2026-11-23T"_s));
    QCOMPARE(cell(Field::Lag, EventTableModel::CopyRole), u"838.000"_s);
    QCOMPARE(cell(Field::Result, EventTableModel::CopyRole), u"4720 invalid number"_s);
    QCOMPARE(cell(Field::Theirs, EventTableModel::CopyRole), u"+19845550110"_s);
    QCOMPARE(cell(Field::MessageId, EventTableModel::CopyRole), u"1795442855875xo7watq5px6rbe0d"_s);
}

void EventTableModelTest::saysWhatAnErrorCodeMeans()
{
    m_capture->add("message-failed"_ba, 4720);
    m_model->setResult(m_capture->result());

    QVERIFY2(cell(Field::Result).startsWith(u"4720 "_s), qPrintable(cell(Field::Result)));
    QVERIFY(cell(Field::Result).size() > 5);
    QVERIFY(cell(Field::Result, Qt::ToolTipRole).size() > cell(Field::Result).size() + 40);
}

void EventTableModelTest::saysWhatIsWrongWithAMalformedRow()
{
    m_capture->addMalformed();
    m_model->setResult(m_capture->result());

    QCOMPARE(cell(Field::Type), u"malformed"_s);
    QVERIFY2(cell(Field::Result).startsWith(u"Not JSON"_s), qPrintable(cell(Field::Result)));
    QCOMPARE(cell(Field::Status), u"400"_s);
}

void EventTableModelTest::showsWhatATargetAnsweredBesideOurs()
{
    m_capture->add(3);
    m_capture->attempt(1, 504);
    m_capture->attempt(2, 200);
    m_capture->attempt(2, 0); // the newest one counts
    m_model->setResult(m_capture->result());

    QCOMPARE(cell(Field::Status, Qt::DisplayRole, 0), u"200 \u2192 504"_s);
    QCOMPARE(cell(Field::Status, EventTableModel::CopyRole, 0), u"200 \u2192 504"_s);
    QVERIFY(cell(Field::Status, Qt::ToolTipRole, 0).contains(u"504"_s));
    QCOMPARE(cell(Field::Status, Qt::DisplayRole, 1), u"200 \u2192 none"_s);
    QVERIFY(cell(Field::Status, Qt::ToolTipRole, 1).contains(u"no answer"_s));
    QCOMPARE(cell(Field::Status, Qt::DisplayRole, 2), u"200"_s);
    QVERIFY(cell(Field::Status, Qt::ToolTipRole, 2).isEmpty());
}

void EventTableModelTest::neverMakesMarkupOfATip()
{
    m_capture->add("message-<img src=x>"_ba);
    m_model->setResult(m_capture->result());

    QVERIFY(!cell(Field::Type, Qt::ToolTipRole).contains(u"<img"_s));
}

void EventTableModelTest::takesABatchAsOneInsertion()
{
    m_capture->add(5);
    m_model->setResult(m_capture->result());
    QSignalSpy insertions(m_model.get(), &QAbstractItemModel::rowsInserted);
    QSignalSpy resets(m_model.get(), &QAbstractItemModel::modelReset);

    m_capture->add(20);
    m_model->setResult(m_capture->result(5));
    m_model->setResult(m_capture->result(25));

    QCOMPARE(insertions.count(), 1);
    QCOMPARE(insertions.first().at(1).toInt(), 5);
    QCOMPARE(insertions.first().at(2).toInt(), 24);
    QCOMPARE(resets.count(), 0);
    QCOMPARE(m_model->rowCount(), 25);
}

void EventTableModelTest::takesAnythingElseAsAReset()
{
    m_capture->add(5);
    m_model->setResult(m_capture->result());
    QSignalSpy resets(m_model.get(), &QAbstractItemModel::modelReset);

    m_model->setResult(m_capture->resultOf({event::EventId{2}, event::EventId{4}}));

    QCOMPARE(resets.count(), 1);
    QCOMPARE(m_model->rowCount(), 2);
    QCOMPARE(m_model->index(1, 0).data(EventTableModel::EventIdRole).toLongLong(), 4);

    m_model->setResult({});
    QCOMPARE(m_model->rowCount(), 0);
}

void EventTableModelTest::findsRowsById()
{
    m_capture->add(5);
    m_model->setResult(m_capture->resultOf({event::EventId{2}, event::EventId{4}}));

    QCOMPARE(m_model->rowOf(event::EventId{4}), 1);
    QCOMPARE(m_model->rowOf(event::EventId{3}), -1);
    QCOMPARE(m_model->rowOf({}), -1);
    QVERIFY(m_model->eventAt(2).isNull());
    QVERIFY(!m_model->rowAt(-1));
}

void EventTableModelTest::showsNamesInPlaceOfNumbers()
{
    m_capture->add("message-sending"_ba);
    m_model->setResult(m_capture->result());
    QSignalSpy changes(m_model.get(), &QAbstractItemModel::dataChanged);

    m_model->setNames(filter::Names::read(u"9195550142 = QA <b>toll-free</b>"_s));

    QCOMPARE(changes.count(), 1);
    QCOMPARE(cell(Field::Ours), u"QA <b>toll-free</b>"_s);
    QCOMPARE(cell(Field::Ours, EventTableModel::CopyRole), u"+19195550142"_s);
    QVERIFY(cell(Field::Ours, Qt::ToolTipRole).contains(u"+19195550142"_s));
    QVERIFY(cell(Field::Theirs).startsWith(u"+1 984"_s));
    QCOMPARE(filterValue(m_model->cellAt(0, m_model->columnOf(Field::Ours))), "+19195550142"_ba);

    m_model->setNames({});
    QCOMPARE(cell(Field::Ours), u"+1 919 555 0142"_s);
}

void EventTableModelTest::isFoundByWhatItsCellsOffer()
{
    QRandomGenerator random(11);
    std::vector<event::StoredRequest> requests = tests::sampleRequests();
    while (tests::nextEvent(requests) < 500)
        tests::addMadeRequest(random, requests);
    index::Builder builder;
    builder.append({requests, {}, {{{1}, {1}}, {{2}, {3}}}});
    engine::QueryResult result;
    result.snapshot = builder.publish();
    index::RowList all;
    for (qint64 id = 1; id < tests::nextEvent(requests); ++id)
        all.push_back({id});
    result.rows = index::Rows(all);

    for (const event::FieldInfo &info : event::fields()) {
        m_model->setColumns({info.field});
        m_model->setResult(result);
        int offered = 0;
        for (int row = 0; row < m_model->rowCount(); ++row) {
            const Cell cell = m_model->cellAt(row, 0);
            if (!isFilterable(cell))
                continue;
            ++offered;
            const QString text = filter::print({conditionOf(cell.field, filterValue(cell))});
            const filter::Parsed parsed = filter::parse(text);
            QVERIFY2(parsed.judgement == filter::Judgement::Fine, qPrintable(text));
            const event::EventId id = all[size_t(row)];
            QVERIFY2(
                !index::scanAll(*result.snapshot, filter::Program(parsed.filter), {id, id}).empty(),
                qPrintable(QString::number(id.value) + u": "_s + text));
        }
        QVERIFY2(offered > 490, info.name.data());
    }
}

SENDSCOPE_TEST(EventTableModelTest, eventtablemodel)
#include "tst_eventtablemodel.moc"
