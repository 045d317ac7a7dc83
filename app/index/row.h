#pragma once

#include "app/base/clock.h"
#include "app/event/ids.h"
#include "app/event/request.h"

#include <QByteArray>
#include <QByteArrayView>

#include <optional>
#include <vector>

namespace sendscope::index {

/// Everything the table shows about one row, derived from the stored bytes by derive(): the same for live
/// events, imports and opened captures.
///
/// A plain value. Texts are UTF-8 as decoded from the JSON, cut after kMaxCellBytes.
struct Row
{
    event::EventId event;
    event::RequestId request;
    event::Kind kind = event::Kind::Event;
    event::Via via = event::Via::Listener;
    qint32 element = 0;
    base::UtcTime received;
    std::optional<base::UtcTime> time;  ///< The event's own time, where it has a readable one.
    std::optional<qint64> lagMicros;    ///< received - time.
    QByteArray type;                    ///< As spelled: "message-sending"; empty without one.
    std::optional<int> errorCode;
    QByteArray description;
    QByteArray ours;
    QByteArray theirs;
    qint32 mediaCount = 0;
    QByteArray tag;
    QByteArray messageId;
    QByteArray text;
    int status = 0;              ///< What we answered, or decided to.
    bool isAnswerDelivered = true;
    QByteArray sentence;         ///< What is wrong with a malformed or refused row; else empty.
    qint32 attempts = 0;         ///< How often it was sent on.
};

constexpr qsizetype kMaxCellBytes = 1024;

/// Row handles in the order shown. An event's id is stable; a row's place is not.
using RowList = std::vector<event::EventId>;

} // namespace sendscope::index
