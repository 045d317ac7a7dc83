#pragma once

#include "app/bandwidth/message.h"
#include "app/store/readerthread.h"
#include "ui/detail/bodytext.h"

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

    QByteArray body; ///< Its content coding taken off.
    std::optional<base::Error>
        unreadable; ///< Why the body could not be read; then `body` is as it came.

    std::shared_ptr<const BodyText> asItCame;    ///< Never null.
    std::shared_ptr<const BodyText> byStructure; ///< Null where the body is no JSON, or too large.
    bool isCompact = false; ///< Few lines, much structure: better read by structure.

    std::optional<bandwidth::EventFacts> facts; ///< Of an element that is JSON.

    const event::StoredRequest &request() const { return detail.request; }
};

using DetailContentPtr = std::shared_ptr<const DetailContent>;

/// Takes the coding off, reads the event and cuts the body into rows. Null when cancelled.
DetailContentPtr makeDetailContent(store::EventDetail detail, const base::CancelToken &cancel = {});

} // namespace sendscope::ui
