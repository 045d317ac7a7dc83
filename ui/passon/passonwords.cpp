#include "ui/passon/passonwords.h"

#include "app/base/spantext.h"
#include "ui/widgets/valueformat.h"

#include <QCoreApplication>
#include <QStringList>

namespace sendscope::ui {
namespace {

struct PassOnWords
{
    Q_DECLARE_TR_FUNCTIONS(PassOn)
};

} // namespace

QString passOnMode(const replay::PassOnStatus &status)
{
    if (!status.options)
        return {};
    const QString target = onOneLine(status.options->target.toDisplayString());
    return status.options->mode == http::PassMode::Relay
        ? PassOnWords::tr("Standing between: answers come from %1").arg(target)
        : PassOnWords::tr("Watching: passed on to %1").arg(target);
}

QString passOnMeaning(http::PassMode mode, std::chrono::milliseconds limit)
{
    if (mode == http::PassMode::Relay)
        return PassOnWords::tr(
                   "Senders get the app's own answer: 504 if none comes within %1, 502 if it "
                   "cannot be reached. Requests are stored first.")
            .arg(base::wholeSpanText(limit));
    return PassOnWords::tr(
        "Senders are answered at once, as without an app. Its failures are shown, and "
        "cause no repeats.");
}

QString passOnCounts(const replay::PassOnStatus &status)
{
    const replay::PassOnCounts &counts = status.counts;
    QStringList parts;
    if (counts.sent > 0)
        parts += PassOnWords::tr("%1 passed on").arg(countText(counts.sent));
    if (counts.failed > 0)
        parts += PassOnWords::tr("%1 failed").arg(countText(counts.failed));
    if (counts.skipped > 0)
        parts += PassOnWords::tr("%1 skipped").arg(countText(counts.skipped));
    return parts.join(QLatin1String(", "));
}

QString passOnCountsTip(const replay::PassOnStatus &status)
{
    const replay::PassOnCounts &counts = status.counts;
    QStringList lines{PassOnWords::tr("Since passing on was turned on.")};
    if (counts.failed > 0)
        lines += PassOnWords::tr("Failed: no answer, or none with 2xx. The newest: %1")
                     .arg(onOneLine(counts.lastFailure));
    if (counts.skipped > 0)
        lines += PassOnWords::tr("Skipped: stored, but too much waited for the app.");
    if (counts.waiting > 0)
        lines += PassOnWords::tr("%1 wait for the app now.").arg(countText(counts.waiting));
    return lines.join(QLatin1Char('\n'));
}

bool isPassOnFailing(const replay::PassOnStatus &status)
{
    return status.counts.failed > 0 || status.counts.skipped > 0;
}

} // namespace sendscope::ui
