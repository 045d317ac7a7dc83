#pragma once

#include "ui/detail/detailcontent.h"

#include <QString>

#include <vector>

namespace sendscope::ui {

/// One line of a pane: a label, a value, and what the value means.
///
/// A plain value. Texts are plain; what strangers wrote stays as it came, but is cut after
/// kMaxShownText.
struct DetailField
{
    QString label;
    QString value;
    QString note;         ///< A paragraph beneath the value; mostly empty.
    bool isFixed = false; ///< An id, a URL, a name of the protocol: in the fixed font.

    friend bool operator==(const DetailField &, const DetailField &) = default;
};

constexpr qsizetype kMaxShownText = 4000;

/// What the event says, in words; for a row that is no event, what is wrong with it and where.
std::vector<DetailField> eventFields(const DetailContent &content);

/// How the request came.
std::vector<DetailField> requestFields(const DetailContent &content);

/// What we answered, and whether it reached the sender.
std::vector<DetailField> responseFields(const DetailContent &content);

/// What was sent on, and how the target took it.
std::vector<DetailField> attemptFields(const event::Attempt &attempt);

/// One sentence about a type of event: "Left Bandwidth's network." Empty for a type we do not know.
QString typeMeaning(const bandwidth::EventFacts &facts);

} // namespace sendscope::ui
