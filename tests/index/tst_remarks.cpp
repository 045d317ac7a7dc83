#include "app/event/removedrow.h"
#include "app/filter/program.h"
#include "app/index/builder.h"
#include "app/index/order.h"
#include "app/index/remarks.h"
#include "app/index/scan.h"
#include "tests/index/stored.h"
#include "tests/testregistry.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>
#include <functional>
#include <map>

using namespace sendscope;
using namespace Qt::StringLiterals;
using event::EventId;

namespace {

struct Said
{
    QByteArray mark;
    QByteArray note;

    bool isEmpty() const { return mark.isEmpty() && note.isEmpty(); }
    friend bool operator==(const Said &, const Said &) = default;
};

using Plain = std::map<qint64, Said>; ///< Only those that are not empty.

const QByteArrayList kMarks{"", "red", "amber", "green", "blue", "violet"};
const QByteArrayList kNotes{"", "call them back", "CALL again", "seen with Jo", "caf\xC3\xA9"};

Said anyOf(QRandomGenerator &random)
{
    return {kMarks[random.bounded(kMarks.size())], kNotes[random.bounded(kNotes.size())]};
}

std::vector<index::RemarkedEvent> listOf(const Plain &plain)
{
    std::vector<index::RemarkedEvent> list;
    for (const auto &[id, said] : plain)
        list.push_back({{id}, said.mark, said.note});
    return list;
}

Plain plainOf(const index::RemarkFacts &facts)
{
    Plain plain;
    for (const EventId id : facts.between({1}, {1'000'000})) {
        const index::EventRemark *remark = facts.find(id);
        plain[id.value] = {remark->mark, remark->note};
    }
    return plain;
}

index::RowList idsOf(const Plain &plain, const std::function<bool(const Said &)> &passes)
{
    index::RowList ids;
    for (const auto &[id, said] : plain) {
        if (passes(said))
            ids.push_back({id});
    }
    return ids;
}

filter::Filter filterOf(const QString &text)
{
    const filter::Parsed parsed = filter::parse(text);
    return parsed.judgement == filter::Judgement::Fine ? parsed.filter
                                                       : filter::Filter{filter::word(u"wrong")};
}

} // namespace

class RemarksTest : public QObject
{
    Q_OBJECT

private slots:
    void aCopyKeepsWhatItKnew();
    void saysWhatChanged();
    void filtersFindThem_data();
    void filtersFindThem();
    void wordsFindNotes();
    void sortsByThem();
    void leavesOutRowsDeletedWithinARequest();
    void whatIsRemovedIsOneObjectUntilItChanges();

private:
    /// So many events, of which every fifth or so is marked or has a note.
    index::SnapshotPtr made(int count, Plain &plain);
};

index::SnapshotPtr RemarksTest::made(int count, Plain &plain)
{
    QRandomGenerator random(7);
    index::Builder builder;
    for (int i = 1; i <= count; ++i) {
        builder.append({{tests::stored(i, i, "{\"type\":\"message-sending\"}")}, {}, {}});
        if (const Said said = anyOf(random); random.bounded(5) == 0 && !said.isEmpty())
            plain[i] = said;
    }
    builder.setRemarks(listOf(plain));
    return builder.publish();
}

void RemarksTest::aCopyKeepsWhatItKnew()
{
    index::RemarkFacts facts;
    facts.set({{5}, "red", "first"});
    const index::RemarkFacts copy = facts;
    const index::EventRemark *borrowed = copy.find({5});

    facts.set({{5}, "blue", {}});
    facts.set({{6}, "green", {}});
    facts.set({{5}, {}, {}});

    QCOMPARE(borrowed->mark, "red");
    QCOMPARE(copy.find({5}), borrowed);
    QVERIFY(!copy.find({6}));
    QVERIFY(!facts.find({5}));
}

void RemarksTest::saysWhatChanged()
{
    QRandomGenerator random(1);
    index::RemarkFacts facts;
    Plain plain;
    std::vector<std::pair<qint64, Plain>> before; // generation, and what held then
    for (int step = 0; step < 400; ++step) {
        before.emplace_back(facts.generation(), plain);
        if (random.bounded(4) > 0) {
            const qint64 id = random.bounded(1, 5'000);
            const Said said = anyOf(random);
            facts.set({{id}, said.mark, said.note});
            plain.erase(id);
            if (!said.isEmpty())
                plain[id] = said;
        } else {
            for (int i = random.bounded(4); i > 0 && !plain.empty(); --i)
                plain.erase(plain.begin());
            plain[random.bounded(1, 5'000)] = {"red", {}};
            const qint64 generation = facts.generation();
            const bool hasChanged = facts.replaceAll(listOf(plain));
            QCOMPARE(hasChanged, facts.generation() != generation);
        }

        QCOMPARE(plainOf(facts), plain);
        QCOMPARE(facts.isEmpty(), plain.empty());
        const auto &[generation, held] = before[random.bounded(quint32(before.size()))];
        const index::RowList changed = facts.changedSince(generation);
        QVERIFY(std::is_sorted(changed.begin(), changed.end()));
        for (qint64 id = 1; id < 5'000; ++id) { // Whatever differs is named.
            const auto was = held.find(id);
            const auto is = plain.find(id);
            const bool differs = (was == held.end() ? Said() : was->second)
                != (is == plain.end() ? Said() : is->second);
            QVERIFY(!differs || std::binary_search(changed.begin(), changed.end(), EventId{id}));
        }
        QVERIFY(facts.changedSince(facts.generation()).empty());
    }
}

void RemarksTest::filtersFindThem_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<std::function<bool(const Said &)>>("passes");
    const auto row = [](const char *text, std::function<bool(const Said &)> passes) {
        QTest::newRow(text) << QString::fromUtf8(text) << passes;
    };

    row("mark == red", [](const Said &said) { return said.mark == "red"; });
    row("mark in {red, blue}",
        [](const Said &said) { return said.mark == "red" || said.mark == "blue"; });
    row("exists mark", [](const Said &said) { return !said.mark.isEmpty(); });
    row("exists note", [](const Said &said) { return !said.note.isEmpty(); });
    row("note contains call",
        [](const Said &said) { return said.note.toLower().contains("call"); });
    row("note matches /^seen/", [](const Said &said) { return said.note.startsWith("seen"); });
    row("exists mark and not mark == red",
        [](const Said &said) { return !said.mark.isEmpty() && said.mark != "red"; });
}

void RemarksTest::filtersFindThem()
{
    QFETCH(const QString, filter);
    QFETCH(const std::function<bool(const Said &)>, passes);

    for (const int count : {700, 9'000}) { // Row by row, and by sets.
        Plain plain;
        const index::SnapshotPtr snapshot = made(count, plain);

        const index::RowList found = index::scanAll(*snapshot, filter::Program(filterOf(filter)));

        QVERIFY(!found.empty());
        QCOMPARE(found, idsOf(plain, passes));
    }
}

void RemarksTest::wordsFindNotes()
{
    for (const int count : {700, 9'000}) {
        Plain plain;
        const index::SnapshotPtr snapshot = made(count, plain);

        const index::RowList found =
            index::scanAll(*snapshot, filter::Program(filterOf(u"back"_s)));
        const index::RowList folded =
            index::scanAll(*snapshot, filter::Program(filterOf(u"CAF\u00C9"_s)));

        QVERIFY(!found.empty());
        QVERIFY(!folded.empty());
        QCOMPARE(found, idsOf(plain, [](const Said &said) { return said.note.contains("back"); }));
        QCOMPARE(folded, idsOf(plain, [](const Said &said) { return said.note == kNotes.back(); }));
    }
}

void RemarksTest::sortsByThem()
{
    Plain plain;
    const index::SnapshotPtr snapshot = made(3'000, plain);
    index::RowList all;
    for (qint64 id = 1; id <= 3'000; ++id)
        all.push_back({id});
    for (const event::Field field : {event::Field::Mark, event::Field::Note}) {
        for (const bool isDescending : {false, true}) {
            const index::Order order{field, isDescending};

            std::vector<index::SortEntry> entries = index::SortKeys(snapshot, order).entries(all);
            std::sort(entries.begin(), entries.end());
            index::RowList byKeys;
            for (const index::SortEntry &entry : entries)
                byKeys.push_back(entry.id);

            QVERIFY(byKeys != all);
            QCOMPARE(byKeys, index::RowOrder(*snapshot, order).sorted(all));
        }
    }
}

void RemarksTest::leavesOutRowsDeletedWithinARequest()
{
    index::Builder builder;
    event::StoredRequest request = tests::stored(1, 1, "[{\"a\":1},{\"a\":2},{\"a\":3}]");
    request.draft.events[1] = event::removedRow();

    builder.append({{request, tests::stored(2, 4, "{}")}, {}, {}});

    const index::SnapshotPtr snapshot = builder.publish();
    QCOMPARE(snapshot->count(), 3);
    QVERIFY(snapshot->row({1}));
    QVERIFY(!snapshot->row({2}));
    QCOMPARE(snapshot->row({3})->element, 2);
    QCOMPARE(index::scanAll(*snapshot, filter::Program(filterOf(u"3"_s))), index::RowList{{3}});
}

/// A query looks at all rows again where it is another one.
void RemarksTest::whatIsRemovedIsOneObjectUntilItChanges()
{
    index::Builder builder;
    const index::SnapshotPtr first = builder.publish();
    builder.append({{tests::stored(1, 1, "{}")}, {}, {}});
    const index::SnapshotPtr second = builder.publish();
    builder.setRemoved({{1}});
    const index::SnapshotPtr third = builder.publish();

    QCOMPARE(first->removed(), second->removed());
    QVERIFY(second->removed() != third->removed());
    QCOMPARE(builder.publish()->removed(), third->removed());
}

SENDSCOPE_TEST(RemarksTest, remarks)
#include "tst_remarks.moc"
