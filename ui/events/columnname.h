#pragma once

#include "app/event/fieldref.h"
#include "app/filter/filter.h"

#include <QString>

namespace sendscope::ui {

/// What a text means as the name of a column.
///
/// A plain value.
struct ColumnName
{
    filter::Judgement judgement = filter::Judgement::Unfinished;
    event::FieldRef field; ///< While Fine.
    QString sentence;      ///< What it is, or what is wrong with it.
    QString instead;       ///< What was most likely meant; empty without.
};

/// Reads "json.a.b[0]", "header.user-agent", or the name of a field.
ColumnName readColumnName(const QString &text);

} // namespace sendscope::ui
