#include "ui/filter/valuewords.h"

#include "app/bandwidth/errorcode.h"
#include "ui/widgets/eventlook.h"

#include <QCoreApplication>

#include <array>

namespace sendscope::ui {
namespace {

using event::Field;

struct Known
{
    Field field;
    QByteArrayView value;
    Icon icon;
    Hue hue;
    const char *phrase;
};

// clang-format off
constexpr std::array kKnown{
    Known{Field::Type, "message-sending", Icon::Sending, Hue::Sending, QT_TRANSLATE_NOOP("ValueWords", "On the way to the carrier")},
    Known{Field::Type, "message-sent", Icon::Sent, Hue::Sent, QT_TRANSLATE_NOOP("ValueWords", "Left Bandwidth's network")},
    Known{Field::Type, "message-delivered", Icon::Delivered, Hue::Delivered, QT_TRANSLATE_NOOP("ValueWords", "The carrier took it, or the phone has it")},
    Known{Field::Type, "message-failed", Icon::Failed, Hue::Failed, QT_TRANSLATE_NOOP("ValueWords", "Not delivered, for good. errorCode says why")},
    Known{Field::Type, "message-read", Icon::Read, Hue::Read, QT_TRANSLATE_NOOP("ValueWords", "The recipient has opened it")},
    Known{Field::Type, "message-received", Icon::Received, Hue::Received, QT_TRANSLATE_NOOP("ValueWords", "A message to one of your numbers")},
    Known{Field::Type, "suggestion-response", Icon::Other, Hue::Quiet, QT_TRANSLATE_NOOP("ValueWords", "The recipient chose a suggestion")},
    Known{Field::Type, "requested-location-response", Icon::Other, Hue::Quiet, QT_TRANSLATE_NOOP("ValueWords", "The recipient sent a place")},
    Known{Field::State, "waiting", Icon::Created, Hue::Quiet, QT_TRANSLATE_NOOP("ValueWords", "No event names this recipient yet")},
    Known{Field::State, "sending", Icon::Sending, Hue::Sending, QT_TRANSLATE_NOOP("ValueWords", "On the way to the carrier")},
    Known{Field::State, "sent", Icon::Sent, Hue::Sent, QT_TRANSLATE_NOOP("ValueWords", "Left Bandwidth's network")},
    Known{Field::State, "delivered", Icon::Delivered, Hue::Delivered, QT_TRANSLATE_NOOP("ValueWords", "The carrier took it, or the phone has it")},
    Known{Field::State, "failed", Icon::Failed, Hue::Failed, QT_TRANSLATE_NOOP("ValueWords", "Not delivered, for good. errorCode says why")},
    Known{Field::State, "read", Icon::Read, Hue::Read, QT_TRANSLATE_NOOP("ValueWords", "The recipient has opened it")},
    Known{Field::State, "received", Icon::Received, Hue::Received, QT_TRANSLATE_NOOP("ValueWords", "A message to one of your numbers")},
    Known{Field::Issues, "overdue", Icon::Overdue, Hue::Owed, QT_TRANSLATE_NOOP("ValueWords", "Its final event has not come in time")},
    Known{Field::Issues, "conflicting", Icon::Conflicting, Hue::Owed, QT_TRANSLATE_NOOP("ValueWords", "Delivered and failed")},
    Known{Field::Issues, "out-of-order", Icon::Conflicting, Hue::Owed, QT_TRANSLATE_NOOP("ValueWords", "Came after a later event of its message")},
    Known{Field::Issues, "repeat", Icon::Repeat, Hue::Quiet, QT_TRANSLATE_NOOP("ValueWords", "The same event once more")},
    Known{Field::Issues, "no-receipt", Icon::NoReceipt, Hue::Owed, QT_TRANSLATE_NOOP("ValueWords", "9902: nobody knows whether it arrived")},
    Known{Field::Issues, "schema", Icon::Malformed, Hue::Rejected, QT_TRANSLATE_NOOP("ValueWords", "Not as Bandwidth documents it")},
    Known{Field::Issues, "malformed", Icon::Malformed, Hue::Rejected, QT_TRANSLATE_NOOP("ValueWords", "Its body is no JSON")},
    Known{Field::Issues, "refused", Icon::Refused, Hue::Rejected, QT_TRANSLATE_NOOP("ValueWords", "The request was not taken")},
    Known{Field::Kind, "event", Icon::Other, Hue::Quiet, QT_TRANSLATE_NOOP("ValueWords", "An event of a message")},
    Known{Field::Kind, "other", Icon::Other, Hue::Quiet, QT_TRANSLATE_NOOP("ValueWords", "JSON that is no event")},
    Known{Field::Kind, "malformed", Icon::Malformed, Hue::Rejected, QT_TRANSLATE_NOOP("ValueWords", "A body that is no JSON")},
    Known{Field::Kind, "refused", Icon::Refused, Hue::Rejected, QT_TRANSLATE_NOOP("ValueWords", "A request that was not taken")},
    Known{Field::Kind, "handshake", Icon::Handshake, Hue::Quiet, QT_TRANSLATE_NOOP("ValueWords", "The first leg of a sign-in")},
    Known{Field::Kind, "marker", Icon::Marker, Hue::Quiet, QT_TRANSLATE_NOOP("ValueWords", "A line that somebody drew")},
    Known{Field::Via, "listener", Icon::None, Hue::Quiet, QT_TRANSLATE_NOOP("ValueWords", "Posted to our address")},
    Known{Field::Via, "import", Icon::None, Hue::Quiet, QT_TRANSLATE_NOOP("ValueWords", "Read from a file")},
    Known{Field::Via, "replay", Icon::None, Hue::Quiet, QT_TRANSLATE_NOOP("ValueWords", "Came back from a replay")},
    Known{Field::Via, "generate", Icon::None, Hue::Quiet, QT_TRANSLATE_NOOP("ValueWords", "Made by Sendscope")},
    Known{Field::MessageDirection, "in", Icon::None, Hue::Quiet, QT_TRANSLATE_NOOP("ValueWords", "To one of your numbers")},
    Known{Field::MessageDirection, "out", Icon::None, Hue::Quiet, QT_TRANSLATE_NOOP("ValueWords", "From one of your numbers")},
    Known{Field::MessageChannel, "SMS", Icon::None, Hue::Quiet, QT_TRANSLATE_NOOP("ValueWords", "Text")},
    Known{Field::MessageChannel, "MMS", Icon::Image, Hue::Quiet, QT_TRANSLATE_NOOP("ValueWords", "With media")},
    Known{Field::MessageChannel, "RBM", Icon::None, Hue::Quiet, QT_TRANSLATE_NOOP("ValueWords", "Rich message")},
    Known{Field::Mark, "red", Icon::Bookmark, Hue::Failed, ""},
    Known{Field::Mark, "amber", Icon::Bookmark, Hue::Owed, ""},
    Known{Field::Mark, "green", Icon::Bookmark, Hue::Delivered, ""},
    Known{Field::Mark, "blue", Icon::Bookmark, Hue::Sent, ""},
    Known{Field::Mark, "violet", Icon::Bookmark, Hue::Received, ""},
};
// clang-format on

ValueWords ofErrorCode(const QByteArray &value)
{
    bool isNumber = false;
    const int code = value.toInt(&isNumber);
    if (!isNumber)
        return {};
    const bool isOwed = code == kNoReceipt;
    return {isOwed ? Icon::NoReceipt : Icon::Failed, isOwed ? Hue::Owed : Hue::Failed,
            bandwidth::explain(code).meaning};
}

} // namespace

ValueWords valueWords(const event::FieldRef &field, const QByteArray &value)
{
    if (field.isOnDemand())
        return {};
    if (field.field == Field::ErrorCode)
        return ofErrorCode(value);
    for (const Known &known : kKnown) {
        if (known.field == field.field && value.compare(known.value, Qt::CaseInsensitive) == 0)
            return {known.icon, known.hue, QCoreApplication::translate("ValueWords", known.phrase)};
    }
    return {};
}

} // namespace sendscope::ui
