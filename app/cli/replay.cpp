#include "app/cli/command.h"
#include "app/cli/eventfinder.h"
#include "app/cli/replayoptions.h"
#include "app/cli/replayrun.h"
#include "app/cli/replayselection.h"
#include "app/engine/unixsignals.h"

#include <QCoreApplication>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace sendscope::cli {
namespace {

QString seconds(std::chrono::microseconds time)
{
    return QString::number(double(time.count()) / 1e6, 'f', 1) + u" s"_s;
}

/// "600 requests to http://…, at 10x, over 6.0 s"
QString planWords(const replay::PlayPlan &plan)
{
    const qint64 count = qint64(plan.requests.size()) * plan.repetitions;
    QString words = u"%1 requests to %2, at %3"_s.arg(
        QString::number(count), plan.target.toDisplayString(QUrl::RemoveUserInfo),
        paceWords(plan.pace));
    if (!plan.pace.isMax)
        words += u", over "_s + seconds(replay::duration(plan));
    return words;
}

void writeDryLine(const event::StoredRequest &request, std::chrono::microseconds due, bool isPaced,
                  Output &output)
{
    const QByteArray id = QByteArray::number(request.id.value);
    const QByteArray bytes = QByteArray::number(request.draft.request.body.size());
    const QByteArray at = QByteArray::number(double(due.count()) / 1000.0, 'f', 3);
    if (output.isJson()) {
        output.writeJson("{\"request\":" + id + (isPaced ? ",\"dueMs\":" + at : QByteArray())
                         + ",\"bytes\":" + bytes + "}\n");
        return;
    }
    const QString when = isPaced ? u"  after "_s + seconds(due) : QString();
    output.writeLine(QString::fromLatin1(id + "  " + bytes + " bytes") + when);
}

/// One repetition, as it would be sent.
ExitCode dryRun(replay::PlayPlan plan, Output &output)
{
    replay::sortByArrival(plan.requests);
    const auto due = replay::dueTimes(plan.requests, plan.pace);
    std::span<const replay::PlannedRequest> left(plan.requests);
    while (!left.empty() && !output.isGone()) {
        constexpr size_t kPortion = 256;
        const auto requests = plan.source->read(left.first(std::min(left.size(), kPortion)));
        if (!requests)
            return output.fail(requests.error());
        for (const event::StoredRequest &request : *requests) {
            writeDryLine(request, due[plan.requests.size() - left.size()], !plan.pace.isMax,
                         output);
            left = left.subspan(1);
        }
    }
    output.tell(u"Would send "_s + planWords(plan));
    return ExitCode::Done;
}

bool isSameFile(const QString &a, const QString &b)
{
    const QString path = QFileInfo(a).canonicalFilePath();
    return !path.isEmpty() && path == QFileInfo(b).canonicalFilePath();
}

KeepIn whereToKeep(const ReplayWishes &wishes, const ReplayOrigin &origin)
{
    if (!wishes.results.isEmpty())
        return {wishes.results, AttemptKeeper::Kind::Copy};
    return {origin.isFile() ? QString() : origin.capture(), AttemptKeeper::Kind::Own};
}

ExitCode play(replay::PlayPlan plan, const KeepIn &keepIn, Output &output)
{
    output.tell(u"Sending "_s + planWords(plan));
    const engine::UnixSignals signalsOfTheSystem;
    ReplayRun replay(std::move(plan), keepIn, output);
    QObject::connect(&signalsOfTheSystem, &engine::UnixSignals::received, &replay,
                     [&replay](int number) { replay.interrupt(ExitCode(128 + number)); });
    return ExitCode(QCoreApplication::exec());
}

ExitCode run(Context &context)
{
    Output &output = context.output;
    auto wishes = readReplayWishes(context.arguments, context.settings);
    if (!wishes)
        return output.fail(wishes.error());
    const auto origin = ReplayOrigin::open(wishes->from);
    if (!origin)
        return output.fail(origin.error());
    if (isSameFile(wishes->results, wishes->from))
        return output.fail({base::Error::Code::InvalidInput,
                            {wishes->results, u"another capture than the one that is replayed"_s},
                            0});

    const auto whole = wholeCapture(asksForMessages(wishes->filter), context.settings);
    auto requests =
        selectRequests(origin->capture(), wishes->filter, wishes->takesAll, whole.get());
    if (!requests)
        return output.fail(requests.error());
    replay::PlayPlan plan = std::move(wishes->plan);
    plan.requests = std::move(*requests);
    plan.source = replay::requestsOfCapture(origin->capture());
    if (wishes->isDryRun)
        return dryRun(std::move(plan), output);
    if (plan.requests.empty()) {
        output.tell(u"No request there is to be sent: none matches, or none was answered 2xx when "
                    "it came (--all sends those too)."_s);
        return ExitCode::Findings;
    }
    return play(std::move(plan), whereToKeep(*wishes, *origin), output);
}

} // namespace

const Command kReplay{
    "replay",
    "CAPTURE|FILE|-",
    1,
    1,
    "Sends the requests of a capture or a file on to a URL, in order of arrival, byte for byte.",
    replayOptions,
    run};

} // namespace sendscope::cli
