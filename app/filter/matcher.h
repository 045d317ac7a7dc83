#pragma once

#include "app/filter/program.h"

#include <span>

namespace sendscope::filter {

/// Words and phone numbers of a filter, asked of the values of a row. What asks for a field is not
/// met.
///
/// Thread: any.
class Matcher
{
public:
    explicit Matcher(const Filter &filter);

    const Step &root() const
    {
        return m_program.root();
    } ///< And without children lets everything through.

    /// Whether a row with these values matches.
    bool matches(std::span<const QByteArrayView> values) const;

private:
    Program m_program;
};

} // namespace sendscope::filter
