#include "ui/body/jsonoutline.h"

#include "app/event/jsonpath.h"

#include <algorithm>
#include <cstring>
#include <deque>
#include <tuple>

namespace sendscope::ui {
namespace {

using event::JsonSpan;
using event::JsonText;
using Type = JsonSpan::Type;

constexpr qint32 kStride = 256;

/// How often long work asks whether it is still wanted.
constexpr qint32 kCancelEvery = 65'536;

bool isLess(QByteArrayView a, QByteArrayView b)
{
    const int order = std::memcmp(a.data(), b.data(), size_t(std::min(a.size(), b.size())));
    return order != 0 ? order < 0 : a.size() < b.size();
}

struct Name
{
    QByteArrayView text;
    qint32 span = 0;
};

} // namespace

JsonOutlinePtr JsonOutline::make(JsonTextPtr json, qint32 top, const base::CancelToken &cancel)
{
    if (json->spans().size() > kMostSpans)
        return nullptr;
    auto outline = std::make_shared<JsonOutline>();
    outline->m_json = std::move(json);
    outline->m_top = top;
    outline->m_end = outline->endOf(top);
    const bool isMade = outline->countRows(cancel) && outline->countChildren(cancel)
        && outline->findRepeated(cancel);
    return isMade ? outline : nullptr;
}

bool JsonOutline::countRows(const base::CancelToken &cancel)
{
    m_rowsBefore.reserve(size_t((m_end - m_top) / kStride + 1));
    for (qint32 span = m_top; span < m_end; ++span) {
        if ((span - m_top) % kStride == 0)
            m_rowsBefore.push_back(quint32(m_rowCount));
        if (span % kCancelEvery == 0 && cancel.isCancelled())
            return false;
        m_rowCount += isRow(span) ? 1 : 0;
    }
    return true;
}

bool JsonOutline::countChildren(const base::CancelToken &cancel)
{
    struct Level
    {
        Big big;
        qint64 end = 0;
    };
    std::vector<Level> open;
    const auto closeUpTo = [&](qint64 offset) {
        while (!open.empty() && open.back().end <= offset) {
            if (open.back().big.count > kStride)
                m_bigs.push_back(std::move(open.back().big));
            open.pop_back();
        }
    };
    for (qint32 span = m_top; span < m_end; ++span) {
        if (span % kCancelEvery == 0 && cancel.isCancelled())
            return false;
        const JsonSpan &at = m_json->span(span);
        closeUpTo(at.begin);
        if (!open.empty() && isRow(span)) {
            Big &parent = open.back().big;
            if (parent.count++ % kStride == 0)
                parent.every.push_back(span);
        }
        if (isContainer(span))
            open.push_back({{span, 0, {}}, qint64(at.end)});
    }
    closeUpTo(m_json->bytes().size() + 1);
    std::sort(m_bigs.begin(), m_bigs.end(),
              [](const Big &a, const Big &b) { return a.container < b.container; });
    return true;
}

/// Sorted, not hashed: names that were chosen to collide cost no more than others.
bool JsonOutline::findRepeated(const base::CancelToken &cancel)
{
    std::vector<Name> names;
    std::deque<QByteArray> decoded; // what names with escapes point into
    for (qint32 object = m_top; object < m_end; ++object) {
        if (object % kCancelEvery == 0 && cancel.isCancelled())
            return false;
        if (m_json->span(object).type != Type::Object)
            continue;

        names.clear();
        decoded.clear();
        for (qint32 at = m_json->firstChild(object); at >= 0; at = m_json->span(at).next) {
            if (m_json->span(at).hasEscapes)
                decoded.push_back(m_json->text(at));
            names.push_back({m_json->span(at).hasEscapes ? QByteArrayView(decoded.back())
                                                         : m_json->raw(at).sliced(1).chopped(1),
                             at});
        }
        std::sort(names.begin(), names.end(), [](const Name &a, const Name &b) {
            return a.text == b.text ? a.span < b.span : isLess(a.text, b.text);
        });
        for (size_t i = 1; i < names.size(); ++i) {
            if (names[i].text != names[i - 1].text)
                continue;
            if (m_repeated.empty() || m_repeated.back() != names[i - 1].span)
                m_repeated.push_back(names[i - 1].span);
            m_repeated.push_back(names[i].span);
            if (i + 1 == names.size() || names[i + 1].text != names[i].text)
                m_lastRepeated.push_back(names[i].span);
        }
    }
    std::sort(m_repeated.begin(), m_repeated.end());
    std::sort(m_lastRepeated.begin(), m_lastRepeated.end());
    return true;
}

bool JsonOutline::isRow(qint32 span) const
{
    return span == m_top || m_json->span(span - 1).type != Type::Key;
}

qint32 JsonOutline::endOf(qint32 value) const
{
    if (!isContainer(value))
        return value + 1;
    const auto &spans = m_json->spans();
    const auto after =
        std::lower_bound(spans.begin() + value + 1, spans.end(), m_json->span(value).end,
                         [](const JsonSpan &span, quint32 end) { return span.begin < end; });
    return qint32(after - spans.begin());
}

qint32 JsonOutline::spanAt(qint64 row) const
{
    const auto after = std::upper_bound(m_rowsBefore.begin(), m_rowsBefore.end(), quint32(row));
    const qint64 stride = after - m_rowsBefore.begin() - 1;
    qint32 span = m_top + qint32(stride) * kStride;
    for (qint64 at = m_rowsBefore[size_t(stride)];; ++span) {
        if (isRow(span) && at++ == row)
            return span;
    }
}

qint64 JsonOutline::rowOf(qint32 span) const
{
    const qint32 holder = holderOf(span);
    const qint32 stride = (holder - m_top) / kStride;
    qint64 row = m_rowsBefore[size_t(stride)];
    for (qint32 at = m_top + stride * kStride; at < holder; ++at)
        row += isRow(at) ? 1 : 0;
    return row;
}

qint64 JsonOutline::rowsIn(qint32 value) const
{
    const qint32 end = endOf(value);
    if (end == value + 1)
        return 0;
    const qint64 after = end < m_end ? rowOf(end) : m_rowCount;
    return after - rowOf(value) - 1;
}

qint32 JsonOutline::valueOf(qint32 span) const
{
    return m_json->span(span).type == Type::Key ? m_json->value(span) : span;
}

qint32 JsonOutline::holderOf(qint32 value) const
{
    return isRow(value) ? value : value - 1;
}

qint32 JsonOutline::parentOf(qint32 span) const
{
    return span == m_top ? -1 : m_json->span(span).parent;
}

bool JsonOutline::isContainer(qint32 value) const
{
    const Type type = m_json->span(value).type;
    return type == Type::Object || type == Type::Array;
}

const JsonOutline::Big *JsonOutline::big(qint32 container) const
{
    const auto at =
        std::lower_bound(m_bigs.begin(), m_bigs.end(), container,
                         [](const Big &big, qint32 span) { return big.container < span; });
    return at != m_bigs.end() && at->container == container ? &*at : nullptr;
}

qint64 JsonOutline::childCount(qint32 container) const
{
    if (const Big *known = big(container))
        return known->count;
    qint64 count = 0;
    for (qint32 at = m_json->firstChild(container); at >= 0; at = m_json->span(at).next)
        ++count;
    return count;
}

int JsonOutline::depth(qint32 span) const
{
    int depth = 0;
    for (qint32 at = parentOf(span); at >= 0; at = parentOf(at))
        ++depth;
    return depth;
}

qint64 JsonOutline::ordinal(qint32 element) const
{
    const qint32 array = m_json->span(element).parent;
    qint64 number = 0;
    qint32 at = m_json->firstChild(array);
    if (const Big *known = big(array)) {
        const auto after = std::upper_bound(known->every.begin(), known->every.end(), element);
        number = (after - known->every.begin() - 1) * kStride;
        at = *(after - 1);
    }
    for (; at != element; at = m_json->span(at).next)
        ++number;
    return number;
}

bool JsonOutline::isRepeated(qint32 name) const
{
    return std::binary_search(m_repeated.begin(), m_repeated.end(), name);
}

bool JsonOutline::isLastOfRepeated(qint32 name) const
{
    return std::binary_search(m_lastRepeated.begin(), m_lastRepeated.end(), name);
}

qint32 JsonOutline::spanAround(qint64 begin, qint64 end) const
{
    const auto &spans = m_json->spans();
    const auto after =
        std::upper_bound(spans.begin() + m_top, spans.begin() + m_end, begin,
                         [](qint64 offset, const JsonSpan &span) { return offset < span.begin; });
    if (after == spans.begin() + m_top)
        return -1;
    const auto holds = [&](qint32 span) {
        const bool isEmptyInside = begin == end && begin < this->end(span);
        return this->begin(span) <= begin
            && (isEmptyInside || (begin < end && end <= this->end(span)));
    };
    qint32 span = holderOf(qint32(after - spans.begin()) - 1);
    while (span >= 0 && !holds(span)) {
        const qint32 parent = parentOf(span);
        span = parent < 0 ? -1 : holderOf(parent);
    }
    return span;
}

QByteArray JsonOutline::path(qint32 from, qint32 span) const
{
    std::vector<qint32> steps;
    for (qint32 at = holderOf(span); at != from && at != holderOf(from) && at >= 0;) {
        steps.push_back(at);
        const qint32 parent = m_json->span(at).parent;
        at = parent < 0 || parent == from ? -1 : holderOf(parent);
    }
    event::JsonPath path;
    for (auto at = steps.rbegin(); at != steps.rend(); ++at) {
        if (m_json->span(*at).type == Type::Key)
            path.appendName(m_json->text(*at));
        else
            path.appendIndex(qint32(ordinal(*at)));
    }
    return path.text();
}

} // namespace sendscope::ui
