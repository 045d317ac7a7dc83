#pragma once

#include "app/base/clock.h"
#include "app/event/ids.h"
#include "app/event/refusal.h"

#include <QByteArray>
#include <QMetaType>
#include <QString>

#include <memory>
#include <optional>
#include <vector>

namespace sendscope::event {

/// Where a request came from. Stored by number: never renumber.
enum class Via {
    Listener = 0,
    Import = 1,
    Replay = 2,
    Generate = 3,
};

/// What was decided about a request. Stored by number: never renumber.
enum class Verdict {
    Accepted = 0,  ///< valid JSON: its elements are rows of kind event or other
    Malformed = 1, ///< no JSON; one row
    Refused = 2,   ///< not HTTP as we take it, or not for us; one row
    Handshake = 3, ///< the first leg of Basic sign-in; one row
};

/// What a row of the table is. Derived, never stored.
enum class Kind {
    Event,
    Other,
    Malformed,
    Refused,
    Handshake,
    Marker,
};

/// One HTTP request as it came, and what was decided about it.
///
/// A plain value; the bytes are shared, not copied.
struct Request
{
    base::UtcTime arrived; ///< First byte read from the socket.
    Via via = Via::Listener;
    QString peer;  ///< "127.0.0.1:40312", "[::1]:40312"; empty where there was none.
    QString local; ///< The address of ours that it came to, in the same form.

    /// Request line and fields up to and with the empty line, byte for byte; but where the endpoint
    /// demands credentials, the value of Authorization is overwritten by as many '*'.
    QByteArray head;
    QByteArray trailers; ///< The lines after the last chunk, byte for byte; mostly empty.
    QByteArray body;     ///< The content, chunk framing taken off, content coding left on.

    Verdict verdict = Verdict::Accepted;
    std::optional<Refusal> refusal; ///< Set for Malformed and Refused.
    int status = 0; ///< What we decided to answer, 100 .. 599; 0: nothing could be answered.

    friend bool operator==(const Request &, const Request &) = default;
};

/// One row in the making: which part of the request's readable body it is.
struct DraftEvent
{
    /// Index in the array; 0 for a single object and for rows without an element.
    qint32 element = 0;
    qint64 begin = 0;  ///< First byte in readableBody().
    qint64 length = 0; ///< Bytes; 0 for rows without an element.

    friend bool operator==(const DraftEvent &, const DraftEvent &) = default;
};

/// A request on its way into the capture. Has at least one row.
struct DraftRequest
{
    Request request;
    std::vector<DraftEvent> events;
    /// Which run it belongs to: all with the same key and `via` make one. Empty: the recorder's
    /// own.
    QByteArray run;

    friend bool operator==(const DraftRequest &, const DraftRequest &) = default;
};

/// What became of the answer to a stored request; known only after it was stored.
struct Outcome
{
    RequestId request;
    base::UtcTime at; ///< When the last byte of the answer left, or the peer was found gone.
    /// What was really answered, which may be 503 where 200 was decided; 0: nothing.
    int status = 0;
    bool isDelivered = false; ///< False: the peer was gone before the answer.

    friend bool operator==(const Outcome &, const Outcome &) = default;
};

/// One time we sent a request on, and what the target answered. Never overwrites anything.
struct Attempt
{
    AttemptId id; ///< Null until stored.
    RequestId request;
    base::UtcTime started;
    std::chrono::microseconds took{}; ///< To the last byte of the answer, or to the error.
    QString target;                   ///< The whole URL.
    QByteArray sentHead;              ///< As it went out, secrets as '*'.
    QByteArray sentBody;              ///< Null where the request's own body was sent unchanged.
    int status = 0;                   ///< What the target answered; 0: no answer.
    QByteArray responseHead;
    QByteArray responseBody; ///< At most 1 MiB of it.
    QString error;           ///< In words, English; empty where there was an answer.

    friend bool operator==(const Attempt &, const Attempt &) = default;
};

/// Who has a batch written, and waits to hear of it.
enum class BatchSource {
    Listener,
    Import,
};

/// What one commit is made of.
struct DraftBatch
{
    std::vector<DraftRequest> requests;
    std::vector<Outcome> outcomes;
    std::vector<Attempt> attempts;
    BatchSource source = BatchSource::Listener;

    bool isEmpty() const { return requests.empty() && outcomes.empty() && attempts.empty(); }
};

/// A request that is on disk. Its rows have the ids firstEvent, firstEvent + 1, ...
struct StoredRequest
{
    RequestId id;
    RunId run;
    EventId firstEvent;
    DraftRequest draft;
    std::optional<Outcome> outcome;
};

/// What one commit put on disk, in order of arrival.
struct StoredBatch
{
    std::vector<StoredRequest> requests;
    std::vector<Outcome> outcomes;
    std::vector<Attempt> attempts; ///< With their ids.
    BatchSource source = BatchSource::Listener;
};

using StoredBatchPtr = std::shared_ptr<const StoredBatch>;

/// The row's kind, from what was decided and from the element's first byte.
Kind kindOf(const Request &request, QByteArrayView element);

/// The word for a kind in filters, columns and NDJSON: "event", "other", "malformed" ...
QByteArray name(Kind kind);

/// The word for where a request came from: "listener", "import", "replay", "generate".
QByteArray name(Via via);

} // namespace sendscope::event

Q_DECLARE_METATYPE(sendscope::event::StoredBatchPtr)
Q_DECLARE_METATYPE(sendscope::event::Attempt)
Q_DECLARE_METATYPE(sendscope::event::BatchSource)
