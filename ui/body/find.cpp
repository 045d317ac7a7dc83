#include "ui/body/find.h"

#include "app/filter/filter.h"
#include "app/filter/needle.h"

#include <algorithm>

namespace sendscope::ui {
namespace {

using event::JsonSpan;
using event::JsonText;

constexpr qsizetype kBlock = 64 * 1024;
constexpr qsizetype kMostShrinking = 3; ///< Folding makes three bytes one, as of the Kelvin sign.

bool isContinuation(char c)
{
    return (quint8(c) & 0xC0) == 0x80;
}

bool isAscii(QByteArrayView text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return quint8(c) < 0x80; });
}

/// Folded text, and where each of its bytes came from.
struct Folded
{
    QByteArray text;
    std::vector<qint32> from; ///< One more for the end.
};

Folded fold(QByteArrayView text)
{
    Folded folded;
    folded.text.reserve(text.size());
    folded.from.reserve(size_t(text.size()) + 1);
    for (qsizetype at = 0; at < text.size();) {
        qsizetype next = at + 1;
        if (quint8(text[at]) >= 0xC0) {
            while (next < text.size() && next - at < 4 && isContinuation(text[next]))
                ++next;
        }
        folded.text += filter::folded(text.sliced(at, next - at));
        folded.from.resize(size_t(folded.text.size()), qint32(at));
        at = next;
    }
    folded.from.push_back(qint32(text.size()));
    return folded;
}

/// Goes through a text block by block, so that folding costs memory for one of them.
class Search
{
public:
    Search(QByteArrayView text, const FindQuery &query, const base::CancelToken &cancel)
        : m_text(text)
        , m_query(query)
        , m_needle(query.needle)
        , m_cancel(cancel)
    {
    }

    FindHits run(qint64 from)
    {
        while (from < m_text.size() && qsizetype(m_hits.size()) < kMostHits
               && !m_cancel.isCancelled())
            from = searchBlock(from);
        return std::move(m_hits);
    }

private:
    /// Hits that begin in the block; returns where to go on.
    qint64 searchBlock(qint64 from)
    {
        // A hit may reach beyond the block, and the block must not cut a character.
        const qsizetype overlap = m_query.needle.size() * kMostShrinking + 4;
        qint64 end = std::min<qint64>(from + kBlock, m_text.size());
        while (end < m_text.size() && isContinuation(m_text[end]))
            ++end;
        const QByteArrayView block =
            m_text.sliced(from, std::min<qint64>(end + overlap, m_text.size()) - from);
        if (m_query.isExact || isAscii(block))
            return searchIn(block, nullptr, from, end);
        const Folded folded = fold(block);
        return searchIn(folded.text, &folded, from, end);
    }

    qint64 searchIn(QByteArrayView text, const Folded *folded, qint64 from, qint64 end)
    {
        const qsizetype size = m_query.needle.size();
        qint64 next = end;
        for (qsizetype at = find(text, 0); at >= 0; at = find(text, at + size)) {
            const qint64 begin = from + (folded ? folded->from[size_t(at)] : at);
            if (begin >= end || qsizetype(m_hits.size()) >= kMostHits)
                break;
            const qint64 hitEnd = from + (folded ? folded->from[size_t(at + size)] : at + size);
            m_hits.push_back({begin, hitEnd});
            next = std::max(next, hitEnd);
        }
        return next;
    }

    qsizetype find(QByteArrayView text, qsizetype from) const
    {
        return m_query.isExact ? text.indexOf(m_query.needle, from) : m_needle.find(text, from);
    }

    const QByteArrayView m_text;
    const FindQuery &m_query;
    const filter::Needle m_needle;
    const base::CancelToken &m_cancel;
    FindHits m_hits;
};

/// Strings that read otherwise than they are spelled, and have a hit only as they read.
void addEscaped(FindHits &hits, const JsonText &json, const FindQuery &query, qint64 from,
                const base::CancelToken &cancel)
{
    const bool isCut = qsizetype(hits.size()) >= kMostHits;
    const qint64 until = isCut ? hits.back().end : json.bytes().size();
    FindHits more;
    for (const JsonSpan &span : json.spans()) {
        if (!span.hasEscapes || span.begin < from)
            continue;
        if (span.begin >= until || qsizetype(more.size()) >= kMostHits || cancel.isCancelled())
            break;
        const auto near = firstHitAfter(hits, span.begin);
        if (near != hits.end() && near->begin < span.end)
            continue;
        const QByteArray text = json.text(qint32(&span - json.spans().data()));
        if (filter::Needle(query.needle).find(isAscii(text) ? text : filter::folded(text)) >= 0)
            more.push_back({span.begin, span.end});
    }
    if (more.empty())
        return;
    FindHits all;
    std::merge(hits.begin(), hits.end(), more.begin(), more.end(), std::back_inserter(all),
               [](const FindHit &a, const FindHit &b) { return a.begin < b.begin; });
    all.resize(std::min(all.size(), size_t(kMostHits)));
    hits = std::move(all);
}

} // namespace

FindQuery FindQuery::from(const QString &typed, bool isBinary)
{
    const QByteArray text = typed.toUtf8();
    if (!isBinary || !text.startsWith("0x"))
        return {filter::folded(text), false};

    const QByteArray digits = text.sliced(2).replace(' ', QByteArray());
    const bool isHex = std::all_of(digits.begin(), digits.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    });
    if (!isHex || digits.size() % 2 != 0)
        return {};
    return {QByteArray::fromHex(digits), true};
}

FindHits findHits(const FindText &text, const FindQuery &query, qint64 from,
                  const base::CancelToken &cancel)
{
    if (query.isEmpty())
        return {};
    FindHits hits = Search(text.bytes, query, cancel).run(from);
    if (text.json && !query.isExact)
        addEscaped(hits, *text.json, query, from, cancel);
    return hits;
}

} // namespace sendscope::ui
