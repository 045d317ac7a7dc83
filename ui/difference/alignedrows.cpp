#include "ui/difference/alignedrows.h"

#include <algorithm>

namespace sendscope::ui {
namespace {

using event::JsonPair;
using event::JsonSpan;
using event::JsonText;
using Kind = AlignedRow::Kind;
using Lines = std::vector<QByteArray>;

constexpr int kIndent = 2;

bool isContainer(const JsonText &json, qint32 value)
{
    const JsonSpan::Type type = json.span(value).type;
    return type == JsonSpan::Type::Object || type == JsonSpan::Type::Array;
}

QByteArray indentation(qint32 depth)
{
    return QByteArray(depth * kIndent, ' ');
}

/// Cut where it is long, but not within a character.
QByteArray shortened(QByteArrayView text)
{
    if (text.size() <= kMostAlignedBytes)
        return text.toByteArray();
    qsizetype end = kMostAlignedBytes;
    while (end > 0 && (quint8(text[end]) & 0xC0) == 0x80)
        --end;
    return text.first(end).toByteArray() + "…";
}

/// "  "name": ", or only the indentation.
QByteArray head(const JsonText &json, qint32 value, qint32 depth)
{
    const qint32 parent = json.span(value).parent;
    const bool isMember =
        depth > 0 && parent >= 0 && json.span(parent).type == JsonSpan::Type::Object;
    return indentation(depth) + (isMember ? shortened(json.raw(value - 1)) + ": " : QByteArray());
}

char opening(const JsonText &json, qint32 container)
{
    return json.span(container).type == JsonSpan::Type::Object ? '{' : '[';
}

char closing(const JsonText &json, qint32 container)
{
    return json.span(container).type == JsonSpan::Type::Object ? '}' : ']';
}

/// All lines of a value; at most kMostAlignedRows.
void addLines(const JsonText &json, qint32 value, qint32 depth, bool hasNext, Lines &lines)
{
    if (lines.size() > kMostAlignedRows)
        return;
    const QByteArray comma = hasNext ? "," : "";
    const qint32 first = isContainer(json, value) ? json.firstChild(value) : -1;
    if (first < 0) {
        lines.push_back(head(json, value, depth)
                        + (isContainer(json, value)
                               ? QByteArray(1, opening(json, value)) + closing(json, value)
                               : shortened(json.raw(value)))
                        + comma);
        return;
    }
    lines.push_back(head(json, value, depth) + opening(json, value));
    const bool isObject = json.span(value).type == JsonSpan::Type::Object;
    for (qint32 at = first; at >= 0; at = json.span(at).next)
        addLines(json, isObject ? json.value(at) : at, depth + 1, json.span(at).next >= 0, lines);
    lines.push_back(indentation(depth) + closing(json, value) + comma);
}

class Aligner
{
public:
    Aligner(const JsonText &before, const JsonText &after, const event::JsonDifference &difference)
        : m_before(before)
        , m_after(after)
        , m_pairs(difference.pairs)
    {
    }

    AlignedRows take()
    {
        addPair(0, false, false);
        m_result.isWhole = m_result.rows.size() <= kMostAlignedRows;
        if (!m_result.isWhole)
            m_result.rows.resize(kMostAlignedRows);
        return std::move(m_result);
    }

private:
    void addPair(size_t at, bool hasNextBefore, bool hasNextAfter)
    {
        if (m_result.rows.size() > kMostAlignedRows)
            return;
        const JsonPair &pair = m_pairs[at];
        const bool isOpen =
            (pair.kind == JsonPair::Kind::Same || pair.kind == JsonPair::Kind::Inside)
            && isContainer(m_before, pair.before)
            && (m_before.firstChild(pair.before) >= 0 || m_after.firstChild(pair.after) >= 0);
        if (isOpen)
            addInside(at, hasNextBefore, hasNextAfter);
        else
            addWhole(pair, hasNextBefore, hasNextAfter);
    }

    void addInside(size_t at, bool hasNextBefore, bool hasNextAfter)
    {
        const JsonPair &pair = m_pairs[at];
        add(Kind::Same, -1,
            head(m_before, pair.before, pair.depth) + opening(m_before, pair.before),
            head(m_after, pair.after, pair.depth) + opening(m_after, pair.after));
        size_t lastBefore = 0;
        size_t lastAfter = 0;
        for (size_t child = at + 1; child < size_t(pair.next);
             child = size_t(m_pairs[child].next)) {
            if (m_pairs[child].before >= 0)
                lastBefore = child;
            if (m_pairs[child].after >= 0)
                lastAfter = child;
        }
        for (size_t child = at + 1; child < size_t(pair.next); child = size_t(m_pairs[child].next))
            addPair(child, child < lastBefore, child < lastAfter);
        const QByteArray end = indentation(pair.depth) + closing(m_before, pair.before);
        add(Kind::Same, -1, end + (hasNextBefore ? "," : ""), end + (hasNextAfter ? "," : ""));
    }

    /// All lines of either side; the shorter one leaves its rows empty.
    void addWhole(const JsonPair &pair, bool hasNextBefore, bool hasNextAfter)
    {
        Lines before;
        Lines after;
        if (pair.before >= 0)
            addLines(m_before, pair.before, pair.depth, hasNextBefore, before);
        if (pair.after >= 0)
            addLines(m_after, pair.after, pair.depth, hasNextAfter, after);
        const qint32 difference = pair.isDifference() ? m_differences++ : -1;
        for (size_t i = 0; i < std::max(before.size(), after.size()); ++i) {
            add(kindOf(pair.kind), difference, i < before.size() ? before[i] : QByteArray(),
                i < after.size() ? after[i] : QByteArray());
        }
    }

    static Kind kindOf(JsonPair::Kind kind)
    {
        switch (kind) {
        case JsonPair::Kind::Changed:
            return Kind::Changed;
        case JsonPair::Kind::Removed:
            return Kind::Removed;
        case JsonPair::Kind::Added:
            return Kind::Added;
        case JsonPair::Kind::Ignored:
            return Kind::Ignored;
        case JsonPair::Kind::Same:
        case JsonPair::Kind::Inside:
            break;
        }
        return Kind::Same;
    }

    void add(Kind kind, qint32 difference, const QByteArray &before, const QByteArray &after)
    {
        m_result.rows.push_back({kind, difference, before, after});
    }

    const JsonText &m_before;
    const JsonText &m_after;
    const std::vector<JsonPair> &m_pairs;
    qint32 m_differences = 0;
    AlignedRows m_result;
};

} // namespace

AlignedRows alignedRows(const JsonText &before, const JsonText &after,
                        const event::JsonDifference &difference)
{
    return Aligner(before, after, difference).take();
}

} // namespace sendscope::ui
