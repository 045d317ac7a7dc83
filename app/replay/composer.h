#pragma once

#include "app/base/clock.h"
#include "app/event/request.h"
#include "app/net/client.h"
#include "app/replay/bodychanger.h"
#include "app/replay/fieldchanges.h"
#include "app/replay/playplan.h"

namespace sendscope::replay {

/// What is sent for a stored request.
struct Composed
{
    /// Error: Malformed, and why it is not sent.
    base::Result<net::Outgoing> outgoing;
    QByteArray changedBody; ///< Null where the request's own body is sent unchanged.
};

/// Composes requests as a plan wants them sent.
///
/// Thread: one at a time.
class Composer
{
public:
    /// \p run: what Sendscope-Replay says besides the request's number.
    Composer(const PlayPlan &plan, QByteArray run);

    /// A repetition begins, whose first request is sent then.
    void beginRepetition(base::UtcTime now);

    Composed compose(const event::StoredRequest &stored);

private:
    base::Result<net::Outgoing> head(const event::StoredRequest &stored) const;
    QByteArray bodyOf(const event::StoredRequest &stored);

    const QByteArray m_run;
    const QUrl m_target;
    const QByteArray m_authorization;
    const net::Bounds m_bounds;
    const FieldChanges m_fields;
    const QHash<event::RequestId, QByteArray> m_bodies;
    BodyChanger m_body;
};

} // namespace sendscope::replay
