#pragma once

#include "app/http/fault.h"
#include "app/http/message.h"

#include <QByteArrayView>

#include <memory>
#include <optional>

struct llhttp__internal_s; // llhttp_t

namespace sendscope::http {

/// llhttp's reading of one request at a time: its fields, its length, its body, its end.
class LlhttpReader
{
public:
    LlhttpReader();
    ~LlhttpReader();

    void begin();

    /// Takes lines of the head, of chunk framing and of trailers whole, and body bytes in any
    /// split. The offset is that of the first byte in the request. The fault, if llhttp finds one.
    std::optional<Fault> take(QByteArrayView bytes, qint64 offset);

    bool isHeadComplete() const { return m_isHeadComplete; }
    bool isMessageComplete() const { return m_isMessageComplete; }
    qint64 taken() const { return m_taken; }   ///< Bytes of this request, by llhttp's own account.
    qint64 fields() const { return m_fields; } ///< Header and trailer fields.

    RequestHead &head() { return m_head; } ///< Without raw, which llhttp does not keep.
    QByteArray &body() { return m_body; }

private:
    struct Callbacks;

    void onField();
    void onHeadComplete();
    void onBody(QByteArrayView bytes);
    Fault faultFor(int error, bool isRequestLine, qint64 offset) const;

    std::unique_ptr<llhttp__internal_s> m_parser;
    RequestHead m_head;
    QByteArray m_body;
    event::HeaderField m_field;
    qint64 m_fields = 0;
    qint64 m_taken = 0;
    bool m_isHeadComplete = false;
    bool m_isMessageComplete = false;
};

} // namespace sendscope::http
