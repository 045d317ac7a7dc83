#include "tests/http/observation.h"

#include "app/http/requestparser.h"

#include <numeric>

namespace sendscope::tests {
namespace {

using Step = http::RequestParser::Step;

constexpr qsizetype kShownBytes = 200;

QByteArray escaped(QByteArrayView bytes)
{
    if (bytes.size() > kShownBytes)
        return QByteArray::number(bytes.size()) + " bytes";
    QByteArray text;
    for (const char c : bytes) {
        if (c == '\r')
            text += "\\r";
        else if (c == '\n')
            text += "\\n";
        else if (c >= 0x20 && c < 0x7f && c != '\\')
            text += c;
        else
            text += "\\x" + QByteArray(1, c).toHex();
    }
    return text;
}

class Observer
{
public:
    explicit Observer(const http::Limits &limits)
        : m_parser(limits)
    {
    }

    /// False: the connection ends.
    bool feed(QByteArrayView bytes)
    {
        do {
            const http::RequestParser::Progress progress = m_parser.feed(bytes);
            bytes = bytes.sliced(progress.used);
            m_used += progress.used;
            switch (progress.step) {
            case Step::NeedMore:
                if (!bytes.isEmpty())
                    m_seen.outline += "BYTES LEFT OVER\n";
                break;
            case Step::HeadComplete:
                m_seen.outline += "head\n";
                add(m_parser.head());
                break;
            case Step::MessageComplete:
                onMessage();
                break;
            case Step::Refused:
                onRefused();
                return false;
            }
        } while (!bytes.isEmpty());
        return true;
    }

    Observation end()
    {
        if (!m_isRefused && !m_parser.isBetweenRequests())
            m_seen.outline += "unfinished\n";
        return m_seen;
    }

private:
    void add(const http::RequestHead &head)
    {
        m_seen.everything += "head " + QByteArray::number(m_used) + ' ' + head.raw + '|'
            + head.method + '|' + head.target + '|' + QByteArray::number(head.minorVersion) + '|'
            + QByteArray::number(head.contentLength.value_or(-1)) + '|'
            + QByteArray::number(head.isChunked) + QByteArray::number(head.expectsContinue)
            + QByteArray::number(head.keepsAlive) + '\n';
        for (const event::HeaderField &field : head.fields.fields())
            m_seen.everything += field.name + '=' + field.value + '\n';
    }

    void onMessage()
    {
        const http::Message message = m_parser.takeMessage();
        const http::RequestHead &head = message.head;
        QByteArray &outline = m_seen.outline;
        outline += "accept " + head.method + ' ' + escaped(head.target) + '\n';
        if (!message.body.isEmpty())
            outline += "  body " + escaped(message.body) + '\n';
        if (!message.trailers.isEmpty())
            outline += "  trailers " + escaped(message.trailers) + '\n';
        outline += "  fields " + QByteArray::number(head.fields.fields().size()) + '\n';
        if (head.expectsContinue)
            outline += "  continue\n";
        if (!head.keepsAlive)
            outline += "  close\n";
        if (head.isChunked)
            outline += "  chunked\n";
        if (head.minorVersion == 0)
            outline += "  HTTP/1.0\n";
        add(head);
        m_seen.everything += message.body + '|' + message.trailers + '\n';
    }

    void onRefused()
    {
        m_isRefused = true;
        const http::RefusedMessage &refused = m_parser.refused();
        m_seen.outline += "refuse " + QByteArray::number(refused.status) + ' '
            + event::name(refused.refusal.reason) + ' ' + QByteArray::number(refused.refusal.offset)
            + '\n';
        if (!refused.refusal.detail.isEmpty())
            m_seen.outline += "  detail " + refused.refusal.detail.toUtf8() + '\n';
        m_seen.everything += "refused " + QByteArray::number(m_used) + ' ' + refused.head + '|'
            + refused.body + '\n';
    }

    http::RequestParser m_parser;
    qsizetype m_used = 0;
    bool m_isRefused = false;
    Observation m_seen;
};

} // namespace

Observation observe(QByteArrayView bytes, const std::vector<qsizetype> &cuts,
                    const http::Limits &limits)
{
    Observer observer(limits);
    qsizetype begin = 0;
    for (const qsizetype cut : cuts) {
        if (!observer.feed(bytes.sliced(begin, cut - begin)))
            return observer.end();
        begin = cut;
    }
    observer.feed(bytes.sliced(begin));
    return observer.end();
}

Observation observeByteByByte(QByteArrayView bytes, const http::Limits &limits)
{
    std::vector<qsizetype> cuts(size_t(bytes.size()));
    std::iota(cuts.begin(), cuts.end(), qsizetype(0));
    return observe(bytes, cuts, limits);
}

} // namespace sendscope::tests
