#include "app/event/removedrow.h"
#include "app/store/captureopening.h"
#include "app/store/connection.h"
#include "app/store/reader.h"
#include "app/store/remarks.h"
#include "app/store/removal.h"
#include "tests/store/recorder.h"
#include "tests/testregistry.h"

#include <QDir>
#include <QFileInfo>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <map>
#include <set>

using namespace sendscope;
using namespace Qt::StringLiterals;
using event::EventId;

/// Events that are deleted from a capture, and what stays of their requests.
class RemovalTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void whatIsLeftReadsAsBefore();
    void takesWhatBelongsToThem();
    void neverUsesAnIdAgain();
    void givesPagesBack();
    void allOrNothing();
    void theWriterRemovesWhenItCloses();

private:
    QString path() const { return m_folder->filePath(u"test.sendscope"_s); }

    /// Requests of one to four rows; each row's request by its id.
    std::map<EventId, event::RequestId> record(int requests);

    void remove(const std::set<EventId> &events)
    {
        const auto connection = store::reconnectForWriting(path());
        QVERIFY(connection);
        QVERIFY(store::removeEvents(**connection, {events.begin(), events.end()}));
    }

    qint64 integer(QByteArrayView sql)
    {
        const auto connection = store::connectForReading(path());
        return connection ? (*connection)->integer(sql).value_or(-1) : -1;
    }

    QRandomGenerator m_random{3};
    std::unique_ptr<QTemporaryDir> m_folder;
};

void RemovalTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
    m_folder = std::make_unique<QTemporaryDir>();
}

std::map<EventId, event::RequestId> RemovalTest::record(int requests)
{
    std::map<EventId, event::RequestId> requestOf;
    tests::Recorder recorder(path());
    event::DraftBatch batch;
    for (int i = 0; i < requests; ++i)
        batch.requests.push_back(
            tests::draftRequest("[" + QByteArray(200, '1') + "]", m_random.bounded(1, 5)));
    const auto stored = recorder.write(batch);
    for (const event::StoredRequest &request : stored->requests) {
        for (qint64 i = 0; i < qint64(request.draft.events.size()); ++i)
            requestOf[{request.firstEvent.value + i}] = request.id;
    }
    recorder.close();
    return requestOf;
}

void RemovalTest::whatIsLeftReadsAsBefore()
{
    for (int round = 0; round < 12; ++round) {
        init();
        std::map<EventId, event::RequestId> left = record(40);
        const EventId newest = left.rbegin()->first;
        std::set<EventId> removed;
        for (const auto &[event, request] : left) {
            if (m_random.bounded(12) < round)
                removed.insert(event);
        }

        remove(removed);

        for (const EventId event : removed)
            left.erase(event);
        const auto reader = store::Reader::open(path());
        QVERIFY(reader);
        for (qint64 id = 1; id <= newest.value; ++id) {
            const auto request = (*reader)->requestOf({id});
            QCOMPARE(bool(request), left.contains({id}));
            if (request)
                QCOMPARE(request->id, left[{id}]);
        }
        for (int range = 0; range < 30; ++range) { // Whole requests, each row in its place.
            const EventId first{m_random.bounded(1, int(newest.value) + 1)};
            const EventId last{m_random.bounded(int(first.value), int(newest.value) + 1)};
            std::map<EventId, event::RequestId> expected;
            for (const auto &[event, request] : left) {
                const auto isOf = [&](const auto &row) {
                    return row.second == request && row.first >= first && row.first <= last;
                };
                if (std::any_of(left.begin(), left.end(), isOf))
                    expected[event] = request;
            }
            std::map<EventId, event::RequestId> found;
            const auto requests = (*reader)->requests(first, last);
            for (const event::StoredRequest &request : *requests) {
                QVERIFY(!event::isRemoved(request.draft.events.front()));
                QVERIFY(!event::isRemoved(request.draft.events.back()));
                for (size_t i = 0; i < request.draft.events.size(); ++i) {
                    if (!event::isRemoved(request.draft.events[i]))
                        found[{request.firstEvent.value + qint64(i)}] = request.id;
                }
            }
            QCOMPARE(found, expected);
        }
        std::vector<EventId> ids;
        for (const auto &[event, request] : left)
            ids.push_back(event);
        QCOMPARE(*(*reader)->eventsIn({1}, newest), ids);
    }
}

void RemovalTest::takesWhatBelongsToThem()
{
    {
        tests::Recorder recorder(path());
        event::DraftBatch batch;
        batch.requests = {tests::draftRequest("[1, 2]", 2), tests::draftRequest("[3, 4]", 2)};
        const auto stored = recorder.write(batch);
        event::DraftBatch outcomes;
        for (const event::StoredRequest &request : stored->requests) {
            outcomes.outcomes.push_back({request.id, {}, 200, true});
            event::Attempt attempt;
            attempt.request = request.id;
            outcomes.attempts.push_back(attempt);
        }
        QVERIFY(recorder.write(outcomes));
        recorder.close();
    }
    QVERIFY(store::addRemarks(path(),
                              {{{{1}, {}, u"one"_s}, {{3}, {}, u"three"_s}},
                               {{{2}, {}, u"red"_s}, {{4}, {}, u"blue"_s}}}));

    remove({{1}, {2}, {3}});

    QCOMPARE(integer("SELECT count(*) FROM events"), 1);
    QCOMPARE(integer("SELECT group_concat(id) FROM requests"), 2);
    QCOMPARE(integer("SELECT group_concat(request) FROM outcomes"), 2);
    QCOMPARE(integer("SELECT group_concat(request) FROM attempts"), 2);
    QCOMPARE(integer("SELECT count(*) FROM notes"), 0);
    QCOMPARE(integer("SELECT group_concat(event) FROM marks"), 4);
    const auto reader = store::Reader::open(path());
    QCOMPARE(*(*reader)->removals(), 1);
}

void RemovalTest::neverUsesAnIdAgain()
{
    const auto all = record(10);
    std::set<EventId> removed;
    for (const auto &[event, request] : all)
        removed.insert(event);

    remove(removed);

    tests::Recorder recorder(path());
    const auto stored = recorder.write("{}"_ba);
    QVERIFY(stored->requests.front().firstEvent > all.rbegin()->first);
    QVERIFY(stored->requests.front().id > all.rbegin()->second);
}

void RemovalTest::givesPagesBack()
{
    const auto all = record(2'000);
    const qint64 before = QFileInfo(path()).size();
    std::set<EventId> removed;
    for (const auto &[event, request] : all) {
        if (request.value > 20)
            removed.insert(event);
    }

    remove(removed);

    QCOMPARE(integer("PRAGMA freelist_count"), 0);
    QVERIFY(QFileInfo(path()).size() < before / 2);
}

void RemovalTest::allOrNothing()
{
    const auto all = record(10);
    {
        const auto connection = store::reconnectForWriting(path());
        QVERIFY((*connection)
                    ->execute("CREATE TRIGGER stops BEFORE DELETE ON requests BEGIN"
                              " SELECT raise(ABORT, 'no'); END"_ba));
    }
    {
        const auto connection = store::reconnectForWriting(path());
        std::vector<EventId> events;
        for (const auto &[event, request] : all)
            events.push_back(event);
        QVERIFY(!store::removeEvents(**connection, events));
    }

    QCOMPARE(integer("SELECT count(*) FROM events"), qint64(all.size()));
    QCOMPARE(integer("SELECT count(*) FROM requests"), 10);
}

void RemovalTest::theWriterRemovesWhenItCloses()
{
    const auto all = record(10);
    {
        store::WriterThread writer(path(), event::Via::Listener);
        writer.removeAtClose({{1}, {2}});
        writer.removeAtClose({all.rbegin()->first});
        QCOMPARE(integer("SELECT count(*) FROM events"), qint64(all.size()));
    }
    QCOMPARE(integer("SELECT count(*) FROM events"), qint64(all.size()) - 1);
    {
        store::WriterThread writer(path(), event::Via::Listener);
        writer.removeAtClose({{1}});
        writer.removeAtClose({});
    }
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), QStringList{u"test.sendscope"_s});
    QCOMPARE(integer("SELECT count(*) FROM events"), qint64(all.size()) - 1);
}

SENDSCOPE_TEST(RemovalTest, removal)
#include "tst_removal.moc"
