#pragma once

#include "app/filter/completion.h"

#include <span>

namespace sendscope::filter {

/// A value that rows have in a field.
///
/// A plain value.
struct SeenValue
{
    QByteArray text;        ///< UTF-8; a number in digits.
    qint64 count = 0;       ///< In so many rows; 0: the word is known, and no row has it.
    bool isLiteral = false; ///< Of a path: a number, true, false or null, not a string.
    QString phrase;         ///< One on it, in the user's language; may be empty.

    friend bool operator==(const SeenValue &, const SeenValue &) = default;
};

/// Something that can stand at the cursor, and the text with it.
///
/// A plain value.
struct Offer
{
    enum class Kind { Field, Operator, Value, Joining };

    Kind kind = Kind::Field;
    QString text;          ///< As it is written.
    QString phrase;        ///< One on it, in the user's language.
    qint64 count = -1;     ///< Rows that have this value; -1: none is told.
    event::FieldRef field; ///< Field: that one. Value: whose it is.
    QByteArray value;      ///< Value: without quotation marks.

    QString result;       ///< The whole text; parses as fine, or as unfinished.
    qsizetype cursor = 0; ///< Where it stands then.

    friend bool operator==(const Offer &, const Offer &) = default;
};

/// What can stand there and has in it what was typed: the best first. \p values: those of the
/// place's field, in the order to be shown, each of them matching.
std::vector<Offer> offersAt(const CompletionPlace &place, std::span<const SeenValue> values = {});

/// What is known of a field's values without looking at rows: the words of the catalogue, and for
/// moments, spans and sizes some that are often asked for. Those that match what was typed.
std::vector<SeenValue> knownValues(const CompletionPlace &place);

/// Whether rows can be asked for the values that would stand there: each has its own, and a
/// pattern is nobody's value.
bool hasCountedValues(const CompletionPlace &place);

} // namespace sendscope::filter
