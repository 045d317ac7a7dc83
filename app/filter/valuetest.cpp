#include "app/filter/valuetest.h"

#include "app/event/timestamp.h"
#include "app/filter/characters.h"
#include "app/filter/jsonnumber.h"
#include "app/filter/needle.h"
#include "app/filter/pattern.h"
#include "app/filter/phone.h"

#include <algorithm>
#include <atomic>
#include <limits>

namespace sendscope::filter {
namespace {

constexpr qint64 kLeast = std::numeric_limits<qint64>::min();
constexpr qint64 kMost = std::numeric_limits<qint64>::max();

bool isNumeric(std::optional<event::FieldType> type)
{
    using T = event::FieldType;
    return type == T::Number || type == T::Time || type == T::Duration || type == T::Size;
}

/// -1, 0 or 1, by the values of the bytes.
int order(QByteArrayView a, QByteArrayView b)
{
    return std::clamp(a.compare(b), -1, 1);
}

bool isInOrder(Operator comparison, int order)
{
    switch (comparison) {
    case Operator::Less:
        return order < 0;
    case Operator::LessOrEqual:
        return order <= 0;
    case Operator::Greater:
        return order > 0;
    case Operator::GreaterOrEqual:
        return order >= 0;
    default:
        return order == 0;
    }
}

/// The place in time or number that a value stands for, from its first to its last.
Range placeOf(const Value &value, base::UtcTime now)
{
    if (value.type != Value::Type::Ago)
        return {value.from, value.to};
    qint64 moment = 0;
    if (__builtin_sub_overflow(qint64(now.time_since_epoch().count()), value.from, &moment))
        moment = value.from > 0 ? kLeast : kMost;
    return {moment, moment};
}

std::optional<Range> rangeOf(Operator comparison, Range place)
{
    switch (comparison) {
    case Operator::Less:
        return place.from == kLeast ? std::nullopt : std::optional(Range{kLeast, place.from - 1});
    case Operator::LessOrEqual:
        return Range{kLeast, place.to};
    case Operator::Greater:
        return place.to == kMost ? std::nullopt : std::optional(Range{place.to + 1, kMost});
    case Operator::GreaterOrEqual:
        return Range{place.from, kMost};
    default:
        return place;
    }
}

std::vector<Range> merged(std::vector<Range> ranges)
{
    std::sort(ranges.begin(), ranges.end(),
              [](const Range &a, const Range &b) { return a.from < b.from; });
    std::vector<Range> result;
    for (const Range &range : ranges) {
        const bool touches = !result.empty()
            && (range.from <= result.back().to || range.from - 1 == result.back().to);
        if (touches)
            result.back().to = std::max(result.back().to, range.to);
        else
            result.push_back(range);
    }
    return result;
}

bool isInside(const std::vector<Range> &ranges, qint64 number)
{
    const auto after =
        std::upper_bound(ranges.begin(), ranges.end(), number,
                         [](qint64 n, const Range &range) { return n < range.from; });
    return after != ranges.begin() && number <= std::prev(after)->to;
}

} // namespace

/// Each kind of value has its own list, of which those of other kinds are empty.
struct ValueTest::Compiled
{
    Operator comparison = Operator::Equal;
    bool readsNumbers = false;
    bool isPhone = false;
    std::vector<Range> ranges;       ///< Numbers; of a path, moments.
    std::vector<QByteArray> texts;   ///< Folded, ascending.
    Needle needle;                   ///< The one text.
    std::vector<QByteArray> phones;  ///< The digits of texts that are numbers of telephones.
    QByteArray digits;               ///< Contains: what is looked for in a number's digits.
    std::vector<JsonNumber> numbers; ///< Of a path.
    std::optional<Pattern> pattern;
    mutable std::atomic<qint64> givenUp = 0;

    void addText(const Value &value);
    void addPathValue(const Value &value, base::UtcTime now);
    bool passesText(QByteArrayView text) const;
    bool equals(QByteArrayView text) const;
    bool contains(QByteArrayView text) const;
    bool matches(QByteArrayView text) const;
    bool passesJsonNumber(QByteArrayView text) const;
};

void ValueTest::Compiled::addText(const Value &value)
{
    if (value.type == Value::Type::Pattern) {
        pattern.emplace(value.text, value.ignoresCase);
        return;
    }
    texts.push_back(folded(value.text));
    if (!isPhone)
        return;
    if (comparison == Operator::Contains)
        digits = value.text.contains('.') ? QByteArray() : digitsOfNumber(value.text);
    else if (QByteArray number = digitsOfNumber(value.text); !number.isEmpty())
        phones.push_back(std::move(number));
}

void ValueTest::Compiled::addPathValue(const Value &value, base::UtcTime now)
{
    switch (value.type) {
    case Value::Type::Number:
        if (const auto number = readJsonNumber(value.text))
            numbers.push_back(*number);
        break;
    case Value::Type::Time:
    case Value::Type::Ago:
        if (const auto range = rangeOf(comparison, placeOf(value, now)))
            ranges.push_back(*range);
        break;
    default:
        addText(value);
        break;
    }
}

bool ValueTest::Compiled::passesText(QByteArrayView text) const
{
    switch (comparison) {
    case Operator::Equal:
    case Operator::NotEqual:
    case Operator::In:
        return equals(text);
    case Operator::Contains:
        return contains(text);
    case Operator::Matches:
        return matches(text);
    default:
        return !texts.empty() && isInOrder(comparison, order(folded(text), texts.front()));
    }
}

bool ValueTest::Compiled::equals(QByteArrayView text) const
{
    if (!phones.empty()) {
        const QByteArray number = digitsOfNumber(text);
        if (std::any_of(phones.begin(), phones.end(), [&number](const QByteArray &other) {
                return !number.isEmpty() && endsAlike(number, other);
            }))
            return true;
    }
    if (texts.size() == 1 && isAscii(text))
        return text.size() == texts.front().size() && needle.find(text) == 0;
    return !texts.empty() && std::binary_search(texts.begin(), texts.end(), folded(text));
}

bool ValueTest::Compiled::contains(QByteArrayView text) const
{
    if (texts.empty())
        return false;
    if (!digits.isEmpty() && digitsOfNumber(text).contains(digits))
        return true;
    return (isAscii(text) ? needle.find(text) : needle.find(folded(text))) >= 0;
}

bool ValueTest::Compiled::matches(QByteArrayView text) const
{
    if (!pattern)
        return false;
    const Pattern::Outcome outcome = pattern->find(text);
    if (outcome == Pattern::Outcome::GivenUp)
        givenUp.fetch_add(1, std::memory_order_relaxed);
    return outcome == Pattern::Outcome::Found;
}

bool ValueTest::Compiled::passesJsonNumber(QByteArrayView text) const
{
    if (numbers.empty())
        return false;
    const auto number = readJsonNumber(text);
    return number && std::any_of(numbers.begin(), numbers.end(), [&](const JsonNumber &other) {
               return isInOrder(comparison, order(*number, other));
           });
}

ValueTest::ValueTest()
    : m_compiled(std::make_shared<Compiled>())
{
}

ValueTest::ValueTest(std::optional<event::FieldType> type, Operator comparison,
                     std::span<const Value> values, base::UtcTime now)
{
    auto compiled = std::make_shared<Compiled>();
    compiled->comparison = comparison;
    compiled->readsNumbers =
        isNumeric(type) && comparison != Operator::Contains && comparison != Operator::Matches;
    compiled->isPhone = type == event::FieldType::Phone;
    for (const Value &value : values) {
        if (compiled->readsNumbers) {
            if (const auto range = rangeOf(comparison, placeOf(value, now)))
                compiled->ranges.push_back(*range);
        } else if (type) {
            compiled->addText(value);
        } else {
            compiled->addPathValue(value, now);
        }
    }
    compiled->ranges = merged(std::move(compiled->ranges));
    std::sort(compiled->texts.begin(), compiled->texts.end());
    if (!compiled->texts.empty())
        compiled->needle = Needle(compiled->texts.front());
    m_compiled = std::move(compiled);
}

const std::vector<Range> &ValueTest::ranges() const
{
    return m_compiled->ranges;
}

bool ValueTest::passes(qint64 number) const
{
    return isInside(m_compiled->ranges, number);
}

bool ValueTest::readsText() const
{
    return !m_compiled->readsNumbers;
}

bool ValueTest::passesText(QByteArrayView text) const
{
    return m_compiled->passesText(text);
}

bool ValueTest::passesJson(QByteArrayView text, bool isString) const
{
    if (m_compiled->passesText(text) || m_compiled->passesJsonNumber(text))
        return true;
    if (!isString || m_compiled->ranges.empty())
        return false;
    const auto time = event::parseTimestamp(text);
    return time && passes(time->time_since_epoch().count());
}

qint64 ValueTest::valuesGivenUp() const
{
    return m_compiled->givenUp.load(std::memory_order_relaxed);
}

} // namespace sendscope::filter
