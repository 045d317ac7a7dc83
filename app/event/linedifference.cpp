#include "app/event/linedifference.h"

#include <QHash>

#include <algorithm>
#include <optional>

namespace sendscope::event {
namespace {

constexpr qsizetype kMostEdits = 1'000;
constexpr qint64 kMostSteps = 20'000'000;

using Numbers = std::vector<int>; ///< One for each line; equal lines have equal numbers.

Numbers numbered(const std::vector<QByteArrayView> &lines, QHash<QByteArrayView, int> &known)
{
    Numbers numbers;
    numbers.reserve(lines.size());
    for (const QByteArrayView line : lines) {
        const auto place = known.constFind(line);
        numbers.push_back(place != known.cend() ? *place : int(known.size()));
        if (place == known.cend())
            known.insert(line, numbers.back());
    }
    return numbers;
}

/// The middle of two sequences, where they differ, and Myers' greedy search through it: for each
/// number of edits, how far one gets on each diagonal.
class Search
{
public:
    Search(const Numbers &before, const Numbers &after)
        : m_before(before)
        , m_after(after)
    {
        const auto most = std::min(before.size(), after.size());
        while (m_first < most && before[m_first] == after[m_first])
            ++m_first;
        while (m_last < most - m_first
               && before[before.size() - 1 - m_last] == after[after.size() - 1 - m_last])
            ++m_last;
        m_n = qsizetype(before.size() - m_first - m_last);
        m_m = qsizetype(after.size() - m_first - m_last);
    }

    qsizetype first() const { return qsizetype(m_first); }
    qsizetype last() const { return qsizetype(m_last); }
    qsizetype removable() const { return m_n; }
    qsizetype addable() const { return m_m; }

    /// One a line of the middle: kept, taken out, put in, in order. None when it would cost too
    /// much.
    std::optional<std::vector<LineStretch::Kind>> edits()
    {
        for (qsizetype d = 0; d <= std::min(kMostEdits, m_n + m_m); ++d) {
            if (advance(d))
                return wayBack(d);
            if (m_steps > kMostSteps)
                break;
        }
        return std::nullopt;
    }

private:
    /// How far one gets with d edits on each diagonal; true when that is the end.
    bool advance(qsizetype d)
    {
        std::vector<int> reach(size_t(2 * d + 1), -1);
        for (qsizetype k = -d; k <= d; k += 2) {
            if (k < -m_m || k > m_n)
                continue;
            qsizetype x = d == 0 ? 0 : start(d, k);
            while (x < m_n && x - k < m_m && isSame(x, x - k)) {
                ++x;
                ++m_steps;
            }
            ++m_steps;
            reach[size_t(k + d)] = int(x);
            if (x >= m_n && x - k >= m_m) {
                m_reach.push_back(std::move(reach));
                return true;
            }
        }
        m_reach.push_back(std::move(reach));
        return false;
    }

    /// Where diagonal k begins with its d-th edit: below diagonal k + 1, or right of k - 1.
    qsizetype start(qsizetype d, qsizetype k) const
    {
        return isDown(d, k) ? reached(d - 1, k + 1) : reached(d - 1, k - 1) + 1;
    }

    bool isDown(qsizetype d, qsizetype k) const
    {
        const qsizetype fromAbove = reached(d - 1, k + 1);
        const qsizetype fromLeft = reached(d - 1, k - 1);
        return k == -d || (k != d && fromLeft < fromAbove);
    }

    qsizetype reached(qsizetype d, qsizetype k) const
    {
        return k < -d || k > d ? -1 : m_reach[size_t(d)][size_t(k + d)];
    }

    bool isSame(qsizetype x, qsizetype y) const
    {
        return m_before[m_first + size_t(x)] == m_after[m_first + size_t(y)];
    }

    std::vector<LineStretch::Kind> wayBack(qsizetype d) const
    {
        std::vector<LineStretch::Kind> edits;
        qsizetype x = m_n;
        qsizetype y = m_m;
        for (; d > 0; --d) {
            const qsizetype k = x - y;
            const bool down = isDown(d, k);
            const qsizetype from = start(d, k);
            edits.insert(edits.end(), size_t(x - from), LineStretch::Kind::Same);
            edits.push_back(down ? LineStretch::Kind::Added : LineStretch::Kind::Removed);
            x = down ? from : from - 1;
            y = x - (down ? k + 1 : k - 1);
        }
        edits.insert(edits.end(), size_t(x), LineStretch::Kind::Same);
        std::reverse(edits.begin(), edits.end());
        return edits;
    }

    const Numbers &m_before;
    const Numbers &m_after;
    size_t m_first = 0; ///< Lines that both begin with.
    size_t m_last = 0;  ///< Lines that both end with.
    qsizetype m_n = 0;
    qsizetype m_m = 0;
    qint64 m_steps = 0;
    std::vector<std::vector<int>> m_reach;
};

/// Puts stretches together; within one place, all that was taken out comes first.
class Stretches
{
public:
    void add(LineStretch::Kind kind, qsizetype count)
    {
        if (count == 0)
            return;
        if (kind == LineStretch::Kind::Removed) {
            m_removed += count;
        } else if (kind == LineStretch::Kind::Added) {
            m_added += count;
        } else {
            flush();
            m_same += count;
            return;
        }
        flushSame();
    }

    std::vector<LineStretch> take()
    {
        flushSame();
        flush();
        return std::move(m_all);
    }

private:
    void flushSame()
    {
        if (m_same == 0)
            return;
        m_all.push_back({LineStretch::Kind::Same, m_before, m_after, m_same});
        m_before += m_same;
        m_after += m_same;
        m_same = 0;
    }

    void flush()
    {
        if (m_removed > 0)
            m_all.push_back({LineStretch::Kind::Removed, m_before, m_after, m_removed});
        m_before += m_removed;
        if (m_added > 0)
            m_all.push_back({LineStretch::Kind::Added, m_before, m_after, m_added});
        m_after += m_added;
        m_removed = m_added = 0;
    }

    std::vector<LineStretch> m_all;
    qsizetype m_before = 0; ///< Of the next stretch.
    qsizetype m_after = 0;
    qsizetype m_same = 0;
    qsizetype m_removed = 0;
    qsizetype m_added = 0;
};

} // namespace

qsizetype LineDifference::count(LineStretch::Kind kind) const
{
    qsizetype all = 0;
    for (const LineStretch &stretch : stretches)
        all += stretch.kind == kind ? stretch.count : 0;
    return all;
}

std::vector<QByteArrayView> linesOf(QByteArrayView text)
{
    std::vector<QByteArrayView> lines;
    while (!text.isEmpty()) {
        const qsizetype end = text.indexOf('\n') + 1;
        lines.push_back(text.first(end > 0 ? end : text.size()));
        text = text.sliced(lines.back().size());
    }
    return lines;
}

LineDifference lineDifference(const QByteArray &before, const QByteArray &after)
{
    LineDifference difference{before, after, linesOf(before), linesOf(after), {}, true};
    QHash<QByteArrayView, int> known;
    const Numbers numbersBefore = numbered(difference.before, known);
    const Numbers numbersAfter = numbered(difference.after, known);

    Search search(numbersBefore, numbersAfter);
    Stretches stretches;
    stretches.add(LineStretch::Kind::Same, search.first());
    if (const auto edits = search.edits()) {
        for (const LineStretch::Kind edit : *edits)
            stretches.add(edit, 1);
    } else {
        stretches.add(LineStretch::Kind::Removed, search.removable());
        stretches.add(LineStretch::Kind::Added, search.addable());
        difference.isExact = false;
    }
    stretches.add(LineStretch::Kind::Same, search.last());
    difference.stretches = stretches.take();
    return difference;
}

} // namespace sendscope::event
