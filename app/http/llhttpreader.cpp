#include "app/http/llhttpreader.h"

#include "app/event/headtext.h"

#include <llhttp.h>

#include <algorithm>

namespace sendscope::http {
namespace {

using event::RefusalReason;

constexpr qsizetype kFirstReserve = 64 * 1024;

bool hasToken(const event::HeaderList &fields, QByteArrayView name, QByteArrayView token)
{
    const std::optional<QByteArray> value = fields.first(name);
    return value && QByteArrayView(*value).compare(token, Qt::CaseInsensitive) == 0;
}

} // namespace

struct LlhttpReader::Callbacks
{
    static LlhttpReader &reader(llhttp_t *parser)
    {
        return *static_cast<LlhttpReader *>(parser->data);
    }

    static int onUrl(llhttp_t *parser, const char *at, size_t length)
    {
        reader(parser).m_head.target.append(at, qsizetype(length));
        return 0;
    }

    static int onFieldName(llhttp_t *parser, const char *at, size_t length)
    {
        reader(parser).m_field.name.append(at, qsizetype(length));
        return 0;
    }

    static int onFieldValue(llhttp_t *parser, const char *at, size_t length)
    {
        reader(parser).m_field.value.append(at, qsizetype(length));
        return 0;
    }

    static int onFieldComplete(llhttp_t *parser)
    {
        reader(parser).onField();
        return 0;
    }

    static int onHeadComplete(llhttp_t *parser)
    {
        reader(parser).onHeadComplete();
        // Upgrades are ignored: what follows the head is a body, or the next request (RFC
        // 9110, 7.8).
        parser->upgrade = 0;
        return 0;
    }

    static int onBody(llhttp_t *parser, const char *at, size_t length)
    {
        reader(parser).onBody(QByteArrayView(at, qsizetype(length)));
        return 0;
    }

    /// Pauses, so that the position of the end can be compared with ours.
    static int onMessageComplete(llhttp_t *parser)
    {
        reader(parser).m_isMessageComplete = true;
        return HPE_PAUSED;
    }

    static const llhttp_settings_t *settings()
    {
        static const llhttp_settings_t kSettings = [] {
            llhttp_settings_t made;
            llhttp_settings_init(&made);
            made.on_url = onUrl;
            made.on_header_field = onFieldName;
            made.on_header_value = onFieldValue;
            made.on_header_value_complete = onFieldComplete;
            made.on_headers_complete = onHeadComplete;
            made.on_body = onBody;
            made.on_message_complete = onMessageComplete;
            return made;
        }();
        return &kSettings;
    }
};

LlhttpReader::LlhttpReader()
    : m_parser(std::make_unique<llhttp_t>())
{
    begin();
}

LlhttpReader::~LlhttpReader() = default;

void LlhttpReader::begin()
{
    llhttp_init(m_parser.get(), HTTP_REQUEST, Callbacks::settings());
    m_parser->data = this;
    m_head = {};
    m_body = {};
    m_field = {};
    m_fields = 0;
    m_taken = 0;
    m_isHeadComplete = false;
    m_isMessageComplete = false;
}

std::optional<Fault> LlhttpReader::take(QByteArrayView bytes, qint64 offset)
{
    const llhttp_errno_t error = llhttp_execute(m_parser.get(), bytes.data(), size_t(bytes.size()));
    if (error == HPE_OK) {
        m_taken += bytes.size();
        return std::nullopt;
    }

    const char *const place = llhttp_get_error_pos(m_parser.get());
    const qint64 used = place ? place - bytes.data() : 0;
    m_taken += used;
    if (error == HPE_PAUSED && m_isMessageComplete)
        return std::nullopt;
    return faultFor(error, offset == 0, offset + used);
}

void LlhttpReader::onField()
{
    ++m_fields;
    // Trailers are kept as bytes, never as fields of the header.
    if (!m_isHeadComplete) {
        while (!m_field.value.isEmpty() && event::isBlank(m_field.value.back()))
            m_field.value.chop(1);
        m_head.fields.append(std::move(m_field));
    }
    m_field = {};
}

void LlhttpReader::onHeadComplete()
{
    m_isHeadComplete = true;
    m_head.method = llhttp_method_name(llhttp_method_t(llhttp_get_method(m_parser.get())));
    m_head.minorVersion = llhttp_get_http_minor(m_parser.get());
    m_head.isChunked = (m_parser->flags & F_CHUNKED) != 0;
    if ((m_parser->flags & F_CONTENT_LENGTH) != 0)
        m_head.contentLength = qint64(m_parser->content_length);
    m_head.keepsAlive = llhttp_should_keep_alive(m_parser.get()) != 0;

    const bool hasBody = m_head.isChunked || m_head.contentLength.value_or(0) > 0;
    m_head.expectsContinue =
        hasBody && m_head.minorVersion > 0 && hasToken(m_head.fields, "expect", "100-continue");
}

/// Memory follows the bytes that came, not the length that was claimed, and ends at that length.
void LlhttpReader::onBody(QByteArrayView bytes)
{
    const qsizetype size = m_body.size() + bytes.size();
    if (size > m_body.capacity()) {
        const qsizetype wanted = std::max({size, 2 * m_body.size(), kFirstReserve});
        const qsizetype bound = qsizetype(m_head.contentLength.value_or(wanted));
        m_body.reserve(std::max(size, std::min(wanted, bound)));
    }
    m_body.append(bytes);
}

Fault LlhttpReader::faultFor(int error, bool isRequestLine, qint64 offset) const
{
    const auto reason = [=, this] {
        switch (error) {
        case HPE_UNEXPECTED_CONTENT_LENGTH:
            return RefusalReason::LengthAndChunked;
        case HPE_INVALID_CONTENT_LENGTH:
            return RefusalReason::BadContentLength;
        case HPE_INVALID_TRANSFER_ENCODING:
            return RefusalReason::BadTransferEncoding;
        case HPE_INVALID_HEADER_TOKEN:
            return m_isHeadComplete ? RefusalReason::BadTrailer : RefusalReason::BadHeader;
        default:
            break;
        }
        if (isRequestLine)
            return RefusalReason::BadRequestLine;
        return m_isHeadComplete ? RefusalReason::BadChunk : RefusalReason::BadHeader;
    };
    return {400, {reason(), offset, QString::fromLatin1(llhttp_get_error_reason(m_parser.get()))}};
}

} // namespace sendscope::http
