#pragma once

#include "app/base/result.h"
#include "app/listen/endpoint.h"

#include <memory>
#include <vector>

namespace sendscope::listen {

class Acceptor;

/// Listens on all of the endpoints, or on none.
///
/// With port 0 in several, these share one free port where that can be had. An IPv6 loopback
/// address that this machine does not have is left out, as long as another endpoint is there.
///
/// Errors: PortInUse (args: address:port, the next port that is free on all of the addresses, or
/// empty), AddressUnusable, InvalidInput where there is no endpoint at all.
base::Result<std::vector<std::unique_ptr<Acceptor>>>
bindAll(const std::vector<Endpoint> &endpoints);

} // namespace sendscope::listen
