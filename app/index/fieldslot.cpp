#include "app/index/fieldslot.h"

#include "app/index/later.h"

#include <array>

namespace sendscope::index {
namespace {

using event::Field;

/// What has a rule of its own: a number that every row has, one that is worked out from others, or
/// one that becomes known later.
bool isOwn(Field field)
{
    switch (field) {
    case Field::Event:
    case Field::Request:
    case Field::Kind:
    case Field::Via:
    case Field::Received:
    case Field::Lag:
        return true;
    default:
        return changesLater(field);
    }
}

FieldSlot::Store storeOf(const event::FieldInfo &info)
{
    if (isOwn(info.field))
        return FieldSlot::Store::Own;
    switch (info.type) {
    case event::FieldType::Time:
        return FieldSlot::Store::Time;
    case event::FieldType::Number:
    case event::FieldType::Size:
    case event::FieldType::Duration:
        return FieldSlot::Store::Number;
    case event::FieldType::Text:
    case event::FieldType::Word:
    case event::FieldType::Phone:
        break;
    }
    return FieldSlot::Store::Text;
}

using Slots = std::array<FieldSlot, event::kFieldCount>;

Slots makeSlots()
{
    Slots slots_;
    std::array<quint8, 4> used{};
    for (const event::FieldInfo &info : event::fields()) {
        const FieldSlot::Store store = storeOf(info);
        slots_[size_t(info.field)] = {store, used[size_t(store)]++};
    }
    Q_ASSERT(used[size_t(FieldSlot::Store::Number)] == kNumberFields);
    Q_ASSERT(used[size_t(FieldSlot::Store::Time)] == kTimeFields);
    Q_ASSERT(used[size_t(FieldSlot::Store::Text)] == kTextFields);
    return slots_;
}

} // namespace

FieldSlot slotOf(event::Field field)
{
    static const Slots all = makeSlots();
    return all[size_t(field)];
}

} // namespace sendscope::index
