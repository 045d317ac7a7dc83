#include "app/event/fieldcatalogue.h"
#include "tests/testregistry.h"
#include "tests/ui/somecapture.h"
#include "ui/events/eventtablemodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace sendscope;
using namespace sendscope::ui;
using namespace Qt::StringLiterals;
using Column = EventTableModel::Column;

class EventTableModelTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void showsARow();
    void takesItsColumnsFromTheCatalogue();
    void copiesValuesAsTheyAre();
    void saysWhatAnErrorCodeMeans();
    void saysWhatIsWrongWithAMalformedRow();
    void neverMakesMarkupOfATip();
    void takesABatchAsOneInsertion();
    void takesAnythingElseAsAReset();
    void findsRowsById();

private:
    QString cell(Column column, int role = Qt::DisplayRole, int row = 0) const
    {
        return m_model->index(row, int(column)).data(role).toString();
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
    QCOMPARE(cell(Column::Number), u"1"_s);
    QCOMPARE(cell(Column::Received).size(), 12);
    QCOMPARE(cell(Column::Lag), u"838 ms"_s);
    QCOMPARE(cell(Column::Event), u"message-sending"_s);
    QCOMPARE(cell(Column::Result), QString());
    QCOMPARE(cell(Column::Ours), u"+1 919 555 0142"_s);
    QCOMPARE(cell(Column::Theirs), u"+1 984 555 0110"_s);
    QCOMPARE(cell(Column::Media), u"2"_s);
    QCOMPARE(cell(Column::Tag), u"v2 lab"_s);
    QCOMPARE(cell(Column::MessageId), u"\u2026x6rbe0d"_s);
    QCOMPARE(cell(Column::Http), u"200"_s);
    QCOMPARE(cell(Column::Text), u"Hello"_s);
    for (int column = 0; column < EventTableModel::kColumnCount; ++column) {
        QVERIFY(!m_model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString().isEmpty());
        QVERIFY(!m_model->headerData(column, Qt::Horizontal, Qt::ToolTipRole).toString().isEmpty());
    }
}

void EventTableModelTest::takesItsColumnsFromTheCatalogue()
{
    const auto columns = event::defaultColumns();

    QCOMPARE(columns.size(), size_t(Column::Text));
    for (size_t column = 0; column < columns.size(); ++column) {
        QCOMPARE(m_model->headerData(int(column), Qt::Horizontal, Qt::DisplayRole).toString(),
                 event::titleOf(columns[column]));
    }
    QCOMPARE(columns[size_t(Column::Lag)], event::Field::Lag);
    QCOMPARE(columns[size_t(Column::MessageId)], event::Field::MessageId);
    QCOMPARE(columns[size_t(Column::Http)], event::Field::Status);
}

void EventTableModelTest::copiesValuesAsTheyAre()
{
    m_capture->add("message-failed"_ba, 4720);
    m_model->setResult(m_capture->result());

    QVERIFY(cell(Column::Received, EventTableModel::CopyRole).startsWith(u"2026-11-23T"_s));
    QCOMPARE(cell(Column::Lag, EventTableModel::CopyRole), u"838.000"_s);
    QCOMPARE(cell(Column::Result, EventTableModel::CopyRole), u"4720"_s);
    QCOMPARE(cell(Column::Theirs, EventTableModel::CopyRole), u"+19845550110"_s);
    QCOMPARE(cell(Column::MessageId, EventTableModel::CopyRole),
             u"1795442855875xo7watq5px6rbe0d"_s);
}

void EventTableModelTest::saysWhatAnErrorCodeMeans()
{
    m_capture->add("message-failed"_ba, 4720);
    m_model->setResult(m_capture->result());

    QVERIFY2(cell(Column::Result).startsWith(u"4720 "_s), qPrintable(cell(Column::Result)));
    QVERIFY(cell(Column::Result).size() > 5);
    QVERIFY(cell(Column::Result, Qt::ToolTipRole).size() > cell(Column::Result).size() + 40);
}

void EventTableModelTest::saysWhatIsWrongWithAMalformedRow()
{
    m_capture->addMalformed();
    m_model->setResult(m_capture->result());

    QCOMPARE(cell(Column::Event), u"malformed"_s);
    QVERIFY2(cell(Column::Result).startsWith(u"Not JSON"_s), qPrintable(cell(Column::Result)));
    QCOMPARE(cell(Column::Http), u"400"_s);
}

void EventTableModelTest::neverMakesMarkupOfATip()
{
    m_capture->add("message-<img src=x>"_ba);
    m_model->setResult(m_capture->result());

    QVERIFY(!cell(Column::Event, Qt::ToolTipRole).contains(u"<img"_s));
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
    QCOMPARE(m_model->firstRowFrom(event::EventId{3}), 1);
    QCOMPARE(m_model->firstRowFrom(event::EventId{9}), 2);
    QVERIFY(m_model->eventAt(2).isNull());
    QVERIFY(!m_model->rowAt(-1));
}

SENDSCOPE_TEST(EventTableModelTest, eventtablemodel)
#include "tst_eventtablemodel.moc"
