#pragma once

#include "app/event/jsontext.h"

#include <QByteArray>

#include <set>
#include <vector>

namespace sendscope::event {

/// Two values that stand at the same place of two JSON texts, or one that only one of them has.
struct JsonPair
{
    enum class Kind : quint8 {
        Same,    ///< Equal, whatever the order of their members and the white space.
        Inside,  ///< Two objects or two arrays that differ somewhere inside.
        Changed, ///< Two values that differ, and of which one at least has nothing inside.
        Removed, ///< Only the text before has it.
        Added,   ///< Only the text after has it.
        Ignored, ///< Its path is left out, whatever stands there on either side.
    };

    Kind kind = Kind::Same;
    qint32 before = -1; ///< The value's span; -1 without.
    qint32 after = -1;
    qint32 depth = 0; ///< 0 for the two that were compared.
    qint32 next = 0;  ///< The first pair that does not stand inside of this one.

    bool isDifference() const
    {
        return kind == Kind::Changed || kind == Kind::Removed || kind == Kind::Added;
    }

    friend bool operator==(const JsonPair &, const JsonPair &) = default;
};

/// How one JSON value became another: what was taken out, put in, changed, and what stayed. Members
/// are matched by name, in whatever order they stand; of repeated names the first with the first
/// and so on. Elements of arrays are matched where they are equal, in order, and between those one
/// after another. Numbers are equal when they are spelled alike, texts when they say the same.
///
/// A plain value of spans into both texts.
struct JsonDifference
{
    std::vector<JsonPair>
        pairs; ///< The whole, outer before inner, in the order of the text before.

    bool isEmpty() const; ///< Nothing was taken out, put in or changed.
    std::vector<JsonPair> differences() const;
};

/// \p ignored: paths of names ("time", "message.time"), which go through arrays; what stands at one
/// of them is no difference.
///
/// Arrays of which the product of both lengths is beyond some millions are matched by index.
/// Thread: any.
JsonDifference jsonDifference(const JsonText &before, qint32 beforeValue, const JsonText &after,
                              qint32 afterValue, const std::set<QByteArray> &ignored = {});

/// The names from \p top to the value with dots between, as `ignored` takes it; array elements have
/// none.
QByteArray namePath(const JsonText &json, qint32 top, qint32 value);

/// The same with the indices of elements: "message.to[1]".
QByteArray indexPath(const JsonText &json, qint32 top, qint32 value);

} // namespace sendscope::event
