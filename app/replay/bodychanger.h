#pragma once

#include "app/base/clock.h"
#include "app/replay/freshids.h"

#include <QByteArray>

#include <chrono>
#include <optional>

namespace sendscope::replay {

/// Puts fresh ids and shifted times into bodies. Only the bytes of those values change; a body that
/// is no JSON stays as it is.
///
/// Thread: one at a time.
class BodyChanger
{
public:
    BodyChanger(bool hasFreshIds, bool hasShiftedTimes);

    bool isIdle() const { return !m_hasFreshIds && !m_hasShiftedTimes; }

    /// A repetition begins: ids are new, and the next event that has a time happens then.
    void begin(base::UtcTime now);

    /// \p readable: a body without content coding. The same bytes, shared, where nothing changes.
    QByteArray changed(const QByteArray &readable);

private:
    class Pass;

    const bool m_hasFreshIds;
    const bool m_hasShiftedTimes;
    base::UtcTime m_now;
    FreshIds m_ids;
    std::optional<std::chrono::seconds> m_shift; ///< Known from the first event with a time.
};

} // namespace sendscope::replay
