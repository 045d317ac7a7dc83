#pragma once

#include "app/event/fieldcatalogue.h"

namespace sendscope::index {

/// Where a field of the catalogue stands in a segment's columns.
struct FieldSlot
{
    enum class Store : quint8 {
        Own,    ///< A column with a rule of its own: ids, arrival, kind, what becomes known later.
        Number, ///< RowChunk::numbers
        Time,   ///< RowChunk::times
        Text,   ///< RowChunk::texts; a value or a list of them.
    };

    Store store = Store::Own;
    quint8 at = 0; ///< Its place among those of its store.
};

constexpr size_t kNumberFields = 6;
constexpr size_t kTimeFields = 3;
constexpr size_t kTextFields = 28;

FieldSlot slotOf(event::Field field);

} // namespace sendscope::index
