#pragma once

#include "app/base/clock.h"
#include "app/event/ids.h"
#include "app/event/request.h"

#include <QByteArrayView>

#include <optional>
#include <vector>

namespace sendscope::index {

/// Everything the table shows about one row: a cursor into the columns of a snapshot.
///
/// Cheap to make, copies no text. Texts are UTF-8 as decoded from the JSON, cut after
/// kMaxCellBytes, and live as long as the snapshot the row came from: keep the snapshot, not the
/// row.
struct Row
{
    event::EventId event;
    event::RequestId request;
    event::Kind kind = event::Kind::Event;
    event::Via via = event::Via::Listener;
    qint32 element = 0; ///< Place in the request's array.
    base::UtcTime received;
    std::optional<base::UtcTime> time; ///< The event's own time, where it has a readable one.
    std::optional<std::chrono::microseconds>
        lag;             ///< received - time; negative where clocks disagree.
    QByteArrayView type; ///< As spelled: "message-sending"; empty without one.
    std::optional<int> errorCode;
    QByteArrayView description;
    QByteArrayView ours;
    QByteArrayView theirs;
    qint32 mediaCount = 0;
    QByteArrayView tag;
    QByteArrayView messageId;
    QByteArrayView text;
    int status = 0; ///< What we answered, or decided to; 0: nothing.
    bool isAnswerDelivered = true;
    QByteArrayView sentence; ///< What is wrong with a malformed or refused row; else empty.
    qint32 attempts = 0;     ///< How often the request was sent on.
    QByteArrayView mark;     ///< The colour in which a person marked it: "red"; empty: none.
    QByteArrayView note;     ///< What a person wrote beside it.
    int forwarded = 0;       ///< What the target answered to the newest of them; 0: nothing.
};

constexpr qsizetype kMaxCellBytes = 1024;

/// Row handles in the order shown. An event's id is stable; a row's place is not.
using RowList = std::vector<event::EventId>;

} // namespace sendscope::index
