#include "app/index/messagesort.h"

#include <algorithm>

namespace sendscope::index {
namespace {

using event::Field;

/// By the states' names, as texts are sorted.
qint64 rankOf(bandwidth::State state)
{
    qint64 rank = 0;
    for (size_t i = 0; i < bandwidth::kStates; ++i)
        rank += bandwidth::name(bandwidth::State(i)) < bandwidth::name(state);
    return rank;
}

std::optional<qint64> longest(const Message &message)
{
    std::optional<qint64> most;
    for (const Recipient &one : message.recipients) {
        if (const auto took = bandwidth::latenciesOf(one, message.created).took)
            most = std::max(most.value_or(took->count()), qint64(took->count()));
    }
    return most;
}

qint64 highestCode(const Message &message)
{
    qint64 code = 0;
    for (const Recipient &one : message.recipients)
        code = std::max<qint64>(code, one.errorCode);
    return code;
}

qint64 repeats(const Message &message)
{
    return std::count_if(message.oddEvents.begin(), message.oddEvents.end(),
                         [](const bandwidth::OddEvent &odd) { return !odd.repeatOf.isNull(); });
}

std::optional<qint64> unlessZero(qint64 number)
{
    return number == 0 ? std::nullopt : std::optional(number);
}

} // namespace

bool isOfWholeMessage(Field field)
{
    return field == Field::State || field == Field::Took || field == Field::ErrorCode
        || field == Field::Repeats;
}

std::optional<qint64> messageKey(const Message &message, Field field)
{
    switch (field) {
    case Field::State:
        return message.state == bandwidth::State::None ? std::nullopt
                                                       : std::optional(rankOf(message.state));
    case Field::Took:
        return longest(message);
    case Field::ErrorCode:
        return unlessZero(highestCode(message));
    case Field::Repeats:
        return unlessZero(repeats(message));
    default:
        return std::nullopt;
    }
}

} // namespace sendscope::index
