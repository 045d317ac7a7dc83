#pragma once

#include "app/http/limits.h"
#include "app/http/message.h"

#include <QByteArrayView>

#include <memory>

namespace sendscope::http {

/// Turns the bytes of one connection into requests, one after another.
///
/// Framing, lengths and fields come from llhttp alone. The guards round it may only refuse, never
/// change or supply a value; when a message is complete, the bytes that llhttp took equal what was
/// counted, or the request is refused.
///
/// One or two empty lines before a request are passed over. After a request that ends the
/// connection (RequestHead::keepsAlive) bytes are dropped unread.
///
/// Memory: at most the limits; nothing is kept per chunk. Time: linear in the bytes.
class RequestParser
{
public:
    enum class Step {
        NeedMore,        ///< All bytes were used; nothing new.
        HeadComplete,    ///< head() can be read; feed the rest for the body. Skipped where there is
                         ///< none.
        MessageComplete, ///< head() can be read; takeMessage() must be called before the next
                         ///< feed().
        Refused,         ///< refused() can be read. The connection ends: feed nothing more.
    };

    struct Progress
    {
        Step step = Step::NeedMore;
        qsizetype used = 0; ///< Bytes taken; feed the rest again.
    };

    explicit RequestParser(const Limits &limits);
    ~RequestParser();

    /// Takes bytes up to the next step. Any split of the input gives the same steps.
    Progress feed(QByteArrayView bytes);

    const RequestHead &head() const;

    /// The complete request. The parser is ready for the next one.
    Message takeMessage();

    const RefusedMessage &refused() const;

    /// Gives up on the request under way, for a reason that is not in the bytes: a deadline, or the
    /// peer ended the connection. The connection ends. The status is 408 for a deadline, else 400;
    /// who cannot answer any more sets it to 0.
    RefusedMessage abandon(event::RefusalReason reason);

    bool
    isBetweenRequests() const; ///< Not a byte of the next request was seen (empty lines aside).
    bool isInBody() const;     ///< The head is complete, the message is not.
    qint64 heldBytes() const;  ///< Of a body that is not whole yet.

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace sendscope::http
