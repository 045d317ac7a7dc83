#include "app/cli/fieldvalue.h"

#include "app/bandwidth/check.h"
#include "app/bandwidth/errorcode.h"
#include "app/cli/output.h"
#include "app/event/headerlist.h"
#include "app/event/jsonpath.h"
#include "app/event/timestamp.h"
#include "app/index/messagevalues.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sendscope::cli {
namespace {

QByteArray jsonText(QByteArrayView value)
{
    return value.isEmpty() ? QByteArray() : jsonString(value);
}

/// What there is to say about a row beyond its type.
QByteArray result(const index::Row &row)
{
    if (!row.sentence.isEmpty())
        return row.sentence.toByteArray();
    if (!row.errorCode)
        return {};
    return QByteArray::number(*row.errorCode) + ' '
        + bandwidth::explain(*row.errorCode).brief.toUtf8();
}

/// "2026-11-23T14:07:36.841Z"
QString shortTime(base::UtcTime time)
{
    return QString::fromLatin1(event::formatTimestamp(time).first(23)) + u'Z';
}

} // namespace

QByteArray onOneLine(QByteArrayView json)
{
    QByteArray line = json.toByteArray();
    std::replace_if(
        line.begin(), line.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
    return line;
}

FieldValues::FieldValues(const index::Row &row, const event::StoredRequest &request,
                         QByteArrayView payload, const index::Snapshot *snapshot)
    : m_row(row)
    , m_request(request)
    , m_payload(payload)
    , m_snapshot(snapshot)
{
}

QByteArray FieldValues::json(const event::FieldRef &field) const
{
    QByteArrayList values;
    switch (field.source) {
    case event::FieldRef::Source::Catalogue:
        return catalogued(field.field);
    case event::FieldRef::Source::Json:
        for (const qint32 span : spansAt(field.name))
            values += onOneLine(m_element->raw(span));
        break;
    case event::FieldRef::Source::Header:
        for (const QByteArray &value : headers(field.name))
            values += jsonString(QByteArrayView(value));
        break;
    }
    return values.size() > 1 ? '[' + values.join(',') + ']' : values.value(0);
}

QString FieldValues::text(const event::FieldRef &field) const
{
    QStringList texts;
    switch (field.source) {
    case event::FieldRef::Source::Catalogue:
        return cataloguedText(field.field);
    case event::FieldRef::Source::Json:
        for (const qint32 span : spansAt(field.name))
            texts += m_element->displayText(span);
        break;
    case event::FieldRef::Source::Header:
        for (const QByteArray &value : headers(field.name))
            texts += QString::fromUtf8(value);
        break;
    }
    return texts.join(u", "_s);
}

QByteArrayList FieldValues::headers(const QByteArray &name) const
{
    QByteArrayList values;
    const auto all = event::HeaderList::fromHead(m_request.draft.request.head);
    for (const event::HeaderField &field : all.fields()) {
        if (field.name.compare(name, Qt::CaseInsensitive) == 0)
            values += field.value;
    }
    return values;
}

std::vector<qint32> FieldValues::spansAt(const QByteArray &path) const
{
    const auto way = event::JsonPath::parse(path);
    return way && element() ? way->find(*m_element, 0) : std::vector<qint32>();
}

QByteArray FieldValues::catalogued(event::Field field) const
{
    const event::FieldInfo &info = event::fieldInfo(field);
    if (index::isOfMessage(field))
        return ofMessage(field);
    if (info.isDerived())
        return derived(field);
    if (field == event::Field::Time && m_row.time)
        return jsonText(event::formatTimestamp(*m_row.time));

    const std::vector<qint32> found = find(info.path);
    if (found.empty())
        return {};
    if (found.size() == 1)
        return onOneLine(m_element->raw(found.front()));
    QByteArray list;
    for (const qint32 span : found)
        list += (list.isEmpty() ? '[' : ',') + onOneLine(m_element->raw(span));
    return list + ']';
}

QString FieldValues::cataloguedText(event::Field field) const
{
    switch (field) {
    case event::Field::Received:
        return shortTime(m_row.received);
    case event::Field::Time:
        if (m_row.time)
            return shortTime(*m_row.time);
        break;
    case event::Field::Type:
        if (m_row.type.isEmpty())
            return QString::fromLatin1(event::name(m_row.kind));
        break;
    case event::Field::Lag:
        return m_row.lag ? u"%1 ms"_s.arg(m_row.lag->count() / 1000) : QString();
    case event::Field::Result:
        return QString::fromUtf8(result(m_row));
    case event::Field::Ours:
        return QString::fromUtf8(m_row.ours);
    case event::Field::Theirs:
        return QString::fromUtf8(m_row.theirs);
    case event::Field::Refusal:
        return QString::fromUtf8(m_row.sentence);
    case event::Field::Mark:
        return QString::fromUtf8(m_row.mark);
    case event::Field::Note:
        return QString::fromUtf8(m_row.note);
    case event::Field::Peer:
        return m_request.draft.request.peer;
    case event::Field::Kind:
        return QString::fromLatin1(event::name(m_row.kind));
    case event::Field::Via:
        return QString::fromLatin1(event::name(m_row.via));
    case event::Field::Check:
        return QString::fromLatin1(brokenRules().join(", "));
    default:
        break;
    }
    if (index::isOfMessage(field))
        return ofMessageText(field);
    const event::FieldInfo &info = event::fieldInfo(field);
    if (info.isDerived())
        return QString::fromLatin1(derived(field)); // A number.

    QStringList texts;
    for (const qint32 span : find(info.path)) {
        if (m_element->span(span).type != event::JsonSpan::Type::Array) {
            texts.append(m_element->displayText(span));
            continue;
        }
        for (qint32 i = m_element->firstChild(span); i >= 0; i = m_element->span(i).next)
            texts.append(m_element->displayText(i));
    }
    return texts.join(u", "_s);
}

index::CellValue FieldValues::cell(event::Field field) const
{
    return m_snapshot ? m_snapshot->cell(m_row.event, field) : index::CellValue();
}

/// Spans of time in milliseconds, as lag.
QByteArray FieldValues::ofMessage(event::Field field) const
{
    const index::CellValue value = cell(field);
    const event::FieldInfo &info = event::fieldInfo(field);
    if (value.number)
        return QByteArray::number(info.type == event::FieldType::Duration ? *value.number / 1000
                                                                          : *value.number);
    QByteArrayList texts;
    for (const QByteArrayView text : value.texts)
        texts += jsonText(text);
    if (!info.isList || texts.isEmpty())
        return texts.value(0);
    return '[' + texts.join(',') + ']';
}

QString FieldValues::ofMessageText(event::Field field) const
{
    const index::CellValue value = cell(field);
    if (value.number && event::fieldInfo(field).type == event::FieldType::Duration)
        return u"%1 ms"_s.arg(*value.number / 1000);
    if (value.number)
        return QString::number(*value.number);
    QStringList texts;
    for (const QByteArrayView text : value.texts)
        texts += QString::fromUtf8(text);
    return texts.join(u", "_s);
}

QByteArray FieldValues::derived(event::Field field) const
{
    switch (field) {
    case event::Field::Event:
        return QByteArray::number(m_row.event.value);
    case event::Field::Request:
        return QByteArray::number(m_row.request.value);
    case event::Field::Element:
        return QByteArray::number(m_row.element);
    case event::Field::Run:
        return QByteArray::number(m_request.run.value);
    case event::Field::Kind:
        return jsonText(event::name(m_row.kind));
    case event::Field::Via:
        return jsonText(event::name(m_row.via));
    case event::Field::Peer:
        return jsonText(m_request.draft.request.peer.toUtf8());
    case event::Field::Received:
        return jsonText(event::formatTimestamp(m_row.received));
    case event::Field::Lag: // In milliseconds.
        return m_row.lag ? QByteArray::number(m_row.lag->count() / 1000) : QByteArray();
    case event::Field::Result:
        return jsonText(result(m_row));
    case event::Field::Ours:
        return jsonText(m_row.ours);
    case event::Field::Theirs:
        return jsonText(m_row.theirs);
    case event::Field::MediaCount:
        return QByteArray::number(m_row.mediaCount);
    case event::Field::Size:
        return QByteArray::number(m_payload.size());
    case event::Field::Status:
        return QByteArray::number(m_row.status);
    case event::Field::Refusal:
        return jsonText(m_row.sentence);
    case event::Field::Attempts:
        return QByteArray::number(m_row.attempts);
    case event::Field::Forwarded:
        return m_row.attempts > 0 ? QByteArray::number(m_row.forwarded) : QByteArray();
    case event::Field::Check: {
        const QByteArrayList rules = brokenRules();
        return rules.isEmpty() ? QByteArray() : "[\"" + rules.join("\",\"") + "\"]";
    }
    case event::Field::Mark:
        return m_row.mark.isEmpty() ? QByteArray() : jsonText(m_row.mark);
    case event::Field::Note:
        return m_row.note.isEmpty() ? QByteArray() : jsonText(m_row.note);
    default:
        return {};
    }
}

QByteArrayList FieldValues::brokenRules() const
{
    QByteArrayList names;
    if (!element() || m_element->span(0).type != event::JsonSpan::Type::Object)
        return names;
    const bandwidth::Body body = bandwidth::borrowEvent(*m_element, 0).body;
    const bandwidth::RuleSet rules = bandwidth::brokenRules(*m_element, 0, body);
    for (size_t i = 0; i < bandwidth::kRuleCount; ++i) {
        if (const auto rule = bandwidth::Rule(i); rules.has(rule))
            names << bandwidth::name(rule);
    }
    return names;
}

const event::JsonText *FieldValues::element() const
{
    if (!m_element && !m_payload.isEmpty()) {
        auto scanned = event::JsonText::scan(m_payload.toByteArray());
        if (scanned)
            m_element = std::move(*scanned);
    }
    return m_element ? &*m_element : nullptr;
}

std::vector<qint32> FieldValues::find(QByteArrayView path) const
{
    std::vector<qint32> found;
    if (element())
        collect(0, path, found);
    return found;
}

/// Goes down the path; through a list that stands in its way by all of its elements.
void FieldValues::collect(qint32 span, QByteArrayView path, std::vector<qint32> &found) const
{
    if (path.isEmpty()) {
        found.push_back(span);
        return;
    }
    if (m_element->span(span).type == event::JsonSpan::Type::Array) {
        for (qint32 i = m_element->firstChild(span); i >= 0; i = m_element->span(i).next)
            collect(i, path, found);
        return;
    }
    if (m_element->span(span).type != event::JsonSpan::Type::Object)
        return;
    const qsizetype dot = path.indexOf('.');
    const qint32 member = m_element->member(span, dot < 0 ? path : path.first(dot));
    if (member >= 0)
        collect(member, dot < 0 ? QByteArrayView() : path.sliced(dot + 1), found);
}

} // namespace sendscope::cli
