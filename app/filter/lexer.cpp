#include "app/filter/lexer.h"

#include "app/filter/phone.h"

#include <array>

namespace sendscope::filter {
namespace {

/// The longest first, so that "<=" is not read as "<".
constexpr std::array<QStringView, 8> kComparisons = {u"==", u"!=", u"<=", u">=",
                                                     u"<",  u">",  u"{",  u"}"};

qsizetype comparisonAtFront(QStringView text)
{
    for (const QStringView comparison : kComparisons) {
        if (text.startsWith(comparison))
            return comparison.size();
    }
    return 0;
}

bool endsWord(QStringView rest)
{
    const QChar c = rest.front();
    return c.isSpace() || c == u'(' || c == u')' || c == u'"' || rest.startsWith(u"&&")
        || rest.startsWith(u"||") || (c != u'{' && c != u'}' && comparisonAtFront(rest) > 0);
}

qsizetype wordAtFront(QStringView text)
{
    qsizetype size = 1;
    while (size < text.size() && !endsWord(text.sliced(size)))
        ++size;
    return size;
}

bool isFieldCharacter(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9')
        || c == u'_' || c == u'.' || c == u'-' || c == u'[' || c == u']';
}

/// The length of "field:" at the front; 0 for what is none, such as "https://…" and "18:42".
qsizetype fieldAtFront(QStringView word)
{
    if (word.front().isDigit() || word.front() == u'-')
        return 0;
    qsizetype size = 0;
    while (size < word.size() && isFieldCharacter(word[size]))
        ++size;
    if (size == 0 || size == word.size() || word[size] != u':'
        || word.sliced(size).startsWith(u"://"))
        return 0;
    return size + 1;
}

Token::Type keyword(QStringView word)
{
    if (word.compare(u"and", Qt::CaseInsensitive) == 0)
        return Token::Type::And;
    if (word.compare(u"or", Qt::CaseInsensitive) == 0)
        return Token::Type::Or;
    if (word.compare(u"not", Qt::CaseInsensitive) == 0)
        return Token::Type::Not;
    return Token::Type::Word;
}

Token phraseAtFront(QStringView text)
{
    Token token{Token::Type::OpenPhrase};
    qsizetype at = 1;
    for (; at < text.size() && text[at] != u'"'; ++at) {
        const QStringView rest = text.sliced(at);
        if (rest.startsWith(u"\\\"") || rest.startsWith(u"\\\\"))
            ++at;
        token.text += text[at];
    }
    if (at < text.size()) {
        token.type = Token::Type::Phrase;
        ++at;
    }
    token.length = at;
    return token;
}

Token sign(Token::Type type, qsizetype length)
{
    return Token{type, 0, length};
}

Token tokenAtFront(QStringView text)
{
    if (text.front() == u'"')
        return phraseAtFront(text);
    if (const auto phone = readPhone(text))
        return Token{Token::Type::Phone, 0, phone->length, {}, phone->digits};
    if (text.front() == u'(')
        return sign(Token::Type::Open, 1);
    if (text.front() == u')')
        return sign(Token::Type::Close, 1);
    if (text.front() == u'-') {
        const bool isAlone = text.size() == 1 || text[1].isSpace() || text[1] == u')';
        return sign(isAlone ? Token::Type::Dash : Token::Type::Minus, 1);
    }
    if (text.startsWith(u"&&"))
        return sign(Token::Type::And, 2);
    if (text.startsWith(u"||"))
        return sign(Token::Type::Or, 2);
    if (const qsizetype length = comparisonAtFront(text))
        return sign(Token::Type::Comparison, length);

    const QStringView word = text.first(wordAtFront(text));
    if (const qsizetype length = fieldAtFront(word))
        return sign(Token::Type::Comparison, length);
    return Token{keyword(word), 0, word.size(), word.toString()};
}

} // namespace

std::vector<Token> lex(QStringView text)
{
    std::vector<Token> tokens;
    qsizetype at = 0;
    while (at < text.size()) {
        if (text[at].isSpace()) {
            ++at;
            continue;
        }
        Token token = tokenAtFront(text.sliced(at));
        token.begin = at;
        at += token.length;
        tokens.push_back(std::move(token));
    }
    tokens.push_back({Token::Type::End, text.size(), 0});
    return tokens;
}

} // namespace sendscope::filter
