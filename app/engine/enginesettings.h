#pragma once

#include "app/base/result.h"
#include "app/engine/engine.h"
#include "app/settings/paths.h"
#include "app/settings/settings.h"

namespace sendscope::engine {

/// The capture to work with: the one that was named, else that of the settings, else Live.
QString chosenCapture(const settings::Settings &settings, const settings::Paths &paths,
                      const QString &named);

/// What the settings in force ask an engine to do. The window and the command line read them here,
/// so that they mean the same. \p named: the capture that was named; may be empty.
///
/// Error: InvalidInput for an address, a path or credentials that cannot be used.
base::Result<EngineOptions> engineOptions(const settings::Settings &settings,
                                          const settings::Paths &paths, const QString &named);

} // namespace sendscope::engine
