#include "app/event/headerlist.h"

#include "app/event/headtext.h"

#include <algorithm>

namespace sendscope::event {
namespace {

bool hasName(const HeaderField &field, QByteArrayView name)
{
    return QByteArrayView(field.name).compare(name, Qt::CaseInsensitive) == 0;
}

HeaderList readFields(QByteArrayView rest)
{
    HeaderList list;
    while (!rest.isEmpty()) {
        const QByteArrayView line = takeLine(rest);
        if (line.isEmpty())
            break;
        const qsizetype colon = line.indexOf(':');
        if (colon < 0)
            list.append({line.toByteArray(), {}});
        else
            list.append({line.first(colon).toByteArray(),
                         withoutBlanks(line.sliced(colon + 1)).toByteArray()});
    }
    return list;
}

} // namespace

HeaderList::HeaderList(std::initializer_list<HeaderField> fields)
    : m_fields(fields)
{
}

HeaderList HeaderList::fromHead(QByteArrayView head)
{
    takeLine(head);
    return readFields(head);
}

bool HeaderList::isInHead(QByteArrayView head, QByteArrayView name)
{
    takeLine(head);
    while (!head.isEmpty()) {
        const QByteArrayView line = takeLine(head);
        if (line.isEmpty())
            return false;
        const bool isAsLong =
            line.size() >= name.size() && (line.size() == name.size() || line[name.size()] == ':');
        if (isAsLong && line.first(name.size()).compare(name, Qt::CaseInsensitive) == 0)
            return true;
    }
    return false;
}

HeaderList HeaderList::fromTrailers(QByteArrayView trailers)
{
    return readFields(trailers);
}

void HeaderList::append(HeaderField field)
{
    m_fields.push_back(std::move(field));
}

std::optional<QByteArray> HeaderList::first(QByteArrayView name) const
{
    for (const HeaderField &field : m_fields) {
        if (hasName(field, name))
            return field.value;
    }
    return std::nullopt;
}

qsizetype HeaderList::count(QByteArrayView name) const
{
    return std::count_if(m_fields.begin(), m_fields.end(),
                         [name](const HeaderField &field) { return hasName(field, name); });
}

} // namespace sendscope::event
