#pragma once

#include "app/base/result.h"
#include "app/cli/eventwriter.h"
#include "app/filter/filter.h"
#include "app/settings/option.h"
#include "app/settings/settings.h"

#include <QList>

#include <optional>
#include <vector>

namespace sendscope::cli {

/// How commands that write events are asked to write them.
///
/// A plain value.
struct EventOptions
{
    EventFormat format = EventFormat::Table;
    std::vector<event::FieldRef> columns; ///< Empty: the usual ones.
    bool takesAll = false;                ///< Also rows that are left out else.
};

/// The options of such a command, for its own list.
QList<settings::Option> eventOptions();

/// Error: InvalidInput.
base::Result<EventOptions> readEventOptions(const settings::Arguments &arguments);

/// Which of the rows that match are wanted.
///
/// A plain value.
struct RowLimit
{
    qint64 first = 0;           ///< At most so many, from the oldest on.
    std::optional<qint64> last; ///< Only the last so many.
};

/// --limit and --last, of which there is one at most. Error: InvalidInput.
base::Result<RowLimit> readLimit(const settings::Arguments &arguments);

/// A whole number that is not negative; \p missing where the option was not given. Error:
/// InvalidInput.
base::Result<qint64> readCount(const settings::Arguments &arguments, const QString &option,
                               qint64 missing);

/// A filter, in which the names of numbers and applications stand for those. Error: InvalidInput,
/// also for a filter that is not finished.
base::Result<filter::Filter> readFilter(const QString &text, const settings::Settings &settings);

} // namespace sendscope::cli
