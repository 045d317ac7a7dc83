#include "app/index/later.h"

namespace sendscope::index {
namespace {

constexpr qint64 kChunkRequests = 1024;

} // namespace

bool changesLater(event::Field field)
{
    return field == event::Field::Status || field == event::Field::Attempts
        || field == event::Field::Forwarded;
}

const Later *LaterFacts::find(event::RequestId request) const
{
    const auto chunk = m_chunks.constFind(request.value / kChunkRequests);
    if (chunk == m_chunks.cend())
        return nullptr;
    const auto later = chunk->constFind(request.value);
    return later == chunk->cend() ? nullptr : &*later;
}

Later &LaterFacts::change(event::RequestId request)
{
    ++m_generation;
    return m_chunks[request.value / kChunkRequests][request.value];
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
        for (auto later = chunk->cbegin(); later != chunk->cend(); ++later) {
            if (later.key() >= first.value && later.key() <= last.value)
                found.push_back({later.key()});
        }
    }
    return found;
}

} // namespace sendscope::index
