#include "app/cli/eventwriter.h"

#include "app/event/contentcoding.h"
#include "app/event/fieldref.h"
#include "app/index/messagevalues.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sendscope::cli {
namespace {

/// Lines that wait for the widths of their columns.
constexpr size_t kMostLines = 1'000;

/// A column is not made wider than this: longer texts push what follows.
constexpr qsizetype kMostWidth = 40;

std::vector<event::FieldRef> usualColumns()
{
    using event::Field;
    return {Field::Event,  Field::Received,   Field::Type,  Field::Ours,
            Field::Theirs, Field::MessageTag, Field::Result};
}

/// Where a live table begins, so that its first lines are in line with the later ones.
qsizetype leastWidth(const event::FieldRef &field)
{
    if (field == event::FieldRef(event::Field::Event))
        return 7;
    if (field == event::FieldRef(event::Field::Type))
        return 18;
    switch (event::typeOf(field).value_or(event::FieldType::Text)) {
    case event::FieldType::Time:
        return 24;
    case event::FieldType::Phone:
        return 12;
    default:
        return 0;
    }
}

/// The element of a row; empty for rows without one.
QByteArrayView payloadOf(const index::Row &row, const event::StoredRequest &request,
                         const QByteArray &body)
{
    const event::DraftEvent &part =
        request.draft.events[size_t(row.event.value - request.firstEvent.value)];
    if (part.length == 0 || part.begin + part.length > body.size())
        return {};
    return QByteArrayView(body).sliced(part.begin, part.length);
}

/// What a first leg of a sign-in says as long as nothing is known against its sender.
constexpr QByteArrayView kMayComeBack("Asked for credentials");

/// The row as it is now: whether the sender of a first leg came back shows later than its row.
std::optional<index::Row> rowNow(const index::Snapshot &snapshot, event::EventId event)
{
    auto row = snapshot.row(event);
    const std::vector<event::EventId> &aside = snapshot.aside()->rows;
    if (row && row->kind == event::Kind::Handshake
        && std::binary_search(aside.begin(), aside.end(), event))
        row->sentence = kMayComeBack;
    return row;
}

} // namespace

EventWriter::EventWriter(Output &output, EventFormat format, std::vector<event::FieldRef> columns)
    : m_output(output)
    , m_format(format)
    , m_columns(format == EventFormat::Table && columns.empty() ? usualColumns()
                                                                : std::move(columns))
{
    for (const event::FieldRef &field : m_columns)
        m_widths.push_back(leastWidth(field));
}

void EventWriter::write(const index::Row &row, const event::StoredRequest &request,
                        QByteArrayView payload, const index::Snapshot &snapshot)
{
    const FieldValues values(row, request, payload, &snapshot);
    switch (m_format) {
    case EventFormat::Table:
        gatherLine(values);
        break;
    case EventFormat::Ndjson:
        m_output.writeJson(objectFor(values, payload) + '\n');
        break;
    case EventFormat::Json:
        m_output.writeJson((m_isFirst ? "[\n" : ",\n") + objectFor(values, payload));
        break;
    }
    m_isFirst = false;
}

void EventWriter::writeRows(const index::Snapshot &snapshot, const event::StoredRequest &request)
{
    const event::Request &stored = request.draft.request;
    const QByteArray body = event::readableBody(stored.head, stored.body).value_or({});
    for (size_t i = 0; i < request.draft.events.size(); ++i) {
        if (const auto row = rowNow(snapshot, {request.firstEvent.value + qint64(i)}))
            write(*row, request, payloadOf(*row, request, body), snapshot);
    }
}

void EventWriter::finish()
{
    align();
    if (m_format == EventFormat::Json)
        m_output.writeJson(m_isFirst ? "[]\n" : "\n]\n");
}

QByteArray EventWriter::objectFor(const FieldValues &values, QByteArrayView payload) const
{
    QByteArray object;
    object.reserve(payload.size() + 1'024);
    const auto add = [&](const event::FieldRef &field, const QByteArray &value) {
        object.append(object.isEmpty() ? '{' : ',')
            .append(jsonString(QByteArrayView(event::nameOf(field))))
            .append(':')
            .append(value);
    };
    for (const event::FieldRef &field : m_columns) {
        const QByteArray value = values.json(field);
        add(field, value.isEmpty() ? "null" : value);
    }
    if (!m_columns.empty())
        return object.append('}');

    // What has become of a message takes the whole capture to know, and is given when asked for.
    for (const event::FieldInfo &info : event::fields()) {
        if (index::isOfMessage(info.field))
            continue;
        if (const QByteArray value = values.json(info.field); !value.isEmpty())
            add(info.field, value);
    }
    return object.append(",\"payload\":")
        .append(payload.isEmpty() ? QByteArray("null") : onOneLine(payload))
        .append('}');
}

void EventWriter::gatherLine(const FieldValues &values)
{
    QStringList cells;
    for (size_t i = 0; i < m_columns.size(); ++i) {
        cells.append(withoutControls(values.text(m_columns[i])));
        m_widths[i] = std::max(m_widths[i], std::min(cells.last().size(), kMostWidth));
    }
    m_lines.push_back(std::move(cells));
    if (m_lines.size() == kMostLines)
        align();
}

void EventWriter::align()
{
    for (const QStringList &cells : m_lines) {
        QString line;
        for (size_t i = 0; i < m_columns.size(); ++i) {
            const QString &cell = cells[qsizetype(i)];
            const bool isNumber = event::typeOf(m_columns[i]) == event::FieldType::Number;
            line += isNumber ? cell.rightJustified(m_widths[i]) : cell.leftJustified(m_widths[i]);
            line += u"  "_s;
        }
        while (line.endsWith(u' '))
            line.chop(1);
        m_output.writeLine(line);
    }
    m_lines.clear();
}

MatchingEvents::MatchingEvents(const EventFinder &finder, EventWriter &writer)
    : m_finder(finder)
    , m_writer(writer)
{
}

qint64 MatchingEvents::write(const std::vector<event::StoredRequest> &requests,
                             const RowRange &range)
{
    const index::SnapshotPtr snapshot = m_finder.snapshotOf(requests, range.until);
    qint64 written = 0;
    auto request = requests.begin();
    QByteArray body;
    event::RequestId bodyOf;
    for (const event::EventId id : m_finder.find(*snapshot)) {
        const bool isLeftOut = std::binary_search(range.leftOut.begin(), range.leftOut.end(), id);
        if (id < range.first || id > range.last || isLeftOut)
            continue;
        if (written == range.most)
            break;
        while (request->firstEvent.value + qint64(request->draft.events.size()) <= id.value)
            ++request;
        if (bodyOf != request->id) {
            const event::Request &stored = request->draft.request;
            body = event::readableBody(stored.head, stored.body).value_or({});
            bodyOf = request->id;
        }
        const index::Row row = *rowNow(*snapshot, id);
        m_writer.write(row, *request, payloadOf(row, *request, body), *snapshot);
        ++written;
    }
    return written;
}

} // namespace sendscope::cli
