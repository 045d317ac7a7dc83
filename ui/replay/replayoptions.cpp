#include "ui/replay/replayoptions.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sendscope::ui {
namespace {

constexpr auto kSpeed = "speed"_L1;
constexpr auto kIsMax = "max"_L1;
constexpr auto kLongestGap = "longestGapMs"_L1;
constexpr auto kRepetitions = "repetitions"_L1;
constexpr auto kConcurrency = "concurrency"_L1;
constexpr auto kFreshIds = "freshIds"_L1;
constexpr auto kShiftedTimes = "shiftedTimes"_L1;
constexpr auto kBeginsPaused = "beginsPaused"_L1;

constexpr qint64 kMostGapMs = 24LL * 3'600 * 1'000;

QByteArray basicAuthorization(const ReplayChoice &choice)
{
    if (choice.user.isEmpty() && choice.password.isEmpty())
        return {};
    return "Basic " + (choice.user + u':' + choice.password).toUtf8().toBase64();
}

} // namespace

QByteArray toJson(const ReplayOptions &options)
{
    using std::chrono::duration_cast;
    using std::chrono::milliseconds;
    QJsonObject object{
        {kSpeed, options.pace.speed},         {kIsMax, options.pace.isMax},
        {kRepetitions, options.repetitions},  {kConcurrency, options.concurrency},
        {kFreshIds, options.hasFreshIds},     {kShiftedTimes, options.hasShiftedTimes},
        {kBeginsPaused, options.beginsPaused}};
    object[kLongestGap] = options.pace.longestGap
        ? qint64(duration_cast<milliseconds>(*options.pace.longestGap).count())
        : qint64(-1);
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

ReplayOptions replayOptionsFromJson(const QByteArray &json)
{
    ReplayOptions options;
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    if (object.isEmpty())
        return options;
    const double speed = object[kSpeed].toDouble();
    options.pace.speed = speed > 0 && speed <= ReplayOptions::kMostSpeed ? speed : 1.0;
    options.pace.isMax = object[kIsMax].toBool();
    const qint64 gap = object[kLongestGap].toInteger(-1);
    options.pace.longestGap.reset();
    if (gap >= 0)
        options.pace.longestGap = std::chrono::milliseconds(std::min(gap, kMostGapMs));
    options.repetitions =
        std::clamp(object[kRepetitions].toInt(1), 1, ReplayOptions::kMostRepetitions);
    options.concurrency =
        std::clamp(object[kConcurrency].toInt(1), 1, ReplayOptions::kMostConcurrency);
    options.hasFreshIds = object[kFreshIds].toBool();
    options.hasShiftedTimes = object[kShiftedTimes].toBool();
    options.beginsPaused = object[kBeginsPaused].toBool();
    return options;
}

base::Result<std::vector<replay::FieldChange>> readHeaderLines(const QString &text)
{
    std::vector<replay::FieldChange> changes;
    qsizetype begin = 0;
    for (const QString &line : text.split(u'\n')) {
        if (!line.trimmed().isEmpty()) {
            auto change = replay::readFieldChange(line.trimmed());
            if (!change) {
                base::Error error = change.error();
                const qsizetype indent = line.indexOf(line.trimmed());
                error.offset = begin + indent + std::max<qint64>(0, error.offset);
                return error;
            }
            changes.push_back(std::move(*change));
        }
        begin += line.size() + 1;
    }
    return changes;
}

base::Result<replay::PlayPlan> planOf(const ReplayChoice &choice)
{
    auto fields = readHeaderLines(choice.options.headers);
    if (!fields)
        return fields.error();

    replay::PlayPlan plan;
    plan.pace = choice.options.pace;
    plan.repetitions = choice.options.repetitions;
    plan.concurrency = choice.options.pace.isMax ? choice.options.concurrency : 0;
    plan.beginsPaused = choice.options.beginsPaused;
    plan.changes.hasFreshIds = choice.options.hasFreshIds;
    plan.changes.hasShiftedTimes = choice.options.hasShiftedTimes;
    plan.changes.fields = std::move(*fields);
    plan.target = choice.target;
    plan.authorization = basicAuthorization(choice);
    return plan;
}

} // namespace sendscope::ui
