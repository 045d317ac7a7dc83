#include "app/cli/replayoptions.h"

#include "app/base/quantity.h"
#include "app/cli/eventoptions.h"
#include "app/cli/unusable.h"

#include <cmath>

using namespace Qt::StringLiterals;

namespace sendscope::cli {
namespace {

constexpr int kMostConcurrent = 256;
constexpr int kMostRepetitions = 100'000;

base::Result<QUrl> readTarget(const settings::Arguments &arguments)
{
    const QString text = arguments.value(u"to"_s);
    const QUrl target(text, QUrl::StrictMode);
    const bool isHttp = target.scheme() == u"http" || target.scheme() == u"https";
    if (target.isValid() && isHttp && !target.host().isEmpty())
        return target;
    return unusable(arguments.has(u"to"_s) ? text : u"replay without --to"_s,
                    u"--to http://127.0.0.1:3000/callbacks"_s);
}

base::Result<replay::Pace> readPace(const settings::Arguments &arguments)
{
    replay::Pace pace;
    QString speed = arguments.value(u"speed"_s);
    if (speed == u"max") {
        pace.isMax = true;
    } else if (arguments.has(u"speed"_s)) {
        if (speed.endsWith(u'x'))
            speed.chop(1);
        bool isNumber = false;
        pace.speed = speed.toDouble(&isNumber);
        if (!isNumber || !std::isfinite(pace.speed) || pace.speed <= 0)
            return unusable(arguments.value(u"speed"_s), u"a number over 0, such as 10, or max"_s);
    }
    if (!arguments.has(u"max-gap"_s))
        return pace;
    const QString text = arguments.value(u"max-gap"_s);
    pace.longestGap = base::parseDuration(text);
    if (!pace.longestGap)
        return unusable(text, u"a span of time, such as 5s or 250ms"_s);
    return pace;
}

base::Result<int> readNumber(const settings::Arguments &arguments, const QString &name, int usual,
                             int most)
{
    if (!arguments.has(name))
        return usual;
    const QString text = arguments.value(name);
    bool isNumber = false;
    const int number = text.toInt(&isNumber);
    if (!isNumber || number < 1 || number > most)
        return unusable(text, u"a whole number from 1 to %1"_s.arg(most));
    return number;
}

base::Result<replay::Changes> readChanges(const settings::Arguments &arguments)
{
    replay::Changes changes;
    changes.hasFreshIds = arguments.has(u"fresh-ids"_s);
    changes.hasShiftedTimes = arguments.has(u"shift-time"_s);
    for (const QString &text : arguments.values(u"header"_s)) {
        auto change = replay::readFieldChange(text);
        if (!change)
            return change.error();
        changes.fields.push_back(std::move(*change));
    }
    return changes;
}

QByteArray readAuthorization(const settings::Arguments &arguments)
{
    const QString pair = arguments.has(u"auth"_s) ? arguments.value(u"auth"_s)
                                                  : qEnvironmentVariable("SENDSCOPE_REPLAY_AUTH");
    return pair.isEmpty() ? QByteArray() : "Basic " + pair.toUtf8().toBase64();
}

base::Result<replay::PlayPlan> readPlan(const settings::Arguments &arguments)
{
    const auto target = readTarget(arguments);
    if (!target)
        return target.error();
    const auto pace = readPace(arguments);
    if (!pace)
        return pace.error();
    const auto repetitions = readNumber(arguments, u"repeat"_s, 1, kMostRepetitions);
    if (!repetitions)
        return repetitions.error();
    const auto concurrency = readNumber(arguments, u"concurrency"_s, 0, kMostConcurrent);
    if (!concurrency)
        return concurrency.error();
    auto changes = readChanges(arguments);
    if (!changes)
        return changes.error();

    replay::PlayPlan plan;
    plan.pace = *pace;
    plan.repetitions = *repetitions;
    plan.concurrency = *concurrency;
    plan.changes = std::move(*changes);
    plan.target = *target;
    plan.authorization = readAuthorization(arguments);
    return plan;
}

} // namespace

QList<settings::Option> replayOptions()
{
    return {
        {"to", "URL", "Where to send to. Needed."},
        {"filter", "EXPR", "Only requests that hold a matching event."},
        {"all", "", "Also requests that were not answered 2xx when they came."},
        {"speed", "N|max",
         "So many times as fast as they came, or as fast as it goes; 1 unless said."},
        {"max-gap", "TIME", "Wait no longer than that between two requests: 5s, 250ms."},
        {"repeat", "N", "Send all of them so many times."},
        {"concurrency", "N",
         "At most so many may wait for their answer at a time; unless said 256, and 1 at --speed "
         "max, which keeps their order."},
        {"fresh-ids", "", "Send new message ids, the same for the same in one repetition."},
        {"shift-time", "", "Move the times of events so that the first happens now."},
        {"header", "'K: V'",
         "Send this header, instead of any of that name; 'K:' leaves it out, and 'K' sends an "
         "Authorization or Cookie as it came, which stay behind else."},
        {"auth", "USER:PASSWORD",
         "Sent to the target; SENDSCOPE_REPLAY_AUTH keeps it out of the list of processes."},
        {"results", "CAPTURE",
         "Keep what is sent, and what comes back, in this capture; where it came from stays as it "
         "is."},
        {"dry-run", "", "Say what would be sent, when and for how long, and send nothing."},
        {"json", "", "One object for each request sent; errors are objects too."},
    };
}

base::Result<ReplayWishes> readReplayWishes(const settings::Arguments &arguments,
                                            const settings::Settings &settings)
{
    auto plan = readPlan(arguments);
    if (!plan)
        return plan.error();
    auto filter = readFilter(arguments.value(u"filter"_s), settings);
    if (!filter)
        return filter.error();

    ReplayWishes wishes;
    wishes.from = arguments.positionals()[0];
    wishes.results = arguments.value(u"results"_s);
    if (arguments.has(u"results"_s) && wishes.results.isEmpty())
        return unusable(u"--results with an empty name"_s, u"--results results.sendscope"_s);
    wishes.plan = std::move(*plan);
    wishes.filter = std::move(*filter);
    wishes.takesAll = arguments.has(u"all"_s);
    wishes.isDryRun = arguments.has(u"dry-run"_s);
    return wishes;
}

QString paceWords(const replay::Pace &pace)
{
    return pace.isMax ? u"full speed"_s : QString::number(pace.speed) + u'x';
}

} // namespace sendscope::cli
