#include "app/exchange/recordfields.h"

#include "app/event/timestamp.h"

using namespace Qt::StringLiterals;

namespace sendscope::exchange {

using Type = event::JsonSpan::Type;

RecordFields::RecordFields(const event::JsonText &json, qint32 object,
                           std::optional<base::Error> &error)
    : m_json(json)
    , m_members(json, object)
    , m_error(error)
{
}

void RecordFields::fail(QByteArrayView name, qint32 span, QByteArrayView wanted)
{
    if (m_error)
        return;
    m_error = base::Error{
        base::Error::Code::Malformed,
        {QString::fromLatin1(name) + u": "_s + QString::fromLatin1(wanted) + u" was expected"_s},
        qint64(m_json.span(span).begin)};
}

/// The member of that type; -1 where it is absent or of another.
qint32 RecordFields::of(QByteArrayView name, Type type, QByteArrayView wanted)
{
    const qint32 span = m_members.find(name);
    if (m_error || span < 0 || m_json.span(span).type == Type::Null)
        return -1;
    if (m_json.span(span).type == type)
        return span;
    fail(name, span, wanted);
    return -1;
}

QString RecordFields::text(QByteArrayView name)
{
    const qint32 span = of(name, Type::String, "a text");
    return span < 0 ? QString() : m_json.displayText(span);
}

QByteArray RecordFields::word(QByteArrayView name)
{
    const qint32 span = of(name, Type::String, "a text");
    return span < 0 ? QByteArray() : m_json.text(span);
}

qint64 RecordFields::number(QByteArrayView name, qint64 least, qint64 most, qint64 otherwise)
{
    const qint32 span = of(name, Type::Number, "a number");
    if (span < 0)
        return otherwise;
    bool isWhole = false;
    const qint64 number = m_json.raw(span).toByteArray().toLongLong(&isWhole);
    if (isWhole && number >= least && number <= most)
        return number;
    fail(name, span, "a whole number within its bounds");
    return otherwise;
}

bool RecordFields::flag(QByteArrayView name)
{
    const qint32 span = m_members.find(name);
    if (m_error || span < 0)
        return false;
    const Type type = m_json.span(span).type;
    if (type != Type::True && type != Type::False)
        fail(name, span, "true or false");
    return type == Type::True;
}

std::optional<base::UtcTime> RecordFields::time(QByteArrayView name)
{
    const qint32 span = of(name, Type::String, "a time");
    if (span < 0)
        return std::nullopt;
    const auto time = event::parseTimestamp(m_json.borrowedText(span));
    if (!time)
        fail(name, span, "a time such as 2026-11-27T03:00:00.000000Z");
    return time;
}

QByteArray RecordFields::bytes(QByteArrayView name)
{
    const qint32 span = of(name, Type::String, "a text of Base64");
    if (span < 0)
        return {};
    auto decoded = QByteArray::fromBase64Encoding(m_json.borrowedText(span),
                                                  QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded) {
        fail(name, span, "a text of Base64");
        return {};
    }
    return (*decoded).isNull() ? QByteArray("") : std::move(*decoded);
}

QByteArray RecordFields::body(QByteArrayView name, QByteArrayView nameBase64)
{
    if (has(nameBase64))
        return bytes(nameBase64);
    const qint32 span = of(name, Type::String, "a text");
    if (span < 0)
        return {};
    QByteArray text = m_json.text(span);
    return text.isNull() ? QByteArray("") : text;
}

} // namespace sendscope::exchange
