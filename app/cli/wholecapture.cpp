#include "app/cli/wholecapture.h"

#include "app/engine/backwardpass.h"
#include "app/engine/recording.h"
#include "app/engine/requestwalk.h"
#include "app/store/capturelock.h"

#include <condition_variable>
#include <thread>

namespace sendscope::cli {
namespace {

using Pass = engine::BackwardPass<index::DerivedBlock>;

/// From here on it is worth several threads.
constexpr qint64 kManyEvents = 8'192;

base::Result<index::DerivedBlock> deriveBlock(const store::Reader &reader, Pass::Block block,
                                              const base::CancelToken &cancel)
{
    index::BlockDeriver deriver(block.first, block.last);
    const auto done = engine::walkRequests(
        reader, block.first, block.last, cancel,
        [&deriver](const std::vector<event::StoredRequest> &requests) { deriver.add(requests); });
    if (!done)
        return done.error();
    return deriver.take();
}

} // namespace

WholeCapture::WholeCapture(std::chrono::milliseconds overdueAfter)
    : m_overdueAfter(overdueAfter)
{
    reset();
}

WholeCapture::~WholeCapture() = default;

void WholeCapture::reset()
{
    m_builder = std::make_unique<index::Builder>();
    m_builder->setOverdueAfter(m_overdueAfter);
    m_newestAttempt = {};
}

base::Result<index::SnapshotPtr> WholeCapture::read(const store::Reader &reader)
{
    const auto newest = reader.newest();
    if (!newest)
        return newest.error();
    const bool isNew = m_builder->newest().isNull();
    if (*newest > m_builder->newest()) {
        const auto done = isNew && newest->value > kManyEvents ? readOld(reader, *newest)
                                                               : readNew(reader, *newest);
        if (!done)
            return done.error();
    }

    auto attempts = reader.attemptsAfter(m_newestAttempt);
    if (!attempts)
        return attempts.error();
    if (!attempts->empty())
        m_newestAttempt = attempts->back().id;
    m_builder->append({{}, {}, std::move(*attempts)});

    const auto facts = engine::recordingFacts(reader);
    if (!facts)
        return facts.error();
    m_builder->setRecorded(
        engine::recordedTime(*facts, store::CaptureLock::isHeld(reader.info().path)));
    m_builder->expireHandshakes(m_clock.utc());
    return m_builder->publish(m_clock.utc());
}

/// The blocks come in their order, one at a time, on the threads that made them.
base::Result<void> WholeCapture::readOld(const store::Reader &reader, event::EventId newest)
{
    std::mutex mutex;
    std::condition_variable ended;
    bool isDone = false;
    std::optional<base::Error> error;
    const auto end = [&](std::optional<base::Error> with) {
        const std::lock_guard lock(mutex);
        error = std::move(with);
        isDone = true;
        ended.notify_one();
    };
    const Pass pass(
        reader.info().path, newest, int(std::max(1U, std::thread::hardware_concurrency())),
        deriveBlock,
        [&](Pass::Block block, index::DerivedBlock made) {
            m_builder->prepend(std::move(made));
            if (block.first.value == 1)
                end(std::nullopt);
        },
        [&](const base::Error &with) { end(with); });
    std::unique_lock lock(mutex);
    ended.wait(lock, [&isDone] { return isDone; });
    if (error)
        return *error;
    return {};
}

base::Result<void> WholeCapture::readNew(const store::Reader &reader, event::EventId newest)
{
    return engine::walkRequests(reader, {m_builder->newest().value + 1}, newest, {},
                                [this](std::vector<event::StoredRequest> requests) {
                                    m_builder->append({std::move(requests), {}, {}});
                                });
}

} // namespace sendscope::cli
