#include "app/index/rows.h"

#include <algorithm>
#include <array>
#include <atomic>

namespace sendscope::index {
namespace {

constexpr size_t kLeastRoom = 1024;

} // namespace

struct Rows::Memory
{
    explicit Memory(size_t places)
        : ids(new event::EventId[places])
        , room(places)
    {
    }

    const std::unique_ptr<event::EventId[]> ids;
    const size_t room;
    std::atomic<size_t> used = 0; ///< Whoever moves it from where its own rows end may write there.
};

Rows::Rows(std::span<const event::EventId> rows)
    : Rows(Rows().appended(rows))
{
}

Rows Rows::filled(size_t size, const std::function<void(event::EventId *)> &fill)
{
    Rows result;
    if (size == 0)
        return result;
    result.m_size = size;
    result.m_memory = std::make_shared<Memory>(std::max(kLeastRoom, size + size / 4));
    result.m_memory->used = size;
    fill(result.m_memory->ids.get());
    return result;
}

Rows Rows::joined(std::span<const std::span<const event::EventId>> lists)
{
    size_t size = 0;
    for (const auto &list : lists)
        size += list.size();
    return filled(size, [&lists](event::EventId *to) {
        for (const auto &list : lists)
            to = std::copy(list.begin(), list.end(), to);
    });
}

Rows Rows::appended(std::span<const event::EventId> more) const
{
    if (more.empty())
        return *this;

    const size_t size = m_size + more.size();
    size_t used = m_size;
    if (!m_memory || size > m_memory->room || !m_memory->used.compare_exchange_strong(used, size)) {
        const std::array<std::span<const event::EventId>, 2> both{all(), more};
        return joined(both);
    }
    Rows result = *this;
    result.m_size = size;
    std::copy(more.begin(), more.end(), m_memory->ids.get() + m_size);
    return result;
}

const event::EventId *Rows::begin() const
{
    return m_memory ? m_memory->ids.get() : nullptr;
}

} // namespace sendscope::index
