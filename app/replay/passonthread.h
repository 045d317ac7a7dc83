#pragma once

#include "app/event/request.h"
#include "app/http/relay.h"
#include "app/replay/passonoptions.h"

#include <QThread>

#include <atomic>
#include <optional>
#include <vector>

namespace sendscope::base {
class Clock;
}
namespace sendscope::net {
class Client;
}

namespace sendscope::replay {

class PassOn;

/// Owns the thread that passes stored requests on. The only door to it: what is posted keeps its
/// order.
///
/// Thread: made and destroyed on one; setOptions() there. Signals come from its own thread: connect
/// with a receiver.
class PassOnThread : public http::Relay
{
    Q_OBJECT

public:
    /// Client and clock outlive it.
    PassOnThread(net::Client &client, const base::Clock &clock, PassOnBounds bounds = {});

    /// What is under way is given up; attempted() tells of it before this returns.
    ~PassOnThread() override;

    /// None: off, as it is at first. What is under way ends as it began.
    void setOptions(const std::optional<PassOnOptions> &options);

    http::PassMode mode() const override;
    void take(const event::StoredBatchPtr &batch, std::vector<http::Passing> passing) override;

signals:
    void attempted(const std::vector<sendscope::event::Attempt> &attempts);
    void counted(const sendscope::replay::PassOnCounts &counts); ///< At most ten times a second.

private:
    QThread m_thread;
    PassOn *m_passOn; ///< Lives in m_thread, which deletes it.
    std::atomic<http::PassMode> m_mode = http::PassMode::Off;
};

} // namespace sendscope::replay
