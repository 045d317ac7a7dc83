#include "app/filter/filter.h"
#include "app/filter/lexer.h"

#include <QCoreApplication>

namespace sendscope::filter {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Filter", text);
}

/// Words that will compare a field once fields are understood; between words they are not searched
/// for.
bool comparesFields(const Token &token)
{
    return token.type == Token::Type::Comparison
        || (token.type == Token::Type::Word
            && (token.text == u"contains" || token.text == u"matches"));
}

bool beginsTerm(const Token &token)
{
    switch (token.type) {
    case Token::Type::Word:
    case Token::Type::Phrase:
    case Token::Type::OpenPhrase:
    case Token::Type::Phone:
    case Token::Type::Not:
    case Token::Type::Minus:
    case Token::Type::Dash:
    case Token::Type::Open:
    case Token::Type::Comparison:
        return true;
    case Token::Type::And:
    case Token::Type::Or:
    case Token::Type::Close:
    case Token::Type::End:
        return false;
    }
    return false;
}

/// Recursive descent: or, and, not, term. A function hands back null once something was judged.
class Parser
{
public:
    explicit Parser(QStringView text)
        : m_text(text)
        , m_tokens(lex(text))
    {
    }

    Parsed parse()
    {
        if (next().type != Token::Type::End)
            m_parsed.filter.root = readOr();
        if (isFine() && next().type == Token::Type::Close)
            judge(Judgement::Wrong, next(), tr("a ( before this )"));
        if (!isFine())
            m_parsed.filter = {};
        return m_parsed;
    }

private:
    const Token &next() const { return m_tokens[m_at]; }
    const Token &following() const { return m_tokens[qMin(m_at + 1, m_tokens.size() - 1)]; }
    bool isFine() const { return m_parsed.judgement == Judgement::Fine; }

    NodePtr judge(Judgement judgement, const Token &token, const QString &wouldBeRight)
    {
        m_parsed.judgement = judgement;
        m_parsed.error.code = base::Error::Code::InvalidInput;
        m_parsed.error.args = {m_text.sliced(token.begin, token.length).toString(), wouldBeRight};
        m_parsed.error.offset = token.begin;
        m_parsed.length = int(token.length);
        return nullptr;
    }

    NodePtr judgeComparison(const Token &token)
    {
        return judge(
            Judgement::Wrong, token,
            tr("words, \"phrases\" and phone numbers; comparing a field is not understood yet"));
    }

    NodePtr readOr()
    {
        std::vector<NodePtr> nodes = {readAnd()};
        while (isFine() && next().type == Token::Type::Or) {
            ++m_at;
            nodes.push_back(readAnd());
        }
        return isFine() ? anyOf(std::move(nodes)) : nullptr;
    }

    NodePtr readAnd()
    {
        std::vector<NodePtr> nodes = {readNot()};
        while (isFine() && (next().type == Token::Type::And || beginsTerm(next()))) {
            if (next().type == Token::Type::And)
                ++m_at;
            nodes.push_back(readNot());
        }
        return isFine() ? allOf(std::move(nodes)) : nullptr;
    }

    NodePtr readNot()
    {
        if (next().type != Token::Type::Not && next().type != Token::Type::Minus)
            return readTerm();
        if (++m_depth > kMaxDepth)
            return judgeDepth();
        ++m_at;
        NodePtr node = readNot();
        --m_depth;
        return isFine() ? negated(std::move(node)) : nullptr;
    }

    NodePtr readTerm()
    {
        const Token &token = next();
        switch (token.type) {
        case Token::Type::Word:
            return readWord();
        case Token::Type::Phrase:
            if (token.text.isEmpty())
                return judge(Judgement::Unfinished, token,
                             tr("some text between the quotation marks"));
            ++m_at;
            return word(token.text);
        case Token::Type::OpenPhrase:
            return judge(Judgement::Unfinished, token, tr("a closing quotation mark"));
        case Token::Type::Phone:
            ++m_at;
            return phone(token.digits);
        case Token::Type::Open:
            return readParentheses();
        case Token::Type::Dash:
            return judge(following().type == Token::Type::End ? Judgement::Unfinished
                                                              : Judgement::Wrong,
                         token, tr("a word right after the -, or \"-\" in quotation marks"));
        case Token::Type::Comparison:
            return judgeComparison(token);
        case Token::Type::End:
            return judge(Judgement::Unfinished, token, tr("a word to look for"));
        case Token::Type::And:
        case Token::Type::Or:
        case Token::Type::Close:
        case Token::Type::Not:
        case Token::Type::Minus:
            break;
        }
        return judge(Judgement::Wrong, token, tr("a word to look for before it"));
    }

    NodePtr readWord()
    {
        const Token &token = next();
        ++m_at;
        // "type contains" may yet become a comparison or stay two words; with a third it is
        // decided.
        if (token.text == u"exists" && next().type == Token::Type::Word)
            return judgeComparison(token);
        if (comparesFields(next())
            && (next().type == Token::Type::Comparison || beginsTerm(following()))) {
            return judgeComparison(next());
        }
        return word(token.text);
    }

    NodePtr readParentheses()
    {
        const Token &open = next();
        if (++m_depth > kMaxDepth)
            return judgeDepth();
        ++m_at;
        NodePtr node = readOr();
        --m_depth;
        if (!isFine())
            return nullptr;
        if (next().type != Token::Type::Close)
            return judge(Judgement::Unfinished, open, tr("a ) that closes it"));
        ++m_at;
        return node;
    }

    NodePtr judgeDepth()
    {
        return judge(Judgement::Wrong, next(), tr("fewer terms inside of each other"));
    }

    const QStringView m_text;
    const std::vector<Token> m_tokens;
    size_t m_at = 0;
    int m_depth = 0;
    Parsed m_parsed;
};

} // namespace

Parsed parse(const QString &text, const QTimeZone &)
{
    return Parser(text).parse();
}

} // namespace sendscope::filter
