#pragma once

#include "app/base/result.h"
#include "app/event/request.h"

#include <QByteArray>
#include <QSet>

#include <utility>
#include <vector>

namespace sendscope::replay {

/// What of a stored request's head may be sent again, to anybody.
struct SendableHead
{
    QByteArray method;

    /// In the order and the spelling they came, but for the fields that belong to the connection
    /// they came over, cookies, and marks of what Sendscope sent. Host, Content-Length and
    /// Authorization are here at most once, to keep their places: their values are not meant to be
    /// sent.
    std::vector<std::pair<QByteArray, QByteArray>> fields;
};

/// \p wanted: names, in lower case, of credentials and cookies that are meant to be sent after all:
/// they are among the fields as they came. One whose value was overwritten when it was stored stays
/// behind.
///
/// Errors: Malformed for a refused request, and for a method that cannot be sent.
base::Result<SendableHead> sendableHead(const event::Request &request,
                                        const QSet<QByteArray> &wanted = {});

/// What is stored of credentials that were meant for Sendscope.
bool isOverwritten(const QByteArray &value);

/// A field that is about the connection or the framing, or that Sendscope marks what it sends with:
/// nobody may set it. In any case of letters.
bool isConnectionsOwn(const QByteArray &name);

} // namespace sendscope::replay
