#pragma once

#include <QThreadPool>

#include <functional>

namespace sendscope::engine {

/// Calls work(0) to work(count - 1), each once and begun in that order, on this thread and on free
/// ones of the pool. Returns when all are done.
void inParallel(QThreadPool &pool, size_t count, const std::function<void(size_t)> &work);

/// Lets this thread stand back where another one wants the processor: the window's, the listener's.
/// Where the system does not let it, nothing happens.
void standBack();

} // namespace sendscope::engine
