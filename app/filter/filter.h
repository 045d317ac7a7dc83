#pragma once

#include "app/base/clock.h"
#include "app/base/error.h"
#include "app/event/fieldref.h"

#include <QByteArray>
#include <QString>
#include <QTimeZone>

#include <memory>
#include <vector>

namespace sendscope::filter {

struct Node;
using NodePtr = std::shared_ptr<const Node>;

/// How a field is compared.
enum class Operator {
    Equal,
    NotEqual, ///< Exactly "not equal": of a list none, and true where the field is absent.
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Contains,
    Matches,
    In, ///< Equal to one of several.
};

/// One of the four that ask which of two comes first.
bool isOrder(Operator comparison);

/// What a field is compared with, as it is written in a filter.
///
/// A plain value.
struct Value
{
    enum class Type {
        Text,   ///< text
        Number, ///< from = to; of a path: text as written, which may have a fraction or an exponent
        Time,   ///< from..to: the microseconds of what was written, such as a whole minute; UTC
        Ago,    ///< "-5m": from = to = microseconds before now
        Duration, ///< from = to: microseconds
        Size,     ///< from = to: bytes
        Pattern,  ///< text: a regular expression, without its slashes
    };

    Type type = Type::Text;
    QByteArray text; ///< UTF-8, as written.
    qint64 from = 0;
    qint64 to = 0;            ///< The last one of what was written, so not less than `from`.
    bool ignoresCase = false; ///< Pattern: /…/i

    friend bool operator==(const Value &, const Value &) = default;
};

/// One condition or a combination of conditions. Immutable once made; make it with the functions
/// below, which keep the one form that each combination has.
struct Node
{
    enum class Type {
        And,         ///< all of children, at least two, none of them And
        Or,          ///< any of children, at least two, none of them Or
        Not,         ///< not children[0]
        Word,        ///< text is found in a value of the event
        Phone,       ///< a number that ends with digits, or that digits end with
        Compare,     ///< field, comparison, values
        Exists,      ///< the event has the field
        AfterMarker, ///< came after the newest marker whose text contains `text`
    };

    Type type = Type::And;
    QByteArray
        text; ///< Word: UTF-8, folded as the search text is, not empty. AfterMarker: as written.
    QByteArray digits; ///< Phone: kLeastPhoneDigits to kMostPhoneDigits digits.
    std::vector<NodePtr> children;

    event::FieldRef field; ///< Compare, Exists.
    Operator comparison = Operator::Equal;
    std::vector<Value> values; ///< Compare: one; In: at least one.
};

constexpr qsizetype kLeastPhoneDigits = 7;
constexpr qsizetype kMostPhoneDigits = 15;

/// A filter nested deeper than this is refused.
constexpr int kMaxDepth = 100;

NodePtr word(QStringView text); ///< Not empty.
NodePtr phone(const QByteArray &digits);
NodePtr negated(NodePtr node);
NodePtr allOf(std::vector<NodePtr> nodes); ///< At least one.
NodePtr anyOf(std::vector<NodePtr> nodes); ///< At least one.
NodePtr compared(event::FieldRef field, Operator comparison, std::vector<Value> values);
NodePtr existing(event::FieldRef field);
NodePtr afterMarker(QByteArray text);

/// A parsed filter: a value with one canonical text, for which parse(print(f)) = f.
struct Filter
{
    NodePtr root; ///< Null: everything.

    bool isEverything() const { return !root; }
    friend bool operator==(const Filter &a, const Filter &b);
};

/// How a text stands as one types.
enum class Judgement {
    Fine,
    Unfinished, ///< Not wrong yet: the last result stays.
    Wrong,
};

/// What parse() made of a text.
struct Parsed
{
    Judgement judgement = Judgement::Fine;
    Filter filter;     ///< Only while Fine.
    base::Error error; ///< Else: InvalidInput; args[0] is what was read, args[1] what would be
                       ///< right; offset and length tell the place in UTF-16 units.
    int length = 0;
    QString
        remedy; ///< Wrong: the whole text with the place mended, ready to be taken; may be empty.
};

/// Reads a filter. Times without a zone are in `zone`.
Parsed parse(const QString &text, const QTimeZone &zone = QTimeZone::utc());

/// The canonical text; empty for everything.
QString print(const Filter &filter);

/// Every path and header the filter reads, each once, in the order written.
std::vector<event::FieldRef> onDemandFields(const Filter &filter);

/// Whether the filter lets the same rows through and fewer: `newer` is `older` and more, so that
/// only the rows of the older result need be looked at. False where that is not plain to see.
bool narrows(const Filter &newer, const Filter &older);

/// Folds text for search: ASCII letters and other letters by simple Unicode case folding. UTF-8 in,
/// UTF-8 out; bytes that are no UTF-8, and lone surrogates, stay as they are.
QByteArray folded(QByteArrayView text);

} // namespace sendscope::filter
