#include "app/index/later.h"

#include "app/index/messagevalues.h"

namespace sendscope::index {
namespace {

constexpr qint64 kChunkRequests = 1024;

} // namespace

bool isRemark(event::Field field)
{
    return field == event::Field::Mark || field == event::Field::Note;
}

bool changesLater(event::Field field)
{
    return field == event::Field::Status || field == event::Field::Attempts
        || field == event::Field::Forwarded || isOfMessage(field) || isRemark(field);
}

const Later *LaterFacts::find(event::RequestId request) const
{
    const auto chunk = m_chunks.constFind(request.value / kChunkRequests);
    if (chunk == m_chunks.cend())
        return nullptr;
    const auto entry = chunk->requests.constFind(request.value);
    return entry == chunk->requests.cend() ? nullptr : &entry->later;
}

Later &LaterFacts::change(event::RequestId request)
{
    ++m_generation;
    Chunk &chunk = m_chunks[request.value / kChunkRequests];
    chunk.changed = m_generation;
    Entry &entry = chunk.requests[request.value];
    entry.changed = m_generation;
    return entry.later;
}

void LaterFacts::addAttempt(event::RequestId request, int status)
{
    Later &later = change(request);
    ++later.attempts;
    later.forwarded = status;
    m_hasAttempts = true;
}

std::vector<event::RequestId> LaterFacts::between(event::RequestId first,
                                                  event::RequestId last) const
{
    std::vector<event::RequestId> found;
    const auto end = m_chunks.upperBound(last.value / kChunkRequests);
    for (auto chunk = m_chunks.lowerBound(first.value / kChunkRequests); chunk != end; ++chunk) {
        for (auto one = chunk->requests.cbegin(); one != chunk->requests.cend(); ++one) {
            if (one.key() >= first.value && one.key() <= last.value)
                found.push_back({one.key()});
        }
    }
    return found;
}

std::vector<event::RequestId> LaterFacts::changedSince(qint64 generation) const
{
    std::vector<event::RequestId> found;
    for (const Chunk &chunk : m_chunks) {
        if (chunk.changed <= generation)
            continue;
        for (auto one = chunk.requests.cbegin(); one != chunk.requests.cend(); ++one) {
            if (one->changed > generation)
                found.push_back({one.key()});
        }
    }
    return found;
}

} // namespace sendscope::index
