#pragma once

#include "app/filter/filter.h"

#include <QFlags>

namespace sendscope::filter {

/// Where in a filter's text the cursor stands, and what can stand there.
///
/// A plain value.
struct CompletionPlace
{
    enum Want {
        Term = 0x1,      ///< A field's name, `not` or `exists`.
        Joining = 0x2,   ///< A term is done: `and`, `or`, a closing parenthesis.
        Exists = 0x4,    ///< The field behind `exists`.
        Comparing = 0x8, ///< An operator that fits `field`.
        Value = 0x10,    ///< What `field` is compared with.
        Separator = 0x20 ///< Between the values of a list: a comma, the closing brace.
    };
    Q_DECLARE_FLAGS(Wants, Want)

    Wants wants;
    QString text;          ///< All of it.
    qsizetype begin = 0;   ///< What an offer takes the place of, in UTF-16 units.
    qsizetype length = 0;  ///< 0: it is put in.
    QString typed;         ///< Of that, what stands before the cursor; without quotation marks.
    bool isInside = false; ///< The cursor touches what it takes the place of.

    event::FieldRef field;                 ///< Comparing, Value.
    Operator comparison = Operator::Equal; ///< Value.
    bool isInList = false;                 ///< Value: between braces.
    bool needsBraces = false;              ///< Value: `in` stands there without them.
    bool isBehindColon = false;            ///< Value: "field:".
    int openParentheses = 0;               ///< Before the cursor.

    /// Value: what rows have to meet besides this term.
    Filter rest;

    friend bool operator==(const CompletionPlace &, const CompletionPlace &) = default;
};

Q_DECLARE_OPERATORS_FOR_FLAGS(CompletionPlace::Wants)

/// \p cursor: 0 .. text.size(). \p zone: of times without one.
CompletionPlace completionPlace(const QString &text, qsizetype cursor,
                                const QTimeZone &zone = QTimeZone::utc());

} // namespace sendscope::filter
