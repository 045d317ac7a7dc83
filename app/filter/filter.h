#pragma once

#include "app/base/error.h"

#include <QByteArray>
#include <QString>

#include <memory>
#include <vector>

namespace sendscope::filter {

struct Node;
using NodePtr = std::shared_ptr<const Node>;

/// One condition or a combination of conditions. Immutable once made; make it with the functions
/// below, which keep the one form that each combination has.
struct Node
{
    enum class Type {
        And,   ///< all of children, at least two, none of them And
        Or,    ///< any of children, at least two, none of them Or
        Not,   ///< not children[0]
        Word,  ///< text is found in a value
        Phone, ///< a number that ends with digits, or that digits end with
    };

    Type type = Type::And;
    QByteArray text;   ///< Word: UTF-8, folded as the search text is; not empty.
    QByteArray digits; ///< Phone: kLeastPhoneDigits to kMostPhoneDigits digits.
    std::vector<NodePtr> children;
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
};

/// Reads a filter: words, "quoted phrases" (with \" and \\ in them) and phone numbers, side by side
/// or joined by `and`, `&&`, `or`, `||`, `not`, a leading `-`, and parentheses.
Parsed parse(const QString &text);

/// The canonical text; empty for everything.
QString print(const Filter &filter);

/// Folds text for search: ASCII letters and other letters by simple Unicode case folding. UTF-8 in,
/// UTF-8 out; bytes that are no UTF-8, and lone surrogates, stay as they are.
QByteArray folded(QByteArrayView text);

} // namespace sendscope::filter
