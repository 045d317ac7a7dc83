#pragma once

#include "app/event/request.h"
#include "app/http/message.h"
#include "app/net/client.h"
#include "app/replay/passonoptions.h"

namespace sendscope::replay {

/// A stored request as it goes on to the target:
///
/// - method, fields and body as they came. Host and Content-Length are the target's own; fields of
///   the connection they came over, cookies and trailers stay behind. Authorization goes on, as
///   the target is its addressee, but where Sendscope demanded it for itself (stored as '*').
/// - X-Forwarded-For, -Host and -Proto as they came; each that is missing is added behind: the
///   sender's address, the Host it asked for, http.
/// - Via gets one more entry, \p pseudonym: whoever finds his own there was sent what he sent.
///
/// No redirect is followed, and of a longer answer 1 MiB is kept. \p time is for all of it.
///
/// Errors: Malformed (see sendableHead(), or it went on from here before).
base::Result<net::Outgoing> passOnRequest(const event::Request &request, const QUrl &target,
                                          const QByteArray &pseudonym,
                                          std::chrono::milliseconds time);

/// It has our own entry in its Via.
bool wentOnBefore(const event::Request &request, const QByteArray &pseudonym);

/// The target's answer as its sender gets it: status, body, and all fields but those of the
/// connection it came over. 502 for a status that ends nothing (101).
http::Response relayedResponse(const net::Incoming &answer);

/// Where the target gave none: 504 when it took too long, else 502. Nothing of the error's words is
/// in it.
http::Response relayFailure(const base::Error &error, std::chrono::milliseconds limit);

/// It went on from here before: 508.
http::Response loopResponse();

/// Too much waits for the target: 503, so that the sender comes again.
http::Response tooMuchResponse();

} // namespace sendscope::replay
