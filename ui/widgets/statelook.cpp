#include "ui/widgets/statelook.h"

#include <QCoreApplication>

namespace sendscope::ui {
namespace {

using bandwidth::Issue;
using bandwidth::State;

struct StateWords
{
    Q_DECLARE_TR_FUNCTIONS(StateLook)
};

} // namespace

EventLook stateLook(State state, bandwidth::Issues issues)
{
    if (issues.has(Issue::Conflicting))
        return {Icon::Conflicting, Hue::Owed, {}, StateWords::tr("conflicting")};
    if (!isFinal(state) && issues.has(Issue::Overdue))
        return {Icon::Overdue, Hue::Owed, {}, StateWords::tr("overdue")};
    if (!isFinal(state) && issues.has(Issue::NoReceipt))
        return {Icon::NoReceipt, Hue::Owed, {}, StateWords::tr("no receipt")};

    switch (state) {
    case State::Waiting:
        return {Icon::Created, Hue::Quiet, {}, StateWords::tr("waiting")};
    case State::Sending:
        return {Icon::Sending, Hue::Sending, {}, StateWords::tr("sending")};
    case State::Sent:
        return {Icon::Sent, Hue::Sent, {}, StateWords::tr("sent")};
    case State::Delivered:
        return {Icon::Delivered, Hue::Delivered, {}, StateWords::tr("delivered")};
    case State::Failed:
        return {Icon::Failed, Hue::Failed, {}, StateWords::tr("failed")};
    case State::Read:
        return {Icon::Read, Hue::Read, {}, StateWords::tr("read")};
    case State::Received:
        return {Icon::Received, Hue::Received, {}, StateWords::tr("received")};
    case State::None:
        break;
    }
    return {Icon::Other, Hue::Quiet, {}, StateWords::tr("other")};
}

} // namespace sendscope::ui
