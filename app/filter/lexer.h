#pragma once

#include "app/filter/filter.h"

#include <QString>
#include <QStringView>

#include <vector>

namespace sendscope::filter {

/// A piece of a filter's text, and its place there in UTF-16 units.
struct Token
{
    enum class Type {
        Word,       ///< text
        Phrase,     ///< text, escapes resolved
        OpenPhrase, ///< a quotation mark that is never closed
        Phone,      ///< digits
        And,
        Or,
        Not,
        Minus, ///< a - right before a term
        Dash,  ///< a - that stands alone
        Open,
        Close,
        Field,     ///< text: what stands before an operator or behind `exists`, whatever it is
        Operator,  ///< sign
        Value,     ///< text: what a field is compared with
        OpenValue, ///< a value whose quotation mark, slash or parenthesis is never closed
        ListOpen,
        ListClose,
        Comma,
        End,
    };

    enum class Sign {
        None,
        Equal,
        NotEqual,
        Less,
        LessOrEqual,
        Greater,
        GreaterOrEqual,
        Contains,
        Matches,
        In,
        Colon,       ///< short for contains
        Exists,      ///< before a field
        AfterMarker, ///< before a text
        SingleEqual, ///< a = that is no == yet
        Exclamation, ///< a ! that is no != yet, at the very end
    };

    enum class Quotes {
        None,
        Double,
        Slashes, ///< a regular expression
    };

    Type type = Type::End;
    qsizetype begin = 0;
    qsizetype length = 0;
    QString text;
    QByteArray digits;
    Sign sign = Sign::None;
    Quotes quotes = Quotes::None; ///< Value
    QString flags;                ///< Value in slashes: what follows the second one
};

/// All tokens; the last one is End. Every text can be cut into tokens.
std::vector<Token> lex(QStringView text);

/// What a sign between a field and a value asks; Equal for any other.
Operator operatorOf(Token::Sign sign);

} // namespace sendscope::filter
