#pragma once

#include "app/base/clock.h"
#include "app/event/jsontext.h"

#include <QByteArray>

#include <optional>
#include <vector>

namespace sendscope::bandwidth {

/// What an element of a callback is, by what stands in it.
enum class Body {
    Message,              ///< message-sending and its kin, inbound too
    TwoFactorReceipt,     ///< has platform
    InternationalReceipt, ///< has msgId and event
    TollFreeVerification, ///< has internalTicketNumber or phoneNumber and status
    LegacyCallback,       ///< v1: has eventType
    Unknown,
};

/// What one element says, in the words of the current API whatever its age. Texts are decoded UTF-8; what is
/// absent or of another type is empty.
///
/// A plain value, read once from the spans.
struct EventFacts
{
    Body body = Body::Unknown;
    QByteArray type; ///< As spelled; for bodies without a type what tells them apart ("DELIVERED").
    std::optional<base::UtcTime> time;
    QByteArray to;
    QByteArray description;
    std::optional<int> errorCode; ///< From a number or from numeric text.
    QByteArray carrierName;
    QByteArray messageId;
    std::optional<base::UtcTime> messageTime;
    QByteArray owner;
    QByteArray applicationId;
    QByteArray direction;
    QByteArray from;
    std::vector<QByteArray> recipients; ///< message.to, whether array or string.
    QByteArray text;
    std::vector<QByteArray> media; ///< message.media and content.media.fileUrl, in order.
    QByteArray tag;
    QByteArray channel;
    std::optional<int> segmentCount;

    QByteArray ours;   ///< Our number, whichever way the message goes.
    QByteArray theirs; ///< The other end; of a group, the one this event is about.
};

/// Reads the element at that span. Takes every contradiction of the published sources calmly.
EventFacts readEvent(const event::JsonText &json, qint32 element);

/// The stage of a message's life that a type stands for; old names too.
enum class Stage { None, Queued, Sending, Sent, Delivered, Failed, Read, Received };
Stage stageOf(const EventFacts &facts);
Stage stageOfType(QByteArrayView type);

} // namespace sendscope::bandwidth
