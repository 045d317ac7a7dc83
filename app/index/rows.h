#pragma once

#include "app/event/ids.h"
#include "app/index/row.h"

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
    explicit Rows(RowList rows);

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
