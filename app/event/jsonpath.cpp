#include "app/event/jsonpath.h"

#include <algorithm>
#include <limits>

namespace sendscope::event {
namespace {

bool isBare(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'
        || c == '-' || c == '$';
}

bool isBareName(QByteArrayView name)
{
    return !name.isEmpty() && std::all_of(name.begin(), name.end(), isBare);
}

/// Reads a path from its front to its end.
class PathReader
{
public:
    explicit PathReader(QByteArrayView text)
        : m_rest(text)
    {
    }

    bool isAtEnd() const { return m_rest.isEmpty(); }

    bool take(char c)
    {
        if (!m_rest.startsWith(c))
            return false;
        m_rest = m_rest.sliced(1);
        return true;
    }

    std::optional<QByteArray> takeName()
    {
        if (take('"'))
            return takeQuoted();
        qsizetype size = 0;
        while (size < m_rest.size() && isBare(m_rest[size]))
            ++size;
        if (size == 0)
            return std::nullopt;
        const QByteArray name = m_rest.first(size).toByteArray();
        m_rest = m_rest.sliced(size);
        return name;
    }

    /// "0]" after its opening bracket.
    std::optional<qint32> takeIndex()
    {
        qint64 index = 0;
        qsizetype size = 0;
        while (size < m_rest.size() && m_rest[size] >= '0' && m_rest[size] <= '9') {
            index = index * 10 + (m_rest[size] - '0');
            if (index > std::numeric_limits<qint32>::max())
                return std::nullopt;
            ++size;
        }
        if (size == 0)
            return std::nullopt;
        m_rest = m_rest.sliced(size);
        return take(']') ? std::optional(qint32(index)) : std::nullopt;
    }

private:
    std::optional<QByteArray> takeQuoted()
    {
        QByteArray name;
        for (qsizetype i = 0; i < m_rest.size(); ++i) {
            if (m_rest[i] == '"') {
                m_rest = m_rest.sliced(i + 1);
                return name;
            }
            if (m_rest[i] == '\\' && i + 1 < m_rest.size()
                && (m_rest[i + 1] == '"' || m_rest[i + 1] == '\\'))
                ++i;
            name += m_rest[i];
        }
        return std::nullopt;
    }

    QByteArrayView m_rest;
};

} // namespace

std::optional<JsonPath> JsonPath::parse(QByteArrayView text)
{
    if (text.isEmpty() || text.size() > kMaxBytes)
        return std::nullopt;

    JsonPath path;
    PathReader reader(text);
    while (!reader.isAtEnd()) {
        if (reader.take('[')) {
            const std::optional<qint32> index = reader.takeIndex();
            if (!index)
                return std::nullopt;
            path.m_steps.push_back({{}, *index});
            continue;
        }
        if (!path.m_steps.empty() && !reader.take('.'))
            return std::nullopt;
        std::optional<QByteArray> name = reader.takeName();
        if (!name)
            return std::nullopt;
        path.m_steps.push_back({std::move(*name), -1});
    }
    return path;
}

QByteArray JsonPath::text() const
{
    QByteArray text;
    for (const Step &step : m_steps) {
        if (step.index >= 0) {
            text += '[' + QByteArray::number(step.index) + ']';
            continue;
        }
        if (!text.isEmpty())
            text += '.';
        if (isBareName(step.name)) {
            text += step.name;
            continue;
        }
        QByteArray name = step.name;
        text += '"' + name.replace('\\', "\\\\").replace('"', "\\\"") + '"';
    }
    return text;
}

std::vector<qint32> JsonPath::find(const JsonText &json, qint32 from) const
{
    std::vector<qint32> found;
    collect(json, from, 0, found);
    return found;
}

qint32 JsonPath::locate(const JsonText &json, qint32 from) const
{
    qint32 span = from;
    for (const Step &step : m_steps) {
        if (step.index < 0) {
            span = json.member(span, step.name);
        } else {
            const bool isArray = json.span(span).type == JsonSpan::Type::Array;
            span = isArray ? json.firstChild(span) : -1;
            for (qint32 n = 0; n < step.index && span >= 0; ++n)
                span = json.span(span).next;
        }
        if (span < 0)
            return -1;
    }
    return span;
}

/// Calls itself once a level, of which a JSON text has at most JsonText::kMaxDepth.
void JsonPath::collect(const JsonText &json, qint32 span, size_t step,
                       std::vector<qint32> &found) const
{
    const bool isArray = json.span(span).type == JsonSpan::Type::Array;
    if (step == m_steps.size()) {
        // An array at the very end stands for its elements, but these for themselves.
        if (!isArray)
            found.push_back(span);
        for (qint32 i = isArray ? json.firstChild(span) : -1; i >= 0; i = json.span(i).next)
            found.push_back(i);
        return;
    }

    const Step &next = m_steps[step];
    if (next.index >= 0) {
        qint32 element = isArray ? json.firstChild(span) : -1;
        for (qint32 n = 0; n < next.index && element >= 0; ++n)
            element = json.span(element).next;
        if (element >= 0)
            collect(json, element, step + 1, found);
    } else if (isArray) {
        for (qint32 i = json.firstChild(span); i >= 0; i = json.span(i).next)
            collect(json, i, step, found);
    } else if (json.span(span).type == JsonSpan::Type::Object) {
        if (const qint32 member = json.member(span, next.name); member >= 0)
            collect(json, member, step + 1, found);
    }
}

} // namespace sendscope::event
