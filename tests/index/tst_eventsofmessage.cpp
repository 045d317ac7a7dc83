#include "app/index/builder.h"
#include "app/index/eventsofmessage.h"
#include "tests/index/stored.h"
#include "tests/testregistry.h"

#include <QTest>

using namespace sendscope;
using namespace Qt::StringLiterals;

namespace {

QByteArray eventOf(const QByteArray &id)
{
    return R"({"type":"message-sent","message":{"id":)" + id + "}}";
}

} // namespace

class EventsOfMessageTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void findsAllOfOneMessage_data();
    void findsAllOfOneMessage();
    void keepsToTheRange();
    void leavesOutWhatWasRemoved();

private:
    index::Builder m_builder;
    index::SnapshotPtr m_snapshot;
};

void EventsOfMessageTest::initTestCase()
{
    const QByteArrayList ids{
        R"("a")", R"("b")",   R"("a")",        R"("A")", R"("say \"a\" or b")",
        R"("")",  R"("a b")", R"("a\u0000b")", R"("a")", R"("say \"a\" or b")"};
    for (qint64 i = 0; i < ids.size(); ++i)
        m_builder.append({{tests::stored(i + 1, i + 1, eventOf(ids[i]))}, {}, {}});
    m_snapshot = m_builder.publish();
}

void EventsOfMessageTest::findsAllOfOneMessage_data()
{
    QTest::addColumn<qint64>("event");
    QTest::addColumn<QList<qint64>>("found");

    QTest::newRow("three") << qint64(3) << QList<qint64>{1, 3, 9};
    QTest::newRow("another case is another message") << qint64(4) << QList<qint64>{4};
    QTest::newRow("quotation marks") << qint64(5) << QList<qint64>{5, 10};
    QTest::newRow("no id") << qint64(6) << QList<qint64>{};
    QTest::newRow("a space") << qint64(7) << QList<qint64>{7};
    QTest::newRow("no row") << qint64(99) << QList<qint64>{};
}

void EventsOfMessageTest::findsAllOfOneMessage()
{
    QFETCH(const qint64, event);
    QFETCH(const QList<qint64>, found);

    QList<qint64> ids;
    for (const event::EventId id : index::eventsOfMessage(*m_snapshot, {event}))
        ids << id.value;

    QCOMPARE(ids, found);
}

void EventsOfMessageTest::keepsToTheRange()
{
    const auto before = index::eventsOfMessage(*m_snapshot, {9}, {{1}, {8}});

    QCOMPARE(before, (index::RowList{{1}, {3}}));
}

void EventsOfMessageTest::leavesOutWhatWasRemoved()
{
    m_builder.setRemoved({{1}, {5}});

    const auto left = index::eventsOfMessage(*m_builder.publish(), {9});

    QCOMPARE(left, (index::RowList{{3}, {9}}));
}

SENDSCOPE_TEST(EventsOfMessageTest, eventsofmessage)
#include "tst_eventsofmessage.moc"
