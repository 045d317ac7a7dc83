#include "app/index/messages.h"

#include <algorithm>

namespace sendscope::index {
namespace {

template <typename T>
std::span<const T> part(const std::vector<T> &all, const std::vector<quint32> &firsts, quint32 at)
{
    if (all.empty())
        return {};
    return std::span<const T>(all).subspan(firsts[at], firsts[at + 1] - firsts[at]);
}

template <typename T>
qint64 bytesOf(const std::vector<T> &all)
{
    return qint64(all.capacity() * sizeof(T));
}

} // namespace

qsizetype Message::count(bandwidth::State reached) const
{
    return std::count_if(recipients.begin(), recipients.end(),
                         [reached](const Recipient &one) { return one.state == reached; });
}

const bandwidth::OddEvent *Message::odd(event::EventId event) const
{
    const auto found = std::lower_bound(
        oddEvents.begin(), oddEvents.end(), event,
        [](const bandwidth::OddEvent &one, event::EventId wanted) { return one.event < wanted; });
    return found == oddEvents.end() || found->event != event ? nullptr : &*found;
}

Messages::Messages(std::vector<std::shared_ptr<const Chunk>> chunks, quint32 generation,
                   std::shared_ptr<const Judgement> judgement)
    : m_chunks(std::move(chunks))
    , m_generation(generation)
    , m_judgement(std::move(judgement))
{
}

size_t Messages::count() const
{
    return m_chunks.empty() ? 0 : (m_chunks.size() - 1) * kChunk + m_chunks.back()->records.size();
}

std::optional<Message> Messages::message(MessageNumber number) const
{
    if (number >= count() || !isMessage(number))
        return std::nullopt;
    return any(number);
}

Message Messages::any(MessageNumber number) const
{
    const Chunk &chunk = *m_chunks[number / kChunk];
    const quint32 at = number % kChunk;
    const Chunk::Record &record = chunk.records[at];

    Message message;
    message.number = number;
    message.run = {record.run};
    message.import = {record.import};
    message.id = record.id;
    message.events = part(chunk.events, chunk.firstEvent, at);
    message.recipients = part(chunk.recipients, chunk.firstRecipient, at);
    message.oddEvents = part(chunk.oddEvents, chunk.firstOdd, at);
    message.state = record.state;
    message.issues = record.issues;
    message.created = record.created;
    message.started = record.started;
    message.changed = record.changed;
    if (record.issues.has(bandwidth::Issue::Overdue))
        message.due = dueOf(record);
    return message;
}

base::UtcTime Messages::dueOf(const Chunk::Record &record) const
{
    const RecordedTime &recorded = m_judgement->recorded;
    return record.import != 0 ? record.started + m_judgement->limit
                              : recorded.when(recorded.until(record.started) + m_judgement->limit);
}

std::vector<MessageNumber> Messages::changedSince(const Messages &older) const
{
    std::vector<MessageNumber> changed;
    for (size_t i = 0; i < m_chunks.size(); ++i) {
        if (i < older.m_chunks.size() && m_chunks[i] == older.m_chunks[i])
            continue;
        const std::vector<Chunk::Record> &records = m_chunks[i]->records;
        for (size_t at = 0; at < records.size(); ++at) {
            if (records[at].changed > older.m_generation)
                changed.push_back(MessageNumber(i * kChunk + at));
        }
    }
    return changed;
}

base::UtcTime Messages::moment(const Message &message, base::UtcTime now) const
{
    if (message.import.isNull())
        return std::min(now, m_judgement->recorded.end());
    for (const auto &[run, newest] : m_judgement->imports) {
        if (run == message.import)
            return newest;
    }
    return now;
}

qint64 Messages::bytesInMemory() const
{
    qint64 bytes = bytesOf(m_chunks);
    for (const auto &chunk : m_chunks) {
        bytes += qint64(sizeof(Chunk)) + bytesOf(chunk->records) + bytesOf(chunk->digests)
            + bytesOf(chunk->events) + bytesOf(chunk->recipients) + bytesOf(chunk->oddEvents)
            + bytesOf(chunk->firstEvent) + bytesOf(chunk->firstRecipient)
            + bytesOf(chunk->firstOdd);
    }
    return bytes;
}

} // namespace sendscope::index
