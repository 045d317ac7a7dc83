#pragma once

#include <QByteArray>
#include <QHash>
#include <QSet>

#include <chrono>

namespace sendscope::replay {

/// New ids for old ones: the same for the same until they are forgotten, and no two alike. They
/// look like the old ones: 13 digits of milliseconds and base 36 as Bandwidth's, hexadecimal as a
/// UUID's, letters and digits where there were letters and digits. An id too short to be made
/// unique that way becomes one of Bandwidth's.
///
/// Thread: one at a time.
class FreshIds
{
public:
    /// Begins anew: \p now is what new ids say about when they were made.
    void begin(std::chrono::milliseconds now);

    /// \p id: decoded; not empty.
    QByteArray freshFor(const QByteArray &id);

private:
    QByteArray make(const QByteArray &id) const;

    std::chrono::milliseconds m_now{};
    QHash<QByteArray, QByteArray> m_fresh;
    QSet<QByteArray> m_given;
};

} // namespace sendscope::replay
