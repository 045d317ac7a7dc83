#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

namespace sendscope::exchange {

/// Makes values on a thread of its own, a few ahead of whoever takes them: reading and writing go
/// on at the same time.
///
/// Thread: take() from one.
template <typename Value>
class ReadAhead
{
public:
    /// \p make is called on the new thread, again and again, until it returns none. At most \p most
    /// values wait to be taken.
    ReadAhead(size_t most, std::function<std::optional<Value>()> make)
        : m_most(most)
        , m_make(std::move(make))
        , m_thread([this] { run(); })
    {
    }

    /// Waits for the value that is being made, and drops those that nobody has taken.
    ~ReadAhead()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_isStopped = true;
        }
        m_changed.notify_all();
        m_thread.join();
    }

    ReadAhead(const ReadAhead &) = delete;
    ReadAhead &operator=(const ReadAhead &) = delete;

    /// The next value; waits for it. None: there are no more.
    std::optional<Value> take()
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return m_hasEnded || !m_made.empty(); });
        if (m_made.empty())
            return std::nullopt;
        Value value = std::move(m_made.front());
        m_made.pop_front();
        m_changed.notify_all();
        return value;
    }

private:
    void run()
    {
        for (;;) {
            std::optional<Value> value = m_make();
            std::unique_lock lock(m_mutex);
            m_changed.wait(lock, [this] { return m_isStopped || m_made.size() < m_most; });
            m_hasEnded = m_isStopped || !value;
            if (!m_hasEnded)
                m_made.push_back(std::move(*value));
            m_changed.notify_all();
            if (m_hasEnded)
                return;
        }
    }

    const size_t m_most;
    const std::function<std::optional<Value>()> m_make;
    std::mutex m_mutex;
    std::condition_variable m_changed; ///< A value was made or taken, or the end is there.
    std::deque<Value> m_made;
    bool m_hasEnded = false;
    bool m_isStopped = false;
    std::thread m_thread; ///< The last member: it uses all others.
};

} // namespace sendscope::exchange
