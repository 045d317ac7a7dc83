#include "app/bandwidth/wordtable.h"

#include <QCoreApplication>

#include <array>

namespace sendscope::bandwidth {
namespace {

// clang-format off
constexpr auto kTypeRows = std::to_array<WordRow>({
    {"message-sending", QT_TRANSLATE_NOOP("Explanation", "On its way to the carrier"),
     QT_TRANSLATE_NOOP("Explanation",
         "Bandwidth has accepted the message and is handing it to the carrier."),
     QT_TRANSLATE_NOOP("Explanation",
         "message-sent, message-delivered or message-failed. Where a carrier sends no receipts, "
         "nothing may follow."),
     QT_TRANSLATE_NOOP("Explanation",
         "The older pages promise it for MMS alone, the newer schema for every message that you "
         "send.")},
    {"message-sent", QT_TRANSLATE_NOOP("Explanation", "Left Bandwidth's network"),
     QT_TRANSLATE_NOOP("Explanation",
         "The message has left Bandwidth's network and is on its way to the carrier."),
     QT_TRANSLATE_NOOP("Explanation", "message-delivered or message-failed."),
     QT_TRANSLATE_NOOP("Explanation", "Documented since June 2026; older accounts may not get it.")},
    {"message-delivered", QT_TRANSLATE_NOOP("Explanation", "Delivered"),
     QT_TRANSLATE_NOOP("Explanation",
         "Sent from a local number: the carrier took the message. Sent from a toll-free number: "
         "the recipient's handset has it."),
     QT_TRANSLATE_NOOP("Explanation", "Nothing, but message-read for rich messages: it is final."),
     QT_TRANSLATE_NOOP("Explanation",
         "Without delivery receipts for MMS, which the account must have, it says of an MMS only "
         "that it was sent. A group has one such event for each recipient.")},
    {"message-failed", QT_TRANSLATE_NOOP("Explanation", "Not delivered"),
     QT_TRANSLATE_NOOP("Explanation",
         "The message was not delivered and will not be. Its errorCode says why."),
     QT_TRANSLATE_NOOP("Explanation", "Nothing: it is final."),
     QT_TRANSLATE_NOOP("Explanation",
         "With errorCode 9902 it is no failure: no receipt came in time, and nobody knows whether "
         "the message arrived.")},
    {"message-read", QT_TRANSLATE_NOOP("Explanation", "Opened by the recipient"),
     QT_TRANSLATE_NOOP("Explanation",
         "The recipient has opened the rich message; eventTime says when."),
     "",
     QT_TRANSLATE_NOOP("Explanation", "For rich messages (RBM) alone.")},
    {"message-received", QT_TRANSLATE_NOOP("Explanation", "A message to you"),
     QT_TRANSLATE_NOOP("Explanation",
         "Somebody has sent a message to one of your numbers. message.owner says which."),
     "",
     QT_TRANSLATE_NOOP("Explanation",
         "A group message to several of your numbers comes once for each, with an id of its own. "
         "Bandwidth keeps its media for 48 hours.")},
    {"suggestion-response", QT_TRANSLATE_NOOP("Explanation", "A suggestion was chosen"),
     QT_TRANSLATE_NOOP("Explanation",
         "The recipient of a rich message has tapped one of its suggestions; "
         "message.suggestionResponse holds which."),
     "", QT_TRANSLATE_NOOP("Explanation", "For rich messages (RBM) alone.")},
    {"requested-location-response", QT_TRANSLATE_NOOP("Explanation", "A place was shared"),
     QT_TRANSLATE_NOOP("Explanation",
         "The recipient of a rich message has shared where they are; message.locationResponse "
         "holds the place."),
     "",
     QT_TRANSLATE_NOOP("Explanation", "Called location-request-response until June 2026.")},
    {"location-request-response", QT_TRANSLATE_NOOP("Explanation", "A place was shared"),
     QT_TRANSLATE_NOOP("Explanation",
         "The name of requested-location-response until June 2026."), "", ""},
    {"message-queued", QT_TRANSLATE_NOOP("Explanation", "Queued"),
     QT_TRANSLATE_NOOP("Explanation",
         "The name of message-sending for two weeks of 2020."),
     QT_TRANSLATE_NOOP("Explanation", "message-delivered or message-failed."), ""},
});

constexpr auto kStateRows = std::to_array<WordRow>({
    {"waiting", QT_TRANSLATE_NOOP("Explanation", "State"),
     QT_TRANSLATE_NOOP("Explanation",
         "No event has told of this recipient yet, only of others of the same message."),
     "", ""},
    {"no-receipt", QT_TRANSLATE_NOOP("Explanation", "Issue"),
     QT_TRANSLATE_NOOP("Explanation",
         "Bandwidth reported 9902: no receipt came within about two hours. That is not a failure; "
         "the message may have arrived."),
     "", ""},
    {"overdue", QT_TRANSLATE_NOOP("Explanation", "Issue"),
     QT_TRANSLATE_NOOP("Explanation",
         "No final event came within the time that is set, while Sendscope was recording. Bandwidth "
         "reports 9902 after about two hours; some carriers never report."),
     "", ""},
    {"conflicting", QT_TRANSLATE_NOOP("Explanation", "Issue"),
     QT_TRANSLATE_NOOP("Explanation",
         "The same message is reported as delivered and as failed for the same recipient."),
     "", ""},
    {"out-of-order", QT_TRANSLATE_NOOP("Explanation", "Issue"),
     QT_TRANSLATE_NOOP("Explanation",
         "The events of the message arrived in another order than that in which they happened. "
         "Bandwidth promises no order."),
     "", ""},
    {"repeat", QT_TRANSLATE_NOOP("Explanation", "Issue"),
     QT_TRANSLATE_NOOP("Explanation",
         "The sender sent an event again that had come before. Bandwidth does so for 24 hours "
         "where it was not answered with 2xx within 10 seconds."),
     "", ""},
    {"schema", QT_TRANSLATE_NOOP("Explanation", "Issue"),
     QT_TRANSLATE_NOOP("Explanation",
         "The event is not as Bandwidth's schema says; the field “check” names the rules."),
     "", ""},
    {"malformed", QT_TRANSLATE_NOOP("Explanation", "Kind of row"),
     QT_TRANSLATE_NOOP("Explanation",
         "The body of the request is no JSON. It was answered 400 and is kept as it came."),
     "", ""},
    {"refused", QT_TRANSLATE_NOOP("Explanation", "Kind of row"),
     QT_TRANSLATE_NOOP("Explanation",
         "The request was not taken: it is no HTTP as it should be, over a limit, without the "
         "right credentials, or for another path."),
     "", ""},
    {"handshake", QT_TRANSLATE_NOOP("Explanation", "Kind of row"),
     QT_TRANSLATE_NOOP("Explanation",
         "The first request of a sign-in, without credentials. Bandwidth sends a second one with "
         "them once it was asked."),
     "", ""},
});
// clang-format on

} // namespace

std::span<const WordRow> eventTypeTable()
{
    return kTypeRows;
}

std::span<const WordRow> stateTable()
{
    return kStateRows;
}

} // namespace sendscope::bandwidth
