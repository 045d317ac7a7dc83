#include "app/filter/typedmatch.h"

#include "app/filter/characters.h"
#include "app/filter/filter.h"
#include "app/filter/phone.h"

namespace sendscope::filter {
namespace {

using Fit = TypedMatch::Fit;

Fit fitOf(qsizetype at, qsizetype typed, qsizetype all)
{
    if (at < 0)
        return Fit::None;
    if (at > 0)
        return Fit::Inside;
    return typed == all ? Fit::Whole : Fit::Beginning;
}

} // namespace

TypedMatch::TypedMatch(const QString &typed, const event::FieldRef &field)
{
    const QByteArray utf8 = typed.toUtf8();
    if (event::typeOf(field) == event::FieldType::Phone)
        m_digits = digitsOfNumber(utf8);
    const QByteArray text = folded(utf8);
    m_size = text.size();
    m_isAscii = isAscii(text);
    m_needle = Needle(text);
}

Fit TypedMatch::fit(QByteArrayView value) const
{
    if (m_size == 0)
        return value.isEmpty() ? Fit::Whole : Fit::Beginning;
    if (!m_digits.isEmpty()) {
        const QByteArray digits = digitsOfNumber(value);
        const Fit found = fitOf(digits.indexOf(m_digits), m_digits.size(), digits.size());
        // Compared from the end, a number without its country is a whole one.
        return found == Fit::Inside && endsAlike(digits, m_digits) ? Fit::Whole : found;
    }
    if (m_isAscii)
        return fitOf(m_needle.find(value), m_size, value.size());
    const QByteArray text = folded(value);
    return fitOf(m_needle.find(text), m_size, text.size());
}

} // namespace sendscope::filter
