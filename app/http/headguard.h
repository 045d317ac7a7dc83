#pragma once

#include "app/http/fault.h"

#include <QByteArrayView>

#include <optional>

namespace sendscope::http {

/// Reads a head beside llhttp, line by line: to refuse what must be refused, and to count what
/// llhttp's reading is compared with. Supplies no value to anyone.
///
/// What makes the framing unsure is refused at its line. What can be read but is not served (a
/// folded line, a body over the limit, a transfer coding, an expectation, the host) condemns the
/// request: it is refused at the end of the head, which is then kept whole.
class HeadGuard
{
public:
    explicit HeadGuard(qint64 bodyLimit);

    void begin();

    std::optional<Fault> method(QByteArrayView method);

    /// Lines come without their CRLF and after LineGuard; offsets are from the request's first
    /// byte.
    std::optional<Fault> requestLine(QByteArrayView line);
    std::optional<Fault> field(QByteArrayView line, qint64 offset);
    std::optional<Fault> end(qint64 offset);

    static std::optional<Fault> trailer(QByteArrayView line, qint64 offset);

    bool isCondemned() const { return m_sentence.has_value(); }
    qint64 fields() const { return m_fields; }
    int minorVersion() const { return m_minorVersion; }
    std::optional<quint64> contentLength() const { return m_contentLength; }
    bool isChunked() const
    {
        return m_hasTransferEncoding;
    } ///< At the end of the head, if not refused.

private:
    std::optional<Fault> readContentLength(QByteArrayView value, qint64 line, qint64 offset);
    std::optional<Fault> readTransferEncoding(QByteArrayView value, qint64 line, qint64 offset);
    void readHost(QByteArrayView value, qint64 line, qint64 offset);
    void condemn(Fault fault);

    const qint64 m_bodyLimit;
    std::optional<Fault> m_sentence;
    qint64 m_fields = 0;
    int m_minorVersion = 1;
    std::optional<quint64> m_contentLength;
    bool m_hasTransferEncoding = false;
    bool m_hasHost = false;
};

} // namespace sendscope::http
