#include "app/cli/command.h"
#include "app/cli/eventwriter.h"
#include "app/event/contentcoding.h"
#include "app/event/timestamp.h"
#include "app/index/builder.h"
#include "app/store/reader.h"

using namespace Qt::StringLiterals;

namespace sendscope::cli {
namespace {

QList<settings::Option> options()
{
    return {
        {"raw", "", "The body, byte for byte."},
        {"headers", "", "Request line and fields, byte for byte."},
        {"json", "", "The event as one JSON object."},
    };
}

QString text(const QByteArray &bytes)
{
    return QString::fromUtf8(bytes);
}

/// Lines of strangers, each on a line of its own.
void writeLines(Output &output, const QByteArray &bytes)
{
    QList<QByteArray> lines = bytes.split('\n');
    while (!lines.isEmpty() && lines.last().trimmed().isEmpty())
        lines.removeLast();
    for (QByteArray &line : lines) {
        if (line.endsWith('\r'))
            line.chop(1);
        output.writeLine(text(line));
    }
}

void writeWords(Output &output, const event::StoredRequest &stored)
{
    const event::Request &request = stored.draft.request;
    output.writeLine(u"Request %1 from %2, %3, answered %4"_s.arg(
        QString::number(stored.id.value), request.peer.isEmpty() ? u"a file"_s : request.peer,
        text(event::formatTimestamp(request.arrived)),
        QString::number(stored.outcome ? stored.outcome->status : request.status)));
    if (stored.outcome && !stored.outcome->isDelivered)
        output.writeLine(u"The sender had gone before the answer."_s);
    if (request.refusal)
        output.writeLine(event::sentence(*request.refusal));
    output.writeLine({});
    writeLines(output, request.head);
    output.writeLine({});
    const auto body = event::readableBody(request.head, request.body);
    writeLines(output, body ? *body : request.body);
    if (!request.trailers.isEmpty()) {
        output.writeLine({});
        writeLines(output, request.trailers);
    }
}

void writeAttempts(Output &output, const std::vector<event::Attempt> &attempts)
{
    for (const event::Attempt &attempt : attempts) {
        output.writeLine(u"Sent on to %1 at %2: %3"_s.arg(
            attempt.target, text(event::formatTimestamp(attempt.started)),
            attempt.error.isEmpty() ? QString::number(attempt.status) : attempt.error));
    }
}

ExitCode run(Context &context)
{
    Output &output = context.output;
    bool isNumber = false;
    const QString number = context.arguments.positionals()[1];
    const event::EventId id{number.toLongLong(&isNumber)};
    if (!isNumber || id.value <= 0) {
        return output.fail(
            {base::Error::Code::InvalidInput, {number, u"an event's number, such as 17"_s}, 0});
    }
    const auto reader = store::Reader::open(context.arguments.positionals()[0]);
    if (!reader)
        return output.fail(reader.error());
    auto stored = (*reader)->requestOf(id);
    if (!stored)
        return output.fail(stored.error());

    if (context.arguments.has(u"raw"_s)) {
        output.writeRaw(stored->draft.request.body);
    } else if (context.arguments.has(u"headers"_s)) {
        output.writeRaw(stored->draft.request.head);
    } else if (context.arguments.has(u"json"_s)) {
        EventWriter writer(output, EventFormat::Ndjson);
        const auto attempts = (*reader)->attemptsOf(stored->id);
        const EventFinder finder({}, {attempts.value_or({}), {}, {}, {}});
        MatchingEvents(finder, writer).write({*stored}, {id, id});
    } else {
        writeWords(output, *stored);
        if (const auto attempts = (*reader)->attemptsOf(stored->id))
            writeAttempts(output, *attempts);
    }
    return ExitCode::Done;
}

} // namespace

const Command kShow{"show",
                    "CAPTURE EVENT",
                    2,
                    2,
                    "Shows one event: its request as it came, what was answered, what was sent on.",
                    options,
                    run};

} // namespace sendscope::cli
