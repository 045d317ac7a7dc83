#include "app/filter/values.h"

#include "app/filter/interval.h"
#include "app/filter/jsonnumber.h"
#include "app/filter/measure.h"
#include "app/filter/pattern.h"
#include "app/filter/words.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sendscope::filter {
namespace {

using event::FieldType;

ReadValue fine(Value value)
{
    return {Judgement::Fine, std::move(value)};
}

ReadValue judged(Judgement judgement, const QString &wouldBeRight)
{
    ReadValue result;
    result.judgement = judgement;
    result.wouldBeRight = wouldBeRight;
    return result;
}

ReadValue readText(const Token &token)
{
    return fine({Value::Type::Text, token.text.toUtf8()});
}

bool areDigits(QStringView text)
{
    return !text.isEmpty()
        && std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
}

ReadValue readNumber(const Token &token)
{
    const QString wouldBeRight = tr("a whole number, such as 4720");
    QStringView text = token.text;
    if (text == u"-" || text == u"+")
        return judged(Judgement::Unfinished, wouldBeRight);
    if (!areDigits(text.startsWith(u'-') || text.startsWith(u'+') ? text.sliced(1) : text))
        return judged(Judgement::Wrong, wouldBeRight);
    bool isInReach = false;
    const qint64 number = text.toLongLong(&isInReach);
    if (!isInReach)
        return judged(Judgement::Wrong, tr("a whole number of at most 18 digits"));
    return fine({Value::Type::Number, {}, number, number});
}

ReadValue readDigits(const Token &token)
{
    const QString wouldBeRight = tr("digits of a number, such as 47");
    const QStringView text = token.text;
    if (text == u"-")
        return judged(Judgement::Unfinished, wouldBeRight);
    if (!areDigits(text.startsWith(u'-') ? text.sliced(1) : text))
        return judged(Judgement::Wrong, wouldBeRight);
    return readText(token);
}

/// "-5m"
ReadValue readAgo(QStringView text)
{
    const Measure ago = readDuration(text.sliced(1));
    if (ago.judgement != Judgement::Fine || ago.value < 0)
        return judged(ago.value < 0 ? Judgement::Wrong : ago.judgement,
                      tr("a span of time with its unit, such as -5m or -2h"));
    return fine({Value::Type::Ago, {}, ago.value, ago.value});
}

ReadValue readTime(const Token &token, Operator comparison, const QTimeZone &zone)
{
    if (token.text.startsWith(u'-')) {
        return isOrder(comparison)
            ? readAgo(token.text)
            : judged(Judgement::Wrong, tr("< <= > or >= before a time that counts back from now"));
    }
    const Interval interval = readInterval(token.text, zone);
    if (interval.judgement == Judgement::Fine)
        return fine({Value::Type::Time, {}, interval.from, interval.to});
    return judged(interval.judgement,
                  isOrder(comparison) ? tr("a time, such as 2020-06-25T18:42 or -5m")
                                      : tr("a time, such as 2020-06-25 or 2020-06-25T18:42"));
}

ReadValue readMeasured(const Measure &measure, Value::Type type, const QString &wouldBeRight)
{
    if (measure.judgement != Judgement::Fine)
        return judged(measure.judgement, wouldBeRight);
    return fine({type, {}, measure.value, measure.value});
}

/// Where in the token a byte of the pattern's UTF-8 stands, and one character from there on.
void place(ReadValue &read, const Token &token, const QByteArray &pattern, qsizetype byte)
{
    const qsizetype at = QString::fromUtf8(QByteArrayView(pattern).first(byte)).size();
    // What is missing at the end is shown at its last character. Escapes that were resolved move
    // the place a little; it stays in the token.
    read.offset = qMin(qMin(at, token.text.size() - 1) + 1, token.length - 1);
    read.length = 1;
}

ReadValue readPattern(const Token &token)
{
    if (token.quotes == Token::Quotes::None) {
        ReadValue read =
            judged(Judgement::Wrong, tr("a pattern between slashes, such as /^v2/ or /^v2/i"));
        read.instead = u'/' + QString::fromUtf8(withEscapedSlashes(token.text.toUtf8())) + u'/';
        return read;
    }
    const bool ignoresCase = token.flags == u"i";
    if (!token.flags.isEmpty() && !ignoresCase) {
        ReadValue read =
            judged(Judgement::Wrong, tr("nothing after the second slash, or i to ignore case"));
        read.length = token.flags.size();
        read.offset = token.length - read.length;
        return read;
    }
    if (token.text.size() > kMaxPattern)
        return judged(Judgement::Wrong, tr("a pattern of at most %1 characters").arg(kMaxPattern));
    const QByteArray pattern = withPlainSlashes(token.text.toUtf8());
    if (const auto fault = faultOf(pattern)) {
        ReadValue read =
            judged(Judgement::Wrong, tr("a regular expression (%1)").arg(fault->message));
        place(read, token, pattern, fault->offset);
        return read;
    }
    return fine({Value::Type::Pattern, pattern, 0, 0, ignoresCase});
}

/// A path's value is what its form says.
ReadValue readOfPath(const Token &token, Operator comparison, const QTimeZone &zone)
{
    if (token.quotes != Token::Quotes::None || comparison == Operator::Contains)
        return readText(token);
    const QByteArray text = token.text.toUtf8();
    if (const auto number = readJsonNumber(text)) {
        const qint64 whole = number->isWhole ? number->whole : 0;
        return fine({Value::Type::Number, text, whole, whole});
    }
    if (token.text.startsWith(u'-') && isOrder(comparison)) {
        if (ReadValue ago = readAgo(token.text); ago.judgement == Judgement::Fine)
            return ago;
    }
    if (const Interval interval = readInterval(token.text, zone);
        interval.judgement == Judgement::Fine)
        return fine({Value::Type::Time, {}, interval.from, interval.to});
    return readText(token);
}

bool isText(std::optional<FieldType> type)
{
    return !type || type == FieldType::Text || type == FieldType::Word || type == FieldType::Phone;
}

/// Whether that text, without quotation marks, is read as that value again.
bool isPlain(const event::FieldRef &field, Operator comparison, const Value &value,
             const QString &text)
{
    const bool isInList = comparison == Operator::In;
    const QString name = QString::fromUtf8(event::nameOf(field));
    const QString probe = isInList         ? name + u" in {"_s + text + u'}'
        : comparison == Operator::Contains ? name + u" contains "_s + text
                                           : name + u" == "_s + text;
    const std::vector<Token> tokens = lex(probe);
    const size_t at = isInList ? 3 : 2;
    if (tokens.size() != (isInList ? 6U : 4U) || tokens[at - 1].begin > probe.size() - text.size()
        || tokens[at].type != Token::Type::Value || tokens[at].quotes != Token::Quotes::None
        || tokens[at].text != text)
        return false;
    const ReadValue read =
        readValue(field, isInList ? Operator::Equal : comparison, tokens[at], QTimeZone::utc());
    return read.judgement == Judgement::Fine && read.value == value;
}

} // namespace

ReadValue readValue(const event::FieldRef &field, Operator comparison, const Token &token,
                    const QTimeZone &zone)
{
    const auto type = event::typeOf(field);
    if (comparison == Operator::Matches) {
        return token.text.isEmpty()
            ? judged(Judgement::Unfinished, tr("a pattern between slashes, such as /^v2/i"))
            : readPattern(token);
    }
    if (token.text.isEmpty() && (!isText(type) || comparison == Operator::Contains))
        return judged(Judgement::Unfinished, tr("some text between the quotation marks"));
    if (!type)
        return readOfPath(token, comparison, zone);
    switch (*type) {
    case FieldType::Number:
        return comparison == Operator::Contains ? readDigits(token) : readNumber(token);
    case FieldType::Time:
        return readTime(token, comparison, zone);
    case FieldType::Duration:
        return readMeasured(readDuration(token.text), Value::Type::Duration,
                            tr("a span of time with its unit, such as 250ms or 2s"));
    case FieldType::Size:
        return readMeasured(readSize(token.text), Value::Type::Size,
                            tr("a size, such as 4096, 10kB or 1.5MiB"));
    case FieldType::Text:
    case FieldType::Word:
    case FieldType::Phone:
        break;
    }
    return readText(token);
}

bool isComparable(const event::FieldRef &field, Operator comparison)
{
    if (comparison != Operator::Contains && comparison != Operator::Matches)
        return true;
    const auto type = event::typeOf(field);
    return type != FieldType::Time && type != FieldType::Duration && type != FieldType::Size;
}

QString printValue(const event::FieldRef &field, Operator comparison, const Value &value)
{
    switch (value.type) {
    case Value::Type::Text: {
        const QString text = QString::fromUtf8(value.text);
        return isPlain(field, comparison, value, text) ? text : quoted(text);
    }
    case Value::Type::Number:
        return event::typeOf(field) ? QString::number(value.from) : QString::fromUtf8(value.text);
    case Value::Type::Time:
        return printInterval(value.from, value.to);
    case Value::Type::Ago:
        return u'-' + printDuration(value.from);
    case Value::Type::Duration:
        return printDuration(value.from);
    case Value::Type::Size:
        return printSize(value.from);
    case Value::Type::Pattern:
        break;
    }
    return u'/' + QString::fromUtf8(withEscapedSlashes(value.text)) + u'/'
        + (value.ignoresCase ? u"i"_s : QString());
}

QString quoted(QString text)
{
    text.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s);
    return u'"' + text + u'"';
}

} // namespace sendscope::filter
