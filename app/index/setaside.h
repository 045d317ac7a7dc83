#pragma once

#include "app/base/clock.h"
#include "app/event/request.h"

#include <QByteArray>

#include <chrono>
#include <memory>
#include <optional>
#include <vector>

namespace sendscope::index {

/// The rows that the table leaves out unless asked for, at one moment.
struct AsideRows
{
    std::vector<event::EventId> rows; ///< Ascending.

    /// Changes when a row that was set aside is to be shown after all: what was found before lacks
    /// it.
    int generation = 0;
};

/// Finds the rows that the table leaves out unless asked for: requests by another method or for
/// another path, and the first legs of Basic sign-in whose second leg has come, or may still come
/// for 30 s.
///
/// The second leg is the next request for the same target with credentials, within 30 s of the
/// first.
///
/// Thread: one at a time.
class SetAside
{
public:
    /// How long the sender may take to come back with its credentials.
    static constexpr std::chrono::seconds kPatience{30};

    /// Newer than all there are.
    void append(const event::StoredRequest &request);

    /// Older than all there are: what append() made of them, ascending.
    void prepend(SetAside older);

    /// Shows handshakes that have waited too long. True if there were any.
    bool expire(base::UtcTime now);

    /// When expire() has something to do next; none while nothing waits.
    std::optional<base::UtcTime> deadline() const;

    /// The state now. The same object as before while nothing changed.
    std::shared_ptr<const AsideRows> publish();

private:
    /// One leg of a sign-in that the other one is looked for.
    struct Leg
    {
        event::EventId event;
        base::UtcTime arrived;
        QByteArray target;
    };

    void hide(event::EventId event);
    static Leg legOf(const event::StoredRequest &request);
    static void takeMatch(std::vector<Leg> &firstLegs, const Leg &secondLeg);

    AsideRows m_rows;
    std::shared_ptr<const AsideRows> m_published; ///< Null where m_rows has changed since.
    std::vector<Leg> m_waiting; ///< First legs without their second one, oldest first.

    /// Second legs at the very beginning of what is here, whose first ones may stand before it.
    std::vector<Leg> m_early;
    base::UtcTime m_begin;
};

} // namespace sendscope::index
