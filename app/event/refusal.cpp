#include "app/event/refusal.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace sendscope::event {
namespace {

struct RefusalWords
{
    RefusalReason reason;
    const char *name;
    const char *sentence;
};

constexpr auto kWords = std::to_array<RefusalWords>({
    {RefusalReason::BadRequestLine, "bad-request-line",
     QT_TRANSLATE_NOOP("Refusal", "Malformed request line")},
    {RefusalReason::BadVersion, "bad-version",
     QT_TRANSLATE_NOOP("Refusal", "Not HTTP/1.0 or HTTP/1.1")},
    {RefusalReason::UnknownMethod, "unknown-method",
     QT_TRANSLATE_NOOP("Refusal", "Unknown method")},
    {RefusalReason::BadHost, "bad-host",
     QT_TRANSLATE_NOOP("Refusal", "Host is missing, repeated or malformed")},
    {RefusalReason::BadHeader, "bad-header",
     QT_TRANSLATE_NOOP("Refusal", "Malformed header field")},
    {RefusalReason::FoldedHeader, "folded-header",
     QT_TRANSLATE_NOOP("Refusal", "A header field is folded over two lines")},
    {RefusalReason::BadContentLength, "bad-content-length",
     QT_TRANSLATE_NOOP("Refusal", "Malformed or repeated Content-Length")},
    {RefusalReason::BadTransferEncoding, "bad-transfer-encoding",
     QT_TRANSLATE_NOOP("Refusal", "Malformed Transfer-Encoding")},
    {RefusalReason::UnsupportedTransferEncoding, "unsupported-transfer-encoding",
     QT_TRANSLATE_NOOP("Refusal", "Transfer-Encoding other than chunked")},
    {RefusalReason::LengthAndChunked, "length-and-chunked",
     QT_TRANSLATE_NOOP("Refusal", "Content-Length and Transfer-Encoding together")},
    {RefusalReason::BadChunk, "bad-chunk", QT_TRANSLATE_NOOP("Refusal", "Malformed chunk")},
    {RefusalReason::BadTrailer, "bad-trailer",
     QT_TRANSLATE_NOOP("Refusal", "Malformed trailer field")},
    {RefusalReason::LineTooLong, "line-too-long",
     QT_TRANSLATE_NOOP("Refusal", "The request line is too long")},
    {RefusalReason::HeadTooLarge, "head-too-large",
     QT_TRANSLATE_NOOP("Refusal", "The header is too large")},
    {RefusalReason::TooManyFields, "too-many-fields",
     QT_TRANSLATE_NOOP("Refusal", "Too many header fields")},
    {RefusalReason::ExtensionsTooLarge, "extensions-too-large",
     QT_TRANSLATE_NOOP("Refusal", "The chunk extensions are too large")},
    {RefusalReason::BodyTooLarge, "body-too-large",
     QT_TRANSLATE_NOOP("Refusal", "The body is too large")},
    {RefusalReason::BadExpectation, "bad-expectation",
     QT_TRANSLATE_NOOP("Refusal", "Expect asks for something other than 100-continue")},
    {RefusalReason::HeadTimeout, "head-timeout",
     QT_TRANSLATE_NOOP("Refusal", "The header did not arrive in time")},
    {RefusalReason::BodyTimeout, "body-timeout",
     QT_TRANSLATE_NOOP("Refusal", "The body did not arrive in time")},
    {RefusalReason::CutShort, "cut-short",
     QT_TRANSLATE_NOOP("Refusal", "The connection ended in the middle of the request")},
    {RefusalReason::TlsOnPlainPort, "tls-on-plain-port",
     QT_TRANSLATE_NOOP("Refusal", "This is TLS; the listener speaks plain HTTP")},
    {RefusalReason::Http2, "http2",
     QT_TRANSLATE_NOOP("Refusal", "This is HTTP/2; the listener speaks HTTP/1.1")},
    {RefusalReason::NotHttp, "not-http", QT_TRANSLATE_NOOP("Refusal", "Not HTTP")},
    {RefusalReason::WrongMethod, "wrong-method",
     QT_TRANSLATE_NOOP("Refusal", "Bandwidth must POST to this address")},
    {RefusalReason::WrongPath, "wrong-path",
     QT_TRANSLATE_NOOP("Refusal", "Wrong path; nothing listens there")},
    {RefusalReason::WrongCredentials, "wrong-credentials",
     QT_TRANSLATE_NOOP("Refusal", "Wrong user name or password")},
    {RefusalReason::CaptureFull, "capture-full",
     QT_TRANSLATE_NOOP("Refusal", "The capture is full")},
    {RefusalReason::NotJson, "not-json", QT_TRANSLATE_NOOP("Refusal", "Not JSON")},
    {RefusalReason::EmptyBody, "empty-body", QT_TRANSLATE_NOOP("Refusal", "The body is empty")},
    {RefusalReason::InvalidUtf8, "invalid-utf8",
     QT_TRANSLATE_NOOP("Refusal", "The body is not valid UTF-8")},
    {RefusalReason::TooDeep, "too-deep",
     QT_TRANSLATE_NOOP("Refusal", "The JSON is nested too deeply")},
    {RefusalReason::BadContentEncoding, "bad-content-encoding",
     QT_TRANSLATE_NOOP("Refusal", "The Content-Encoding cannot be decoded")},
    {RefusalReason::Ambiguous, "ambiguous",
     QT_TRANSLATE_NOOP("Refusal", "The request can be read in two ways")},
});

// Found by index, so the table has the order of the enumeration.
static_assert([] {
    for (size_t i = 0; i < kWords.size(); ++i) {
        if (kWords[i].reason != RefusalReason(i))
            return false;
    }
    return kWords.size() == size_t(RefusalReason::Ambiguous) + 1;
}());

const RefusalWords &wordsFor(RefusalReason reason)
{
    return kWords[size_t(reason)];
}

/// Others are about the whole: where their limit was met says nothing about what is wrong.
bool isAboutOnePlace(RefusalReason reason)
{
    switch (reason) {
    case RefusalReason::LineTooLong:
    case RefusalReason::HeadTooLarge:
    case RefusalReason::TooManyFields:
    case RefusalReason::ExtensionsTooLarge:
    case RefusalReason::BodyTooLarge:
    case RefusalReason::HeadTimeout:
    case RefusalReason::BodyTimeout:
    case RefusalReason::WrongMethod:
    case RefusalReason::WrongPath:
        return false;
    default:
        return true;
    }
}

/// "a comma was expected, } was found" becomes "a comma was expected at byte 412, } was found".
QString withPlace(const QString &detail, qint64 offset)
{
    static constexpr QLatin1StringView kExpected("was expected");
    if (offset < 0 || detail.contains("at byte"_L1))
        return detail;

    const QString place = QCoreApplication::translate("Refusal", " at byte %1").arg(offset);
    const qsizetype expected = detail.indexOf(kExpected);
    return QString(detail).insert(expected < 0 ? detail.size() : expected + kExpected.size(),
                                  place);
}

} // namespace

QByteArray name(RefusalReason reason)
{
    return wordsFor(reason).name;
}

std::optional<RefusalReason> refusalReason(QByteArrayView name)
{
    const auto words = std::find_if(kWords.begin(), kWords.end(),
                                    [name](const RefusalWords &w) { return name == w.name; });
    return words == kWords.end() ? std::nullopt : std::optional(words->reason);
}

QString sentence(const Refusal &refusal)
{
    const QString words = QCoreApplication::translate("Refusal", wordsFor(refusal.reason).sentence);
    const qint64 offset = isAboutOnePlace(refusal.reason) ? refusal.offset : -1;
    if (refusal.detail.isEmpty())
        return withPlace(words, offset > 0 ? offset : -1);
    return words + u": "_s + withPlace(refusal.detail, offset);
}

} // namespace sendscope::event
