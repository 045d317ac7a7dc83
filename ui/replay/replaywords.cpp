#include "ui/replay/replaywords.h"

#include "app/base/spantext.h"
#include "ui/widgets/valueformat.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sendscope::ui {
namespace {

struct ReplayWords
{
    Q_DECLARE_TR_FUNCTIONS(Replay)
};

} // namespace

QString paceWords(const replay::Pace &pace)
{
    if (pace.isMax)
        return ReplayWords::tr("as fast as it goes");
    return ReplayWords::tr("at %1×").arg(QLocale().toString(pace.speed, 'g', 6));
}

QString planWords(const replay::PlayPlan &plan)
{
    const auto count = qint64(plan.requests.size());
    QString words = count == 1 ? ReplayWords::tr("1 request")
                               : ReplayWords::tr("%1 requests").arg(countText(count));
    if (plan.repetitions > 1) {
        words += ReplayWords::tr(", %1 times: %2 sent")
                     .arg(countText(plan.repetitions), countText(count * plan.repetitions));
    }
    const auto takes = replay::duration(plan);
    if (plan.pace.isMax)
        return count * plan.repetitions == 1 ? words : words + u", "_s + paceWords(plan.pace);
    if (takes.count() == 0)
        return words;
    return words + u", "_s + base::spanText(takes) + u' ' + paceWords(plan.pace);
}

QString progressWords(const replay::PlayProgress &progress)
{
    QStringList parts{ReplayWords::tr("%1 of %2 sent")
                          .arg(countText(progress.begun), countText(progress.planned)),
                      ReplayWords::tr("%1 answered 2xx").arg(countText(progress.answered2xx))};
    if (const qint64 others = progress.answered - progress.answered2xx; others > 0)
        parts += ReplayWords::tr("%1 otherwise").arg(countText(others));
    if (progress.failed > 0)
        parts += ReplayWords::tr("%1 failed").arg(countText(progress.failed));
    return parts.join(u", "_s);
}

QString moment(std::chrono::microseconds sinceBegin)
{
    const auto padded = [](qint64 number, int digits) {
        return QString::number(number).rightJustified(digits, u'0');
    };
    const qint64 ms = std::max<qint64>(0, sinceBegin.count() / 1'000);
    const qint64 minutes = ms / 60'000;
    const QString seconds = padded(ms / 1'000 % 60, 2) + u'.' + padded(ms % 1'000, 3);
    if (minutes < 60)
        return QString::number(minutes) + u':' + seconds;
    return QString::number(minutes / 60) + u':' + padded(minutes % 60, 2) + u':' + seconds;
}

} // namespace sendscope::ui
