#pragma once

#include "app/base/canceltoken.h"
#include "app/base/error.h"
#include "app/event/ids.h"
#include "app/store/reader.h"

#include <algorithm>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace sendscope::engine {

/// Reads the events of a capture from a newest one backwards, block by block on several threads,
/// each with a connection of its own, and hands over what was made of each block in that order.
///
/// Thread: made and destroyed on one. The destructor cancels and waits for the block under way.
template <typename Made>
class BackwardPass
{
public:
    static constexpr qint64 kBlockEvents = 65'536;

    struct Block
    {
        event::EventId first;
        event::EventId last;
    };

    /// \p make runs on several threads at once, for different blocks.
    using Make =
        std::function<base::Result<Made>(const store::Reader &, Block, const base::CancelToken &)>;
    /// Runs on any of the threads, one call at a time; the last block begins with event 1.
    using Deliver = std::function<void(Block, Made)>;
    using Fail = std::function<void(const base::Error &)>; ///< Once; nothing is delivered after it.

    BackwardPass(QString capturePath, event::EventId newest, int threads, Make make,
                 Deliver deliver, Fail fail)
        : m_capturePath(std::move(capturePath))
        , m_make(std::move(make))
        , m_deliver(std::move(deliver))
        , m_fail(std::move(fail))
        , m_nextLast(newest.value)
    {
        for (int i = 0; i < threads; ++i)
            m_threads.emplace_back([this] { run(); });
    }

    ~BackwardPass()
    {
        m_cancel.cancel();
        for (std::thread &thread : m_threads)
            thread.join();
    }

    BackwardPass(const BackwardPass &) = delete;
    BackwardPass &operator=(const BackwardPass &) = delete;

private:
    void run()
    {
        const auto reader = store::Reader::open(m_capturePath);
        if (!reader) {
            fail(reader.error());
            return;
        }
        while (const auto next = takeBlock()) {
            const auto [number, block] = *next;
            auto made = m_make(**reader, block, m_cancel);
            if (m_cancel.isCancelled())
                return;
            if (!made) {
                fail(made.error());
                return;
            }
            deliver(number, block, std::move(*made));
        }
    }

    std::optional<std::pair<qint64, Block>> takeBlock()
    {
        const std::lock_guard lock(m_mutex);
        if (m_nextLast < 1 || m_cancel.isCancelled())
            return std::nullopt;
        const Block block{{std::max<qint64>(1, m_nextLast - kBlockEvents + 1)}, {m_nextLast}};
        m_nextLast = block.first.value - 1;
        return std::pair(m_nextNumber++, block);
    }

    void deliver(qint64 number, Block block, Made made)
    {
        const std::lock_guard lock(m_mutex);
        m_waiting.emplace(number, std::pair(block, std::move(made)));
        for (auto ready = m_waiting.begin();
             ready != m_waiting.end() && ready->first == m_nextDelivered && !m_cancel.isCancelled();
             ready = m_waiting.erase(ready)) {
            m_deliver(ready->second.first, std::move(ready->second.second));
            ++m_nextDelivered;
        }
    }

    void fail(const base::Error &error)
    {
        const std::lock_guard lock(m_mutex);
        if (m_cancel.isCancelled())
            return;
        m_cancel.cancel();
        m_fail(error);
    }

    const QString m_capturePath;
    const Make m_make;
    const Deliver m_deliver;
    const Fail m_fail;
    const base::CancelToken m_cancel;
    std::mutex m_mutex; ///< Over all below.
    qint64 m_nextLast;
    qint64 m_nextNumber = 0;
    qint64 m_nextDelivered = 0;
    std::map<qint64, std::pair<Block, Made>> m_waiting; ///< Made before their turn.
    std::vector<std::thread> m_threads;
};

} // namespace sendscope::engine
