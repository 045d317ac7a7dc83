#pragma once

#include <atomic>
#include <memory>

namespace sendscope::base {

/// Tells long work that its result is no longer wanted. Copies share one state.
///
/// Thread: any.
class CancelToken
{
public:
    void cancel() const { m_isCancelled->store(true, std::memory_order_relaxed); }
    bool isCancelled() const { return m_isCancelled->load(std::memory_order_relaxed); }

private:
    std::shared_ptr<std::atomic_bool> m_isCancelled = std::make_shared<std::atomic_bool>(false);
};

} // namespace sendscope::base
