#pragma once

#include "app/event/ids.h"

#include <QByteArray>

#include <array>
#include <bit>

namespace sendscope::bandwidth {

/// What has become of a message for one of its recipients. In the order of the catalogue's words.
enum class State : quint8 {
    None, ///< It tells of no state: no message, or one whose events tell of other things.
    Waiting,
    Sending,
    Sent,
    Delivered,
    Failed,
    Read,
    Received, ///< A message to us.
};
constexpr size_t kStates = size_t(State::Received) + 1;

/// "delivered", as in filters and columns; empty for None.
QByteArrayView name(State state);

/// Delivered, Failed, Read, Received: nothing more has to come.
constexpr bool isFinal(State state)
{
    return state >= State::Delivered;
}

/// What is odd about an event, or about its message for its recipient. In the order of the
/// catalogue's words.
enum class Issue : quint8 {
    Overdue,     ///< No final event after the set time, all of it recorded.
    Conflicting, ///< Delivered, and failed as well.
    OutOfOrder,  ///< It happened before another event of the recipient that came before it.
    Repeat,      ///< The sender sent it again.
    NoReceipt,   ///< 9902, and nothing final: nobody knows.
    Schema,      ///< It is not as documented.
    Malformed,
    Refused,
};
constexpr auto kIssues =
    std::to_array({Issue::Overdue, Issue::Conflicting, Issue::OutOfOrder, Issue::Repeat,
                   Issue::NoReceipt, Issue::Schema, Issue::Malformed, Issue::Refused});

/// "out-of-order", as in filters and columns.
QByteArrayView name(Issue issue);

/// A set of issues.
///
/// A plain value.
class Issues
{
public:
    constexpr Issues() = default;
    constexpr Issues(Issue issue)
        : m_bits(quint8(1U << quint8(issue)))
    {
    }

    constexpr bool isEmpty() const { return m_bits == 0; }
    constexpr int count() const { return std::popcount(m_bits); }
    constexpr bool has(Issue issue) const { return (*this & issue) != Issues(); }

    constexpr Issues operator|(Issues other) const { return ofBits(m_bits | other.m_bits); }
    constexpr Issues operator&(Issues other) const { return ofBits(m_bits & other.m_bits); }
    constexpr Issues operator~() const { return ofBits(~unsigned(m_bits)); }
    constexpr Issues &operator|=(Issues other) { return *this = *this | other; }

    constexpr quint8 bits() const { return m_bits; }
    static constexpr Issues ofBits(unsigned bits)
    {
        Issues issues;
        issues.m_bits = quint8(bits);
        return issues;
    }

    friend constexpr bool operator==(Issues, Issues) = default;

private:
    quint8 m_bits = 0;
};

} // namespace sendscope::bandwidth
