#include "app/index/messagebuilder.h"

#include "app/index/firstrow.h"
#include "app/index/rowstep.h"

#include <QHashFunctions>

#include <algorithm>

namespace sendscope::index {

using bandwidth::Issue;
using bandwidth::Issues;
using bandwidth::RecipientPlace;
using bandwidth::State;
using event::EventId;
using event::Field;
using std::chrono::microseconds;

namespace {

constexpr size_t kFirstSlots = 1024;

/// The fold of a message with so many events is kept while it grows: to begin anew each time would
/// cost ever more.
constexpr size_t kManyEvents = 1024;

/// Of so many messages at a time.
constexpr size_t kMostLarge = 16;

/// What opening a capture needs is not kept for what comes after it.
constexpr size_t kKeptDirty = 4096;

/// So many messages may wait to be worked out.
constexpr size_t kManyDirty = 16'384;

QByteArrayView textOf(const Segment &segment, Field field, quint32 row)
{
    const std::span<const ValueId> texts = segment.texts(field, row);
    return texts.empty() ? QByteArrayView() : segment.value(texts.front());
}

std::optional<base::UtcTime> timeOf(const Segment &segment, Field field, quint32 row)
{
    const auto micros = segment.number(field, row);
    return micros ? std::optional(base::utcTime(*micros)) : std::nullopt;
}

/// Which import the row is of; 0: none.
qint32 importOf(const Segment &segment, quint32 row)
{
    return segment.via(row) == event::Via::Import ? qint32(*segment.number(Field::Run, row)) : 0;
}

bandwidth::Step stepOf(const Segment &segment, quint32 row)
{
    const RowStep said = segment.step(row);
    bandwidth::Step step;
    step.event = segment.id(row);
    step.stage = said.stage;
    step.isInbound = said.isInbound;
    step.hasState = said.hasState;
    step.recipient = segment.links().at(row).recipient;
    step.arrived = base::utcTime(*segment.number(Field::Received, row));
    step.time = timeOf(segment, Field::Time, row);
    if (said.stage == bandwidth::Stage::Read)
        step.readAt = timeOf(segment, Field::EventTime, row);
    step.created = timeOf(segment, Field::MessageTime, row);
    if (const auto code = segment.number(Field::ErrorCode, row))
        step.errorCode = int(*code);
    if (!segment.texts(Field::Check, row).empty())
        step.issues = Issue::Schema;
    step.type = textOf(segment, Field::Type, row);
    step.digest = segment.digest(row);
    return step;
}

/// Events that ascend, in the segments they stand in: one after the other is mostly in the same.
class Steps
{
public:
    explicit Steps(std::span<const SegmentPtr> segments)
        : m_segments(segments)
    {
    }

    bandwidth::Step at(EventId event)
    {
        const auto [segment, row] = find(event);
        return stepOf(*segment, row);
    }

    std::pair<const Segment *, quint32> find(EventId event)
    {
        if (!m_last || event < m_last->oldest() || event > m_last->newest()) {
            m_last = std::lower_bound(
                         m_segments.begin(), m_segments.end(), event,
                         [](const SegmentPtr &one, EventId id) { return one->newest() < id; })
                         ->get();
        }
        return {m_last, *m_last->find(event)};
    }

private:
    std::span<const SegmentPtr> m_segments;
    const Segment *m_last = nullptr;
};

/// Of a whole message: failed where it failed for any, else the least that any has come to.
State leastOf(std::span<const Recipient> recipients)
{
    State least = State::None;
    for (const Recipient &one : recipients) {
        if (one.state == State::Failed)
            return State::Failed;
        if (least == State::None || one.state < least)
            least = one.state;
    }
    return least;
}

bool waits(const Recipient &recipient)
{
    return recipient.state != State::None && !isFinal(recipient.state)
        && !recipient.issues.has(Issue::NoReceipt);
}

} // namespace

struct MessageBuilder::Worked
{
    Messages::Chunk::Record record;
    quint64 digest = 0;
    std::vector<EventId> events;
    std::vector<Recipient> recipients;
    std::vector<bandwidth::OddEvent> oddEvents;
};

void MessageBuilder::add(const Segment &segment, quint32 firstRow)
{
    for (quint32 row = firstRow; row < segment.count(); ++row) {
        if (const qint32 run = importOf(segment, row); run > 0) {
            base::UtcTime &newest = m_imports[run].newest;
            newest = std::max(newest, base::utcTime(*segment.number(Field::Received, row)));
        }
        if (segment.kind(row) != event::Kind::Event)
            continue;
        Key key;
        key.id = textOf(segment, Field::MessageId, row);
        if (key.id.isEmpty())
            key.digest = segment.digest(row);
        if (key.id.isEmpty() && key.digest == 0)
            continue;
        const event::Via via = segment.via(row);
        if (via == event::Via::Replay || via == event::Via::Generate)
            key.run = qint32(*segment.number(Field::Run, row));

        const MessageNumber number = numberOf(key);
        Dirty &dirty = dirtyOf(number);
        dirty.events.push_back(segment.id(row));
        segment.links().set(row, {number, recipientOf(dirty, segment, row)});
    }
}

/// Who the event is about; all that it names get their places.
RecipientPlace MessageBuilder::recipientOf(Dirty &dirty, const Segment &segment, quint32 row)
{
    const RowStep step = segment.step(row);
    if (dirty.key.id.isEmpty() || !step.hasState)
        return bandwidth::kEveryRecipient;
    const QByteArrayView own = textOf(segment, step.isInbound ? Field::Ours : Field::Theirs, row);
    const RecipientPlace place = own.isEmpty() ? bandwidth::kEveryRecipient : placeOf(dirty, own);
    if (!step.isInbound) {
        for (const ValueId value : segment.texts(Field::MessageTo, row)) {
            if (const QByteArrayView number = segment.value(value); !number.isEmpty())
                (void)placeOf(dirty, number);
        }
    }
    return place;
}

RecipientPlace MessageBuilder::placeOf(Dirty &dirty, QByteArrayView number)
{
    const std::span<const Recipient> before = recipientsBefore(dirty.number);
    for (size_t i = 0; i < before.size(); ++i) {
        if (before[i].number == number)
            return RecipientPlace(i);
    }
    for (size_t i = 0; i < dirty.numbers.size(); ++i) {
        if (dirty.numbers[i] == number)
            return RecipientPlace(before.size() + i);
    }
    const size_t place = before.size() + dirty.numbers.size();
    if (place >= bandwidth::kMostRecipients)
        return bandwidth::kOtherRecipient;
    dirty.numbers.push_back(number);
    return RecipientPlace(place);
}

MessageNumber MessageBuilder::numberOf(const Key &key)
{
    const size_t full =
        key.id.isEmpty() ? qHashMulti(0, key.digest, key.run) : qHashMulti(0, key.id, key.run);
    const auto hash = quint32(full ^ full >> 32);
    if (m_slots.empty())
        m_slots.resize(kFirstSlots);
    const size_t mask = m_slots.size() - 1;
    size_t at = hash & mask;
    for (; m_slots[at].number != kNoMessage; at = (at + 1) & mask) {
        if (m_slots[at].hash == hash && keyOf(m_slots[at].number) == key)
            return m_slots[at].number;
    }

    const MessageNumber number = m_count++;
    m_slots[at] = {hash, number};
    m_places.push_back(quint32(m_dirty.size()));
    Dirty &dirty = m_dirty.emplace_back();
    dirty.number = number;
    dirty.key = key;
    if (size_t(m_count) * 4 > m_slots.size() * 3)
        growSlots();
    return number;
}

MessageBuilder::Key MessageBuilder::keyOf(MessageNumber number) const
{
    if (const Messages::Chunk *chunk = chunkOf(number)) {
        const Messages::Chunk::Record &record = chunk->records[number % Messages::kChunk];
        const quint64 digest = record.id.isEmpty() ? chunk->digests[number % Messages::kChunk] : 0;
        return {record.id, digest, record.run};
    }
    return m_dirty[m_places[number]].key;
}

void MessageBuilder::growSlots()
{
    std::vector<Slot> grown(m_slots.size() * 2);
    const size_t mask = grown.size() - 1;
    for (const Slot &slot : m_slots) {
        if (slot.number == kNoMessage)
            continue;
        size_t at = slot.hash & mask;
        while (grown[at].number != kNoMessage)
            at = (at + 1) & mask;
        grown[at] = slot;
    }
    m_slots = std::move(grown);
}

MessageBuilder::Dirty &MessageBuilder::dirtyOf(MessageNumber number)
{
    quint32 &place = m_places[number];
    if (place == kNone) {
        place = quint32(m_dirty.size());
        Dirty &dirty = m_dirty.emplace_back();
        dirty.number = number;
        dirty.key = keyOf(number);
    }
    return m_dirty[place];
}

/// The chunk that has the message already; null for one that was never published.
const Messages::Chunk *MessageBuilder::chunkOf(MessageNumber number) const
{
    const size_t at = number / Messages::kChunk;
    const bool isThere =
        at < m_chunks.size() && number % Messages::kChunk < m_chunks[at]->records.size();
    return isThere ? m_chunks[at].get() : nullptr;
}

/// Those with a number: while nobody is named, a recipient without one stands for all.
std::span<const Recipient> MessageBuilder::recipientsBefore(MessageNumber number) const
{
    const Messages::Chunk *chunk = chunkOf(number);
    if (!chunk)
        return {};
    const quint32 at = number % Messages::kChunk;
    const std::span<const Recipient> all =
        std::span<const Recipient>(chunk->recipients)
            .subspan(chunk->firstRecipient[at],
                     chunk->firstRecipient[at + 1] - chunk->firstRecipient[at]);
    return !all.empty() && all.front().number.isEmpty() ? all.first(0) : all;
}

std::span<const EventId> MessageBuilder::eventsBefore(MessageNumber number) const
{
    const Messages::Chunk *chunk = chunkOf(number);
    if (!chunk)
        return {};
    const quint32 at = number % Messages::kChunk;
    return std::span<const EventId>(chunk->events)
        .subspan(chunk->firstEvent[at], chunk->firstEvent[at + 1] - chunk->firstEvent[at]);
}

void MessageBuilder::setRecorded(RecordedTime recorded)
{
    if (recorded == m_recorded)
        return;
    m_recorded = std::move(recorded);
    markOpen();
}

void MessageBuilder::setOverdueAfter(microseconds limit)
{
    if (limit == m_limit)
        return;
    m_limit = limit;
    markOpen();
}

/// Judges anew all that wait, and forgets when their time would have been up.
void MessageBuilder::markOpen()
{
    m_deadlines = {};
    for (auto &[run, import] : m_imports)
        import.deadlines = {};
    for (size_t i = 0; i < m_chunks.size(); ++i) {
        const Messages::Chunk &chunk = *m_chunks[i];
        for (size_t at = 0; at < chunk.records.size(); ++at) {
            const auto first = chunk.recipients.begin() + chunk.firstRecipient[at];
            const auto end = chunk.recipients.begin() + chunk.firstRecipient[at + 1];
            if (std::any_of(first, end, waits))
                (void)dirtyOf(MessageNumber(i * Messages::kChunk + at));
        }
    }
}

void MessageBuilder::markPassed(Deadlines &deadlines, microseconds now)
{
    while (!deadlines.empty() && deadlines.top().at <= now) {
        (void)dirtyOf(deadlines.top().number);
        deadlines.pop();
    }
}

bool MessageBuilder::isTimeUp(base::UtcTime started, qint32 import) const
{
    if (m_judgedAt == base::UtcTime())
        return false;
    if (const auto known = m_imports.find(import); known != m_imports.end())
        return known->second.newest - started >= m_limit;
    return m_recorded.until(m_judgedAt) - m_recorded.until(started) >= m_limit;
}

/// Remembers when the message is to be judged again.
void MessageBuilder::await(MessageNumber number, base::UtcTime started, qint32 import)
{
    if (const auto known = m_imports.find(import); known != m_imports.end()) {
        known->second.deadlines.push({started.time_since_epoch() + m_limit, number});
        return;
    }
    const microseconds at = m_recorded.until(started) + m_limit;
    if (m_recorded.goesOn() || m_judgedAt == base::UtcTime()
        || at <= m_recorded.until(m_recorded.end()))
        m_deadlines.push({at, number});
}

std::optional<base::UtcTime> MessageBuilder::deadline() const
{
    if (m_deadlines.empty())
        return std::nullopt;
    const base::UtcTime at = m_recorded.when(m_deadlines.top().at);
    return at == RecordedTime::kGoesOn ? std::nullopt : std::optional(at);
}

MessagesPtr MessageBuilder::publish(std::span<const SegmentPtr> segments, base::UtcTime now)
{
    const bool wasJudged = m_judgedAt != base::UtcTime();
    m_judgedAt = now == base::UtcTime() ? now : std::min(now, m_recorded.end());
    if (now != base::UtcTime() && m_recorded.stretches().empty())
        m_judgedAt = now; // Imports are judged all the same.
    if (!wasJudged && m_judgedAt != base::UtcTime())
        markOpen();
    if (m_judgedAt != base::UtcTime()) {
        markPassed(m_deadlines, m_recorded.until(m_judgedAt));
        for (auto &[run, import] : m_imports)
            markPassed(import.deadlines, import.newest.time_since_epoch());
    }

    auto judgement = std::make_shared<Messages::Judgement>();
    judgement->at = m_judgedAt;
    judgement->recorded = m_recorded;
    judgement->limit = m_limit;
    for (const auto &[run, import] : m_imports)
        judgement->imports.emplace_back(event::RunId{run}, import.newest);

    settle(segments);
    return std::make_shared<const Messages>(m_chunks, m_generation, std::move(judgement));
}

void MessageBuilder::settleMany(std::span<const SegmentPtr> segments)
{
    if (m_dirty.size() > kManyDirty)
        settle(segments);
}

void MessageBuilder::settle(std::span<const SegmentPtr> segments)
{
    if (m_dirty.empty())
        return;
    ++m_generation;
    std::vector<Dirty *> dirty;
    dirty.reserve(m_dirty.size());
    for (Dirty &one : m_dirty)
        dirty.push_back(&one);
    std::sort(dirty.begin(), dirty.end(),
              [](const Dirty *a, const Dirty *b) { return a->number < b->number; });
    for (size_t begin = 0; begin < dirty.size();) {
        const quint32 chunk = dirty[begin]->number / Messages::kChunk;
        size_t end = begin;
        while (end < dirty.size() && dirty[end]->number / Messages::kChunk == chunk)
            ++end;
        auto made = rebuilt(chunk, std::span(dirty).subspan(begin, end - begin), segments);
        if (chunk < m_chunks.size())
            m_chunks[chunk] = std::move(made);
        else
            m_chunks.push_back(std::move(made));
        begin = end;
    }
    for (const Dirty &one : m_dirty)
        m_places[one.number] = kNone;
    m_dirty.clear();
    if (m_dirty.capacity() > kKeptDirty)
        m_dirty.shrink_to_fit();
}

std::shared_ptr<const Messages::Chunk> MessageBuilder::rebuilt(quint32 chunk,
                                                               std::span<Dirty *> dirty,
                                                               std::span<const SegmentPtr> segments)
{
    static const Messages::Chunk kEmpty;
    const Messages::Chunk &old = chunk < m_chunks.size() ? *m_chunks[chunk] : kEmpty;
    const quint32 first = chunk * Messages::kChunk;
    const quint32 count = std::min(Messages::kChunk, m_count - first);

    std::vector<Worked> worked(dirty.size());
    size_t events = old.events.size();
    size_t recipients = old.recipients.size();
    size_t oddEvents = old.oddEvents.size();
    for (size_t i = 0; i < dirty.size(); ++i) {
        workOut(*dirty[i], segments, worked[i]);
        events += worked[i].events.size();
        recipients += worked[i].recipients.size();
        oddEvents += worked[i].oddEvents.size();
    }

    auto made = std::make_shared<Messages::Chunk>();
    made->records.reserve(count);
    made->events.reserve(events);
    made->recipients.reserve(recipients);
    made->oddEvents.reserve(oddEvents);
    for (auto *firsts : {&made->firstEvent, &made->firstRecipient, &made->firstOdd}) {
        firsts->reserve(count + 1);
        firsts->push_back(0);
    }
    const auto addAll = [](auto &to, std::vector<quint32> &firsts, const auto &from) {
        to.insert(to.end(), from.begin(), from.end());
        firsts.push_back(quint32(to.size()));
    };
    const auto addPart = [](auto &to, std::vector<quint32> &firsts, const auto &from,
                            const std::vector<quint32> &oldFirsts, quint32 at) {
        if (!from.empty())
            to.insert(to.end(), from.begin() + oldFirsts[at], from.begin() + oldFirsts[at + 1]);
        firsts.push_back(quint32(to.size()));
    };
    const auto setDigest = [&made, count](quint32 at, quint64 digest) {
        if (digest == 0)
            return;
        made->digests.resize(count);
        made->digests[at] = digest;
    };
    size_t next = 0;
    for (quint32 at = 0; at < count; ++at) {
        if (next < dirty.size() && dirty[next]->number == first + at) {
            const Worked &one = worked[next++];
            made->records.push_back(one.record);
            setDigest(at, one.digest);
            addAll(made->events, made->firstEvent, one.events);
            addAll(made->recipients, made->firstRecipient, one.recipients);
            addAll(made->oddEvents, made->firstOdd, one.oddEvents);
        } else {
            made->records.push_back(old.records[at]);
            setDigest(at, old.digests.empty() ? 0 : old.digests[at]);
            addPart(made->events, made->firstEvent, old.events, old.firstEvent, at);
            addPart(made->recipients, made->firstRecipient, old.recipients, old.firstRecipient, at);
            addPart(made->oddEvents, made->firstOdd, old.oddEvents, old.firstOdd, at);
        }
    }
    made->events.shrink_to_fit();
    made->recipients.shrink_to_fit();
    made->oddEvents.shrink_to_fit();
    if (made->oddEvents.empty())
        made->firstOdd = std::vector<quint32>(); // Not {}, which keeps the memory.
    return made;
}

void MessageBuilder::workOut(Dirty &dirty, std::span<const SegmentPtr> segments, Worked &worked)
{
    const std::span<const EventId> before = eventsBefore(dirty.number);
    std::sort(dirty.events.begin(), dirty.events.end());
    worked.events.resize(before.size() + dirty.events.size());
    std::merge(before.begin(), before.end(), dirty.events.begin(), dirty.events.end(),
               worked.events.begin());
    const bool isAppended =
        dirty.events.empty() || before.empty() || before.back() < dirty.events.front();
    const bandwidth::MessageFold &fold =
        foldOf(dirty.number, worked.events, isAppended ? before.size() : 0, segments);

    Messages::Chunk::Record &record = worked.record;
    record.id = dirty.key.id;
    record.run = dirty.key.run;
    record.changed = m_generation;
    record.created = fold.created();
    record.started = fold.started();
    const auto [firstSegment, firstRow] = Steps(segments).find(worked.events.front());
    record.import = importOf(*firstSegment, firstRow);

    record.issues = fold.issues();
    worked.digest = dirty.key.digest;
    worked.oddEvents = fold.oddEvents();
    if (worked.digest != 0)
        return;
    const std::span<const Recipient> known = recipientsBefore(dirty.number);
    const size_t count = std::max<size_t>(1, known.size() + dirty.numbers.size());
    const auto states = fold.recipients(count, isTimeUp(record.started, record.import));
    worked.recipients.resize(count);
    bool isOpen = false;
    for (size_t i = 0; i < count; ++i) {
        Recipient &one = worked.recipients[i];
        static_cast<bandwidth::RecipientState &>(one) = states[i];
        if (i < known.size())
            one.number = known[i].number;
        else if (i - known.size() < dirty.numbers.size())
            one.number = dirty.numbers[i - known.size()];
        record.issues |= one.issues;
        isOpen = isOpen || (waits(one) && !one.issues.has(Issue::Overdue));
    }
    record.state = leastOf(worked.recipients);
    if (isOpen)
        await(dirty.number, record.started, record.import);
}

/// Of those events, of which so many were worked out before in the same order.
const bandwidth::MessageFold &MessageBuilder::foldOf(MessageNumber number,
                                                     std::span<const EventId> events, size_t known,
                                                     std::span<const SegmentPtr> segments)
{
    bandwidth::MessageFold *fold = &m_fold;
    if (events.size() >= kManyEvents) {
        if (m_large.size() >= kMostLarge && m_large.find(number) == m_large.end())
            m_large.clear();
        fold = &m_large[number];
    }
    if (fold == &m_fold || fold->events() != known) {
        fold->clear();
        known = 0;
    }
    Steps steps(segments);
    for (const EventId event : events.subspan(known))
        fold->add(steps.at(event));
    return *fold;
}

} // namespace sendscope::index
