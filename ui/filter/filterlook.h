#pragma once

#include "app/filter/filter.h"
#include "ui/theme/icons.h"
#include "ui/theme/tokens.h"

namespace sendscope::ui {

/// The icon and hue of what a filter asks for; no icon where it is nothing that has one.
///
/// A plain value.
struct FilterLook
{
    Icon icon = Icon::None;
    Hue hue = Hue::Quiet;
};

FilterLook filterLook(const filter::Filter &filter);

} // namespace sendscope::ui
