#include "app/event/jsonmembers.h"

#include <cstring>

namespace sendscope::event {

JsonMembers::JsonMembers(const JsonText &json, qint32 object)
    : m_json(json)
    , m_object(object)
{
    if (object < 0 || json.span(object).type != JsonSpan::Type::Object)
        return;
    const char *const bytes = json.bytes().constData();
    for (qint32 at = json.firstChild(object); at >= 0;) {
        const JsonSpan &name = json.span(at);
        if (name.hasEscapes || m_count == kMost) {
            m_isWhole = false;
            return;
        }
        m_members[m_count++] = {bytes + name.begin + 1, name.end - name.begin - 2, json.value(at)};
        at = name.next;
    }
}

qint32 JsonMembers::find(QByteArrayView name) const
{
    if (!m_isWhole)
        return m_json.member(m_object, name);
    const auto size = quint32(name.size());
    for (size_t i = m_count; i > 0; --i) { // Of repeated names the last one counts.
        const Member &member = m_members[i - 1];
        if (member.size == size && std::memcmp(member.name, name.data(), size) == 0)
            return member.value;
    }
    return -1;
}

} // namespace sendscope::event
