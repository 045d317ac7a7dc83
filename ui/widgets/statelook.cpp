#include "ui/widgets/statelook.h"

#include <QCoreApplication>

namespace sendscope::ui {
namespace {

using bandwidth::Issue;
using bandwidth::State;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(StateLook)
};

} // namespace

EventLook stateLook(State state, bandwidth::Issues issues)
{
    if (issues.has(Issue::Conflicting))
        return {Icon::Conflicting, Hue::Owed, {}, Words::tr("conflicting")};
    if (!isFinal(state) && issues.has(Issue::Overdue))
        return {Icon::Overdue, Hue::Owed, {}, Words::tr("overdue")};
    if (!isFinal(state) && issues.has(Issue::NoReceipt))
        return {Icon::NoReceipt, Hue::Owed, {}, Words::tr("no receipt")};

    switch (state) {
    case State::Waiting:
        return {Icon::Created, Hue::Quiet, {}, Words::tr("waiting")};
    case State::Sending:
        return {Icon::Sending, Hue::Sending, {}, Words::tr("sending")};
    case State::Sent:
        return {Icon::Sent, Hue::Sent, {}, Words::tr("sent")};
    case State::Delivered:
        return {Icon::Delivered, Hue::Delivered, {}, Words::tr("delivered")};
    case State::Failed:
        return {Icon::Failed, Hue::Failed, {}, Words::tr("failed")};
    case State::Read:
        return {Icon::Read, Hue::Read, {}, Words::tr("read")};
    case State::Received:
        return {Icon::Received, Hue::Received, {}, Words::tr("received")};
    case State::None:
        break;
    }
    return {Icon::Other, Hue::Quiet, {}, Words::tr("other")};
}

} // namespace sendscope::ui
