#pragma once

#include "app/event/ids.h"
#include "app/index/row.h"

#include <functional>
#include <memory>
#include <span>

namespace sendscope::index {

/// The rows of a result in the order shown. Immutable; copying shares them.
///
/// Thread: any.
class Rows
{
public:
    Rows() = default;
    explicit Rows(std::span<const event::EventId> rows);

    /// So many, which \p fill writes one after the other: no list of them is made first.
    static Rows filled(size_t size, const std::function<void(event::EventId *to)> &fill);

    /// Several lists, one after the other.
    static Rows joined(std::span<const std::span<const event::EventId>> lists);

    /// These, and more after them. Nothing is copied where these are the last that were made of
    /// their memory and it has room: so a result that grows costs what is added.
    Rows appended(std::span<const event::EventId> more) const;

    size_t size() const { return m_size; }
    bool empty() const { return m_size == 0; }
    event::EventId operator[](size_t place) const { return begin()[place]; }
    event::EventId front() const { return *begin(); }
    event::EventId back() const { return begin()[m_size - 1]; }
    const event::EventId *begin() const;
    const event::EventId *end() const { return begin() + m_size; }
    std::span<const event::EventId> all() const { return {begin(), m_size}; }

private:
    struct Memory;

    std::shared_ptr<Memory> m_memory; ///< Null while empty. Its first m_size places never change.
    size_t m_size = 0;
};

} // namespace sendscope::index
