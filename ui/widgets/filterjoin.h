#pragma once

#include <QByteArrayView>
#include <QMetaType>

namespace sendscope::ui {

/// How a condition made from a value on the window goes into the filter that is there.
enum class FilterJoin {
    Is,     ///< It becomes the filter.
    IsNot,  ///< Its opposite does.
    And,    ///< Both have to hold.
    Or,     ///< One of them has to.
    AndNot, ///< The filter, and the opposite of the condition.
    OrNot,  ///< The filter, or the opposite of the condition.
};

/// Whether a filter can be made of the value: it is text, which not all bytes are; and long values
/// are copied, not filtered by.
bool isFilterable(QByteArrayView value);

} // namespace sendscope::ui

Q_DECLARE_METATYPE(sendscope::ui::FilterJoin)
