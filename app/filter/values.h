#pragma once

#include "app/event/fieldref.h"
#include "app/filter/filter.h"
#include "app/filter/lexer.h"

namespace sendscope::filter {

/// What a value's text is, compared with that field.
struct ReadValue
{
    Judgement judgement = Judgement::Fine; ///< Unfinished: typing on may make it one.
    Value value;                           ///< While Fine.
    QString wouldBeRight;                  ///< Else.
    qsizetype offset = 0;  ///< What is wrong, from the beginning of the token, in UTF-16 units.
    qsizetype length = -1; ///< -1: all of it.
    QString instead;       ///< What to write in its place; may be empty.
};

/// Reads one value: never In, whose values are read as those of Equal, nor NotEqual.
ReadValue readValue(const event::FieldRef &field, Operator comparison, const Token &token,
                    const QTimeZone &zone);

/// Whether the field can be compared so: times, spans of time and sizes have no digits to look in.
bool isComparable(const event::FieldRef &field, Operator comparison);

/// The value as it stands behind the operator.
QString printValue(const event::FieldRef &field, Operator comparison, const Value &value);

/// In quotation marks.
QString quoted(QString text);

} // namespace sendscope::filter
