#pragma once

#include "app/event/fieldcatalogue.h"
#include "app/filter/filter.h"

#include <optional>
#include <span>

namespace sendscope::filter {

/// Numbers from..to, both included.
struct Range
{
    qint64 from = 0;
    qint64 to = 0;

    friend bool operator==(const Range &, const Range &) = default;
};

/// What a comparison asks of one value of a field; never NotEqual, which is a negated Equal.
///
/// Copies share one compiled pattern. Thread: any.
class ValueTest
{
public:
    ValueTest();

    /// \p type: the field's; none for a path. \p now: what "-5m" counts back from.
    ValueTest(std::optional<event::FieldType> type, Operator comparison,
              std::span<const Value> values, base::UtcTime now);

    /// Fields of type Number, Time, Duration and Size, unless they are asked for their text
    /// (readsText()): the numbers that pass, ascending, without overlaps.
    const std::vector<Range> &ranges() const;
    bool passes(qint64 number) const;

    /// True for text, and for `contains` and `matches` of a number, which look at its digits.
    bool readsText() const;

    /// A value of a Text, Word or Phone field, decoded, UTF-8, as spelled; or a number's digits.
    bool passesText(QByteArrayView text) const;

    /// A value of a path: a JSON string decoded (isString), or a number, true, false or null as
    /// spelled.
    bool passesJson(QByteArrayView text, bool isString) const;

    qint64 valuesGivenUp() const;

private:
    struct Compiled;
    std::shared_ptr<const Compiled> m_compiled;
};

} // namespace sendscope::filter
