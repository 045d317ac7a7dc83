#pragma once

#include "app/base/result.h"
#include "app/event/request.h"

#include <QByteArray>

#include <utility>
#include <vector>

namespace sendscope::replay {

/// What of a stored request's head may be sent again, to anybody.
struct SendableHead
{
    QByteArray method;

    /// In the order and the spelling they came, but for the fields that belong to the connection
    /// they came over, cookies, and marks of an earlier replay. Host, Content-Length and
    /// Authorization are here at most once, to keep their places: their values are not meant to be
    /// sent.
    std::vector<std::pair<QByteArray, QByteArray>> fields;
};

/// Errors: Malformed for a refused request, and for a method that cannot be sent.
base::Result<SendableHead> sendableHead(const event::Request &request);

} // namespace sendscope::replay
