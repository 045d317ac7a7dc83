#include "ui/widgets/filterformats.h"

#include "app/filter/lexer.h"
#include "ui/theme/tokens.h"

namespace sendscope::ui {
namespace {

const QColor &colorOf(filter::Token::Type type, const Tokens &tokens)
{
    using Type = filter::Token::Type;
    switch (type) {
    case Type::Field:
        return tokens.text;
    case Type::Word:
    case Type::Phrase:
    case Type::OpenPhrase:
    case Type::Phone:
    case Type::Value:
    case Type::OpenValue:
        return tokens.accent;
    default:
        return tokens.text3;
    }
}

} // namespace

QList<QTextLayout::FormatRange> filterFormats(const QString &text, const Tokens &tokens)
{
    QList<QTextLayout::FormatRange> formats;
    for (const filter::Token &token : filter::lex(text)) {
        if (token.type == filter::Token::Type::End || token.length == 0)
            continue;
        QTextLayout::FormatRange range;
        range.start = int(token.begin);
        range.length = int(token.length);
        range.format.setForeground(colorOf(token.type, tokens));
        formats << range;
    }
    return formats;
}

} // namespace sendscope::ui
