#pragma once

#include "app/filter/filter.h"
#include "ui/widgets/filterjoin.h"

namespace sendscope::ui {

/// The condition that a row has that value in that field. A text is compared as text, what the
/// field's type or its own form says is a number or a moment as that.
///
/// A null value stands for nothing there: the row does not have the field. So does an empty one
/// where an empty text cannot be compared.
filter::NodePtr conditionOf(const event::FieldRef &field, const QByteArray &value);

/// The filter with that condition joined to it. A filter that lets everything through is replaced.
filter::Filter joined(const filter::Filter &filter, const event::FieldRef &field,
                      const QByteArray &value, FilterJoin join);

/// The text of the filter, and the beginning of one more comparison that has to hold: "… and
/// message.id == ".
QString begun(const filter::Filter &filter, const event::FieldRef &field);

} // namespace sendscope::ui
