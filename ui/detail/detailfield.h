#pragma once

#include "app/event/fieldref.h"
#include "app/event/request.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

namespace sendscope::bandwidth {
struct EventFacts;
}

namespace sendscope::ui {

struct DetailContent;

/// One line of a pane: a label, a value, and what the value means.
///
/// A plain value. Texts are plain; what strangers wrote stays as it came, but is cut after
/// kMaxShownText.
struct DetailField
{
    QString label;
    QString value;
    QString note;           ///< A paragraph beneath the value; mostly empty.
    bool isFixed = false;   ///< An id, a URL, a name of the protocol: in the fixed font.
    bool isHeading = false; ///< Only a label, over those that follow.
    bool isFinding = false; ///< What is not as documented: with an amber mark before it.

    QString meaning;  ///< What the field says, for the tool tip.
    QByteArray exact; ///< What is copied and filtered by; null: the value as it is shown.
    QByteArray path;  ///< What "Copy path" copies; empty without one.
    std::optional<event::FieldRef> field; ///< What a filter calls it.
    qint64 begin = 0;                     ///< Where it stands in the body.
    qint64 end = 0;                       ///< As begin: nowhere.

    friend bool operator==(const DetailField &, const DetailField &) = default;
};

using DetailFields = std::vector<DetailField>;

constexpr qsizetype kMaxShownText = 1000;

/// So many fields that are not documented are listed; the rest is a count, and stands in the JSON.
constexpr int kMostOtherFields = 500;

/// Everything the event says, in words: documented fields in the catalogue's order, then all
/// others in theirs. For a row that is no event, what is wrong with it and where, then its fields.
DetailFields eventFields(const DetailContent &content);

/// How the request came, and every header field in order.
DetailFields requestFields(const DetailContent &content);

/// What we answered, whether it reached the sender, and what became of the events.
DetailFields responseFields(const DetailContent &content);

/// What was sent on, and how the target took it.
DetailFields attemptFields(const event::Attempt &attempt);

/// One sentence about a type of event: "Left Bandwidth's network." Empty for a type we do not know.
QString typeMeaning(const bandwidth::EventFacts &facts);

/// "200 OK"; the number alone where the status has no name.
QString statusText(int status);

} // namespace sendscope::ui
