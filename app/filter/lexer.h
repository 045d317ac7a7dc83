#pragma once

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
        Comparison, ///< ==, a field and a colon, {: what compares a field
        End,
    };

    Type type = Type::End;
    qsizetype begin = 0;
    qsizetype length = 0;
    QString text;
    QByteArray digits;
};

/// All tokens; the last one is End. Every text can be cut into tokens.
std::vector<Token> lex(QStringView text);

} // namespace sendscope::filter
