#include "app/filter/filter.h"
#include "app/filter/lexer.h"
#include "app/filter/values.h"
#include "app/filter/words.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sendscope::filter {
namespace {

using Sign = Token::Sign;
using Type = Token::Type;

constexpr qsizetype kMaxText = 10'000;
constexpr size_t kMaxListed = 1'000;

bool beginsTerm(const Token &token)
{
    switch (token.type) {
    case Type::And:
    case Type::Or:
    case Type::Close:
    case Type::End:
        return false;
    default:
        return true;
    }
}

bool isPathOrHeader(QStringView name)
{
    return name.startsWith(u"json.") || name.startsWith(u"header.");
}

/// The beginning of a field's name, of which the rest may still come.
bool beginsField(QStringView name)
{
    if (isPathOrHeader(name) || u"json."_s.startsWith(name) || u"header."_s.startsWith(name))
        return true;
    const QByteArray utf8 = name.toUtf8();
    const auto fields = event::fields();
    return std::any_of(fields.begin(), fields.end(), [&utf8](const event::FieldInfo &info) {
        return info.name.startsWith(utf8);
    });
}

/// The field that was most likely meant; empty where there is none.
QString nearestName(QStringView name)
{
    const QByteArray utf8 = name.toUtf8();
    if (const auto field = event::nearestField(utf8))
        return QString::fromUtf8(event::fieldInfo(*field).name);
    // What is too short to be near may be the beginning of just one.
    QString only;
    for (const event::FieldInfo &info : event::fields()) {
        if (utf8.isEmpty() || !info.name.startsWith(utf8))
            continue;
        if (!only.isEmpty())
            return {};
        only = QString::fromUtf8(info.name);
    }
    return only;
}

/// Recursive descent: or, and, not, term. A function hands back null once something was judged.
class Parser
{
public:
    Parser(const QString &text, const QTimeZone &zone)
        : m_text(text)
        , m_zone(zone)
        , m_tokens(lex(text))
    {
    }

    Parsed parse()
    {
        if (next().type != Type::End)
            m_parsed.filter.root = readOr();
        if (isFine() && next().type == Type::Close)
            wrong(next(), tr("a ( before this )"));
        if (!isFine())
            m_parsed.filter = {};
        return std::move(m_parsed);
    }

private:
    const Token &next() const { return m_tokens[m_at]; }
    const Token &following() const { return m_tokens[qMin(m_at + 1, m_tokens.size() - 1)]; }
    bool isAtEnd() const { return next().type == Type::End; }
    bool isFine() const { return m_parsed.judgement == Judgement::Fine; }

    NodePtr judge(Judgement judgement, qsizetype begin, qsizetype length,
                  const QString &wouldBeRight)
    {
        m_parsed.judgement = judgement;
        m_parsed.error.code = base::Error::Code::InvalidInput;
        m_parsed.error.args = {m_text.sliced(begin, length), wouldBeRight};
        m_parsed.error.offset = begin;
        m_parsed.length = int(length);
        return nullptr;
    }

    NodePtr wrong(const Token &token, const QString &wouldBeRight)
    {
        return judge(Judgement::Wrong, token.begin, token.length, wouldBeRight);
    }

    NodePtr unfinished(const Token &token, const QString &wouldBeRight)
    {
        return judge(Judgement::Unfinished, token.begin, token.length, wouldBeRight);
    }

    void remedy(const Token &token, const QString &instead)
    {
        m_parsed.remedy = m_text;
        m_parsed.remedy.replace(token.begin, token.length, instead);
    }

    NodePtr readOr()
    {
        std::vector<NodePtr> nodes = {readAnd()};
        while (isFine() && next().type == Type::Or) {
            ++m_at;
            nodes.push_back(readAnd());
        }
        return isFine() ? anyOf(std::move(nodes)) : nullptr;
    }

    NodePtr readAnd()
    {
        std::vector<NodePtr> nodes = {readNot()};
        while (isFine() && (next().type == Type::And || beginsTerm(next()))) {
            if (isComparison(next()))
                return wrongField(m_tokens[m_at - 1]);
            if (next().type == Type::And)
                ++m_at;
            nodes.push_back(readNot());
        }
        return isFine() ? allOf(std::move(nodes)) : nullptr;
    }

    static bool isComparison(const Token &token)
    {
        return token.type == Type::Operator && token.sign != Sign::Exists
            && token.sign != Sign::AfterMarker;
    }

    NodePtr readNot()
    {
        if (next().type != Type::Not && next().type != Type::Minus)
            return readTerm();
        if (++m_depth > kMaxDepth)
            return wrongDepth();
        ++m_at;
        NodePtr node = readNot();
        --m_depth;
        return isFine() ? negated(std::move(node)) : nullptr;
    }

    NodePtr readTerm()
    {
        const Token &token = next();
        switch (token.type) {
        case Type::Word:
            ++m_at;
            return word(token.text);
        case Type::Phrase:
            if (token.text.isEmpty())
                return unfinished(token, tr("some text between the quotation marks"));
            ++m_at;
            return word(token.text);
        case Type::OpenPhrase:
            return unfinished(token, tr("a closing quotation mark"));
        case Type::Phone:
            ++m_at;
            return phone(token.digits);
        case Type::Open:
            return readParentheses();
        case Type::Dash:
            return judge(following().type == Type::End ? Judgement::Unfinished : Judgement::Wrong,
                         token.begin, token.length,
                         tr("a word right after the -, or \"-\" in quotation marks"));
        case Type::Field:
            return readComparison();
        case Type::Operator:
            return readOperator();
        case Type::ListOpen:
        case Type::ListClose:
            return wrong(token, tr("quotation marks round what has braces in it"));
        case Type::End:
            return unfinished(token, tr("a word to look for"));
        default:
            break;
        }
        return wrong(token, tr("a word to look for before it"));
    }

    NodePtr readParentheses()
    {
        const Token &open = next();
        if (++m_depth > kMaxDepth)
            return wrongDepth();
        ++m_at;
        NodePtr node = readOr();
        --m_depth;
        if (!isFine())
            return nullptr;
        if (next().type != Type::Close)
            return unfinished(open, tr("a ) that closes it"));
        ++m_at;
        return node;
    }

    NodePtr readOperator()
    {
        const Token &token = next();
        if (token.sign != Sign::Exists && token.sign != Sign::AfterMarker)
            return wrong(token, tr("a field name before it, such as type or message.id"));
        ++m_at;
        return token.sign == Sign::Exists ? readExists() : readAfterMarker();
    }

    NodePtr readExists()
    {
        const Token &name = next();
        ++m_at;
        if (const auto field = event::findFieldRef(name.text.toUtf8()))
            return existing(*field);
        return isAtEnd() && beginsField(name.text)
            ? unfinished(name, tr("the rest of a field name"))
            : wrongField(name);
    }

    NodePtr readAfterMarker()
    {
        const Token &token = next();
        if (token.type == Type::OpenValue)
            return unfinished(token, tr("a closing quotation mark"));
        if (token.type != Type::Value || token.text.isEmpty())
            return judgeMissingValue(tr("the text of a marker, such as \"build 412\""));
        ++m_at;
        return afterMarker(token.text.toUtf8());
    }

    NodePtr readComparison()
    {
        const Token &name = next();
        ++m_at;
        const Token &sign = next();
        ++m_at;
        const auto field = event::findFieldRef(name.text.toUtf8());
        if (!field)
            return judgeField(name, sign);
        if (sign.sign == Sign::SingleEqual || sign.sign == Sign::Exclamation)
            return judgeHalf(sign);

        const Operator comparison = operatorOf(sign.sign);
        if (!isComparable(*field, comparison))
            return wrong(sign, tr("== != < <= > >= or in: this field has no text to look in"));
        if (comparison == Operator::In)
            return readList(*field, sign);
        const auto value = readOne(*field, comparison);
        return value ? compared(*field, comparison, {*value}) : nullptr;
    }

    /// What stands before an operator is no field, or not yet.
    NodePtr judgeField(const Token &name, const Token &sign)
    {
        const bool mayBecomeAddress = sign.sign == Sign::Colon
            && (isAtEnd() || (next().text == u"/" && following().type == Type::End));
        if (mayBecomeAddress || (isAtEnd() && beginsField(name.text)))
            return unfinished(name, tr("the rest of a field name or of a link"));
        return wrongField(name);
    }

    NodePtr wrongField(const Token &token)
    {
        const QString name = token.type == Type::Field || token.type == Type::Word
            ? nearestName(token.text)
            : QString();
        if (!name.isEmpty()) {
            wrong(token, tr("a field name; the nearest one is %1").arg(name));
            remedy(token, name);
        } else if (isPathOrHeader(token.text)) {
            wrong(token, tr("a path such as json.message.id, or a name such as header.user-agent"));
        } else {
            wrong(token,
                  tr("a field name, such as type or message.id; or quotation marks round words "
                     "that are looked for"));
        }
        return nullptr;
    }

    NodePtr judgeHalf(const Token &sign)
    {
        const bool isEqual = sign.sign == Sign::SingleEqual;
        const QString wouldBeRight = isEqual ? tr("== and a value") : tr("!= and a value");
        if (isAtEnd())
            return unfinished(sign, wouldBeRight);
        wrong(sign, wouldBeRight);
        remedy(sign, isEqual ? u"=="_s : u"!="_s);
        return nullptr;
    }

    /// A value has to stand here and does not. The word that stands there may become one.
    NodePtr judgeMissingValue(const QString &wouldBeRight)
    {
        const bool mayBecomeOne =
            next().type == Type::And || next().type == Type::Or || next().type == Type::Not;
        const bool isLast = isAtEnd() || (mayBecomeOne && following().type == Type::End);
        return judge(isLast || next().type == Type::Value ? Judgement::Unfinished
                                                          : Judgement::Wrong,
                     next().begin, next().length, wouldBeRight);
    }

    std::optional<Value> readOne(const event::FieldRef &field, Operator comparison)
    {
        const Token &token = next();
        if (token.type == Type::OpenValue) {
            unfinished(token,
                       comparison == Operator::Matches
                           ? tr("a pattern that ends with a slash, such as /^v2/i")
                           : tr("what closes it"));
            return std::nullopt;
        }
        if (token.type != Type::Value) {
            judgeMissingValue(tr("a value; in quotation marks where it has spaces or signs in it"));
            return std::nullopt;
        }
        ++m_at;
        ReadValue read = readValue(field, comparison, token, m_zone);
        if (read.judgement == Judgement::Fine)
            return std::move(read.value);
        judgeValue(read, token);
        return std::nullopt;
    }

    void judgeValue(const ReadValue &read, const Token &token)
    {
        // What is in quotation marks is done, but for nothing at all.
        const bool mayGoOn = token.text.isEmpty()
            || (token.quotes == Token::Quotes::None && isAtEnd()
                && token.begin + token.length == m_text.size());
        const Judgement judgement = read.judgement == Judgement::Unfinished && mayGoOn
            ? Judgement::Unfinished
            : Judgement::Wrong;
        const qsizetype length = read.length < 0 ? token.length : read.length;
        judge(judgement, token.begin + read.offset, length, read.wouldBeRight);
        if (judgement == Judgement::Wrong && !read.instead.isEmpty())
            remedy(token, read.instead);
    }

    NodePtr readList(const event::FieldRef &field, const Token &sign)
    {
        const QString wouldBeRight = tr("values in braces, such as {a, b}");
        const Token &open = next();
        if (open.type == Type::End)
            return unfinished(open, wouldBeRight);
        if (open.type != Type::ListOpen)
            return wrong(sign,
                         tr("values in braces behind it, such as {a, b}; or \"in\" in "
                            "quotation marks"));
        ++m_at;
        if (next().type == Type::ListClose)
            return unfinished(next(), tr("a value before the }"));
        std::vector<Value> values;
        while (true) {
            if (isAtEnd())
                return unfinished(open, tr("a } that closes it"));
            if (values.size() == kMaxListed)
                return wrong(next(), tr("at most %1 values").arg(kMaxListed));
            auto value = readOne(field, Operator::Equal);
            if (!value)
                return nullptr;
            values.push_back(std::move(*value));
            if (next().type == Type::ListClose)
                break;
            if (next().type != Type::Comma && !isAtEnd())
                return wrong(next(), tr("a comma or a } before it"));
            m_at += isAtEnd() ? 0 : 1;
        }
        ++m_at;
        return compared(field, Operator::In, std::move(values));
    }

    NodePtr wrongDepth() { return wrong(next(), tr("fewer terms inside of each other")); }

    const QString m_text;
    const QTimeZone m_zone;
    const std::vector<Token> m_tokens;
    size_t m_at = 0;
    int m_depth = 0;
    Parsed m_parsed;
};

Parsed tooLong(const QString &text)
{
    Parsed parsed;
    parsed.judgement = Judgement::Wrong;
    parsed.error.code = base::Error::Code::InvalidInput;
    parsed.error.args = {text.sliced(kMaxText, 1), tr("at most %1 characters").arg(kMaxText)};
    parsed.error.offset = kMaxText;
    parsed.length = 1;
    return parsed;
}

} // namespace

Parsed parse(const QString &text, const QTimeZone &zone)
{
    return text.size() > kMaxText ? tooLong(text) : Parser(text, zone).parse();
}

} // namespace sendscope::filter
