#pragma once

#include "app/event/request.h"

namespace sendscope::tests {

/// When every stored request of the tests came.
inline constexpr base::UtcTime kArrived{
    std::chrono::seconds(1'593'110'560)}; // 2020-06-25T18:42:40Z

/// A request that was accepted with this JSON as its body.
event::StoredRequest stored(qint64 request, qint64 firstEvent, const QByteArray &body);

/// A request with one row and no element.
event::StoredRequest storedUnread(event::Verdict verdict, const QByteArray &head,
                                  const QByteArray &body);

} // namespace sendscope::tests
