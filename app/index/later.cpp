#include "app/index/later.h"

namespace sendscope::index {
namespace {

constexpr qint64 kChunkRequests = 1024;

} // namespace

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
    return m_chunks[request.value / kChunkRequests][request.value];
}

} // namespace sendscope::index
