#include "app/exchange/requestreader.h"

#include "app/event/jsontext.h"
#include "app/exchange/recordparser.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace sendscope::exchange {
namespace {

using Code = base::Error::Code;

/// The scanner counts bytes from the value's first one. The place in the file says it better.
QString withoutByte(QString sentence)
{
    static const QRegularExpression byte(u",? at byte [0-9]+"_s);
    return sentence.remove(byte);
}

QString placed(const Place &place, const QString &sentence)
{
    return u"line "_s + QString::number(place.line) + u", byte "_s + QString::number(place.column)
        + u": "_s + sentence;
}

} // namespace

RequestReader::RequestReader(QIODevice &device, base::UtcTime now)
    : m_splitter(device)
    , m_now(now)
{
}

base::Result<std::optional<ImportedRequest>> RequestReader::next()
{
    if (m_skipsLine)
        m_splitter.skipLine();
    m_skipsLine = false;

    const auto text = m_splitter.next();
    if (!text)
        return text.error();
    if (!*text)
        return std::optional<ImportedRequest>();
    m_place = m_splitter.placeOf(0);

    base::Error fault;
    if (m_splitter.isWhole()) {
        auto read = parseRecord(**text, m_now);
        if (read)
            return std::optional(std::move(*read));
        fault = read.error();
        m_skipsLine = fault.args.size() > 1; // No JSON: who knows where it ends.
    } else {
        fault = faultOf(**text);
        m_skipsLine = true;
    }
    m_place = m_splitter.placeOf(std::max<qint64>(fault.offset, 0));
    return base::Error{
        Code::Malformed, {placed(m_place, withoutByte(fault.args.value(0)))}, m_place.offset};
}

/// What is wrong with text that is not the whole of an object or array.
base::Error RequestReader::faultOf(const QByteArray &text) const
{
    if (m_splitter.isTooLong())
        return {Code::Malformed, {u"what begins here is over 64 MiB"_s}, 0};
    if (m_place.offset == 0 && text.startsWith("SQLite format 3"))
        return {Code::Malformed,
                {u"this is a capture; open it, or export it as NDJSON to import that"_s},
                0};
    if (m_place.offset == 0 && text.startsWith("\x1F\x8B"))
        return {Code::Malformed, {u"this is compressed; unpack it first"_s}, 0};
    if (text.startsWith('{') || text.startsWith('[')) {
        if (const auto json = event::JsonText::scan(text); !json)
            return json.error();
    }
    return {Code::Malformed, {u"a JSON object or array was expected"_s}, 0};
}

} // namespace sendscope::exchange
