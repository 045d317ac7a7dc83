#pragma once

#include "app/base/clock.h"
#include "app/index/snapshot.h"
#include "ui/theme/icons.h"
#include "ui/theme/tokens.h"

#include <QStringList>

namespace sendscope::ui {

/// What the column of results says of a row: words where there is something to say.
///
/// A plain value.
struct ResultText
{
    QString text; ///< "4720 invalid number +1", "repeat of 12,382", "×3"; mostly empty.
    Icon icon = Icon::None;
    Hue hue = Hue::Quiet;
    QStringList all; ///< Everything there is to say, the worst first.
};

/// Of the error code and the issues the worst, then how many more there are, then how often the
/// event came. \p now: up to when something is overdue, while recording goes on.
ResultText resultText(const index::Snapshot &snapshot, const index::Row &row, base::UtcTime now);

} // namespace sendscope::ui
