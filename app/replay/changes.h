#pragma once

#include "app/base/result.h"
#include "app/event/ids.h"

#include <QByteArray>
#include <QHash>
#include <QString>

#include <vector>

namespace sendscope::replay {

/// One field that is sent otherwise than it came.
struct FieldChange
{
    enum class What {
        Set,    ///< Sent with this value, in the place of the first of that name, else at the end.
        Remove, ///< Not sent.
        Keep,   ///< Sent as it came: for Authorization, Proxy-Authorization and Cookie, which stay
                ///< behind unless they are named here.
    };

    What what = What::Set;
    QByteArray name; ///< As it is to be spelled; found without regard to case.
    QByteArray value;

    friend bool operator==(const FieldChange &, const FieldChange &) = default;
};

/// How requests differ from what came. Everything else is sent byte for byte.
///
/// A plain value.
struct Changes
{
    /// message.id and pairedMessageId get new ones that look like them, the same for the same in
    /// one repetition.
    bool hasFreshIds = false;

    /// time, eventTime and message.time move by as many whole seconds, so that the first event of
    /// each repetition happens as it is sent.
    bool hasShiftedTimes = false;

    /// Of one name several may be set: all are sent, in this order.
    std::vector<FieldChange> fields;

    /// What is sent instead of the request's readable body (see event::readableBody()); a content
    /// coding is taken off. Ids and times change in these too.
    QHash<event::RequestId, QByteArray> bodies;

    friend bool operator==(const Changes &, const Changes &) = default;
};

/// Reads "Name: value" (set), "Name:" (remove) and "Name" (keep).
///
/// Error: InvalidInput, with the offset of the first unusable character; also for fields that are
/// the connection's own: Host, Content-Length, Transfer-Encoding, Connection and their kin, and
/// Sendscope-Replay.
base::Result<FieldChange> readFieldChange(const QString &text);

} // namespace sendscope::replay
