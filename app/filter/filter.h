#pragma once

#include "app/base/error.h"

#include <QByteArray>
#include <QString>

#include <memory>
#include <vector>

namespace sendscope::filter {

/// One condition or a combination of conditions. Immutable once made.
struct Node
{
    enum class Type {
        And,    ///< all of children; of none: everything
        Or,     ///< any of children
        Not,    ///< not children[0]
        Word,   ///< text is found in a value
        Phone,  ///< a number that ends with digits, or that digits end with
    };

    Type type = Type::And;
    QByteArray text;   ///< Word: UTF-8, folded as the search text is.
    QByteArray digits; ///< Phone: digits only, at least seven.
    std::vector<std::shared_ptr<const Node>> children;
};

using NodePtr = std::shared_ptr<const Node>;

/// A parsed filter: a value with one canonical text, for which parse(print(f)) = f.
struct Filter
{
    NodePtr root;

    bool isEverything() const { return !root; }
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
    base::Error error; ///< Else: InvalidInput with a sentence that says what would be right; offset and
                       ///< length tell the place in UTF-16 units.
    int length = 0;
};

/// Reads a filter. Never fails in another way than Parsed says.
Parsed parse(const QString &text);

/// The canonical text.
QString print(const Filter &filter);

/// Folds text for search: ASCII letters and other letters by simple Unicode case folding. UTF-8 in, UTF-8 out.
QByteArray folded(QByteArrayView text);

} // namespace sendscope::filter
