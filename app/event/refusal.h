#pragma once

#include <QByteArray>
#include <QMetaType>
#include <QString>

#include <optional>

namespace sendscope::event {

/// Why a request was refused, or its body not read. Stored in the capture by its name(): never
/// rename one.
enum class RefusalReason {
    BadRequestLine,
    BadVersion,
    UnknownMethod,
    BadHost,
    BadHeader,
    FoldedHeader,
    BadContentLength,
    BadTransferEncoding,
    UnsupportedTransferEncoding,
    LengthAndChunked,
    BadChunk,
    BadTrailer,
    LineTooLong,
    HeadTooLarge,
    TooManyFields,
    ExtensionsTooLarge,
    BodyTooLarge,
    BadExpectation,
    HeadTimeout,
    BodyTimeout,
    CutShort,
    TlsOnPlainPort,
    Http2,
    NotHttp,
    WrongMethod,
    WrongPath,
    WrongCredentials,
    CaptureFull,
    NotJson,
    EmptyBody,
    InvalidUtf8,
    TooDeep,
    BadContentEncoding,
    Ambiguous, ///< Two readings of the same bytes did not agree. Never seen yet.
};

/// What was wrong with a request, and where.
///
/// A plain value.
struct Refusal
{
    RefusalReason reason = RefusalReason::NotHttp;
    qint64 offset = -1; ///< Byte from the request's first byte (of the body, for the body's
                        ///< reasons); -1 unknown.
    QString detail; ///< What was expected and found, in English, for reasons that need it ("a comma
                    ///< or ] was expected, } was found").

    friend bool operator==(const Refusal &, const Refusal &) = default;
};

/// The stable name in the capture and in scripts: "bad-content-length".
QByteArray name(RefusalReason reason);

/// The reason of that name, as read from a capture; none for a name that a later version wrote.
std::optional<RefusalReason> refusalReason(QByteArrayView name);

/// One sentence for a person, without a full stop: "Not JSON: a comma or ] was expected at byte
/// 412, } was found".
QString sentence(const Refusal &refusal);

} // namespace sendscope::event

Q_DECLARE_METATYPE(sendscope::event::Refusal)
