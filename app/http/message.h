#pragma once

#include "app/base/clock.h"
#include "app/base/id.h"
#include "app/event/headerlist.h"
#include "app/event/refusal.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace sendscope::http {

/// One request and its response, numbered within the life of a listener.
using ExchangeId = base::Id<struct ExchangeTag>;

/// The head of one request, after all checks. Framing and fields are llhttp's alone.
///
/// A plain value.
struct RequestHead
{
    QByteArray raw; ///< Request line to empty line, byte for byte.
    QByteArray method;
    QByteArray target;    ///< As spelled: origin-form, absolute-form, "*".
    int minorVersion = 1; ///< Of HTTP/1.
    event::HeaderList fields;
    std::optional<qint64> contentLength;
    bool isChunked = false;
    bool expectsContinue = false; ///< Expect: 100-continue, from a 1.1 client.
    bool keepsAlive = true;       ///< What the client asks for, by version and Connection.
};

/// A whole request.
struct Message
{
    RequestHead head;
    QByteArray body;     ///< Chunk framing taken off, content coding left on.
    QByteArray trailers; ///< The lines after the last chunk, byte for byte.
};

/// When and from where a request came.
struct Arrival
{
    base::UtcTime at; ///< First byte of this request.
    QString peer;     ///< "127.0.0.1:40312", "[::1]:40312"
    QString local;    ///< The address of ours, in the same form.
};

/// What is left of a request that was refused by framing, limit or deadline.
struct RefusedMessage
{
    QByteArray
        head; ///< At most Limits::keptRefusedBytes; all there is where no head could be told.
    QByteArray body; ///< At most Limits::keptRefusedBytes.
    event::Refusal refusal;
    int status = 0; ///< What was answered; 0: nothing could be.
};

/// A response as we decide it. Date, Content-Length and Connection are added when it is written.
struct Response
{
    int status = 200;
    event::HeaderList fields;
    QByteArray body;
    bool closes = false; ///< End the connection after it.
};

} // namespace sendscope::http
