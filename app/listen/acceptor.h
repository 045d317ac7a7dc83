#pragma once

#include "app/base/result.h"
#include "app/listen/endpoint.h"

#include <QSocketNotifier>
#include <QTcpServer>

#include <memory>
#include <optional>

namespace sendscope::listen {

/// One listening socket.
///
/// QTcpServer binds it but does not accept: when descriptors run out it says nothing and its
/// notifier fires without end. Here whoever accepts sees the reason.
///
/// Thread: the one it lives in.
class Acceptor : public QObject
{
    Q_OBJECT

public:
    Acceptor();

    /// Errors: PortInUse (without the next free port), AddressUnusable.
    base::Result<void> listen(const Endpoint &endpoint);

    /// The address cannot be had because this machine lacks it or its whole family. After a failed
    /// listen().
    bool isAddressMissing() const;

    Endpoint endpoint() const; ///< With the real port.

    /// While it is off, peers wait in the system's queue. On after a successful listen().
    void setAccepting(bool isAccepting);

    struct Accepted
    {
        std::optional<qintptr>
            descriptor; ///< None: nobody waits, or there is no descriptor to be had.
        bool isOutOfDescriptors = false;
    };

    /// The next peer that waits. The descriptor is the caller's.
    Accepted accept();

signals:
    void peerArrived(); ///< At least one; comes again until all are accepted.

private:
    QTcpServer m_server;
    std::unique_ptr<QSocketNotifier> m_notifier; ///< Null until listening.
};

} // namespace sendscope::listen
