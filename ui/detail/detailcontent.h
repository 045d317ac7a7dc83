#pragma once

#include "app/bandwidth/message.h"
#include "app/store/readerthread.h"
#include "ui/body/bodytext.h"
#include "ui/body/jsonrows.h"
#include "ui/detail/detailfield.h"

#include <memory>
#include <optional>

namespace sendscope::ui {

/// Everything the panes show of one event, worked out once, off the window's thread.
///
/// A plain value; immutable once made.
struct DetailContent
{
    store::EventDetail detail;
    event::Kind kind = event::Kind::Event;
    event::DraftEvent place; ///< Which part of the body the event is.

    QByteArray body;      ///< Its content coding taken off.
    bool isCoded = false; ///< It came with one.
    std::optional<base::Error>
        unreadable; ///< Why the body could not be read; then `body` is as it came.

    JsonTextPtr json;       ///< Null where the body is none.
    qint32 element = -1;    ///< The event's span in it.
    JsonOutlinePtr outline; ///< Null without JSON, and where there is too much of it for a tree.
    std::shared_ptr<const JsonRows> rows; ///< As a tree first shows them. Null without an outline.

    qint64 wrongByte = -1; ///< Of a malformed body; -1: nowhere.
    std::optional<BodyPlace> wrongPlace;

    std::shared_ptr<const BodyText> asItCame;    ///< Never null.
    std::shared_ptr<const BodyText> byStructure; ///< Null where the body is no JSON, or too large.
    bool isCompact = false; ///< Few lines, much structure: better read by structure.

    std::optional<bandwidth::EventFacts> facts; ///< Of an element that is JSON.

    DetailFields eventFields;
    DetailFields requestFields;
    DetailFields responseFields;

    const event::StoredRequest &request() const { return detail.request; }
};

using DetailContentPtr = std::shared_ptr<const DetailContent>;

/// Takes the coding off, reads the event, cuts the body into rows and puts the fields into words.
/// Null when cancelled.
DetailContentPtr makeDetailContent(store::EventDetail detail, const base::CancelToken &cancel = {});

} // namespace sendscope::ui
