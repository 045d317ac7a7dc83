#include "ui/replay/replaytarget.h"

#include "app/replay/target.h"

#include <algorithm>

namespace sendscope::ui {
namespace {

constexpr qsizetype kMaxRecent = 10;

} // namespace

bool isSameOrigin(const QUrl &one, const QUrl &other)
{
    return one.scheme() == other.scheme() && one.host() == other.host()
        && replay::portOf(one) == replay::portOf(other);
}

QStringList withRecentTarget(QStringList targets, const QString &target)
{
    targets.removeAll(target);
    targets.prepend(target);
    return targets.first(std::min(targets.size(), kMaxRecent));
}

} // namespace sendscope::ui
