#include "app/cli/eventwriter.h"

#include "app/bandwidth/errorcode.h"
#include "app/event/contentcoding.h"
#include "app/event/fieldcatalogue.h"
#include "app/event/timestamp.h"
#include "app/index/builder.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sendscope::cli {
namespace {

QString text(QByteArrayView bytes)
{
    return QString::fromUtf8(bytes);
}

/// "message-failed", or for a row that is no event its kind.
QByteArray word(const index::Row &row)
{
    return row.type.isEmpty() ? event::name(row.kind) : row.type.toByteArray();
}

/// What there is to say about a row beyond its type.
QString result(const index::Row &row)
{
    if (!row.sentence.isEmpty())
        return text(row.sentence);
    if (!row.errorCode)
        return {};
    return u"%1 %2"_s.arg(QString::number(*row.errorCode),
                          bandwidth::explain(*row.errorCode).brief);
}

QByteArray jsonText(QByteArrayView value)
{
    return value.isEmpty() ? QByteArray() : jsonString(value);
}

QByteArray jsonTime(const std::optional<base::UtcTime> &time)
{
    return time ? jsonText(event::formatTimestamp(*time)) : QByteArray();
}

/// The field's value as JSON; empty where the row has none, or its columns do not hold it.
QByteArray jsonValue(const index::Row &row, event::Field field)
{
    switch (field) {
    case event::Field::Event:
        return QByteArray::number(row.event.value);
    case event::Field::Request:
        return QByteArray::number(row.request.value);
    case event::Field::Element:
        return QByteArray::number(row.element);
    case event::Field::Kind:
        return jsonText(event::name(row.kind));
    case event::Field::Received:
        return jsonTime(row.received);
    case event::Field::Time:
        return jsonTime(row.time);
    case event::Field::Lag:
        return row.lag ? QByteArray::number(row.lag->count() / 1000) : QByteArray();
    case event::Field::Type:
        return jsonText(row.type);
    case event::Field::ErrorCode:
        return row.errorCode ? QByteArray::number(*row.errorCode) : QByteArray();
    case event::Field::Description:
        return jsonText(row.description);
    case event::Field::Ours:
        return jsonText(row.ours);
    case event::Field::Theirs:
        return jsonText(row.theirs);
    case event::Field::MessageId:
        return jsonText(row.messageId);
    case event::Field::MessageText:
        return jsonText(row.text);
    case event::Field::MediaCount:
        return QByteArray::number(row.mediaCount);
    case event::Field::MessageTag:
        return jsonText(row.tag);
    case event::Field::Status:
        return QByteArray::number(row.status);
    case event::Field::Refusal:
        return jsonText(row.sentence);
    case event::Field::Attempts:
        return QByteArray::number(row.attempts);
    default:
        return {};
    }
}

/// Line ends between tokens are not part of the payload; within strings JSON has none.
QByteArray onOneLine(QByteArrayView payload)
{
    QByteArray line = payload.toByteArray();
    std::replace_if(
        line.begin(), line.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
    return line;
}

QByteArray objectFor(const index::Row &row, QByteArrayView payload)
{
    QByteArray object;
    object.reserve(payload.size() + 512);
    for (const event::FieldInfo &info : event::fields()) {
        const QByteArray value = jsonValue(row, info.field);
        if (!value.isEmpty())
            object.append(object.isEmpty() ? "{\"" : ",\"")
                .append(info.name)
                .append("\":")
                .append(value);
    }
    object.append(",\"payload\":")
        .append(payload.isEmpty() ? QByteArray("null") : onOneLine(payload));
    return object.append('}');
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

index::SnapshotPtr snapshotOf(const std::vector<event::StoredRequest> &requests)
{
    index::Builder builder;
    builder.append({requests, {}, {}});
    // Only what stands here is known: a second leg after it may be in the next block.
    if (!requests.empty())
        builder.expireHandshakes(requests.back().draft.request.arrived);
    return builder.publish();
}

} // namespace

EventWriter::EventWriter(Output &output, EventFormat format)
    : m_output(output)
    , m_format(format)
{
}

void EventWriter::write(const index::Row &row, QByteArrayView payload)
{
    switch (m_format) {
    case EventFormat::Table:
        writeWords(row);
        break;
    case EventFormat::Ndjson:
        m_output.writeJson(objectFor(row, payload) + '\n');
        break;
    case EventFormat::Json:
        m_output.writeJson((m_isFirst ? "[\n" : ",\n") + objectFor(row, payload));
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
            write(*row, payloadOf(*row, request, body));
    }
}

void EventWriter::finish()
{
    if (m_format == EventFormat::Json)
        m_output.writeJson(m_isFirst ? "[]\n" : "\n]\n");
}

void EventWriter::writeWords(const index::Row &row)
{
    const QByteArray received = event::formatTimestamp(row.received);
    QString line = QString::number(row.event.value).rightJustified(7) + u"  "_s
        + text(received.first(23)) + u"Z  "_s + text(word(row)).leftJustified(18) + u"  "_s
        + text(row.ours).leftJustified(13) + u"  "_s + text(row.theirs).leftJustified(13) + u"  "_s
        + text(row.tag) + u"  "_s + result(row);
    while (line.endsWith(u' '))
        line.chop(1);
    m_output.writeLine(line);
}

index::RowList matchingRows(const std::vector<event::StoredRequest> &requests,
                            const filter::Filter &filter)
{
    return snapshotOf(requests)->scan(filter);
}

MatchingEvents::MatchingEvents(const filter::Filter &filter, EventWriter &writer)
    : m_filter(filter)
    , m_writer(writer)
{
}

qint64 MatchingEvents::write(const std::vector<event::StoredRequest> &requests,
                             event::EventId first, event::EventId last, qint64 most)
{
    const index::SnapshotPtr snapshot = snapshotOf(requests);
    qint64 written = 0;
    auto request = requests.begin();
    QByteArray body;
    event::RequestId bodyOf;
    for (const event::EventId id : snapshot->scan(m_filter)) {
        if (id < first || id > last)
            continue;
        if (written == most)
            break;
        while (request->firstEvent.value + qint64(request->draft.events.size()) <= id.value)
            ++request;
        if (bodyOf != request->id) {
            const event::Request &stored = request->draft.request;
            body = event::readableBody(stored.head, stored.body).value_or({});
            bodyOf = request->id;
        }
        const index::Row row = *rowNow(*snapshot, id);
        m_writer.write(row, payloadOf(row, *request, body));
        ++written;
    }
    return written;
}

} // namespace sendscope::cli
