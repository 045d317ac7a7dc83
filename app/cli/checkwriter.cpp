#include "app/cli/checkwriter.h"

#include "app/event/contentcoding.h"
#include "app/event/split.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace sendscope::cli {

/// One finding's event, and its own place in the file or in the body.
struct CheckWriter::Place
{
    const BodyOrigin *origin = nullptr; ///< Null: of a capture.
    event::EventId event;
    qint32 element = 0;
    const bandwidth::EventFacts *facts = nullptr;
    qint64 line = 1;
    qint64 column = 1;
};

namespace {

QString counted(qint64 count, const QString &one, const QString &many)
{
    return QLocale(QLocale::English).toString(count) + u' ' + (count == 1 ? one : many);
}

QString sourceText(const bandwidth::SchemaSource &source)
{
    return QLatin1StringView(source.document) + u", "_s + QLatin1StringView(source.section);
}

} // namespace

CheckWriter::CheckWriter(Output &output, EventFormat format)
    : m_output(output)
    , m_format(format)
{
}

void CheckWriter::check(const event::DraftRequest &request, event::EventId id)
{
    checkBody(request, id, nullptr);
}

void CheckWriter::check(const event::DraftRequest &request, const BodyOrigin &origin)
{
    checkBody(request, {}, &origin);
}

void CheckWriter::checkBody(const event::DraftRequest &draft, event::EventId first,
                            const BodyOrigin *origin)
{
    const event::Request &request = draft.request;
    if (request.verdict == event::Verdict::Handshake || request.verdict == event::Verdict::Refused)
        return;
    const auto body = event::readableBody(request.head, request.body);
    const auto json = body ? event::JsonText::scan(*body) : body.error();
    if (!json || request.verdict != event::Verdict::Accepted) {
        ++m_unread;
        return;
    }

    const std::vector<qint32> elements = event::elementsOf(*json);
    for (size_t i = 0; i < elements.size(); ++i) {
        const qint32 element = elements[i];
        if (json->span(element).type != event::JsonSpan::Type::Object)
            continue;
        ++m_events;
        const bandwidth::EventFacts facts = bandwidth::borrowEvent(*json, element);
        const auto findings = bandwidth::check(*json, element, facts.body);
        if (!findings.empty())
            ++m_eventsWithFindings;
        for (const bandwidth::Finding &finding : findings) {
            const QByteArrayView before =
                QByteArrayView(*body).first(json->span(element).begin + finding.begin);
            Place place{origin, {first.value + qint64(i)}, qint32(i), &facts, 1, 1};
            place.line += before.count('\n');
            place.column += before.size() - (before.lastIndexOf('\n') + 1);
            if (origin && origin->column) {
                place.column += place.line == 1 ? *origin->column - 1 : 0;
                place.line += origin->line - 1;
            }
            write(finding, place);
        }
    }
}

void CheckWriter::write(const bandwidth::Finding &finding, const Place &place)
{
    if (m_format != EventFormat::Table) {
        writeObject(finding, place);
        ++m_findings;
        return;
    }
    ++m_findings;
    const QString at = QString::number(place.line) + u':' + QString::number(place.column);
    QString where;
    if (!place.origin)
        where = u"event "_s + QString::number(place.event.value) + u", "_s + at;
    else if (place.origin->column)
        where = place.origin->file + u':' + at;
    else
        where = place.origin->file + u':' + QString::number(place.origin->line) + u": body "_s + at;
    m_output.writeLine(where + u": "_s + QString::fromLatin1(bandwidth::name(finding.rule))
                       + u": "_s + finding.sentence);
    m_output.writeLine(u"    "_s + sourceText(finding.source));
}

void CheckWriter::writeObject(const bandwidth::Finding &finding, const Place &place)
{
    QByteArray object;
    const auto add = [&object](QByteArrayView key, const QByteArray &value) {
        object.append(object.isEmpty() ? '{' : ',').append('"').append(key).append("\":");
        object.append(value);
    };
    const auto addNumber = [&add](QByteArrayView key, qint64 number) {
        add(key, QByteArray::number(number));
    };
    if (place.origin) {
        add("file", jsonString(place.origin->file));
        if (!place.origin->column)
            addNumber("record", place.origin->line);
    } else {
        addNumber("event", place.event.value);
    }
    addNumber("element", place.element);
    add("type", jsonString(QByteArrayView(place.facts->type)));
    add("message.id", jsonString(QByteArrayView(place.facts->messageId)));
    add("rule", jsonString(QByteArrayView(bandwidth::name(finding.rule))));
    add("path", jsonString(QByteArrayView(finding.path)));
    addNumber("line", place.line);
    addNumber("column", place.column);
    addNumber("begin", finding.begin);
    addNumber("length", finding.length);
    add("sentence", jsonString(finding.sentence));
    add("document", jsonString(QByteArrayView(finding.source.document)));
    add("section", jsonString(QByteArrayView(finding.source.section)));
    object.append('}');
    if (m_format == EventFormat::Ndjson)
        m_output.writeJson(object + '\n');
    else
        m_output.writeJson((m_findings == 0 ? "[\n" : ",\n") + object);
}

void CheckWriter::finish()
{
    if (m_format == EventFormat::Json)
        m_output.writeJson(m_findings == 0 ? "[]\n" : "\n]\n");
}

void CheckWriter::tellCount()
{
    if (m_output.isJson())
        return;
    QString sentence = counted(m_events, u"event"_s, u"events"_s) + u" checked: "_s;
    sentence += m_findings == 0 ? u"no findings"_s
                                : counted(m_findings, u"finding"_s, u"findings"_s) + u" in "_s
            + counted(m_eventsWithFindings, u"of them"_s, u"of them"_s);
    if (m_unread > 0)
        sentence += u"; "_s + counted(m_unread, u"request is"_s, u"requests are"_s)
            + u" no JSON and not checked"_s;
    m_output.tell(sentence + u'.');
}

} // namespace sendscope::cli
