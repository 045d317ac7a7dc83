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

/// What one element says, in the words of the current API whatever its age. Texts are decoded
/// UTF-8; a number where a text belongs is taken as spelled, an array of one as its element; what
/// is absent or of another type is empty.
///
/// A plain value, read once from the spans.
struct EventFacts
{
    Body body = Body::Unknown;
    QByteArray type; ///< As spelled; for bodies without a type what tells them apart ("DELIVERED",
                     ///< "VERIFIED", "sms").
    std::optional<base::UtcTime> time;
    QByteArray to; ///< The envelope's.
    QByteArray description;
    std::optional<int>
        errorCode; ///< From a number or from numeric text; none where 0 stands for "no error".
    QByteArray carrierName;
    QByteArray messageId;
    std::optional<base::UtcTime> messageTime;
    QByteArray owner;
    QByteArray applicationId;
    QByteArray direction;
    QByteArray from;
    std::vector<QByteArray> recipients; ///< message.to, whether array or string.
    QByteArray text; ///< message.text; else that of content or of the suggestion chosen.
    std::vector<QByteArray> media; ///< message.media and message.content.media.fileUrl, in order.
    QByteArray tag;
    QByteArray channel;
    std::optional<int> segmentCount;

    QByteArray ours;   ///< Our number, whichever way the message goes.
    QByteArray theirs; ///< The other end; of a group, the one this event is about.
};

/// Reads the element at that span. Takes every contradiction of the published sources calmly.
EventFacts readEvent(const event::JsonText &json, qint32 element);

/// The same, but texts borrow from the bytes of the JSON where they can: they last as long as
/// those.
EventFacts borrowEvent(const event::JsonText &json, qint32 element);

/// The stage of a message's life that an event tells of.
enum class Stage {
    None, ///< It tells of none: verification, unknown types.
    Queued,
    Sending,
    Sent,
    NoReceipt, ///< message-failed with 9902: nobody knows. Not a failure; delivered after it
               ///< counts.
    Delivered,
    Failed,
    Read,
    Received,
};

Stage stageOf(const EventFacts &facts);

/// The stage by the type alone, for texts that name a type; old names too. Failed for
/// message-failed, whatever its code.
Stage stageOfType(QByteArrayView type);

/// Whether it is about a message to us: by its type, else by its direction.
bool isInbound(const EventFacts &facts);

/// Whether a type tells of a message to us: message-received and the two answers of rich messaging.
bool isInboundType(QByteArrayView type);

constexpr int kNoReceiptCode = 9902;

} // namespace sendscope::bandwidth
