#include "app/filter/lexer.h"

#include "app/event/fieldref.h"
#include "app/filter/pattern.h"
#include "app/filter/phone.h"

#include <algorithm>
#include <array>

namespace sendscope::filter {
namespace {

using Sign = Token::Sign;
using Type = Token::Type;

struct Spelling
{
    QStringView text;
    Sign sign;
};

/// The longest first, so that "<=" is not read as "<".
constexpr auto kComparisons = std::to_array<Spelling>({
    {u"==", Sign::Equal},
    {u"!=", Sign::NotEqual},
    {u"<=", Sign::LessOrEqual},
    {u">=", Sign::GreaterOrEqual},
    {u"<", Sign::Less},
    {u">", Sign::Greater},
});

Spelling comparisonAtFront(QStringView text)
{
    for (const Spelling &comparison : kComparisons) {
        if (text.startsWith(comparison.text))
            return comparison;
    }
    return {{}, Sign::None};
}

bool isWord(QStringView word, QStringView other)
{
    return word.compare(other, Qt::CaseInsensitive) == 0;
}

Type joining(QStringView word)
{
    if (isWord(word, u"and"))
        return Type::And;
    if (isWord(word, u"or"))
        return Type::Or;
    if (isWord(word, u"not"))
        return Type::Not;
    return Type::Word;
}

bool isField(QStringView name)
{
    return event::findFieldRef(name.toUtf8()).has_value();
}

/// A path may lead to a time.
bool isTimeField(QStringView name)
{
    const auto field = event::findFieldRef(name.toUtf8());
    const auto type = field ? event::typeOf(*field) : event::FieldType::Text;
    return !type || type == event::FieldType::Time;
}

bool isPhoneField(QStringView name)
{
    const auto field = event::findFieldRef(name.toUtf8());
    return field && event::typeOf(*field) == event::FieldType::Phone;
}

qsizetype spacesAtFront(QStringView text)
{
    return std::find_if(text.begin(), text.end(), [](QChar c) { return !c.isSpace(); })
        - text.begin();
}

bool endsWord(QStringView rest)
{
    const QChar c = rest.front();
    return c.isSpace() || c == u'(' || c == u')' || c == u'"' || rest.startsWith(u"&&")
        || rest.startsWith(u"||") || comparisonAtFront(rest).sign != Sign::None;
}

/// The size of a text in quotation marks at the front; 0 where it is never closed.
qsizetype quotedAtFront(QStringView text)
{
    for (qsizetype i = 1; i < text.size(); ++i) {
        if (text[i] == u'"')
            return i + 1;
        if (text[i] == u'\\' && i + 1 < text.size()
            && (text[i + 1] == u'"' || text[i + 1] == u'\\'))
            ++i;
    }
    return 0;
}

bool isLetter(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || c == u'_';
}

bool isNameCharacter(QChar c)
{
    return isLetter(c) || (c >= u'0' && c <= u'9') || QStringView(u".-[]$").contains(c);
}

/// "json." and a path, in which names may stand in quotation marks.
qsizetype pathAtFront(QStringView text)
{
    qsizetype size = 0;
    while (size < text.size()) {
        if (isNameCharacter(text[size])) {
            ++size;
            continue;
        }
        const bool isQuoted = text[size] == u'"' && text[size - 1] == u'.';
        const qsizetype quoted = isQuoted ? quotedAtFront(text.sliced(size)) : 0;
        if (quoted == 0)
            break;
        size += quoted;
    }
    return size;
}

/// "header." and a name, in which most signs may stand.
qsizetype headerAtFront(QStringView text)
{
    qsizetype size = 0;
    while (size < text.size() && !endsWord(text.sliced(size))
           && (isNameCharacter(text[size]) || QStringView(u"!#%&'*+^`|~").contains(text[size])))
        ++size;
    return size;
}

/// The size of what could be a field's name at the front; 0 for what is none.
qsizetype nameAtFront(QStringView text)
{
    if (text.isEmpty() || !isLetter(text.front()))
        return 0;
    if (text.startsWith(u"json."))
        return pathAtFront(text);
    if (text.startsWith(u"header."))
        return headerAtFront(text);
    qsizetype size = 0;
    while (size < text.size() && isNameCharacter(text[size]))
        ++size;
    return size;
}

qsizetype wordAtFront(QStringView text)
{
    qsizetype size = qMax(qsizetype(1), nameAtFront(text));
    while (size < text.size() && !endsWord(text.sliced(size)))
        ++size;
    return size;
}

qsizetype valueAtFront(QStringView text, bool isInList)
{
    qsizetype size = 0;
    while (size < text.size() && !endsWord(text.sliced(size))
           && !(isInList && (text[size] == u',' || text[size] == u'{' || text[size] == u'}')))
        ++size;
    return size;
}

/// The pieces have digits where the form has zeroes, and its signs where it has them.
bool hasForm(QStringView text, QStringView form)
{
    return text.size() >= form.size()
        && std::equal(form.begin(), form.end(), text.begin(),
                      [](QChar f, QChar c) { return f == u'0' ? c >= u'0' && c <= u'9' : c == f; });
}

/// A value in which a date and the time of day may stand beside each other.
qsizetype timeAtFront(QStringView text, bool isInList)
{
    const qsizetype size = valueAtFront(text, isInList);
    constexpr QStringView kDate = u"0000-00-00";
    const bool isDate = size == kDate.size() && hasForm(text, kDate);
    const bool hasClock = isDate && hasForm(text.sliced(size), u" 00:");
    return hasClock ? size + 1 + valueAtFront(text.sliced(size + 1), isInList) : size;
}

/// Cuts from the front to the end.
class Lexer
{
public:
    explicit Lexer(QStringView text)
        : m_text(text)
    {
    }

    std::vector<Token> all()
    {
        while (skipSpaces())
            lexTerm();
        push(Type::End, 0);
        return std::move(m_tokens);
    }

private:
    QStringView rest() const { return m_text.sliced(m_at); }

    /// False at the end of the text.
    bool skipSpaces()
    {
        m_at += spacesAtFront(rest());
        return m_at < m_text.size();
    }

    Token &push(Type type, qsizetype length)
    {
        Token &token = m_tokens.emplace_back();
        token.type = type;
        token.begin = m_at;
        token.length = length;
        m_at += length;
        return token;
    }

    void pushText(Type type, qsizetype length)
    {
        const QString text = rest().first(length).toString();
        push(type, length).text = text;
    }

    void pushOperator(Sign sign, qsizetype length) { push(Type::Operator, length).sign = sign; }

    void pushQuoted(Type closed, Type open)
    {
        const qsizetype size = quotedAtFront(rest());
        const QStringView inside = size > 0 ? rest().sliced(1, size - 2) : rest().sliced(1);
        QString text;
        for (qsizetype i = 0; i < inside.size(); ++i) {
            const QStringView left = inside.sliced(i);
            if (left.startsWith(u"\\\"") || left.startsWith(u"\\\\"))
                ++i;
            text += inside[i];
        }
        Token &token = push(size > 0 ? closed : open, size > 0 ? size : rest().size());
        token.text = text;
        token.quotes = Token::Quotes::Double;
    }

    void lexTerm()
    {
        const QStringView text = rest();
        if (text.front() == u'"')
            return pushQuoted(Type::Phrase, Type::OpenPhrase);
        if (const auto phone = readPhone(text)) {
            push(Type::Phone, phone->length).digits = phone->digits;
            return;
        }
        if (lexSign())
            return;
        const Spelling comparison = text.startsWith(u'=') && !text.startsWith(u"==")
            ? Spelling{u"=", Sign::SingleEqual}
            : comparisonAtFront(text);
        if (comparison.sign == Sign::None)
            return lexWord();
        pushOperator(comparison.sign, comparison.text.size());
        lexValue(comparison.sign, {});
    }

    bool lexSign()
    {
        const QStringView text = rest();
        const QChar next = text.size() > 1 ? text[1] : u' ';
        if (text.startsWith(u"&&"))
            push(Type::And, 2);
        else if (text.startsWith(u"||"))
            push(Type::Or, 2);
        else if (text.front() == u'(')
            push(Type::Open, 1);
        else if (text.front() == u')')
            push(Type::Close, 1);
        else if (text.front() == u'{')
            push(Type::ListOpen, 1);
        else if (text.front() == u'}')
            push(Type::ListClose, 1);
        else if (text.front() == u'-')
            push(next.isSpace() || next == u')' ? Type::Dash : Type::Minus, 1);
        else
            return false;
        return true;
    }

    void lexWord()
    {
        if (lexShort())
            return;
        const QStringView word = rest().first(wordAtFront(rest()));
        if (const Type type = joining(word); type != Type::Word) {
            push(type, word.size());
            return;
        }
        const QStringView behind = rest().sliced(word.size());
        const qsizetype gap = spacesAtFront(behind);
        if (const Spelling found = operatorAtFront(word, behind.sliced(gap));
            found.sign != Sign::None) {
            pushText(Type::Field, word.size());
            m_at += gap;
            pushOperator(found.sign, found.text.size());
            return lexValue(found.sign, word);
        }
        if (lexExists(word, behind, gap) || lexAfterMarker(word, behind, gap))
            return;
        pushText(Type::Word, word.size());
    }

    /// "field:value", but not "https://…"; and "field=", which may become "field==".
    bool lexShort()
    {
        const qsizetype size = nameAtFront(rest());
        if (size == 0)
            return false;
        const QStringView name = rest().first(size);
        const QStringView behind = rest().sliced(size);
        const Sign sign = behind.startsWith(u':') && !behind.startsWith(u"://") ? Sign::Colon
            : behind.startsWith(u'=') && !behind.startsWith(u"==")              ? Sign::SingleEqual
            : behind == u"!"                                                    ? Sign::Exclamation
                                                                                : Sign::None;
        if (sign == Sign::None || (sign != Sign::Colon && !isField(name)))
            return false;
        pushText(Type::Field, size);
        pushOperator(sign, 1);
        lexValue(sign, name);
        return true;
    }

    /// What compares the word before it. Words that could be operators are words where nothing is
    /// compared.
    static Spelling operatorAtFront(QStringView word, QStringView text)
    {
        constexpr Spelling kNone{{}, Sign::None};
        if (text.isEmpty())
            return kNone;
        if (const Spelling found = comparisonAtFront(text); found.sign != Sign::None)
            return found;
        if (text.startsWith(u'='))
            return {text.first(1), Sign::SingleEqual};
        if (text.trimmed() == u"!" && isField(word))
            return {text.first(1), Sign::Exclamation};

        const QStringView whole = text.first(wordAtFront(text));
        const bool isAtList = whole.startsWith(u"in{", Qt::CaseInsensitive);
        const QStringView name = isAtList ? whole.first(2) : whole;
        const QStringView behind = text.sliced(name.size()).trimmed();
        if (isWord(name, u"in"))
            return isField(word) || behind.startsWith(u'{') ? Spelling{name, Sign::In} : kNone;
        const Sign sign = isWord(name, u"contains") ? Sign::Contains
            : isWord(name, u"matches")              ? Sign::Matches
                                                    : Sign::None;
        return sign != Sign::None && (isField(word) || beginsValue(behind)) ? Spelling{name, sign}
                                                                            : kNone;
    }

    static bool beginsValue(QStringView text)
    {
        if (text.isEmpty())
            return false;
        return text.front() == u'"'
            || (!endsWord(text) && joining(text.first(wordAtFront(text))) == Type::Word);
    }

    bool lexExists(QStringView word, QStringView behind, qsizetype gap)
    {
        const QStringView next = behind.sliced(gap);
        if (!isWord(word, u"exists") || next.isEmpty() || nameAtFront(next) == 0
            || joining(next.first(wordAtFront(next))) != Type::Word)
            return false;
        pushOperator(Sign::Exists, word.size());
        m_at += gap;
        pushText(Type::Field, wordAtFront(next));
        return true;
    }

    bool lexAfterMarker(QStringView word, QStringView behind, qsizetype gap)
    {
        const QStringView next = behind.sliced(gap);
        if (!isWord(word, u"after") || next.isEmpty())
            return false;
        const QStringView marker = next.first(wordAtFront(next));
        const QStringView text = next.sliced(marker.size()).trimmed();
        if (!isWord(marker, u"marker") || !(text.isEmpty() || beginsValue(text)))
            return false;
        pushOperator(Sign::AfterMarker, word.size() + gap + marker.size());
        lexValue(Sign::AfterMarker, {});
        return true;
    }

    void lexValue(Sign sign, QStringView field)
    {
        if (!skipSpaces())
            return;
        if (sign == Sign::In) {
            if (rest().startsWith(u'{'))
                lexList(field);
            return;
        }
        if (sign == Sign::Matches && rest().startsWith(u'/'))
            return lexPattern();
        lexOneValue(field, false);
    }

    /// False where no value stands.
    bool lexOneValue(QStringView field, bool isInList)
    {
        if (rest().startsWith(u'"')) {
            pushQuoted(Type::Value, Type::OpenValue);
            return true;
        }
        if (isPhoneField(field) && lexPhoneValue(isInList))
            return true;
        const qsizetype size =
            isTimeField(field) ? timeAtFront(rest(), isInList) : valueAtFront(rest(), isInList);
        if (size == 0 || (!isInList && joining(rest().first(size)) != Type::Word))
            return false;
        pushText(Type::Value, size);
        return true;
    }

    /// A number of a telephone may have spaces and parentheses in it.
    bool lexPhoneValue(bool isInList)
    {
        const auto end = std::find_if(rest().begin(), rest().end(), [isInList](QChar c) {
            return isInList && (c == u',' || c == u'}');
        });
        const QStringView text = rest().first(end - rest().begin());
        if (const auto phone = readPhone(text)) {
            pushText(Type::Value, phone->length);
            return true;
        }
        const bool mayBecomeOne = text.size() == rest().size() && text.startsWith(u'(')
            && (text.size() == 1 || !digitsOfNumber(text.toUtf8()).isEmpty());
        if (mayBecomeOne)
            push(Type::OpenValue, text.size());
        return mayBecomeOne;
    }

    void lexList(QStringView field)
    {
        push(Type::ListOpen, 1);
        while (skipSpaces()) {
            if (rest().startsWith(u'}')) {
                push(Type::ListClose, 1);
                return;
            }
            if (rest().startsWith(u','))
                push(Type::Comma, 1);
            else if (!lexOneValue(field, true))
                return;
        }
    }

    void lexPattern()
    {
        const QStringView text = rest();
        qsizetype size = 1;
        while (size < text.size() && text[size] != u'/')
            size += text[size] == u'\\' ? 2 : 1;
        if (size >= text.size()) {
            push(Type::OpenValue, text.size());
            return;
        }
        const QStringView flags = text.sliced(size + 1);
        const qsizetype flagsSize = valueAtFront(flags, false);
        Token &token = push(Type::Value, size + 1 + flagsSize);
        token.text = text.sliced(1, size - 1).toString();
        token.quotes = Token::Quotes::Slashes;
        token.flags = flags.first(flagsSize).toString();
    }

    const QStringView m_text;
    qsizetype m_at = 0;
    std::vector<Token> m_tokens;
};

} // namespace

std::vector<Token> lex(QStringView text)
{
    return Lexer(text).all();
}

Operator operatorOf(Token::Sign sign)
{
    switch (sign) {
    case Sign::NotEqual:
        return Operator::NotEqual;
    case Sign::Less:
        return Operator::Less;
    case Sign::LessOrEqual:
        return Operator::LessOrEqual;
    case Sign::Greater:
        return Operator::Greater;
    case Sign::GreaterOrEqual:
        return Operator::GreaterOrEqual;
    case Sign::Contains:
    case Sign::Colon:
        return Operator::Contains;
    case Sign::Matches:
        return Operator::Matches;
    case Sign::In:
        return Operator::In;
    default:
        return Operator::Equal;
    }
}

} // namespace sendscope::filter
