#pragma once

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace sendscope::bandwidth {

struct EventFacts;

/// What a word of Bandwidth's or of ours means: an error code, a type of event, a field, a state,
/// an issue, a rule of the contract check.
///
/// A plain value; texts are in the user's language and plain.
struct Explanation
{
    enum class Kind { Code, Type, Field, Word, Rule };

    /// Something more of it: "Who can fix it", "you".
    struct Line
    {
        QString label;
        QString text;

        friend bool operator==(const Line &, const Line &) = default;
    };

    Kind kind = Kind::Word;
    QString word;    ///< As it is spelled: "4720", "message-sent", "message.tag".
    QString title;   ///< "invalid-destination-address", "Tag"; may be empty.
    QString meaning; ///< One or several sentences.
    std::vector<Line> lines;

    friend bool operator==(const Explanation &, const Explanation &) = default;
};

/// What that word means: a code in digits or by Bandwidth's name for it, a type with or without
/// "message-" before it, a field by its name, a state, an issue, a rule. Case does not matter. A
/// number that no table has is explained by its digits where it has the form of a code. None for
/// anything else.
std::optional<Explanation> explain(const QString &word);

/// The words that were most likely meant, the nearest first, at most three.
QStringList nearestWords(const QString &word);

/// All that can be explained and has all words of that text in it: the best first. Everything for
/// an empty text.
std::vector<Explanation> findExplanations(const QString &text);

/// "Client error (4xxx)", "carrier": of a code, for a person.
QString classWords(int code);
QString reporterWords(int code);

/// What that one event says of its message: a delivery from a toll-free number more than one from a
/// local number. Empty for a type that is not known.
QString whatItSays(const EventFacts &facts);

} // namespace sendscope::bandwidth
