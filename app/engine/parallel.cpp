#include "app/engine/parallel.h"

#include <QSemaphore>

#include <sys/resource.h>

#include <atomic>

namespace sendscope::engine {

void inParallel(QThreadPool &pool, size_t count, const std::function<void(size_t)> &work)
{
    std::atomic<size_t> next = 0;
    const auto workOn = [&] {
        for (size_t i = next++; i < count; i = next++)
            work(i);
    };

    QSemaphore ended;
    int helpers = 0;
    while (helpers + 1 < int(count) && helpers < pool.maxThreadCount() && pool.tryStart([&] {
        standBack();
        workOn();
        ended.release();
    })) {
        ++helpers;
    }
    workOn();
    ended.acquire(helpers);
}

void standBack()
{
    // On Linux a thread has a niceness of its own, which 0 means the calling one's.
    constexpr int kNiceness = 5;
    setpriority(PRIO_PROCESS, 0, kNiceness);
}

} // namespace sendscope::engine
