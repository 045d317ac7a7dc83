#include "app/listen/binding.h"

#include "app/listen/acceptor.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sendscope::listen {
namespace {

using Acceptors = std::vector<std::unique_ptr<Acceptor>>;

// A port that is free on one address is free on the other in all but odd cases.
constexpr int kSharedPortTries = 16;

constexpr int kNextPortTries = 1'000;

bool isMissingLoopback(const Endpoint &endpoint, const Acceptor &acceptor)
{
    return endpoint.address == QHostAddress(QHostAddress::LocalHostIPv6)
        && acceptor.isAddressMissing();
}

/// Each with its own port; where `isSharing`, those with port 0 take the port the first of them
/// got.
base::Result<Acceptors> bindOnce(const std::vector<Endpoint> &endpoints, bool isSharing)
{
    Acceptors acceptors;
    base::Error leftOut;
    quint16 shared = 0;
    for (Endpoint endpoint : endpoints) {
        const bool isAnyPort = endpoint.port == 0;
        if (isAnyPort && isSharing)
            endpoint.port = shared;

        auto acceptor = std::make_unique<Acceptor>();
        const base::Result<void> listening = acceptor->listen(endpoint);
        if (!listening && !isMissingLoopback(endpoint, *acceptor))
            return listening.error();
        if (!listening) {
            leftOut = listening.error();
            continue;
        }

        if (isAnyPort)
            shared = acceptor->endpoint().port;
        acceptors.push_back(std::move(acceptor));
    }
    if (acceptors.empty())
        return leftOut;
    return acceptors;
}

/// Empty where none was found.
QString nextFreePort(std::vector<Endpoint> endpoints, quint16 after)
{
    const int last = std::min(after + kNextPortTries, 65'535);
    for (int port = after + 1; port <= last; ++port) {
        for (Endpoint &endpoint : endpoints)
            endpoint.port = quint16(port);
        if (bindOnce(endpoints, false))
            return QString::number(port);
    }
    return {};
}

quint16 busyPort(const base::Error &error)
{
    const base::Result<Endpoint> endpoint = parseEndpoint(error.args.first());
    return endpoint ? endpoint->port : quint16(0);
}

} // namespace

base::Result<Acceptors> bindAll(const std::vector<Endpoint> &endpoints)
{
    if (endpoints.empty())
        return base::Error{base::Error::Code::InvalidInput, {QString(), u"127.0.0.1:8667"_s}, 0};

    const bool hasAnyPort =
        std::any_of(endpoints.begin(), endpoints.end(), [](const Endpoint &e) { return !e.port; });
    for (int i = 0; hasAnyPort && i < kSharedPortTries; ++i) {
        if (auto acceptors = bindOnce(endpoints, true))
            return acceptors;
    }

    auto acceptors = bindOnce(endpoints, false);
    if (acceptors || acceptors.error().code != base::Error::Code::PortInUse)
        return acceptors;

    base::Error error = acceptors.error();
    error.args.append(nextFreePort(endpoints, busyPort(error)));
    return error;
}

} // namespace sendscope::listen
