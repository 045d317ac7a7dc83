#include "app/index/ondemand.h"

#include "app/event/headerlist.h"
#include "app/event/removedrow.h"
#include "app/index/columns.h"
#include "app/index/readbody.h"

#include <algorithm>
#include <deque>
#include <limits>

namespace sendscope::index {
namespace {

using Kind = OnDemandValue::Kind;

/// What was read of one element or head, with the texts that the values show.
class Values
{
public:
    void add(QByteArray text, Kind kind)
    {
        const QByteArray &kept = m_texts.emplace_back(std::move(text));
        m_values.push_back({kept, kind});
    }

    std::span<const OnDemandValue> all() const { return m_values; }

private:
    std::deque<QByteArray> m_texts;
    std::vector<OnDemandValue> m_values;
};

Values valuesAt(const event::JsonPath &path, const event::JsonText &json, qint32 element)
{
    using Type = event::JsonSpan::Type;
    Values values;
    for (const qint32 span : path.find(json, element)) {
        const Type type = json.span(span).type;
        if (type == Type::Object || type == Type::Array)
            values.add({}, Kind::Structure);
        else
            values.add(json.text(span), type == Type::String ? Kind::String : Kind::Literal);
    }
    return values;
}

Values valuesOf(const QByteArray &header, const event::HeaderList &headers)
{
    Values values;
    for (const event::HeaderField &field : headers.fields()) {
        if (field.name.compare(header, Qt::CaseInsensitive) == 0)
            values.add(QString::fromUtf8(field.value).toUtf8(), Kind::String);
    }
    return values;
}

} // namespace

std::span<const quint32> OnDemandPart::values(event::EventId id) const
{
    if (id < m_first || id > last())
        return {};
    const quint32 &row = m_rows[size_t(id.value - m_first.value)];
    if (row == kNoValue)
        return {};
    if ((row & kListBit) == 0)
        return {&row, 1};
    const quint32 *begin = m_lists.data() + (row & ~kListBit);
    return {begin + 1, *begin};
}

OnDemandValue OnDemandPart::value(quint32 index) const
{
    const qint64 begin = index == 0 ? 0 : m_ends[index - 1];
    return {QByteArrayView(m_bytes).sliced(begin, m_ends[index] - begin), m_kinds[index]};
}

OnDemandWriter::OnDemandWriter(event::EventId first)
{
    m_part.m_first = first;
}

void OnDemandWriter::add(event::EventId id, std::span<const OnDemandValue> values)
{
    Q_ASSERT(id > m_part.last());
    extendTo(id);
    if (values.size() == 1) {
        m_part.m_rows.back() = intern(values.front());
    } else if (!values.empty()) {
        m_part.m_rows.back() = quint32(m_part.m_lists.size()) | kListBit;
        m_part.m_lists.push_back(quint32(values.size()));
        for (const OnDemandValue &value : values)
            m_part.m_lists.push_back(intern(value));
    }
}

void OnDemandWriter::extendTo(event::EventId last)
{
    m_part.m_rows.resize(size_t(last.value - m_part.m_first.value) + 1, kNoValue);
}

OnDemandPartPtr OnDemandWriter::part() const
{
    return std::make_shared<const OnDemandPart>(m_part);
}

quint32 OnDemandWriter::intern(const OnDemandValue &value)
{
    QByteArray key;
    key.reserve(value.text.size() + 1);
    key += char(value.kind);
    key += value.text;
    if (const auto known = m_known.constFind(key); known != m_known.cend())
        return *known;
    const auto index = quint32(m_part.m_kinds.size());
    m_part.m_bytes += value.text;
    m_part.m_ends.push_back(m_part.m_bytes.size());
    m_part.m_kinds.push_back(value.kind);
    m_known.insert(key, index);
    return index;
}

const OnDemandPart *OnDemandColumn::partOf(event::EventId id) const
{
    const auto part =
        std::lower_bound(parts.begin(), parts.end(), id,
                         [](const OnDemandPartPtr &p, event::EventId i) { return p->last() < i; });
    return part == parts.end() || (*part)->first() > id ? nullptr : part->get();
}

OnDemandReader::OnDemandReader(std::vector<event::FieldRef> fields)
    : m_fields(std::move(fields))
{
    for (const event::FieldRef &field : m_fields) {
        Q_ASSERT(field.isOnDemand());
        const bool isPath = field.source == event::FieldRef::Source::Json;
        m_paths.push_back(isPath ? event::JsonPath::parse(field.name) : std::nullopt);
        m_hasPaths = m_hasPaths || isPath;
    }
}

void OnDemandReader::read(const event::StoredRequest &stored, event::EventId first,
                          event::EventId last, std::span<OnDemandWriter> writers) const
{
    const std::optional<ReadBody> read =
        m_hasPaths ? std::optional<ReadBody>(stored.draft.request) : std::nullopt;
    const auto headers = event::HeaderList::fromHead(stored.draft.request.head);

    for (size_t i = 0; i < m_fields.size(); ++i) {
        const Values headerValues = m_paths[i] ? Values() : valuesOf(m_fields[i].name, headers);
        event::EventId id = stored.firstEvent;
        for (const event::DraftEvent &draft : stored.draft.events) {
            if (id >= first && id <= last && !event::isRemoved(draft)) {
                const auto element = m_paths[i] ? read->elementOf(draft) : std::nullopt;
                if (element)
                    writers[i].add(id, valuesAt(*m_paths[i], *read->json, *element).all());
                else
                    writers[i].add(id, headerValues.all());
            }
            ++id.value;
        }
    }
}

std::vector<OnDemandColumnPtr> readOnDemand(const std::vector<event::FieldRef> &fields,
                                            const std::vector<event::StoredRequest> &requests)
{
    if (fields.empty() || requests.empty())
        return {};
    const event::EventId first = requests.front().firstEvent;
    const event::EventId last{std::numeric_limits<qint64>::max()};
    const OnDemandReader reader(fields);
    std::vector<OnDemandWriter> writers(fields.size(), OnDemandWriter(first));
    for (const event::StoredRequest &request : requests)
        reader.read(request, first, last, writers);

    std::vector<OnDemandColumnPtr> columns;
    for (size_t i = 0; i < fields.size(); ++i)
        columns.push_back(std::make_shared<const OnDemandColumn>(
            OnDemandColumn{fields[i], {writers[i].part()}, {}, true}));
    return columns;
}

} // namespace sendscope::index
