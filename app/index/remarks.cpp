#include "app/index/remarks.h"

#include <limits>

namespace sendscope::index {
namespace {

constexpr qint64 kChunkEvents = 1024;

} // namespace

const EventRemark *RemarkFacts::find(event::EventId event) const
{
    const auto chunk = m_chunks.constFind(event.value / kChunkEvents);
    if (chunk == m_chunks.cend())
        return nullptr;
    const auto remark = chunk->remarks.constFind(event.value);
    return remark == chunk->remarks.cend() || remark->isEmpty() ? nullptr : &*remark;
}

void RemarkFacts::set(const RemarkedEvent &remarked)
{
    const EventRemark *before = find(remarked.event);
    const EventRemark now{remarked.mark, remarked.note, m_generation + 1};
    if (before ? before->mark == now.mark && before->note == now.note : now.isEmpty())
        return;

    ++m_generation;
    m_count += int(before == nullptr) - int(now.isEmpty());
    Chunk &chunk = m_chunks[remarked.event.value / kChunkEvents];
    chunk.remarks[remarked.event.value] = now;
    chunk.changed = m_generation;
}

bool RemarkFacts::replaceAll(const std::vector<RemarkedEvent> &remarked)
{
    const qint64 before = m_generation;
    auto next = remarked.begin();
    for (const event::EventId event : between({}, {std::numeric_limits<qint64>::max()})) {
        while (next != remarked.end() && next->event < event)
            set(*next++);
        if (next != remarked.end() && next->event == event)
            set(*next++);
        else
            set({event, {}, {}});
    }
    while (next != remarked.end())
        set(*next++);
    return m_generation != before;
}

std::vector<event::EventId> RemarkFacts::between(event::EventId first, event::EventId last) const
{
    std::vector<event::EventId> found;
    const auto end = m_chunks.upperBound(last.value / kChunkEvents);
    for (auto chunk = m_chunks.lowerBound(first.value / kChunkEvents); chunk != end; ++chunk) {
        const auto lastOne = chunk->remarks.upperBound(last.value);
        for (auto one = chunk->remarks.lowerBound(first.value); one != lastOne; ++one) {
            if (!one->isEmpty())
                found.push_back({one.key()});
        }
    }
    return found;
}

std::vector<event::EventId> RemarkFacts::changedSince(qint64 generation) const
{
    std::vector<event::EventId> found;
    for (const Chunk &chunk : m_chunks) {
        if (chunk.changed <= generation)
            continue;
        for (auto one = chunk.remarks.cbegin(); one != chunk.remarks.cend(); ++one) {
            if (one->changed > generation)
                found.push_back({one.key()});
        }
    }
    return found;
}

} // namespace sendscope::index
