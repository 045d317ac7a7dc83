#include "app/filter/completion.h"

#include "app/filter/lexer.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sendscope::filter {
namespace {

using Sign = Token::Sign;
using Type = Token::Type;
using Place = CompletionPlace;

/// A word that nobody types: stands for the term at the cursor.
constexpr QStringView kStandIn = u"\"\uE000\uE001\uE000\"";

std::optional<event::FieldRef> fieldOf(const Token &token)
{
    return event::findFieldRef(token.text.toUtf8());
}

bool isWordLike(const Token &token)
{
    return token.type == Type::Word || token.type == Type::And || token.type == Type::Or
        || token.type == Type::Not;
}

/// What the rows that hold the stand-in have to meet besides: the terms that stand beside it in
/// every `and` around it. False where it is not in there.
bool collectBeside(const NodePtr &node, const NodePtr &standIn, std::vector<NodePtr> &beside)
{
    if (node->type == Node::Type::Word)
        return node->text == standIn->text;
    for (const NodePtr &child : node->children) {
        if (!collectBeside(child, standIn, beside))
            continue;
        for (const NodePtr &other : node->children) {
            if (node->type == Node::Type::And && other != child)
                beside.push_back(other);
        }
        return true;
    }
    return false;
}

/// Cuts what stands before the cursor into tokens and sees what is missing behind the last one.
class Finder
{
public:
    Finder(const QString &text, qsizetype cursor, const QTimeZone &zone)
        : m_text(text)
        , m_cursor(cursor)
        , m_zone(zone)
        , m_before(lex(QStringView(text).first(cursor)))
        , m_whole(lex(text))
    {
        m_before.pop_back();
        m_place.text = text;
        m_place.begin = cursor;
    }

    Place find()
    {
        for (const Token &token : m_before)
            m_place.openParentheses += token.type == Type::Open ? 1
                : token.type == Type::Close                     ? -1
                                                                : 0;
        if (m_before.empty()) {
            m_place.wants = Place::Term;
        } else if (isTouching()) {
            lookInside(last());
        } else {
            lookBehind(last());
        }
        return std::move(m_place);
    }

private:
    const Token &last() const { return m_before.back(); }
    const Token *beforeLast() const
    {
        return m_before.size() > 1 ? &m_before[m_before.size() - 2] : nullptr;
    }
    bool isTouching() const { return last().begin + last().length == m_cursor; }

    /// The token of the whole text that begins there; null where there it is cut otherwise.
    const Token *wholeAt(qsizetype begin) const
    {
        const auto found = std::find_if(m_whole.begin(), m_whole.end(), [begin](const Token &t) {
            return t.begin == begin && t.type != Type::End;
        });
        return found == m_whole.end() ? nullptr : &*found;
    }

    /// The first one at or behind the cursor.
    const Token *wholeBehind() const
    {
        const auto found = std::find_if(m_whole.begin(), m_whole.end(),
                                        [this](const Token &t) { return t.begin >= m_cursor; });
        return found == m_whole.end() || found->type == Type::End ? nullptr : &*found;
    }

    void replace(const Token &typed)
    {
        const Token *whole = wholeAt(typed.begin);
        m_place.begin = typed.begin;
        m_place.length = std::max(whole ? whole->length : 0, m_cursor - typed.begin);
        m_place.typed = QStringView(m_text).sliced(typed.begin, m_cursor - typed.begin).toString();
        m_place.isInside = true;
    }

    /// Whether a term ends with the token before the last one, so that `and` can follow.
    bool isTermBefore(size_t at) const
    {
        if (at == 0)
            return false;
        switch (m_before[at - 1].type) {
        case Type::Word:
        case Type::Phrase:
        case Type::Phone:
        case Type::Close:
        case Type::Value:
        case Type::ListClose:
            return true;
        case Type::Field:
            return at > 1 && m_before[at - 2].sign == Sign::Exists;
        default:
            return false;
        }
    }

    void lookInside(const Token &token)
    {
        const Token *before = beforeLast();
        switch (token.type) {
        case Type::Word:
        case Type::And:
        case Type::Or:
        case Type::Not:
            return lookInWord(token, before);
        case Type::Field: // only behind `exists` nothing follows it
            m_place.wants = Place::Exists;
            return replace(token);
        case Type::Operator:
            return lookInOperator(token, before);
        case Type::Value:
        case Type::OpenValue:
            return lookInValue(token);
        case Type::Phrase:
        case Type::OpenPhrase:
        case Type::Phone:
            return;
        case Type::Dash: // a term right behind it makes it a Minus
            m_place.wants = Place::Term;
            return;
        default:
            lookBehind(token);
        }
    }

    void lookInWord(const Token &token, const Token *before)
    {
        // `field ==` with `and` behind it: the beginning of a value.
        if (before && before->type == Type::Operator && before->sign != Sign::Exists
            && isWordLike(token) && token.type != Type::Word)
            return wantValue(*before, m_before.size() - 2, &token);
        replace(token);
        const Token *whole = wholeAt(token.begin);
        const bool isJoining = whole
            && (whole->type == Type::And || whole->type == Type::Or || whole->type == Type::Not);
        const size_t at = m_before.size() - 1;
        m_place.wants.setFlag(Place::Joining, isTermBefore(at));
        m_place.wants.setFlag(Place::Term, !isJoining || token.type == Type::Word);
        if (isJoining && whole->length > token.length)
            m_place.wants.setFlag(Place::Term, false);
        if (before && before->type == Type::Word)
            wantOperator(*before);
    }

    void wantOperator(const Token &name)
    {
        const auto field = fieldOf(name);
        if (!field)
            return;
        m_place.field = *field;
        m_place.wants |= Place::Comparing;
    }

    void lookInOperator(const Token &token, const Token *before)
    {
        const bool isHalf = token.sign == Sign::SingleEqual || token.sign == Sign::Exclamation;
        const Token *whole = wholeAt(token.begin);
        const bool isCut = whole && whole->length > token.length;
        if (before && before->type == Type::Field && (isHalf || isCut)) {
            wantOperator(*before);
            return replace(token);
        }
        lookBehind(token);
    }

    void lookInValue(const Token &token)
    {
        for (size_t at = m_before.size() - 1; at-- > 0;) {
            if (m_before[at].type == Type::Operator)
                return wantValue(m_before[at], at, &token);
        }
    }

    void lookBehind(const Token &token)
    {
        switch (token.type) {
        case Type::Word:
            // Without a name behind it, it is still a word.
            m_place.wants = token.text.compare(u"exists", Qt::CaseInsensitive) == 0
                ? Place::Exists
                : Place::Joining;
            return lookBehindName(token);
        case Type::Phrase:
        case Type::Phone:
        case Type::Close:
        case Type::ListClose:
            m_place.wants = Place::Joining;
            return;
        case Type::Field:
            m_place.wants = Place::Joining;
            return;
        case Type::Value:
            m_place.wants = isListOpen() ? Place::Separator : Place::Joining;
            return;
        case Type::And:
        case Type::Or:
        case Type::Not:
        case Type::Minus:
        case Type::Open:
            m_place.wants = Place::Term;
            return;
        case Type::Operator:
            return lookBehindOperator(token, m_before.size() - 1);
        case Type::ListOpen:
        case Type::Comma:
            return lookInList();
        default:
            return;
        }
    }

    /// A word that is also a field's name: an operator makes it one.
    void lookBehindName(const Token &token)
    {
        wantOperator(token);
        const Token *whole = wholeAt(token.begin);
        if (!(m_place.wants & Place::Comparing) || !whole || whole->type != Type::Field)
            return;
        m_place.wants = Place::Comparing;
        if (const Token *sign = wholeBehind(); sign && sign->type == Type::Operator) {
            m_place.begin = sign->begin;
            m_place.length = sign->length;
        }
    }

    void lookBehindOperator(const Token &token, size_t at)
    {
        if (token.sign == Sign::Exists) {
            m_place.wants = Place::Exists;
        } else if (token.sign != Sign::AfterMarker && token.sign != Sign::SingleEqual
                   && token.sign != Sign::Exclamation) {
            wantValue(token, at, nullptr);
        }
    }

    bool isListOpen() const
    {
        for (size_t at = m_before.size(); at-- > 0;) {
            if (m_before[at].type == Type::ListOpen)
                return true;
            if (m_before[at].type == Type::ListClose || m_before[at].type == Type::Operator)
                return false;
        }
        return false;
    }

    void lookInList()
    {
        for (size_t at = m_before.size(); at-- > 0;) {
            if (m_before[at].type == Type::Operator)
                return wantValue(m_before[at], at, nullptr);
        }
    }

    /// \p value: what stands there of it before the cursor; null: nothing.
    void wantValue(const Token &sign, size_t at, const Token *value)
    {
        const auto field = at > 0 && m_before[at - 1].type == Type::Field
            ? fieldOf(m_before[at - 1])
            : std::nullopt;
        if (!field)
            return;
        m_place.wants = Place::Value;
        m_place.field = *field;
        m_place.comparison = operatorOf(sign.sign);
        m_place.isBehindColon = sign.sign == Sign::Colon;
        m_place.isInList = sign.sign == Sign::In && m_before.size() > at + 1;
        m_place.needsBraces = sign.sign == Sign::In && !m_place.isInList;
        if (value) {
            replace(*value);
            if (value->quotes == Token::Quotes::Double)
                m_place.typed = value->text;
        } else {
            replaceValueBehind();
        }
        m_place.rest = restBeside(m_before[at - 1].begin);
    }

    /// The cursor stands before a value that is there.
    void replaceValueBehind()
    {
        const Token *next = wholeBehind();
        if (!next)
            return;
        const bool isValue = next->type == Type::Value || next->type == Type::OpenValue;
        if (m_place.needsBraces && next->type == Type::ListOpen) {
            m_place.wants = {};
        } else if (isValue && next->begin >= m_cursor) {
            m_place.begin = next->begin;
            m_place.length = next->length;
        }
    }

    /// The filter of the text, without the term that begins there.
    Filter restBeside(qsizetype begin) const
    {
        const auto field = std::find_if(m_whole.begin(), m_whole.end(),
                                        [begin](const Token &t) { return t.begin == begin; });
        qsizetype end = std::max(m_cursor, m_place.begin + m_place.length);
        for (auto token = field; token != m_whole.end(); ++token) {
            const bool isPart = token->type == Type::Field || token->type == Type::Operator
                || token->type == Type::Value || token->type == Type::OpenValue
                || token->type == Type::ListOpen || token->type == Type::Comma
                || token->type == Type::ListClose;
            if (!isPart || (token != field && token->type == Type::Field))
                break;
            end = std::max(end, token->begin + token->length);
        }
        // What stands behind the cursor may not be right yet.
        for (const QString &after : {m_text.sliced(end), QString()}) {
            const QString text = m_text.first(begin) + kStandIn.toString() + u' ' + after;
            if (auto rest = restOf(text))
                return *rest;
        }
        return {};
    }

    std::optional<Filter> restOf(QString text) const
    {
        int open = 0;
        for (const Token &token : lex(text))
            open += token.type == Type::Open ? 1 : token.type == Type::Close ? -1 : 0;
        for (; open > 0; --open)
            text += u')';
        const Parsed parsed = parse(text, m_zone);
        if (parsed.judgement != Judgement::Fine || !parsed.filter.root)
            return std::nullopt;
        std::vector<NodePtr> beside;
        const NodePtr standIn = word(kStandIn.sliced(1, kStandIn.size() - 2));
        if (!collectBeside(parsed.filter.root, standIn, beside))
            return std::nullopt;
        return beside.empty() ? Filter() : Filter{allOf(std::move(beside))};
    }

    const QString m_text;
    const qsizetype m_cursor;
    const QTimeZone m_zone;
    std::vector<Token> m_before; ///< Without End.
    const std::vector<Token> m_whole;
    Place m_place;
};

} // namespace

CompletionPlace completionPlace(const QString &text, qsizetype cursor, const QTimeZone &zone)
{
    constexpr qsizetype kMostCompleted = 2'000;
    if (text.size() > kMostCompleted)
        return {};
    return Finder(text, qBound(qsizetype(0), cursor, text.size()), zone).find();
}

} // namespace sendscope::filter
