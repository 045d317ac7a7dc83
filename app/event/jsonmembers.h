#pragma once

#include "app/event/jsontext.h"

#include <QByteArrayView>

#include <array>

namespace sendscope::event {

/// The members of one object, gathered once: for asking it for many names. What is no object has
/// none.
///
/// Borrows the JSON. Thread: one at a time.
class JsonMembers
{
public:
    JsonMembers(const JsonText &json, qint32 object);

    qint32 find(QByteArrayView name) const; ///< As JsonText::member(); -1 without.

private:
    struct Member
    {
        const char *name;
        quint32 size;
        qint32 value;
    };

    /// As many as events have; larger objects are searched as they stand.
    static constexpr size_t kMost = 24;

    const JsonText &m_json;
    qint32 m_object;
    bool m_isWhole = true; ///< All members are in m_members.
    size_t m_count = 0;
    std::array<Member, kMost> m_members; // Only the first m_count are written.
};

} // namespace sendscope::event
