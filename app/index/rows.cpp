#include "app/index/rows.h"

#include <algorithm>
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

Rows::Rows(RowList rows)
    : Rows(Rows().appended(rows))
{
}

Rows Rows::appended(std::span<const event::EventId> more) const
{
    if (more.empty())
        return *this;

    Rows result;
    result.m_size = m_size + more.size();
    size_t end = m_size;
    if (m_memory && result.m_size <= m_memory->room
        && m_memory->used.compare_exchange_strong(end, result.m_size)) {
        result.m_memory = m_memory;
    } else {
        result.m_memory =
            std::make_shared<Memory>(std::max(kLeastRoom, result.m_size + result.m_size / 4));
        result.m_memory->used = result.m_size;
        std::copy(begin(), this->end(), result.m_memory->ids.get());
    }
    std::copy(more.begin(), more.end(), result.m_memory->ids.get() + m_size);
    return result;
}

const event::EventId *Rows::begin() const
{
    return m_memory ? m_memory->ids.get() : nullptr;
}

} // namespace sendscope::index
