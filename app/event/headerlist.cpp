#include "app/event/headerlist.h"

#include <algorithm>

namespace sendscope::event {
namespace {

bool hasName(const HeaderField &field, QByteArrayView name)
{
    return QByteArrayView(field.name).compare(name, Qt::CaseInsensitive) == 0;
}

/// Only SP and HTAB stand round a field's value (RFC 9110, 5.5); other white space belongs to it.
QByteArrayView trimmed(QByteArrayView text)
{
    const auto isSpace = [](char c) { return c == ' ' || c == '\t'; };
    while (!text.isEmpty() && isSpace(text.front()))
        text = text.sliced(1);
    while (!text.isEmpty() && isSpace(text.back()))
        text.chop(1);
    return text;
}

/// Takes one line off the front of `rest`, without its line end.
QByteArrayView takeLine(QByteArrayView &rest)
{
    const qsizetype end = rest.indexOf('\n');
    QByteArrayView line = end < 0 ? rest : rest.first(end);
    rest = end < 0 ? QByteArrayView() : rest.sliced(end + 1);
    if (line.endsWith('\r'))
        line.chop(1);
    return line;
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
            list.append(
                {line.first(colon).toByteArray(), trimmed(line.sliced(colon + 1)).toByteArray()});
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
