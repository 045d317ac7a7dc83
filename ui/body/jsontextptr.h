#pragma once

#include "app/event/jsontext.h"

#include <memory>

namespace sendscope::ui {

/// One scanned body for all views of it: its spans may be many, and are shared.
using JsonTextPtr = std::shared_ptr<const event::JsonText>;

} // namespace sendscope::ui
