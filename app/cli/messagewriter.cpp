#include "app/cli/messagewriter.h"

#include "app/event/timestamp.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sendscope::cli {
namespace {

using event::Field;
using index::Message;
using index::Recipient;

/// A column is not made wider than this: longer texts push what follows.
constexpr qsizetype kMostCellWidth = 40;

/// Members of an object, one after the other.
class Members
{
public:
    void add(QByteArrayView key, const QByteArray &json)
    {
        if (!json.isEmpty())
            m_text.append(m_text.isEmpty() ? '{' : ',')
                .append('"')
                .append(key)
                .append("\":")
                .append(json);
    }

    void addText(QByteArrayView key, QByteArrayView text)
    {
        add(key, text.isEmpty() ? QByteArray() : jsonString(text));
    }

    void addTime(QByteArrayView key, base::UtcTime time)
    {
        if (time != base::UtcTime())
            addText(key, event::formatTimestamp(time));
    }

    /// In milliseconds.
    void addSpan(QByteArrayView key, std::optional<std::chrono::microseconds> span)
    {
        if (span)
            add(key, QByteArray::number(qint64(span->count() / 1000)));
    }

    QByteArray object() const { return m_text + '}'; }

private:
    QByteArray m_text;
};

QByteArray array(const QByteArrayList &values)
{
    return '[' + values.join(',') + ']';
}

QByteArray issuesOf(bandwidth::Issues issues)
{
    QByteArrayList names;
    for (const bandwidth::Issue issue : bandwidth::kIssues) {
        if (issues.has(issue))
            names += jsonString(bandwidth::name(issue));
    }
    return array(names);
}

} // namespace

MessageWriter::MessageWriter(Output &output, EventFormat format, index::SnapshotPtr snapshot,
                             base::UtcTime now)
    : m_output(output)
    , m_format(format)
    , m_snapshot(std::move(snapshot))
    , m_waits(*m_snapshot)
    , m_now(now)
{
}

void MessageWriter::write(const Message &message)
{
    switch (m_format) {
    case EventFormat::Table:
        m_lines.push_back(lineFor(message));
        break;
    case EventFormat::Ndjson:
        m_output.writeJson(objectFor(message) + '\n');
        break;
    case EventFormat::Json:
        m_output.writeJson((m_isFirst ? "[\n" : ",\n") + objectFor(message));
        break;
    }
    m_isFirst = false;
}

void MessageWriter::finish()
{
    std::vector<qsizetype> widths;
    for (const QStringList &cells : m_lines) {
        widths.resize(size_t(cells.size()));
        for (size_t i = 0; i < widths.size(); ++i)
            widths[i] = std::max(widths[i], std::min(cells[qsizetype(i)].size(), kMostCellWidth));
    }
    for (const QStringList &cells : m_lines) {
        QString line;
        for (size_t i = 0; i < widths.size(); ++i)
            line += cells[qsizetype(i)].leftJustified(widths[i]) + u"  "_s;
        while (line.endsWith(u' '))
            line.chop(1);
        m_output.writeLine(line);
    }
    m_lines.clear();
    if (m_format == EventFormat::Json)
        m_output.writeJson(m_isFirst ? "[]\n" : "\n]\n");
}

base::UtcTime MessageWriter::momentOf(const Message &message) const
{
    return m_snapshot->messages().moment(message, m_now);
}

/// The first that any of its events has; what is empty in one may stand in another.
QByteArrayView MessageWriter::textOf(const Message &message, Field field) const
{
    for (const event::EventId event : message.events) {
        const index::CellValue cell = m_snapshot->cell(event, field);
        if (!cell.texts.empty())
            return cell.texts.front();
    }
    return {};
}

QStringList MessageWriter::lineFor(const Message &message) const
{
    const auto text = [&](Field field) {
        return withoutControls(QString::fromUtf8(textOf(message, field)));
    };
    const auto decisive = std::find_if(message.recipients.begin(), message.recipients.end(),
                                       [](const Recipient &one) { return one.errorCode != 0; });
    return {QString::number(message.events.front().value),
            QString::fromLatin1(event::formatTimestamp(message.started).first(23)) + u'Z',
            index::verdict(message, momentOf(message)),
            text(Field::Ours),
            message.recipients.size() > 1 ? u"%1 numbers"_s.arg(message.recipients.size())
                                          : text(Field::Theirs),
            decisive == message.recipients.end() ? QString() : QString::number(decisive->errorCode),
            text(Field::MessageTag),
            withoutControls(QString::fromUtf8(message.id))};
}

QByteArray MessageWriter::objectFor(const Message &message) const
{
    Members members;
    members.addText("message.id", message.id);
    if (!message.run.isNull())
        members.add("run", QByteArray::number(message.run.value));
    members.addText("state", bandwidth::name(message.state));
    members.add("issues", issuesOf(message.issues));
    members.addText("verdict", index::verdict(message, momentOf(message)).toUtf8());
    members.addTime("started", message.started);
    members.addTime("message.time", message.created);
    for (const Field field : {Field::Ours, Field::Theirs, Field::MessageDirection,
                              Field::MessageApplicationId, Field::MessageTag, Field::CarrierName})
        members.addText(event::fieldInfo(field).name, textOf(message, field));
    QByteArrayList recipients;
    for (const Recipient &one : message.recipients)
        recipients += recipientFor(message, one);
    members.add("recipients", array(recipients));
    QByteArrayList events;
    for (const event::EventId event : message.events)
        events += QByteArray::number(event.value);
    members.add("events", array(events));
    members.add("repeats", repeatsOf(message));
    if (const auto wait = m_waits.of(message, momentOf(message)))
        members.addText("overdue", index::sentence(*wait).toUtf8());
    return members.object();
}

QByteArray MessageWriter::recipientFor(const Message &message, const Recipient &one) const
{
    Members members;
    members.addText("to", one.number);
    members.addText("state", bandwidth::name(one.state));
    members.add("issues", issuesOf(one.issues));
    members.addText("verdict", index::verdict(message, one, momentOf(message)).toUtf8());
    if (!one.decisive.isNull())
        members.add("event", QByteArray::number(one.decisive.value));
    if (one.errorCode != 0)
        members.add("errorCode", QByteArray::number(one.errorCode));
    const bandwidth::Latencies latencies = bandwidth::latenciesOf(one, message.created);
    members.addSpan("took", latencies.took);
    members.addSpan("sendingAfter", latencies.sendingAfter);
    members.addSpan("sentAfter", latencies.sentAfter);
    members.addSpan("finalAfter", latencies.finalAfter);
    return members.object();
}

QByteArray MessageWriter::repeatsOf(const Message &message) const
{
    QByteArrayList repeats;
    for (const bandwidth::OddEvent &odd : message.oddEvents) {
        if (odd.repeatOf.isNull())
            continue;
        Members members;
        members.add("event", QByteArray::number(odd.event.value));
        members.add("repeatOf", QByteArray::number(odd.repeatOf.value));
        members.addText("reason", index::reasonOfRepeat(*m_snapshot, message, odd.event).toUtf8());
        repeats += members.object();
    }
    return array(repeats);
}

} // namespace sendscope::cli
