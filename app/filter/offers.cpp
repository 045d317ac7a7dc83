#include "app/filter/offers.h"

#include "app/filter/jsonnumber.h"
#include "app/filter/lexer.h"
#include "app/filter/typedmatch.h"
#include "app/filter/values.h"
#include "app/filter/words.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace sendscope::filter {
namespace {

using event::FieldType;
using Place = CompletionPlace;

/// Longer values are no help in a list, and none to type.
constexpr qsizetype kLongestValue = 200;

bool begins(QStringView text, QStringView with)
{
    return text.startsWith(with, Qt::CaseInsensitive);
}

/// How well a field fits what was typed: the smaller the better; none where it does not.
std::optional<int> rankOf(const event::FieldInfo &info, QStringView typed)
{
    const QString name = QString::fromUtf8(info.name);
    if (begins(name, typed))
        return 0;
    if (begins(QStringView(name).sliced(name.lastIndexOf(u'.') + 1), typed))
        return 1;
    const QString title = event::titleOf(info.field);
    if (begins(title, typed))
        return 2;
    if (name.contains(typed, Qt::CaseInsensitive))
        return 3;
    return typed.size() > 1 && title.contains(typed, Qt::CaseInsensitive) ? std::optional(4)
                                                                          : std::nullopt;
}

/// Those that fit, the best first; of equals those of the table's columns, then by the catalogue.
std::vector<event::Field> fieldsFor(QStringView typed)
{
    struct Ranked
    {
        int rank;
        int column;
        event::Field field;
    };
    std::vector<Ranked> fits;
    for (const event::FieldInfo &info : event::fields()) {
        if (const auto rank = rankOf(info, typed))
            fits.push_back({*rank, info.defaultColumn < 0 ? 99 : info.defaultColumn, info.field});
    }
    std::stable_sort(fits.begin(), fits.end(), [](const Ranked &a, const Ranked &b) {
        return std::pair(a.rank, a.column) < std::pair(b.rank, b.column);
    });
    std::vector<event::Field> fields;
    for (const Ranked &fit : fits)
        fields.push_back(fit.field);
    return fields;
}

struct OperatorWords
{
    Operator comparison;
    QStringView sign;
    const char *ofText;
    const char *ofNumber;
    const char *ofTime;
};

constexpr std::array kOperators{
    OperatorWords{Operator::Equal, u"==",
                  QT_TRANSLATE_NOOP("Filter", "is this, in capitals or not"),
                  QT_TRANSLATE_NOOP("Filter", "is this"),
                  QT_TRANSLATE_NOOP("Filter", "is on that day, or in that minute")},
    OperatorWords{Operator::NotEqual, u"!=",
                  QT_TRANSLATE_NOOP("Filter", "is not this, or is not there"),
                  QT_TRANSLATE_NOOP("Filter", "is not this, or is not there"),
                  QT_TRANSLATE_NOOP("Filter", "is not on that day, or is not there")},
    OperatorWords{Operator::Contains, u"contains", QT_TRANSLATE_NOOP("Filter", "has this in it"),
                  QT_TRANSLATE_NOOP("Filter", "has these digits in it"), ""},
    OperatorWords{Operator::In, u"in", QT_TRANSLATE_NOOP("Filter", "is one of several"),
                  QT_TRANSLATE_NOOP("Filter", "is one of several"),
                  QT_TRANSLATE_NOOP("Filter", "is on one of several days")},
    OperatorWords{Operator::Matches, u"matches",
                  QT_TRANSLATE_NOOP("Filter", "fits a pattern, such as /^v2/i"),
                  QT_TRANSLATE_NOOP("Filter", "its digits fit a pattern, such as /^47/"), ""},
    OperatorWords{Operator::Greater, u">", QT_TRANSLATE_NOOP("Filter", "sorts behind this"),
                  QT_TRANSLATE_NOOP("Filter", "is more than this"),
                  QT_TRANSLATE_NOOP("Filter", "is after this")},
    OperatorWords{Operator::GreaterOrEqual, u">=",
                  QT_TRANSLATE_NOOP("Filter", "is this, or sorts behind it"),
                  QT_TRANSLATE_NOOP("Filter", "is this or more"),
                  QT_TRANSLATE_NOOP("Filter", "is this or after it")},
    OperatorWords{Operator::Less, u"<", QT_TRANSLATE_NOOP("Filter", "sorts before this"),
                  QT_TRANSLATE_NOOP("Filter", "is less than this"),
                  QT_TRANSLATE_NOOP("Filter", "is before this")},
    OperatorWords{Operator::LessOrEqual, u"<=",
                  QT_TRANSLATE_NOOP("Filter", "is this, or sorts before it"),
                  QT_TRANSLATE_NOOP("Filter", "is this or less"),
                  QT_TRANSLATE_NOOP("Filter", "is this or before it")},
};

/// Those of text and numbers begin with ==, those of moments, spans and sizes with the orders.
std::vector<OperatorWords> operatorsFor(const event::FieldRef &field)
{
    std::vector<OperatorWords> fits;
    std::copy_if(kOperators.begin(), kOperators.end(), std::back_inserter(fits),
                 [&](const OperatorWords &words) { return isComparable(field, words.comparison); });
    if (!isComparable(field, Operator::Contains)) {
        std::stable_partition(fits.begin(), fits.end(),
                              [](const OperatorWords &w) { return isOrder(w.comparison); });
    }
    return fits;
}

QString phraseOf(const OperatorWords &words, const event::FieldRef &field)
{
    const auto type = event::typeOf(field);
    const bool isList = !field.isOnDemand() && event::fieldInfo(field.field).isList;
    if (isList && words.comparison == Operator::Equal)
        return tr("one of them is this");
    if (isList && words.comparison == Operator::NotEqual)
        return tr("none of them is this");
    if (type == FieldType::Time)
        return tr(words.ofTime);
    const bool isNumber =
        type == FieldType::Number || type == FieldType::Duration || type == FieldType::Size;
    return tr(isNumber ? words.ofNumber : words.ofText);
}

bool isOneOf(QStringView signs, QChar c)
{
    return signs.contains(c);
}

/// Makes offers for one place, and keeps those that can be taken.
class OfferMaker
{
public:
    explicit OfferMaker(const Place &place)
        : m_place(place)
    {
    }

    std::vector<Offer> all(std::span<const SeenValue> values)
    {
        if (m_place.wants & Place::Comparing)
            addOperators();
        if (m_place.wants & Place::Value)
            addValues(values);
        if (m_place.wants & Place::Separator)
            addSeparators();
        if (m_place.wants & Place::Joining)
            addJoining();
        if (m_place.wants & Place::Term)
            addTerms();
        if (m_place.wants & Place::Exists)
            addFields(true);
        return std::move(m_offers);
    }

private:
    bool isTyped(QStringView text) const { return begins(text, m_place.typed); }

    /// The text with that in place; and the cursor behind it, and behind a space where one follows.
    void put(Offer &offer, const QString &written, bool goesOn) const
    {
        const QString before = m_place.text.first(m_place.begin);
        QString after = m_place.text.sliced(m_place.begin + m_place.length);
        const bool isParted = before.isEmpty() || before.back().isSpace()
            || isOneOf(u"({-", before.back()) || m_place.isBehindColon;
        const QString lead = isParted ? QString() : u" "_s;
        if (after.isEmpty() ? goesOn : !(after.front().isSpace() || isOneOf(u")},", after.front())))
            after.prepend(u' ');
        offer.result = before + lead + written + after;
        offer.cursor = before.size() + lead.size() + written.size();
        if (goesOn && !after.isEmpty() && after.front().isSpace())
            ++offer.cursor;
    }

    void addIfRight(Offer offer)
    {
        if (offer.result == m_place.text && offer.kind != Offer::Kind::Field
            && offer.kind != Offer::Kind::Operator)
            return; // it stands there already
        if (parse(offer.result).judgement == Judgement::Wrong)
            return;
        m_offers.push_back(std::move(offer));
    }

    void addOperators()
    {
        for (const OperatorWords &words : operatorsFor(m_place.field)) {
            if (!isTyped(words.sign))
                continue;
            Offer offer{Offer::Kind::Operator, words.sign.toString(),
                        phraseOf(words, m_place.field)};
            put(offer, offer.text, true);
            addIfRight(std::move(offer));
        }
    }

    void addJoining()
    {
        const auto add = [this](const QString &text, const QString &phrase) {
            if (!isTyped(text))
                return;
            Offer offer{Offer::Kind::Joining, text, phrase};
            put(offer, text, text != u")");
            addIfRight(std::move(offer));
        };
        add(u"and"_s, tr("and this has to hold too"));
        add(u"or"_s, tr("or this instead"));
        if (m_place.openParentheses > 0 && m_place.typed.isEmpty())
            add(u")"_s, tr("closes the parenthesis"));
    }

    void addSeparators()
    {
        const auto add = [this](const QString &text, const QString &phrase, bool goesOn) {
            Offer offer{Offer::Kind::Joining, text, phrase};
            put(offer, text, goesOn);
            addIfRight(std::move(offer));
        };
        add(u","_s, tr("one more value"), true);
        add(u"}"_s, tr("the list is done"), false);
    }

    void addTerms()
    {
        addFields(false);
        // What a field is called comes first; a word that joins is no field.
        const auto add = [this](const QString &text, const QString &phrase) {
            if (!isTyped(text))
                return;
            Offer offer{Offer::Kind::Joining, text, phrase};
            put(offer, text, true);
            addIfRight(std::move(offer));
        };
        add(u"not"_s, tr("the next term must not hold"));
        add(u"exists"_s, tr("has a field, whatever its value"));
    }

    void addFields(bool isBehindExists)
    {
        for (const event::Field field : fieldsFor(m_place.typed)) {
            Offer offer{Offer::Kind::Field, QString::fromUtf8(event::fieldInfo(field).name),
                        event::meaningOf(field)};
            offer.field = field;
            put(offer, offer.text, !isBehindExists);
            addIfRight(std::move(offer));
        }
    }

    void addValues(std::span<const SeenValue> values)
    {
        for (const SeenValue &seen : values) {
            Offer offer{Offer::Kind::Value, {}, seen.phrase, seen.count, m_place.field, seen.text};
            const QString plain = written(seen);
            if (plain.isEmpty() || plain.size() > kLongestValue)
                continue;
            // Beside what stands around it, a value may be read as more or less than itself.
            for (const QString &text : {plain, quoted(QString::fromUtf8(seen.text))}) {
                offer.text = text;
                putValue(offer, text);
                if (isRead(offer, seen)) {
                    addIfRight(std::move(offer));
                    break;
                }
            }
        }
    }

    void putValue(Offer &offer, const QString &text) const
    {
        if (!m_place.needsBraces) {
            put(offer, text, false);
            return;
        }
        put(offer, u'{' + text + u'}', false);
        --offer.cursor; // before the brace: more may be added
    }

    /// As it is written behind the operator.
    QString written(const SeenValue &seen) const
    {
        const bool isNumber = event::typeOf(m_place.field) == FieldType::Number
            && m_place.comparison != Operator::Contains;
        if (isNumber)
            return QString::fromUtf8(seen.text);
        if (!isComparable(m_place.field, Operator::Contains)) // spelled as it is read
            return QString::fromUtf8(seen.text);
        filter::Value value{filter::Value::Type::Text, seen.text};
        if (seen.isLiteral && m_place.comparison != Operator::Contains) {
            if (!readJsonNumber(seen.text))
                return QString::fromUtf8(seen.text);
            value.type = filter::Value::Type::Number;
        }
        return printValue(m_place.field, m_place.comparison, value);
    }

    /// Whether the value that stands in the result is that one.
    bool isRead(const Offer &offer, const SeenValue &seen) const
    {
        const qsizetype end = offer.cursor;
        const std::vector<Token> tokens = lex(offer.result);
        return std::any_of(tokens.begin(), tokens.end(), [&](const Token &token) {
            return token.type == Token::Type::Value && token.begin + token.length == end
                && token.text == QString::fromUtf8(seen.text);
        });
    }

    const Place &m_place;
    std::vector<Offer> m_offers;
};

SeenValue known(const char *text, const QString &phrase)
{
    return {QByteArray(text), -1, false, phrase};
}

std::vector<SeenValue> commonValues(const Place &place)
{
    switch (event::typeOf(place.field).value_or(FieldType::Text)) {
    case FieldType::Time:
        if (!isOrder(place.comparison))
            return {};
        return {known("-5m", tr("five minutes ago")), known("-15m", tr("a quarter of an hour ago")),
                known("-1h", tr("an hour ago")), known("-1d", tr("a day ago"))};
    case FieldType::Duration:
        return {known("100ms", tr("a tenth of a second")), known("1s", tr("a second")),
                known("10s", tr("ten seconds")), known("1m", tr("a minute")),
                known("10m", tr("ten minutes"))};
    case FieldType::Size:
        return {known("1kB", tr("1,000 bytes")), known("10kB", tr("10,000 bytes")),
                known("1MB", tr("a million bytes"))};
    default:
        return {};
    }
}

} // namespace

std::vector<Offer> offersAt(const CompletionPlace &place, std::span<const SeenValue> values)
{
    return OfferMaker(place).all(values);
}

std::vector<SeenValue> knownValues(const CompletionPlace &place)
{
    if (!(place.wants & Place::Value) || place.comparison == Operator::Matches)
        return {};
    std::vector<SeenValue> values = commonValues(place);
    if (!place.field.isOnDemand()) {
        for (const QByteArray &word : event::wordsOf(place.field.field))
            values.push_back({word});
    }
    const TypedMatch match(place.typed, place.field);
    std::erase_if(values, [&match](const SeenValue &value) {
        return match.fit(value.text) == TypedMatch::Fit::None;
    });
    return values;
}

bool hasCountedValues(const CompletionPlace &place)
{
    if (!(place.wants & Place::Value) || place.comparison == Operator::Matches)
        return false;
    if (place.field.isOnDemand())
        return true;
    switch (event::fieldInfo(place.field.field).type) {
    case FieldType::Time:
    case FieldType::Duration:
    case FieldType::Size:
        return false;
    case FieldType::Number:
        return place.field.field != event::Field::Event
            && place.field.field != event::Field::Request;
    case FieldType::Text:
    case FieldType::Word:
    case FieldType::Phone:
        break;
    }
    return true;
}

} // namespace sendscope::filter
