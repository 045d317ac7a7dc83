#pragma once

#include "app/base/clock.h"
#include "app/http/message.h"

namespace sendscope::http {

/// How a response is put on the wire: what depends on the request and the connection, not on who
/// decided it.
struct ResponseFraming
{
    int requestMinorVersion = 1;
    bool isHead = false;    ///< The request was HEAD: same header, no body.
    bool keepsAlive = true; ///< The connection goes on after it.
    base::UtcTime date;
};

/// The bytes of a response: status line, Date, Content-Length (none for 1xx and 204), Connection
/// where it must be said, X-Content-Type-Options, the response's own fields, body.
QByteArray writeResponse(const Response &response, const ResponseFraming &framing);

/// "HTTP/1.1 100 Continue" and an empty line.
QByteArray continueResponse();

/// The standard phrase of a status: "Not Found"; empty for an unknown one.
QByteArray reasonPhrase(int status);

/// The response with which a request is refused: status, and one sentence in text/plain.
Response refusalResponse(int status, const event::Refusal &refusal);

} // namespace sendscope::http
