#include "app/event/jsonlayout.h"

namespace sendscope::event {
namespace {

constexpr int kIndent = 2;

class Layout
{
public:
    Layout(const JsonText &json, qsizetype mostBytes)
        : m_json(json)
        , m_mostBytes(mostBytes)
    {
        if (json.hasByteOrderMark())
            m_out += "\xEF\xBB\xBF";
    }

    /// Goes as deep as the scanner lets a text be nested.
    void write(qint32 index, int depth)
    {
        const JsonSpan &span = m_json.span(index);
        const bool isObject = span.type == JsonSpan::Type::Object;
        const qint32 first =
            isObject || span.type == JsonSpan::Type::Array ? m_json.firstChild(index) : -1;
        if (first < 0 && (isObject || span.type == JsonSpan::Type::Array))
            m_out += isObject ? "{}" : "[]";
        else if (first < 0)
            m_out += m_json.raw(index);
        else
            writeMembers(first, isObject, depth);
    }

    bool isTooLarge() const { return m_out.size() > m_mostBytes; }
    QByteArray take() { return std::move(m_out); }

private:
    void writeMembers(qint32 first, bool isObject, int depth)
    {
        m_out += isObject ? '{' : '[';
        for (qint32 member = first; member >= 0 && !isTooLarge();
             member = m_json.span(member).next) {
            beginLine(depth + 1);
            if (isObject) {
                m_out += m_json.raw(member);
                m_out += ": ";
            }
            write(isObject ? m_json.value(member) : member, depth + 1);
            if (m_json.span(member).next >= 0)
                m_out += ',';
        }
        beginLine(depth);
        m_out += isObject ? '}' : ']';
    }

    void beginLine(int depth)
    {
        m_out += '\n';
        m_out.append(depth * kIndent, ' ');
    }

    const JsonText &m_json;
    const qsizetype m_mostBytes;
    QByteArray m_out;
};

} // namespace

base::Result<QByteArray> laidOut(const JsonText &json, qsizetype mostBytes)
{
    Layout layout(json, mostBytes);
    layout.write(0, 0);
    if (layout.isTooLarge()) {
        return base::Error{
            base::Error::Code::LimitPassed,
            {QStringLiteral("JSON over lines"), QStringLiteral("%1 bytes").arg(mostBytes)}};
    }
    return layout.take();
}

} // namespace sendscope::event
