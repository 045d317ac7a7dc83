#pragma once

#include "app/bandwidth/message.h"
#include "app/bandwidth/schema.h"

#include <QByteArray>
#include <QString>

#include <span>
#include <vector>

namespace sendscope::bandwidth {

/// The ways in which an event can differ from what is documented.
enum class Rule : quint8 {
    MissingField,   ///< "missing-field": a required field is not there.
    WrongType,      ///< "wrong-type": a string, a number ... where another JSON type belongs.
    WrongFormat,    ///< "wrong-format": no time, no URI, no base64, no number where one belongs.
    UnknownValue,   ///< "unknown-value": not one of the words that the schema lists; a type of
                    ///< event too, for the type tells what all the rest means.
    TooLong,        ///< "too-long": more characters than the schema allows.
    RepeatedItem,   ///< "repeated-item": twice in a list whose values are unique.
    MisplacedField, ///< "misplaced-field": documented, but for other types of events.
    UnknownBody,    ///< "unknown-body": an object with nothing in it that is documented.
};
constexpr size_t kRuleCount = size_t(Rule::UnknownBody) + 1;

/// The rule's name in the field `check`, in filters and on the command line. Stable.
QByteArray name(Rule rule);

/// One sentence on what the rule says, in the user's language.
QString meaningOf(Rule rule);

/// Some rules.
///
/// A plain value.
class RuleSet
{
public:
    void add(Rule rule) { m_bits = quint8(m_bits | 1U << unsigned(rule)); }
    bool has(Rule rule) const { return (m_bits >> unsigned(rule) & 1U) != 0; }
    bool isEmpty() const { return m_bits == 0; }

    friend bool operator==(const RuleSet &, const RuleSet &) = default;

private:
    quint8 m_bits = 0;
};
static_assert(kRuleCount <= 8);

/// One place where an event is not as documented.
///
/// A plain value.
struct Finding
{
    Rule rule = Rule::MissingField;
    QByteArray path;   ///< "message.to[1]"; of what is missing, where it should stand.
    qint64 begin = 0;  ///< First byte in the element; of what is missing, of the object without it.
    qint64 length = 0; ///< Bytes.
    QString sentence;  ///< What is so, and what the schema says, in the user's language. Plain
                       ///< text; what strangers wrote in it stays as it came, but short.
    SchemaSource source;
};

/// Which rules the element breaks. Nothing is said of what is no object, nor of a body of which
/// nothing is documented. Takes no memory for one that breaks none. \p body: what it is, as
/// EventFacts tell.
RuleSet brokenRules(const event::JsonText &json, qint32 element, Body body);

/// Each place where the element breaks one, in the order of the schema; at most kMostFindings.
std::vector<Finding> check(const event::JsonText &json, qint32 element, Body body);

/// The same, for one whose body is not known yet.
std::vector<Finding> check(const event::JsonText &json, qint32 element);

constexpr size_t kMostFindings = 100;

} // namespace sendscope::bandwidth
