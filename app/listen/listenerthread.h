#pragma once

#include "app/base/clock.h"
#include "app/base/result.h"
#include "app/http/handler.h"
#include "app/http/limits.h"
#include "app/listen/endpoint.h"
#include "app/listen/listenercounts.h"

#include <QObject>
#include <QThread>

#include <functional>
#include <memory>
#include <vector>

namespace sendscope::listen {

class Server;

/// Owns the thread that listens, and the server in it.
///
/// Thread: the one it lives in; its signals come there.
class ListenerThread : public QObject
{
    Q_OBJECT

public:
    /// Makes the handler on the listener's thread, where it is called and destroyed. It gets the
    /// responder it answers through, which outlives it.
    using MakeHandler = std::function<std::unique_ptr<http::Handler>(http::Responder &)>;

    ListenerThread(const http::Limits &limits, const base::Clock &clock, MakeHandler makeHandler);

    /// Stops accepting, lets answers under way leave for at most five seconds, and ends.
    ~ListenerThread() override;

    /// Listens on all of these or on none, instead of where it listened before; connections live
    /// on. listening() or listenFailed() follows. With port 0 in several, they share one free port
    /// where that can be had. An IPv6 loopback address that the machine lacks is left out while
    /// there is another.
    void listen(const std::vector<Endpoint> &endpoints);

    /// Stops accepting; connections there are live on.
    void stopListening();

    /// Takes in what has been sent by now, to the last answer, for at most five seconds; drained()
    /// follows.
    void drain();

    /// Asks for the counts, which come as counted().
    void count();

signals:
    void listening(
        const std::vector<sendscope::listen::Endpoint> &endpoints); ///< With their real ports.

    /// PortInUse (args: address:port, the next port that is free on all of them), AddressUnusable.
    void listenFailed(const sendscope::base::Error &error);
    void counted(const sendscope::listen::ListenerCounts &counts);
    void drained();

private:
    QThread m_thread;
    Server *m_server; ///< Lives in m_thread, which deletes it.
};

} // namespace sendscope::listen

Q_DECLARE_METATYPE(std::vector<sendscope::listen::Endpoint>)
