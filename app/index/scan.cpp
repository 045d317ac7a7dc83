#include "app/index/scan.h"

#include <algorithm>
#include <bit>

namespace sendscope::index {
namespace {

/// Below so many rows it is cheaper to look at their texts than at all texts of the segment.
constexpr quint32 kFewRows = 2048;

/// A set of small numbers: rows of a segment, or its texts.
class BitSet
{
public:
    explicit BitSet(size_t size)
        : m_words((size + 63) / 64)
    {
    }

    void add(size_t at) { m_words[at / 64] |= 1ULL << at % 64; }
    bool contains(size_t at) const { return m_words[at / 64] >> at % 64 & 1; }

    void intersect(const BitSet &other)
    {
        for (size_t i = 0; i < m_words.size(); ++i)
            m_words[i] &= other.m_words[i];
    }

    void unite(const BitSet &other)
    {
        for (size_t i = 0; i < m_words.size(); ++i)
            m_words[i] |= other.m_words[i];
    }

    /// Also turns what is past the end; whoever reads the set knows where its end is.
    void invert()
    {
        for (quint64 &word : m_words)
            word = ~word;
    }

    bool isEmpty() const
    {
        return std::all_of(m_words.begin(), m_words.end(), [](quint64 word) { return word == 0; });
    }

    const std::vector<quint64> &words() const { return m_words; }

private:
    std::vector<quint64> m_words;
};

/// The value from `from` on that stands at that byte. Hits are often close to each other, so the
/// steps begin small.
ValueId valueAt(const ValueRun &run, ValueId from, quint32 byte)
{
    const auto *const begins = run.block->begins.data();
    ValueId step = 1;
    while (from + step < run.values && begins[from + step] <= byte) {
        from += step;
        step *= 2;
    }
    const ValueId end = std::min(from + step, run.values);
    return ValueId(std::upper_bound(begins + from, begins + end, byte) - begins) - 1;
}

/// Adds every value of the run in which the word is found.
void findWord(const filter::Needle &needle, const ValueRun &run, ValueId first, BitSet &found)
{
    const auto &begins = run.block->begins;
    const QByteArrayView bytes(run.block->bytes.get(), qsizetype(begins[run.values]));
    ValueId value = 0;
    qsizetype at = needle.find(bytes);
    while (at >= 0) {
        value = valueAt(run, value, quint32(at));
        found.add(first + value);
        at = needle.find(bytes, qsizetype(begins[value + 1]));
    }
}

void findPhone(const filter::Step &step, const ValueRun &run, ValueId first, BitSet &found)
{
    const auto &begins = run.block->begins;
    for (ValueId value = 0; value < run.values; ++value) {
        const QByteArrayView text(run.block->bytes.get() + begins[value],
                                  begins[value + 1] - begins[value] - 1);
        if (step.isIn(text))
            found.add(first + value);
    }
}

/// Answers a filter for a whole segment, set by set.
class SegmentScan
{
public:
    SegmentScan(const Segment &segment, const base::CancelToken &cancel)
        : m_segment(segment)
        , m_cancel(cancel)
    {
    }

    BitSet rows(const filter::Step &step) const
    {
        switch (step.type) {
        case filter::Node::Type::And:
            return allOf(step);
        case filter::Node::Type::Or:
            return anyOf(step);
        case filter::Node::Type::Not:
            return noneOf(step);
        case filter::Node::Type::Word:
        case filter::Node::Type::Phone:
            return holding(step);
        case filter::Node::Type::Compare:
        case filter::Node::Type::Exists:
        case filter::Node::Type::AfterMarker:
            break;
        }
        return none();
    }

private:
    BitSet none() const { return BitSet(m_segment.count()); }

    BitSet allOf(const filter::Step &step) const
    {
        BitSet result = none();
        result.invert();
        for (const filter::Step &child : step.children) {
            if (m_cancel.isCancelled() || result.isEmpty())
                break;
            result.intersect(rows(child));
        }
        return result;
    }

    BitSet anyOf(const filter::Step &step) const
    {
        BitSet result = none();
        for (const filter::Step &child : step.children)
            result.unite(rows(child));
        return result;
    }

    BitSet noneOf(const filter::Step &step) const
    {
        BitSet result = rows(step.children.front());
        result.invert();
        return result;
    }

    BitSet holding(const filter::Step &step) const
    {
        const std::vector<ValueRun> &runs = m_segment.runs();
        BitSet found(runs.size() * ValueBlock::kMaxValues);
        for (size_t i = 0; i < runs.size() && !m_cancel.isCancelled(); ++i) {
            const auto first = ValueId(i) << ValueBlock::kValueBits;
            if (step.type == filter::Node::Type::Word)
                findWord(step.needle, runs[i], first, found);
            else
                findPhone(step, runs[i], first, found);
        }

        BitSet result = none();
        if (m_cancel.isCancelled() || found.isEmpty())
            return result;
        for (quint32 row = 0; row < m_segment.count(); ++row) {
            const auto values = m_segment.values(row);
            if (std::any_of(values.begin(), values.end(),
                            [&found](ValueId id) { return found.contains(id); }))
                result.add(row);
        }
        return result;
    }

    const Segment &m_segment;
    const base::CancelToken &m_cancel;
};

RowList scanFew(const Segment &segment, const filter::Matcher &matcher, quint32 first)
{
    RowList result;
    std::vector<QByteArrayView> values;
    for (quint32 row = first; row < segment.count(); ++row) {
        values.clear();
        for (const ValueId id : segment.values(row))
            values.push_back(segment.value(id));
        if (matcher.matches(values))
            result.push_back(segment.id(row));
    }
    return result;
}

RowList listed(const Segment &segment, const BitSet &rows, quint32 first)
{
    RowList result;
    for (size_t i = first / 64; i < rows.words().size(); ++i) {
        for (quint64 word = rows.words()[i]; word != 0; word &= word - 1) {
            const auto row = quint32(i * 64) + quint32(std::countr_zero(word));
            if (row >= first && row < segment.count())
                result.push_back(segment.id(row));
        }
    }
    return result;
}

} // namespace

RowList scan(const Segment &segment, const filter::Matcher &matcher, event::EventId after,
             const base::CancelToken &cancel)
{
    if (cancel.isCancelled() || segment.newest() <= after)
        return {};
    const quint32 first = segment.firstAfter(after);
    if (segment.count() - first <= kFewRows)
        return scanFew(segment, matcher, first);

    const BitSet rows = SegmentScan(segment, cancel).rows(matcher.root());
    return cancel.isCancelled() ? RowList() : listed(segment, rows, first);
}

} // namespace sendscope::index
