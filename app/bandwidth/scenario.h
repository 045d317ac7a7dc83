#pragma once

#include "app/base/clock.h"
#include "app/base/result.h"

#include <QByteArray>
#include <QString>

#include <chrono>
#include <vector>

namespace sendscope::bandwidth {

/// One callback as Bandwidth would post it.
struct Callback
{
    std::chrono::microseconds after{}; ///< Since the message's first callback.
    QByteArray body;                   ///< A JSON array of one element.
};

/// A named way a message can go.
struct ScenarioInfo
{
    QString name;        ///< "delivered", "failed", "group", "inbound", "repeat", "mix"
    QString description; ///< One phrase for --help.
};

const std::vector<ScenarioInfo> &scenarios();

/// Makes whole messages, the same ones for the same seed.
///
/// A value. Thread: one at a time.
class ScenarioGenerator
{
public:
    /// Error: InvalidInput for an unknown name; args[1] lists the names. "failed:4720" fixes the
    /// code.
    static base::Result<ScenarioGenerator> make(const QString &scenario, quint64 seed);

    /// The callbacks of the next message, whose first event happens at `start`, in the order they
    /// come in.
    std::vector<Callback> next(base::UtcTime start);

private:
    struct Message;

    ScenarioGenerator() = default;

    quint64 random();
    int below(int bound); ///< 0 .. bound - 1
    std::chrono::milliseconds between(std::chrono::milliseconds least,
                                      std::chrono::milliseconds most);
    template <typename List>
    auto pick(const List &list);

    QByteArray number();
    QByteArray uuid();
    Message outbound(base::UtcTime start, int recipients);

    std::vector<Callback> delivered(base::UtcTime start);
    std::vector<Callback> failed(base::UtcTime start);
    std::vector<Callback> group(base::UtcTime start);
    std::vector<Callback> inbound(base::UtcTime start);
    std::vector<Callback> repeat(base::UtcTime start);
    std::vector<Callback> mix(base::UtcTime start);

    int m_scenario = 0;
    int m_fixedCode = 0; ///< 0: another one each time.
    quint64 m_state = 0;
    quint64 m_made = 0;
    QByteArray m_accountId;
    QByteArray m_applicationId;
    std::vector<QByteArray> m_numbers; ///< Ours.
};

/// The fields Bandwidth sends with each callback: Content-Type and User-Agent.
QByteArray userAgent();
QByteArray contentType();

} // namespace sendscope::bandwidth
