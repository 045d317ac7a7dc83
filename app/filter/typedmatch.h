#pragma once

#include "app/event/fieldref.h"
#include "app/filter/needle.h"

#include <QString>

namespace sendscope::filter {

/// Asks values whether they are what a person types the beginning of, or a part: without regard to
/// case, a telephone number by its digits.
///
/// Thread: any.
class TypedMatch
{
public:
    enum class Fit {
        None,
        Inside,    ///< Somewhere in it.
        Beginning, ///< It begins so, and goes on.
        Whole,
    };

    TypedMatch(const QString &typed, const event::FieldRef &field);

    Fit fit(QByteArrayView value) const;
    bool isEverything() const { return m_size == 0 && m_digits.isEmpty(); }

private:
    Needle m_needle;
    qsizetype m_size = 0; ///< Of the needle, in bytes.
    bool m_isAscii = true;
    QByteArray m_digits; ///< Not empty: numbers are compared by these.
};

} // namespace sendscope::filter
