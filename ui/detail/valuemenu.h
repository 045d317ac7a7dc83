#pragma once

#include "app/event/fieldref.h"
#include "ui/widgets/filtermenu.h"

#include <QByteArray>
#include <QString>

#include <optional>

class QMenu;
class QWidget;

namespace sendscope::ui {

/// A value that was pointed at, and what can be done with it.
///
/// A plain value.
struct ChosenValue
{
    QByteArray exact; ///< A string decoded, a number or a word as spelled.
    QByteArray json;  ///< As it stands in the body; null where it stands in none.
    QByteArray path;  ///< As a filter would spell it; empty where none can.
    std::optional<event::FieldRef> field; ///< None: nothing to filter by.
};

/// What a context menu offers for a value: its copies, and the filters. Deletes itself once closed.
QMenu *makeValueMenu(const ChosenValue &value, const FilterChosen &filterChosen, QWidget *parent);

/// To the clipboard, as text; without NUL, at which other programs end it.
void copyBytes(const QByteArray &bytes);

} // namespace sendscope::ui
