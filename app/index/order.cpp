#include "app/index/order.h"

#include "app/filter/filter.h"
#include "app/index/messagesort.h"
#include "app/index/messagevalues.h"
#include "app/index/segment.h"
#include "app/index/sortvalue.h"
#include "app/index/textranks.h"

#include <algorithm>
#include <array>
#include <bit>
#include <deque>
#include <limits>
#include <map>

namespace sendscope::index {
namespace {

using event::Field;

constexpr quint64 kNoKey = std::numeric_limits<quint64>::max();
constexpr quint32 kNotSeen = std::numeric_limits<quint32>::max();

quint64 keyOf(qint64 number, bool isDescending)
{
    // So that the least number becomes 0, and keys compare as numbers do.
    const quint64 key = quint64(number) ^ (1ULL << 63);
    return isDescending ? ~key : key;
}

/// The place of the one among all by their names.
template <typename Enum>
qint64 rankByName(Enum one, Enum last)
{
    qint64 rank = 0;
    for (int i = 0; i <= int(last); ++i)
        rank += event::name(Enum(i)) < event::name(one);
    return rank;
}

/// By the names, as texts are sorted.
template <typename Word, size_t kCount>
constexpr auto ranksOf(const std::array<Word, kCount> &words)
{
    std::array<qint64, kCount> ranks{};
    for (size_t i = 0; i < kCount; ++i) {
        for (const Word other : words)
            ranks[i] += bandwidth::name(other) < bandwidth::name(words[i]);
    }
    return ranks;
}

/// What is sorted by of a field that is of the row's message; of issues the first.
std::optional<qint64> messageKey(const MessageValues &values, Field field, quint32 row)
{
    if (field == Field::State) {
        static const auto ranks = [] {
            std::array<bandwidth::State, bandwidth::kStates> states{};
            for (size_t i = 0; i < states.size(); ++i)
                states[i] = bandwidth::State(i);
            return ranksOf(states);
        }();
        const bandwidth::State state = values.state(row);
        return state == bandwidth::State::None ? std::nullopt : std::optional(ranks[size_t(state)]);
    }
    if (field == Field::Issues) {
        static const auto ranks = ranksOf(bandwidth::kIssues);
        const bandwidth::Issues issues = values.issues(row);
        return issues.isEmpty()
            ? std::nullopt
            : std::optional(ranks[size_t(std::countr_zero(unsigned(issues.bits())))]);
    }
    return values.number(field, row);
}

/// Kind, via, answers and attempts are few or change: they are asked row by row.
bool hasTextColumn(Field field)
{
    return slotOf(field).store == FieldSlot::Store::Text;
}

/// Of every text that a person put beside an event its place among all of them, by the folded text.
std::map<QByteArray, quint32> remarkRanks(const Snapshot &snapshot, Field field)
{
    std::map<QByteArray, quint32> ranks;
    for (const event::EventId id :
         snapshot.remarks().between(snapshot.oldest(), snapshot.newest())) {
        if (const SortValue value = sortValue(snapshot, id, field); !value.text.isEmpty())
            ranks.emplace(value.text, 0);
    }
    quint32 next = 0;
    for (auto &[text, rank] : ranks)
        rank = next++;
    return ranks;
}

} // namespace

bool Order::readsMessage() const
{
    return isOfMessage && !field.isOnDemand() && isOfWholeMessage(field.field);
}

void mergeIds(std::span<const std::vector<SortEntry>> lists, event::EventId *to)
{
    // As many lists as there are processors: so few that looking at each front is quickest.
    std::vector<std::span<const SortEntry>> rest(lists.begin(), lists.end());
    while (true) {
        std::span<const SortEntry> *least = nullptr;
        for (std::span<const SortEntry> &list : rest) {
            if (!list.empty() && (!least || list.front() < least->front()))
                least = &list;
        }
        if (!least)
            return;
        *to++ = least->front().id;
        *least = least->subspan(1);
    }
}

/// Of every distinct text of the field its place among all of them.
struct SortKeys::Ranks
{
    std::vector<std::vector<quint32>> bySource; ///< By segment or part, by value.
    quint32 count = 0;
    std::map<QByteArray, quint32> byRemark; ///< Of marks and notes, by the folded text.

    void setTexts(std::vector<RankedText> texts, const base::CancelToken &cancel)
    {
        sortTexts(texts, cancel);
        for (size_t i = 0; i < texts.size(); ++i) {
            if (i > 0 && texts[i].text != texts[i - 1].text)
                ++count;
            bySource[texts[i].source][texts[i].value] = count;
        }
        ++count;
    }

    void setNumbers(std::vector<std::pair<double, RankedText>> numbers)
    {
        std::sort(numbers.begin(), numbers.end(),
                  [](const auto &a, const auto &b) { return a.first < b.first; });
        for (size_t i = 0; i < numbers.size(); ++i) {
            if (i > 0 && numbers[i].first != numbers[i - 1].first)
                ++count;
            bySource[numbers[i].second.source][numbers[i].second.value] = count;
        }
        ++count;
    }
};

namespace {

/// Texts to be ranked, with those that folding made.
class Gathered
{
public:
    void add(QByteArrayView text, quint32 source, quint32 value)
    {
        const QByteArrayView head = text.first(std::min(text.size(), kMaxSortedBytes));
        const bool isFolded = std::all_of(head.begin(), head.end(), [](char c) {
            return quint8(c) < 0x80 && (c < 'A' || c > 'Z');
        });
        const QByteArrayView folded = isFolded ? head : m_folded.emplace_back(sortValue(head).text);
        m_texts.push_back({folded, source, value});
    }

    std::vector<RankedText> take() { return std::move(m_texts); }

private:
    std::vector<RankedText> m_texts;
    std::deque<QByteArray> m_folded;
};

/// The first value of each row that has one, each distinct one once, and room for their ranks.
void gatherDistinct(const Segment &segment, Field field, quint32 source,
                    std::vector<quint32> &ranks, Gathered &gathered)
{
    ranks.clear();
    for (quint32 row = 0; row < segment.count(); ++row) {
        const auto values = segment.texts(field, row);
        if (values.empty())
            continue;
        const ValueId value = values.front();
        if (value >= ranks.size())
            ranks.resize(std::max<size_t>(value + 1, 2 * ranks.size()), kNotSeen);
        if (ranks[value] != kNotSeen)
            continue;
        ranks[value] = 0;
        gathered.add(segment.value(value), source, value);
    }
}

} // namespace

SortKeys::SortKeys(SnapshotPtr snapshot, Order order, const base::CancelToken &cancel)
    : m_snapshot(std::move(snapshot))
    , m_order(std::move(order))
{
    Gathered gathered;
    if (m_order.field.isOnDemand()) {
        m_ranks = std::make_unique<Ranks>();
        const OnDemandColumn *column = m_snapshot->onDemand(m_order.field);
        std::vector<std::pair<double, RankedText>> numbers;
        for (quint32 i = 0; column && i < column->parts.size() && !cancel.isCancelled(); ++i) {
            const OnDemandPart &part = *column->parts[i];
            m_ranks->bySource.emplace_back(part.valueCount());
            for (quint32 value = 0; value < part.valueCount(); ++value) {
                const OnDemandValue found = part.value(value);
                const SortValue sorted =
                    found.kind == OnDemandValue::Kind::Literal ? sortValue(found) : SortValue();
                if (sorted.kind == SortValue::Kind::Fraction)
                    numbers.push_back({sorted.fraction, {{}, i, value}});
                else
                    gathered.add(found.text, i, value);
            }
        }
        m_ranks->setNumbers(std::move(numbers));
        m_ranks->setTexts(gathered.take(), cancel);
    } else if (hasTextColumn(m_order.field.field)) {
        m_ranks = std::make_unique<Ranks>();
        const std::vector<SegmentPtr> &segments = m_snapshot->segments();
        for (quint32 i = 0; i < segments.size() && !cancel.isCancelled(); ++i) {
            gatherDistinct(*segments[i], m_order.field.field, i, m_ranks->bySource.emplace_back(),
                           gathered);
        }
        m_ranks->setTexts(gathered.take(), cancel);
    } else if (isRemark(m_order.field.field)) {
        m_ranks = std::make_unique<Ranks>();
        m_ranks->byRemark = remarkRanks(*m_snapshot, m_order.field.field);
    }
}

SortKeys::~SortKeys() = default;

std::vector<SortEntry> SortKeys::entries(std::span<const event::EventId> ids) const
{
    std::vector<SortEntry> result;
    result.reserve(ids.size());
    if (m_order.readsMessage())
        addMessages(ids, result);
    else if (m_order.field.isOnDemand())
        addOnDemand(ids, result);
    else
        addCatalogued(ids, result);
    return result;
}

void SortKeys::addMessages(std::span<const event::EventId> ids, std::vector<SortEntry> &out) const
{
    for (const event::EventId id : ids) {
        const auto message = m_snapshot->message(id);
        const auto key = message ? index::messageKey(*message, m_order.field.field) : std::nullopt;
        out.push_back({key ? keyOf(*key, m_order.isDescending) : kNoKey, id});
    }
}

void SortKeys::addOnDemand(std::span<const event::EventId> ids, std::vector<SortEntry> &out) const
{
    const OnDemandColumn *column = m_snapshot->onDemand(m_order.field);
    for (const event::EventId id : ids) {
        const OnDemandPart *part = column ? column->partOf(id) : nullptr;
        const auto values = part ? part->values(id) : std::span<const quint32>();
        if (values.empty()) {
            out.push_back({kNoKey, id});
            continue;
        }
        const auto first = std::lower_bound(
            column->parts.begin(), column->parts.end(), part->first(),
            [](const OnDemandPartPtr &p, event::EventId i) { return p->first() < i; });
        const auto source = size_t(first - column->parts.begin());
        out.push_back({keyOf(m_ranks->bySource[source][values.front()], m_order.isDescending), id});
    }
}

void SortKeys::addCatalogued(std::span<const event::EventId> ids, std::vector<SortEntry> &out) const
{
    const Field field = m_order.field.field;
    const std::vector<SegmentPtr> &segments = m_snapshot->segments();
    size_t at = 0;
    for (const event::EventId id : ids) {
        while (at < segments.size() && segments[at]->newest() < id)
            ++at;
        const auto row = at < segments.size() ? segments[at]->find(id) : std::nullopt;
        quint64 key = kNoKey;
        if (row && isRemark(field)) {
            if (const SortValue value = sortValue(*m_snapshot, id, field); !value.text.isEmpty())
                key = keyOf(m_ranks->byRemark.at(value.text), m_order.isDescending);
        } else if (row && m_ranks) {
            const auto values = segments[at]->texts(field, *row);
            if (!values.empty())
                key = keyOf(m_ranks->bySource[at][values.front()], m_order.isDescending);
        } else if (row && isOfMessage(field)) {
            const MessageValues values(m_snapshot->messages(), *segments[at]);
            if (const auto rank = messageKey(values, field, *row))
                key = keyOf(*rank, m_order.isDescending);
        } else if (row && changesLater(field)) {
            if (const CellValue cell = m_snapshot->cell(id, field); cell.number)
                key = keyOf(*cell.number, m_order.isDescending);
        } else if (row && field == Field::Kind) {
            key = keyOf(rankByName(segments[at]->kind(*row), event::Kind::Marker),
                        m_order.isDescending);
        } else if (row && field == Field::Via) {
            key = keyOf(rankByName(segments[at]->via(*row), event::Via::Generate),
                        m_order.isDescending);
        } else if (row) {
            if (const auto number = segments[at]->number(field, *row))
                key = keyOf(*number, m_order.isDescending);
        }
        out.push_back({key, id});
    }
}

bool RowOrder::isBefore(event::EventId a, event::EventId b) const
{
    return isBefore({valueOf(a), a}, {valueOf(b), b});
}

SortValue RowOrder::valueOf(event::EventId id) const
{
    if (!m_order.readsMessage())
        return sortValue(m_snapshot, id, m_order.field);
    const auto message = m_snapshot.message(id);
    const auto key = message ? index::messageKey(*message, m_order.field.field) : std::nullopt;
    SortValue value;
    if (key) {
        value.kind = SortValue::Kind::Whole;
        value.whole = *key;
    }
    return value;
}

bool RowOrder::isBefore(const Entry &a, const Entry &b) const
{
    const bool hasA = a.first.kind != SortValue::Kind::None;
    const bool hasB = b.first.kind != SortValue::Kind::None;
    if (hasA != hasB)
        return hasA;
    if (const int order = compare(a.first, b.first); order != 0)
        return m_order.isDescending ? order > 0 : order < 0;
    return a.second < b.second;
}

RowList RowOrder::sorted(std::span<const event::EventId> ids) const
{
    std::vector<Entry> entries;
    entries.reserve(ids.size());
    for (const event::EventId id : ids)
        entries.emplace_back(valueOf(id), id);
    std::sort(entries.begin(), entries.end(),
              [this](const Entry &a, const Entry &b) { return isBefore(a, b); });
    RowList rows;
    for (const Entry &entry : entries)
        rows.push_back(entry.second);
    return rows;
}

qsizetype RowOrder::place(std::span<const event::EventId> rows, event::EventId id) const
{
    const auto found = m_order.isArrival()
        ? std::lower_bound(rows.begin(), rows.end(), id)
        : std::lower_bound(rows.begin(), rows.end(), id,
                           [this](event::EventId a, event::EventId b) { return isBefore(a, b); });
    return found == rows.end() || *found != id ? -1 : found - rows.begin();
}

} // namespace sendscope::index
