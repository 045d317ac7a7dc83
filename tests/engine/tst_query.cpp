#include "app/engine/query.h"
#include "app/index/builder.h"
#include "tests/testregistry.h"

using namespace sendscope;
using namespace Qt::StringLiterals;

namespace {

const base::SystemClock kClock;

/// A request of one event whose tag is this.
event::StoredRequest tagged(qint64 id, const QByteArray &tag)
{
    event::StoredRequest stored{{id}, {1}, {id}, {}};
    stored.draft.request.head = "POST / HTTP/1.1\r\n\r\n";
    stored.draft.request.body = R"({"type":"message-sending","message":{"tag":")" + tag + "\"}}";
    stored.draft.request.status = 200;
    stored.draft.events = {{0, 0, stored.draft.request.body.size()}};
    return stored;
}

QList<qint64> ids(const engine::Query &query)
{
    QList<qint64> all;
    for (const event::EventId id : query.result().rows.all())
        all.append(id.value);
    return all;
}

} // namespace

class QueryTest : public QObject
{
    Q_OBJECT

private slots:
    void showsEverythingWithoutAFilter();
    void keepsRowsThatWereThere();
    void startsAnewWithANewFilter();
    void startsAnewWhenOlderRowsCome();
    void theLastFilterOfManyWins();
};

void QueryTest::showsEverythingWithoutAFilter()
{
    index::Builder builder;
    builder.append({{tagged(1, "a"), tagged(2, "b")}, {}, {}});
    engine::Query query(kClock);

    query.setSnapshot(builder.publish());

    QTRY_COMPARE(ids(query), QList<qint64>({1, 2}));
}

void QueryTest::keepsRowsThatWereThere()
{
    index::Builder builder;
    builder.append({{tagged(1, "order"), tagged(2, "other")}, {}, {}});
    engine::Query query(kClock);
    query.setFilter(filter::parse(u"order"_s).filter);
    query.setSnapshot(builder.publish());
    QTRY_COMPARE(ids(query), QList<qint64>({1}));

    builder.append({{tagged(3, "other"), tagged(4, "order")}, {}, {}});
    query.setSnapshot(builder.publish());

    QTRY_COMPARE(ids(query), QList<qint64>({1, 4}));
    QCOMPARE(query.result().keptRows, 1);
}

void QueryTest::startsAnewWithANewFilter()
{
    index::Builder builder;
    builder.append({{tagged(1, "order"), tagged(2, "other")}, {}, {}});
    engine::Query query(kClock);
    query.setSnapshot(builder.publish());
    QTRY_COMPARE(ids(query), QList<qint64>({1, 2}));

    query.setFilter(filter::parse(u"other"_s).filter);

    QTRY_COMPARE(ids(query), QList<qint64>({2}));
    QCOMPARE(query.result().keptRows, 0);
}

void QueryTest::startsAnewWhenOlderRowsCome()
{
    index::Builder builder;
    builder.append({{tagged(5, "e")}, {}, {}});
    engine::Query query(kClock);
    query.setSnapshot(builder.publish());
    QTRY_COMPARE(ids(query), QList<qint64>({5}));

    index::BlockDeriver older({3}, {4});
    older.add({tagged(3, "c"), tagged(4, "d")});
    builder.prepend(older.take());
    query.setSnapshot(builder.publish());

    QTRY_COMPARE(ids(query), QList<qint64>({3, 4, 5}));
    QCOMPARE(query.result().keptRows, 0);
}

void QueryTest::theLastFilterOfManyWins()
{
    index::Builder builder;
    builder.append({{tagged(1, "order"), tagged(2, "other")}, {}, {}});
    engine::Query query(kClock);
    query.setSnapshot(builder.publish());

    for (int i = 0; i < 50; ++i)
        query.setFilter(filter::parse(i % 2 ? u"order"_s : u"other"_s).filter);

    QTRY_VERIFY(!query.isScanning());
    QCOMPARE(ids(query), QList<qint64>({1}));
}

SENDSCOPE_TEST(QueryTest, query)
#include "tst_query.moc"
