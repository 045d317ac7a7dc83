#include "app/filter/program.h"
#include "app/index/scan.h"
#include "tests/support/fakeclock.h"
#include "tests/testregistry.h"
#include "tests/ui/somemessages.h"
#include "ui/messages/messagecell.h"
#include "ui/messages/messagetablemodel.h"

#include <QAbstractItemModelTester>
#include <QLocale>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace sendscope;
using namespace sendscope::ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using event::EventId;
using tests::SomeMessages;

class MessageTableModelTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void showsWhatBecameOfAMessage_data();
    void showsWhatBecameOfAMessage();
    void tellsAGroupAsOneRowAndItsRecipients();
    void takesNewMessagesAsOneInsertion();
    void findsItsRowsWhateverIsOpen();
    void namesWhatItIsFilteredBy();
    void isFoundByWhatItIsFilteredBy();
    void remembersItsColumns();

private:
    QString cell(MessageColumn column, int row = 0, int role = Qt::DisplayRole) const
    {
        return m_model->index(row, m_model->columnOf(column)).data(role).toString();
    }

    void setClock(std::chrono::milliseconds at)
    {
        m_clock.advance(SomeMessages::kCreated + at - m_clock.utc());
    }

    void addGroup(const QByteArray &id, int recipients);

    tests::FakeClock m_clock;
    std::unique_ptr<SomeMessages> m_messages;
    std::unique_ptr<MessageTableModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void MessageTableModelTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    m_tester.reset();
    m_messages = std::make_unique<SomeMessages>();
    m_model = std::make_unique<MessageTableModel>(m_clock);
    const auto all = allMessageColumns();
    m_model->setColumns({all.begin(), all.end()});
    m_tester = std::make_unique<QAbstractItemModelTester>(
        m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    setClock(5min);
}

void MessageTableModelTest::addGroup(const QByteArray &id, int recipients)
{
    QByteArrayList to;
    for (int i = 0; i < recipients; ++i)
        to += "+1984555011" + QByteArray::number(i);
    for (const QByteArray &number : to)
        m_messages->add(id, "message-sending", 1s, 0, to, number);
    m_messages->add(id, "message-delivered", 4400ms, 0, to, to[0]);
    m_messages->add(id, "message-failed", 11600ms, 4432, to, to[1]);
}

void MessageTableModelTest::showsWhatBecameOfAMessage_data()
{
    QTest::addColumn<QByteArrayList>("types");
    QTest::addColumn<int>("code");
    QTest::addColumn<int>("minutes"); // since its creation
    QTest::addColumn<QString>("state");
    QTest::addColumn<QString>("took");
    QTest::addColumn<QString>("result");

    QTest::newRow("delivered") << QByteArrayList{"sending", "sent", "delivered"} << 0 << 5
                               << u"delivered"_s << u"3.00 s"_s << QString();
    QTest::newRow("failed") << QByteArrayList{"sending", "failed"} << 4720 << 5 << u"failed"_s
                            << u"2.00 s"_s << u"4720 invalid number"_s;
    QTest::newRow("no receipt") << QByteArrayList{"sending", "sent", "failed"} << 9902 << 5
                                << u"no receipt"_s << u"3.00 s"_s << u"9902 no receipt"_s;
    QTest::newRow("on its way") << QByteArrayList{"sending"} << 0 << 5 << u"sending"_s
                                << u"5 min so far"_s << QString();
    QTest::newRow("overdue") << QByteArrayList{"sending", "sent"} << 0 << 14 << u"overdue"_s
                             << u"14 min"_s << QString();
    QTest::newRow("received") << QByteArrayList{"received"} << 0 << 5 << u"received"_s
                              << u"1.00 s"_s << QString();
    QTest::newRow("conflicting") << QByteArrayList{"delivered", "failed"} << 4720 << 5
                                 << u"conflicting"_s << u"2.00 s"_s << u"4720 invalid number"_s;
}

void MessageTableModelTest::showsWhatBecameOfAMessage()
{
    QFETCH(const QByteArrayList, types);
    QFETCH(const int, code);
    QFETCH(const int, minutes);
    QFETCH(const QString, state);
    QFETCH(const QString, took);
    QFETCH(const QString, result);

    const auto at = std::chrono::minutes(minutes);
    setClock(at);

    for (qsizetype i = 0; i < types.size(); ++i)
        m_messages->add("1795442855875xo7watq5px6rbe5d", "message-" + types[i], (i + 1) * 1s,
                        types[i] == "failed" ? code : 0);
    m_model->setResult(m_messages->result(0, at));

    QCOMPARE(m_model->rowCount(), 1);
    QCOMPARE(cell(MessageColumn::State), state);
    QCOMPARE(cell(MessageColumn::Took), took);
    QCOMPARE(cell(MessageColumn::Steps), result);
    QCOMPARE(cell(MessageColumn::Created).size(), 8);
    QCOMPARE(cell(MessageColumn::Ours), u"+1 919 555 0142"_s);
    QCOMPARE(cell(MessageColumn::Theirs), u"+1 984 555 0117"_s);
    QCOMPARE(cell(MessageColumn::Tag), u"v2 lab"_s);
    QCOMPARE(cell(MessageColumn::Id), u"\u2026x6rbe5d"_s);
    QCOMPARE(cell(MessageColumn::Id, 0, MessageTableModel::CopyRole),
             u"1795442855875xo7watq5px6rbe5d"_s);
    QCOMPARE(cell(MessageColumn::Code), code == 0 ? QString() : QString::number(code));
    QVERIFY(!cell(MessageColumn::Steps, 0, Qt::AccessibleTextRole).isEmpty());
}

void MessageTableModelTest::tellsAGroupAsOneRowAndItsRecipients()
{
    m_messages->add("a", "message-sending", 1s);
    addGroup("g", 3);
    m_messages->add("b", "message-sending", 1s);
    m_model->setResult(m_messages->result());
    QCOMPARE(m_model->rowCount(), 3);
    QCOMPARE(cell(MessageColumn::State, 1), u"group"_s);
    QCOMPARE(cell(MessageColumn::Theirs, 1), u"3 recipients"_s);
    QCOMPARE(cell(MessageColumn::Steps, 1), u"1 of 3 delivered, 1 failed"_s);
    QVERIFY(m_model->isFoldable(1) && !m_model->isFoldable(0));

    m_model->setOpen(1, true);

    QCOMPARE(m_model->rowCount(), 6);
    QStringList states;
    for (int row = 2; row < 5; ++row) {
        states += cell(MessageColumn::Theirs, row) + u' ' + cell(MessageColumn::State, row);
        QCOMPARE(cell(MessageColumn::Ours, row), QString());
    }
    states.sort();
    QCOMPARE(states,
             QStringList({u"+1 984 555 0110 delivered"_s, u"+1 984 555 0111 failed"_s,
                          u"+1 984 555 0112 sending"_s}));
    QCOMPARE(cell(MessageColumn::State, 5), u"sending"_s);

    m_model->setOpen(1, false);
    QCOMPARE(m_model->rowCount(), 3);
}

void MessageTableModelTest::takesNewMessagesAsOneInsertion()
{
    addGroup("g", 3);
    m_model->setResult(m_messages->result());
    m_model->setOpen(0, true);
    QSignalSpy inserted(m_model.get(), &QAbstractItemModel::rowsInserted);
    QSignalSpy resets(m_model.get(), &QAbstractItemModel::modelReset);
    QSignalSpy changes(m_model.get(), &QAbstractItemModel::dataChanged);

    for (int i = 0; i < 5; ++i)
        m_messages->add("m" + QByteArray::number(i), "message-sending", 1s);
    m_model->setResult(m_messages->result(1));

    QCOMPARE(inserted.count(), 1);
    QCOMPARE(inserted.first().at(1).toInt(), 4); // below the group's recipients
    QCOMPARE(m_model->rowCount(), 9);

    m_messages->add("m4", "message-delivered", 2s); // one goes on
    m_model->setResult(m_messages->result(6));
    QCOMPARE(inserted.count(), 1);
    QCOMPARE(resets.count(), 0);
    QCOMPARE(changes.count(), 2);
    QCOMPARE(cell(MessageColumn::State, 8), u"delivered"_s);
    QVERIFY(m_model->isOpen(0));
}

void MessageTableModelTest::findsItsRowsWhateverIsOpen()
{
    QRandomGenerator random(3);
    for (int i = 0; i < 60; ++i) {
        const QByteArray id = "m" + QByteArray::number(i);
        if (i % 3 == 0)
            addGroup(id, random.bounded(2, 6));
        else
            m_messages->add(id, "message-sending", 1s);
    }
    engine::QueryResult result = m_messages->result();
    m_model->setResult(result);

    for (int turn = 0; turn < 200; ++turn) {
        const int chosen = random.bounded(m_model->rowCount());
        m_model->setOpen(chosen, !m_model->isOpen(chosen));
        if (turn % 20 == 0) { // only some, or all again, in either order
            index::RowList some;
            const engine::QueryResult all = m_messages->result();
            for (const EventId id : all.rows.all()) {
                if (turn % 40 == 0 || random.bounded(3) > 0)
                    some.push_back(id);
            }
            result.rows = index::Rows(some);
            result.keptRows = 0;
            m_model->setResult(result);
        }

        // What the rows should be, told plainly.
        int row = 0;
        for (const EventId first : result.rows.all()) {
            const auto message = result.snapshot->message(first);
            QCOMPARE(m_model->messageAt(row), first);
            QCOMPARE(m_model->recipientAt(row), -1);
            QCOMPARE(m_model->rowOf(message->events.back()), row);
            const bool isOpen = m_model->isOpen(row);
            const int group = row++;
            for (int i = 0; isOpen && i < int(message->recipients.size()); ++i, ++row) {
                QCOMPARE(m_model->messageAt(row), first);
                QCOMPARE(m_model->recipientAt(row), i);
                QCOMPARE(m_model->rowOf(first, i), row);
                QCOMPARE(m_model->rowAt(row)->recipient->number,
                         message->recipients[size_t(i)].number);
            }
            QVERIFY(!isOpen || m_model->isFoldable(group));
        }
        QCOMPARE(m_model->rowCount(), row);
    }
}

void MessageTableModelTest::namesWhatItIsFilteredBy()
{
    m_messages->add("a", "message-sending", 1s);
    m_messages->add("a", "message-failed", 2s, 4720);
    m_model->setResult(m_messages->result());
    const auto value = [this](MessageColumn column) {
        const auto filter = filterOf(*m_model->snapshot(), *m_model->rowAt(0), column);
        return filter ? event::fieldInfo(filter->first).name.toByteArray() + '=' + filter->second
                      : QByteArray();
    };

    QCOMPARE(value(MessageColumn::State), "state=failed"_ba);
    QCOMPARE(value(MessageColumn::Theirs), "theirs=+19845550117"_ba);
    QCOMPARE(value(MessageColumn::Code), "errorCode=4720"_ba);
    QCOMPARE(value(MessageColumn::Tag), "message.tag=v2 lab"_ba);
    QCOMPARE(value(MessageColumn::Id), "message.id=a"_ba);
    QCOMPARE(value(MessageColumn::Steps), QByteArray());
    QCOMPARE(value(MessageColumn::Took), QByteArray());
}

void MessageTableModelTest::isFoundByWhatItIsFilteredBy()
{
    const QByteArrayList group{"+19845550101", "+19845550102", "+19845550103", "+19845550104"};
    const auto add = [this](const char *id, const char *type, const QByteArrayList &to,
                            const QByteArray &about,
                            int code = 0) { m_messages->add(id, type, 1s, code, to, about); };
    add("fourth", "message-delivered", group, group[0]);
    add("fourth", "message-failed", group, group[1], 4720);
    add("fourth", "message-sending", group, group[2]);
    add("waits", "message-delivered", group.sliced(2), group[2]);
    add("conflicts", "message-delivered", {group[0]}, group[0]);
    add("conflicts", "message-failed", {group[0]}, group[0], 4720);
    add("none", "message-failed", {group[0]}, group[0], 9902);
    add("late", "message-sent", {group[0]}, group[0]);

    for (const auto at : {5min, 24min}) {
        m_model->setResult(m_messages->result(0, at));
        for (int row = 0; row < m_model->rowCount(); ++row) {
            if (m_model->isFoldable(row))
                m_model->setOpen(row, true);
        }
        QCOMPARE(m_model->rowCount(), 5 + 4 + 2);
        const index::Snapshot &snapshot = *m_model->snapshot();
        for (int row = 0; row < m_model->rowCount(); ++row) {
            const MessageRow shown = *m_model->rowAt(row);
            for (const MessageColumn column : m_model->columns()) {
                const auto value = filterOf(snapshot, shown, column);
                if (!value || value->second.isNull())
                    continue;
                const QString text = QString::fromUtf8(event::fieldInfo(value->first).name)
                    + u" == \"%1\""_s.arg(QString::fromUtf8(value->second));
                const index::RowList found =
                    index::scanAll(snapshot, filter::Program(filter::parse(text).filter));
                QVERIFY2(std::any_of(found.begin(), found.end(),
                                     [&](event::EventId id) {
                                         return snapshot.message(id)->id == shown.message.id;
                                     }),
                         qPrintable(QString::fromUtf8(shown.message.id) + u": "_s + text));
            }
        }
    }
}

void MessageTableModelTest::remembersItsColumns()
{
    const std::vector<ShownMessageColumn> columns{{MessageColumn::Took, 90},
                                                  {MessageColumn::Steps, 400}};

    QCOMPARE(readMessageColumns(printMessageColumns(columns)), columns);
    for (const QByteArray &text :
         {""_ba, "messages1"_ba, "messages2 took=90"_ba, "messages1 took"_ba,
          "messages1 took=90 took=91"_ba, "messages1 wrong=90"_ba, "messages1 took=-4"_ba})
        QVERIFY2(!readMessageColumns(text), text.constData());
}

SENDSCOPE_TEST(MessageTableModelTest, messagetablemodel)
#include "tst_messagetablemodel.moc"
