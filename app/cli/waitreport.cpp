#include "app/cli/waitreport.h"

#include "app/store/capturelock.h"

using namespace Qt::StringLiterals;

namespace sendscope::cli {
namespace {

/// Events on stderr, in the form of the errors there.
void showEvents(const WaitCase &waited, const std::vector<event::EventId> &events, Output &output)
{
    if (!waited.reader || events.empty())
        return;
    EventOptions options = waited.options;
    options.format = output.isJson() ? EventFormat::Ndjson : EventFormat::Table;
    Output onStderr(output.isJson(), STDERR_FILENO);
    if (const auto done =
            writeEvents(*waited.reader, events, options, waited.whole.get(), onStderr);
        !done)
        output.fail(done.error());
    onStderr.flush();
}

QString numbers(const std::vector<event::EventId> &events, const QString &between)
{
    QStringList all;
    for (const event::EventId event : events)
        all.append(QString::number(event.value));
    return all.join(between);
}

void tellMet(const QString &filter, const std::vector<event::EventId> &met, qint64 count,
             Output &output)
{
    if (output.isJson()) {
        output.tell(QString::fromUtf8("{\"filter\":" + jsonString(filter))
                    + u",\"met\":%1,\"of\":%2,\"events\":[%3]}"_s.arg(
                        QString::number(met.size()), QString::number(count), numbers(met, u","_s)));
        return;
    }
    QString line =
        u"  met %1 of %2: "_s.arg(QString::number(met.size()), QString::number(count)) + filter;
    if (!met.empty())
        line += (met.size() == 1 ? u" (event "_s : u" (events "_s) + numbers(met, u", "_s) + u')';
    output.tell(line);
}

/// What most likely has to be mended where nothing came at all.
QString hintFor(const WaitJudge &judge, const WaitCase &waited)
{
    if (!waited.reader)
        return u"There is no capture %1."_s.arg(waited.capture);
    if (!store::CaptureLock::isHeld(waited.reader->info().path))
        return u"Nobody records into %1 now."_s.arg(waited.capture);
    if (judge.count() == 0)
        return u"No event came. sendscope-cli doctor tells what may be wrong."_s;
    return {};
}

} // namespace

base::Result<void> writeEvents(const store::Reader &reader,
                               const std::vector<event::EventId> &events,
                               const EventOptions &options, WholeCapture *whole, Output &output)
{
    auto context = contextOf(reader, whole);
    if (!context)
        return context.error();
    const EventFinder finder({}, std::move(*context));
    EventWriter writer(output, options.format, options.columns);
    MatchingEvents matching(finder, writer);
    for (const event::EventId event : events) {
        auto stored = reader.requestOf(event);
        if (!stored)
            return stored.error();
        matching.write({std::move(*stored)}, {event, event});
    }
    writer.finish();
    return {};
}

ExitCode tellUnwanted(const WaitJudge &judge, const WaitCase &waited, Output &output)
{
    const WaitJudge::Unwanted unwanted = *judge.unwanted();
    const QString filter = waited.none.value(qsizetype(unwanted.filter));
    const ExitCode code = output.failAs(
        ExitCode::Findings, u"unwanted-event"_s,
        u"Event "_s + QString::number(unwanted.event.value) + u" must not come: "_s + filter, {});
    showEvents(waited, {unwanted.event}, output);
    return code;
}

ExitCode tellTimeOut(const WaitJudge &judge, const WaitCase &waited, qint64 count,
                     const QString &time, Output &output)
{
    const QByteArray message = judge.tally().message();
    QString sentence = u"Not all was met within "_s + time + u'.';
    if (!message.isEmpty())
        sentence += u" The nearest message: "_s + QString::fromUtf8(message);
    const ExitCode code =
        output.failAs(ExitCode::Findings, u"timed-out"_s, sentence, hintFor(judge, waited));
    for (qsizetype i = 0; i < waited.filters.size(); ++i)
        tellMet(waited.filters[i], judge.tally().metBy(size_t(i)), count, output);
    if (!judge.others().empty() && !output.isJson())
        output.tell(u"The newest events that came instead:"_s);
    showEvents(waited, {judge.others().begin(), judge.others().end()}, output);
    return code;
}

} // namespace sendscope::cli
