#include "ui/body/bodytext.h"

#include <algorithm>

namespace sendscope::ui {
namespace {

constexpr qint64 kRowsPerCheckpoint = 32;
constexpr int kIndentBytes = 2;

using event::JsonSpan;
using event::JsonText;

bool isContinuationByte(char byte)
{
    return (quint8(byte) & 0xC0) == 0x80;
}

bool isContainer(const JsonSpan &span)
{
    return span.type == JsonSpan::Type::Object || span.type == JsonSpan::Type::Array;
}

BodyRole roleOf(JsonSpan::Type type)
{
    switch (type) {
    case JsonSpan::Type::Key:
        return BodyRole::Name;
    case JsonSpan::Type::String:
        return BodyRole::String;
    case JsonSpan::Type::Number:
        return BodyRole::Number;
    case JsonSpan::Type::True:
    case JsonSpan::Type::False:
    case JsonSpan::Type::Null:
        return BodyRole::Word;
    case JsonSpan::Type::Object:
    case JsonSpan::Type::Array:
        break;
    }
    return BodyRole::Punctuation;
}

/// The end of a row that may not be longer than kRowBytes and does not cut a character in two.
qint64 cutRow(QByteArrayView bytes, qint64 begin, qint64 end)
{
    if (end - begin <= BodyText::kRowBytes)
        return end;

    qint64 cut = begin + BodyText::kRowBytes;
    for (int i = 0; i < 3 && isContinuationByte(bytes[cut]); ++i)
        --cut;
    return cut;
}

/// The end of a value's row: with the comma behind it, where there is one.
qint64 withComma(QByteArrayView bytes, qint64 end)
{
    qint64 comma = end;
    while (comma < bytes.size()
           && (bytes[comma] == ' ' || bytes[comma] == '\t' || bytes[comma] == '\n'
               || bytes[comma] == '\r'))
        ++comma;
    return comma < bytes.size() && bytes[comma] == ',' ? comma + 1 : end;
}

} // namespace

BodyText BodyText::asItCame(const QByteArray &bytes, Look look, const base::CancelToken &cancel)
{
    BodyText text;
    text.m_bytes = bytes;
    text.m_look = look;
    text.indexLines(cancel);
    return text;
}

BodyText BodyText::asItCame(const JsonTextPtr &json, const base::CancelToken &cancel)
{
    BodyText text;
    text.m_bytes = json->bytes();
    text.m_json = json;
    text.indexLines(cancel);
    return text;
}

BodyText BodyText::byStructure(const JsonTextPtr &json, const base::CancelToken &cancel)
{
    if (json->bytes().size() > kMaxStructuredBytes)
        return asItCame(json, cancel);

    BodyText text;
    text.m_bytes = json->bytes();
    text.m_json = json;

    std::vector<qint32> open;
    const auto closeUpTo = [&](qint64 offset) {
        while (!open.empty() && json->span(open.back()).end <= offset) {
            const qint64 end = json->span(open.back()).end;
            open.pop_back();
            text.addStructured(end - 1, withComma(text.m_bytes, end), int(open.size()));
        }
    };

    const qint32 count = qint32(json->spans().size());
    for (qint32 i = 0; i < count && !cancel.isCancelled(); ++i) {
        const qint64 begin = json->span(i).begin;
        closeUpTo(begin);
        if (json->span(i).type == JsonSpan::Type::Key)
            ++i; // the value stands in the row of its key

        const JsonSpan &value = json->span(i);
        const int depth = int(open.size());
        if (isContainer(value) && json->firstChild(i) >= 0) {
            text.addStructured(begin, qint64(value.begin) + 1, depth);
            open.push_back(i);
        } else {
            text.addStructured(begin, withComma(text.m_bytes, value.end), depth);
        }
    }
    closeUpTo(text.m_bytes.size());
    text.m_rowCount = qint64(text.m_rows.size());
    return text;
}

void BodyText::addStructured(qint64 begin, qint64 end, int depth)
{
    ++m_lineCount;
    for (qint64 line = m_lineCount; begin < end; line = 0) {
        const qint64 cut = cutRow(m_bytes, begin, end);
        m_rows.push_back({begin, cut, line, depth});
        m_widestRow = std::max(m_widestRow, cut - begin + depth * kIndentBytes);
        begin = cut;
    }
}

void BodyText::indexLines(const base::CancelToken &cancel)
{
    qint64 begin = 0;
    qint64 line = 1;
    bool isContinued = false;
    do {
        if (m_rowCount % kRowsPerCheckpoint == 0) {
            if (cancel.isCancelled())
                return;
            m_checkpoints.push_back({quint32(begin), quint32(line), isContinued});
        }
        const BodyRow row = nextRow(begin, line, isContinued);
        m_widestRow = std::max(m_widestRow, row.end - row.begin);
        ++m_rowCount;
        m_lineCount = line;

        // A row that ends before its line does is followed by the rest of the line.
        isContinued = row.end < m_bytes.size() && m_bytes[row.end] != '\n'
            && !QByteArrayView(m_bytes).sliced(row.end).startsWith("\r\n");
        begin = row.end;
        if (!isContinued && begin < m_bytes.size()) {
            begin += m_bytes[begin] == '\r' ? 2 : 1;
            ++line;
            if (begin == m_bytes.size())
                return; // the end of the last line begins no further one
        }
    } while (begin < m_bytes.size());
}

BodyRow BodyText::nextRow(qint64 begin, qint64 line, bool isContinued) const
{
    // No further than a row can reach: a line of megabytes is not searched to its end for every row
    // of it.
    const QByteArrayView reach =
        QByteArrayView(m_bytes).sliced(begin, std::min(m_bytes.size() - begin, kRowBytes + 2));
    qint64 lineEnd = reach.indexOf('\n');
    if (lineEnd > 0 && reach[lineEnd - 1] == '\r')
        --lineEnd;
    const qint64 end = begin + (lineEnd < 0 ? reach.size() : lineEnd);
    return {begin, cutRow(m_bytes, begin, end), isContinued ? 0 : line, 0};
}

BodyRow BodyText::row(qint64 index) const
{
    if (index < 0 || index >= m_rowCount)
        return {};
    if (!m_rows.empty())
        return m_rows[size_t(index)];

    const Checkpoint &near = m_checkpoints[size_t(index / kRowsPerCheckpoint)];
    qint64 line = near.line;
    BodyRow row = nextRow(near.begin, line, near.isContinued);
    for (qint64 i = index % kRowsPerCheckpoint; i > 0; --i) {
        qint64 begin = row.end;
        const bool isLineEnd = m_bytes[begin] == '\n'
            || (m_bytes[begin] == '\r' && begin + 1 < m_bytes.size() && m_bytes[begin + 1] == '\n');
        if (isLineEnd) {
            begin += m_bytes[begin] == '\r' ? 2 : 1;
            ++line;
        }
        row = nextRow(begin, line, !isLineEnd);
    }
    return row;
}

qint64 BodyText::rowAt(qint64 offset) const
{
    if (!m_rows.empty()) {
        const auto after =
            std::upper_bound(m_rows.begin(), m_rows.end(), offset,
                             [](qint64 at, const BodyRow &r) { return at < r.begin; });
        return std::max<qint64>(0, after - m_rows.begin() - 1);
    }
    if (m_checkpoints.empty())
        return 0;

    const auto after =
        std::upper_bound(m_checkpoints.begin(), m_checkpoints.end(), offset,
                         [](qint64 at, const Checkpoint &c) { return at < qint64(c.begin); });
    qint64 index = std::max<qint64>(0, after - m_checkpoints.begin() - 1) * kRowsPerCheckpoint;
    while (index + 1 < m_rowCount && row(index + 1).begin <= offset)
        ++index;
    return index;
}

std::vector<BodyToken> BodyText::tokens(qint64 begin, qint64 end) const
{
    if (m_look == Look::Head) {
        const qint64 colon = m_bytes.indexOf(':', begin);
        const bool isField = begin > 0 && colon > begin && colon < end;
        if (!isField)
            return {{begin, end, BodyRole::Plain}};
        return {{begin, colon + 1, BodyRole::Name}, {colon + 1, end, BodyRole::Plain}};
    }
    if (!m_json)
        return {{begin, end, BodyRole::Plain}};

    const std::vector<JsonSpan> &spans = m_json->spans();
    auto span = std::upper_bound(spans.begin(), spans.end(), begin,
                                 [](qint64 at, const JsonSpan &s) { return at < qint64(s.begin); });
    if (span != spans.begin())
        --span; // it may reach into the row

    std::vector<BodyToken> tokens;
    qint64 done = begin;
    for (; span != spans.end() && span->begin < end; ++span) {
        if (isContainer(*span) || span->end <= done)
            continue;
        const qint64 from = std::max<qint64>(done, span->begin);
        if (from > done)
            tokens.push_back({done, from, BodyRole::Punctuation});
        done = std::min<qint64>(end, span->end);
        tokens.push_back({from, done, roleOf(span->type)});
    }
    if (done < end)
        tokens.push_back({done, end, BodyRole::Punctuation});
    return tokens;
}

BodyPlace placeOf(QByteArrayView bytes, qint64 offset)
{
    const QByteArrayView before = bytes.first(std::clamp<qint64>(offset, 0, bytes.size()));
    const qint64 lineBegin = before.lastIndexOf('\n') + 1;
    const auto inLine = before.sliced(lineBegin);
    return {1 + std::count(before.begin(), before.end(), '\n'),
            1 + std::count_if(inLine.begin(), inLine.end(), [](char byte) {
                return !isContinuationByte(byte);
            })};
}

} // namespace sendscope::ui
