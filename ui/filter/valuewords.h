#pragma once

#include "app/event/fieldref.h"
#include "ui/theme/icons.h"
#include "ui/theme/tokens.h"

#include <QString>

namespace sendscope::ui {

/// How a value of a field is shown in a list: its state's icon and hue, and a phrase on it.
///
/// A plain value.
struct ValueWords
{
    Icon icon = Icon::None;
    Hue hue = Hue::Quiet;
    QString phrase; ///< Empty where there is nothing to say.
};

ValueWords valueWords(const event::FieldRef &field, const QByteArray &value);

} // namespace sendscope::ui
