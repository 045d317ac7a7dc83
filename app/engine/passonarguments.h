#pragma once

#include "app/base/result.h"
#include "app/replay/passonoptions.h"
#include "app/settings/option.h"

#include <QList>

#include <optional>

namespace sendscope::engine {

/// --forward and --relay, as both programs know them. No setting stands behind them: nothing goes
/// on unasked.
QList<settings::Option> passOnArguments();

/// What they ask for; none without --forward. Error: InvalidInput for no address, or --relay alone.
base::Result<std::optional<replay::PassOnOptions>>
passOnOptions(const settings::Arguments &arguments);

} // namespace sendscope::engine
