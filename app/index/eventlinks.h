#pragma once

#include "app/bandwidth/messagefold.h"

#include <array>
#include <atomic>
#include <memory>

namespace sendscope::index {

/// A message's place in the table of messages.
using MessageNumber = quint32;
constexpr MessageNumber kNoMessage = 0xFFFF'FFFF;

/// Which message an event belongs to, and which recipient of it it is about.
struct EventLink
{
    MessageNumber message = kNoMessage;
    bandwidth::RecipientPlace recipient = bandwidth::kEveryRecipient;

    friend bool operator==(const EventLink &, const EventLink &) = default;
};

/// The links of one segment's rows. A place is written once, before any reader knows of its row.
///
/// Thread: one writes, any reads.
class EventLinks
{
public:
    static constexpr quint32 kRows = 4096;
    static constexpr quint32 kChunks = 16;

    /// Of so many rows, in the order of rows.
    struct Chunk
    {
        std::array<MessageNumber, kRows> messages;
        std::array<bandwidth::RecipientPlace, kRows> recipients;
    };

    EventLinks() = default;
    ~EventLinks();
    EventLinks(const EventLinks &) = delete;
    EventLinks &operator=(const EventLinks &) = delete;

    EventLink at(quint32 row) const
    {
        const Chunk *chunk = this->chunk(row / kRows);
        return chunk ? EventLink{chunk->messages[row % kRows], chunk->recipients[row % kRows]}
                     : EventLink();
    }

    /// Null while none of its rows belongs to a message.
    const Chunk *chunk(quint32 at) const { return m_chunks[at].load(std::memory_order_acquire); }

    void set(quint32 row, EventLink link);

    qint64 bytesInMemory() const;

private:
    std::array<std::atomic<Chunk *>, kChunks> m_chunks{};
};

} // namespace sendscope::index
