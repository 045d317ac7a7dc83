#pragma once

#include "ui/theme/tokens.h"

#include <QByteArrayList>
#include <QByteArrayView>
#include <QString>

namespace sendscope::ui {

/// The marks a person can give an event, in the order of menus: "red", "amber" ...
QByteArrayList markWords();

/// The mark in the user's language: "Red". One that is not ours as it is spelled.
QString markName(QByteArrayView mark);

/// Its colour; that of secondary text for one that is not ours.
QColor markColour(QByteArrayView mark, const Tokens &tokens);

} // namespace sendscope::ui
