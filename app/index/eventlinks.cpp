#include "app/index/eventlinks.h"

namespace sendscope::index {

EventLinks::~EventLinks()
{
    for (const std::atomic<Chunk *> &chunk : m_chunks)
        delete chunk.load(std::memory_order_relaxed);
}

void EventLinks::set(quint32 row, EventLink link)
{
    std::atomic<Chunk *> &place = m_chunks[row / kRows];
    Chunk *chunk = place.load(std::memory_order_relaxed);
    if (!chunk) {
        chunk = new Chunk;
        chunk->messages.fill(kNoMessage);
        chunk->recipients.fill(bandwidth::kEveryRecipient);
        place.store(chunk, std::memory_order_release);
    }
    chunk->messages[row % kRows] = link.message;
    chunk->recipients[row % kRows] = link.recipient;
}

qint64 EventLinks::bytesInMemory() const
{
    qint64 bytes = qint64(sizeof *this);
    for (quint32 at = 0; at < kChunks; ++at)
        bytes += chunk(at) ? qint64(sizeof(Chunk)) : 0;
    return bytes;
}

} // namespace sendscope::index
