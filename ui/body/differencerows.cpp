#include "ui/body/differencerows.h"

#include <algorithm>

namespace sendscope::ui {
namespace {

constexpr qsizetype kAround = 3;
constexpr qsizetype kLeastFold = 2; ///< A fold of one line would hide nothing.

using event::LineStretch;
using Kind = DifferenceRow::Kind;

bool isInsideCharacter(QByteArrayView text, qsizetype at)
{
    return at < text.size() && (quint8(text[at]) & 0xC0) == 0x80;
}

class Rows
{
public:
    explicit Rows(const std::set<qsizetype> &open)
        : m_open(open)
    {
    }

    void addSame(const LineStretch &stretch, bool isFirst, bool isLast)
    {
        const qsizetype head = isFirst ? 0 : kAround;
        const qsizetype tail = isLast ? 0 : kAround;
        const qsizetype hidden = stretch.count - head - tail;
        if (hidden < kLeastFold || m_open.contains(stretch.before + head)) {
            addLines(stretch, 0, stretch.count);
            return;
        }
        addLines(stretch, 0, head);
        rows.push_back({Kind::Fold, stretch.before + head, stretch.after + head, hidden, -1});
        addLines(stretch, stretch.count - tail, stretch.count);
    }

    void addChanged(const LineStretch &stretch, const LineStretch *other)
    {
        const bool isPaired = other && other->count == stretch.count;
        for (qsizetype i = 0; i < stretch.count; ++i) {
            DifferenceRow row;
            if (stretch.kind == LineStretch::Kind::Removed) {
                row.kind = Kind::Removed;
                row.before = stretch.before + i;
                row.partner = isPaired ? other->after + i : -1;
            } else {
                row.kind = Kind::Added;
                row.after = stretch.after + i;
                row.partner = isPaired ? other->before + i : -1;
            }
            rows.push_back(row);
        }
    }

    std::vector<DifferenceRow> rows;

private:
    void addLines(const LineStretch &stretch, qsizetype from, qsizetype to)
    {
        for (qsizetype i = from; i < to; ++i)
            rows.push_back({Kind::Same, stretch.before + i, stretch.after + i, 1, -1});
    }

    const std::set<qsizetype> &m_open;
};

} // namespace

std::vector<DifferenceRow> differenceRows(const event::LineDifference &difference,
                                          const std::set<qsizetype> &open)
{
    Rows rows(open);
    const auto &stretches = difference.stretches;
    for (size_t i = 0; i < stretches.size(); ++i) {
        const LineStretch &stretch = stretches[i];
        const LineStretch *previous = i > 0 ? &stretches[i - 1] : nullptr;
        const LineStretch *next = i + 1 < stretches.size() ? &stretches[i + 1] : nullptr;
        switch (stretch.kind) {
        case LineStretch::Kind::Same:
            rows.addSame(stretch, !previous, !next);
            break;
        case LineStretch::Kind::Removed:
            rows.addChanged(stretch,
                            next && next->kind == LineStretch::Kind::Added ? next : nullptr);
            break;
        case LineStretch::Kind::Added:
            rows.addChanged(stretch,
                            previous && previous->kind == LineStretch::Kind::Removed ? previous
                                                                                     : nullptr);
            break;
        }
    }
    return std::move(rows.rows);
}

ChangedPart changedPart(QByteArrayView line, QByteArrayView partner)
{
    const qsizetype most = std::min(line.size(), partner.size());
    qsizetype begin = 0;
    while (begin < most && line[begin] == partner[begin])
        ++begin;
    while (begin > 0 && (isInsideCharacter(line, begin) || isInsideCharacter(partner, begin)))
        --begin;

    qsizetype same = 0;
    while (same < most - begin
           && line[line.size() - 1 - same] == partner[partner.size() - 1 - same])
        ++same;
    while (same > 0 && isInsideCharacter(line, line.size() - same))
        --same;
    return {begin, line.size() - same};
}

} // namespace sendscope::ui
