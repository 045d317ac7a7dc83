#include "app/http/requestparser.h"

#include "app/http/headguard.h"
#include "app/http/lineguard.h"
#include "app/http/llhttpreader.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sendscope::http {
namespace {

using event::RefusalReason;
using Progress = RequestParser::Progress;
using Step = RequestParser::Step;

constexpr int kEmptyLinesBefore = 2;      // RFC 9112, 2.2 asks for one at least
constexpr qint64 kSizeLineBytes = 16 + 2; // the digits of a chunk size and CRLF

} // namespace

/// Guards read first, line by line; a whole line that they let pass goes to llhttp, so that
/// llhttp's answers cannot depend on how the network cut the bytes either.
struct RequestParser::State
{
    enum class Phase {
        Start, ///< Between requests.
        Method,
        Target,
        Fields,
        Body, ///< By Content-Length.
        ChunkSize,
        ChunkData,
        ChunkEnd,
        Trailers,
        Complete,
        Refused,
        Closed, ///< After a request that was the last one.
    };

    explicit State(const Limits &allowed)
        : limits(allowed)
        , guard(allowed.bodyBytes)
    {
    }

    Progress step(QByteArrayView bytes);
    Progress skipEmptyLines(QByteArrayView bytes);
    Progress takeLine(QByteArrayView bytes);
    Progress takeContent(QByteArrayView bytes);

    std::optional<Fault> endLine();
    std::optional<Fault> endMethod();
    std::optional<Fault> endRequestLine();
    std::optional<Fault> endField();
    std::optional<Fault> endHead();
    std::optional<Fault> endChunkSize();
    std::optional<Fault> endChunk();
    std::optional<Fault> endTrailer();
    std::optional<Fault> pass(QByteArrayView bytes, qint64 offset, bool endsMessage);
    std::optional<Fault> ambiguous() const;

    void beginRequest();
    void beginLine(Phase next, LineGuard::Kind kind);
    QByteArray &lineBuffer();
    qint64 room() const;
    Fault tooLong() const;
    void refuse(const Fault &fault);
    Progress arrived(Phase before, qsizetype used) const;

    const Limits limits;
    Phase phase = Phase::Start;
    int emptyLines = 0;
    bool hasCr = false; ///< Half of an empty line before the request.

    LineGuard line;
    HeadGuard guard;
    LlhttpReader reader;

    QByteArray head;
    QByteArray trailers;
    QByteArray chunkLine;      ///< The framing line under way.
    qint64 taken = 0;          ///< Bytes of this request.
    qint64 lineBegin = 0;      ///< Where the current line begins in the request.
    quint64 left = 0;          ///< Of the body, or of the chunk.
    quint64 bodyBytes = 0;     ///< Announced so far.
    qint64 extensionBytes = 0; ///< In all chunk lines together.
    qint64 fields = 0;         ///< With trailers.
    RefusedMessage refused;
};

RequestParser::RequestParser(const Limits &limits)
    : m_state(std::make_unique<State>(limits))
{
}

RequestParser::~RequestParser() = default;

Progress RequestParser::feed(QByteArrayView bytes)
{
    Q_ASSERT(m_state->phase != State::Phase::Complete);

    if (m_state->phase == State::Phase::Refused)
        return {Step::Refused, 0};

    qsizetype used = 0;
    while (used < bytes.size()) {
        const Progress progress = m_state->step(bytes.sliced(used));
        used += progress.used;
        if (progress.step != Step::NeedMore)
            return {progress.step, used};
    }
    return {Step::NeedMore, used};
}

const RequestHead &RequestParser::head() const
{
    return m_state->reader.head();
}

Message RequestParser::takeMessage()
{
    Q_ASSERT(m_state->phase == State::Phase::Complete);

    Message message{std::move(m_state->reader.head()), std::move(m_state->reader.body()),
                    std::move(m_state->trailers)};
    m_state->beginRequest();
    if (!message.head.keepsAlive)
        m_state->phase = State::Phase::Closed;
    return message;
}

const RefusedMessage &RequestParser::refused() const
{
    return m_state->refused;
}

RefusedMessage RequestParser::abandon(RefusalReason reason)
{
    const bool isDeadline =
        reason == RefusalReason::HeadTimeout || reason == RefusalReason::BodyTimeout;
    m_state->refuse({isDeadline ? 408 : 400, {reason, m_state->taken, {}}});
    return m_state->refused;
}

bool RequestParser::isBetweenRequests() const
{
    return m_state->phase == State::Phase::Start || m_state->phase == State::Phase::Closed;
}

bool RequestParser::isInBody() const
{
    return m_state->phase >= State::Phase::Body && m_state->phase <= State::Phase::Trailers;
}

qint64 RequestParser::heldBytes() const
{
    return isInBody() ? m_state->reader.body().size() : 0;
}

Progress RequestParser::State::step(QByteArrayView bytes)
{
    switch (phase) {
    case Phase::Start:
        return skipEmptyLines(bytes);
    case Phase::Body:
    case Phase::ChunkData:
        return takeContent(bytes);
    case Phase::Closed:
        return {Step::NeedMore, bytes.size()};
    default:
        return takeLine(bytes);
    }
}

/// Empty lines belong to no request. Takes one byte, or none where a request begins.
Progress RequestParser::State::skipEmptyLines(QByteArrayView bytes)
{
    const char c = bytes.front();
    if (hasCr && c == '\n') {
        hasCr = false;
        ++emptyLines;
        return {Step::NeedMore, 1};
    }
    if (!hasCr && c == '\r' && emptyLines < kEmptyLinesBefore) {
        hasCr = true;
        return {Step::NeedMore, 1};
    }
    if (hasCr || c == '\r') {
        head = QByteArray(1, c);
        refuse({400,
                {RefusalReason::BadRequestLine, 0,
                 hasCr ? u"a carriage return without a line feed"_s
                       : u"too many empty lines before it"_s}});
        return {Step::Refused, 1};
    }
    beginLine(Phase::Method, LineGuard::Kind::Method);
    return {Step::NeedMore, 0};
}

Progress RequestParser::State::takeLine(QByteArrayView bytes)
{
    const Phase before = phase;
    const QByteArrayView window = bytes.first(std::min<qint64>(bytes.size(), room()));
    const LineGuard::Step step = line.take(window);
    lineBuffer().append(window.first(step.used));
    taken += step.used;

    if (step.outcome == LineGuard::Outcome::Bad) {
        event::Refusal refusal = line.refusal();
        refusal.offset += lineBegin;
        if (phase == Phase::Trailers)
            refusal.reason = RefusalReason::BadTrailer;
        refuse({400, refusal});
    } else if (step.outcome == LineGuard::Outcome::End) {
        if (const std::optional<Fault> fault = endLine())
            refuse(*fault);
    } else if (window.size() < bytes.size()) {
        refuse(tooLong());
    }
    return arrived(before, step.used);
}

/// Bytes of the body: counted here, and only counted.
Progress RequestParser::State::takeContent(QByteArrayView bytes)
{
    const qsizetype used = qsizetype(std::min<quint64>(left, quint64(bytes.size())));
    const qint64 offset = taken;
    taken += used;
    left -= quint64(used);

    const bool isLast = phase == Phase::Body && left == 0;
    if (const std::optional<Fault> fault = pass(bytes.first(used), offset, isLast))
        refuse(*fault);
    else if (isLast)
        phase = Phase::Complete;
    else if (left == 0)
        beginLine(Phase::ChunkEnd, LineGuard::Kind::ChunkEnd);
    return arrived(phase, used);
}

std::optional<Fault> RequestParser::State::endLine()
{
    switch (phase) {
    case Phase::Method:
        return endMethod();
    case Phase::Target:
        return endRequestLine();
    case Phase::Fields:
        return line.isEmptyLine() ? endHead() : endField();
    case Phase::ChunkSize:
        return endChunkSize();
    case Phase::ChunkEnd:
        return endChunk();
    default:
        return endTrailer();
    }
}

std::optional<Fault> RequestParser::State::endMethod()
{
    const std::optional<Fault> fault = guard.method(QByteArrayView(head).chopped(1));
    beginLine(Phase::Target, LineGuard::Kind::Target);
    return fault;
}

std::optional<Fault> RequestParser::State::endRequestLine()
{
    if (const std::optional<Fault> fault = guard.requestLine(QByteArrayView(head).chopped(2)))
        return fault;
    const std::optional<Fault> fault = pass(head, 0, false);
    beginLine(Phase::Fields, LineGuard::Kind::Field);
    return fault;
}

std::optional<Fault> RequestParser::State::endField()
{
    if (++fields > limits.fields)
        return Fault{431, {RefusalReason::TooManyFields, lineBegin, {}}};

    const QByteArrayView field = QByteArrayView(head).sliced(lineBegin);
    if (const std::optional<Fault> fault = guard.field(field.chopped(2), lineBegin))
        return fault;
    // What is refused anyway is read on only to be shown.
    const std::optional<Fault> fault =
        guard.isCondemned() ? std::nullopt : pass(field, lineBegin, false);
    beginLine(Phase::Fields, LineGuard::Kind::Field);
    return fault;
}

std::optional<Fault> RequestParser::State::endHead()
{
    if (const std::optional<Fault> fault = guard.end(lineBegin))
        return fault;

    const bool isChunked = guard.isChunked();
    left = guard.contentLength().value_or(0);
    const bool hasBody = isChunked || left > 0;
    if (const std::optional<Fault> fault = pass("\r\n", lineBegin, !hasBody))
        return fault;

    RequestHead &read = reader.head();
    const bool isSame = reader.isHeadComplete() && read.isChunked == isChunked
        && read.minorVersion == guard.minorVersion() && reader.fields() == guard.fields()
        && read.contentLength.has_value() == guard.contentLength().has_value()
        && quint64(read.contentLength.value_or(0)) == left;
    if (!isSame)
        return ambiguous();

    read.raw = head;
    if (isChunked)
        beginLine(Phase::ChunkSize, LineGuard::Kind::ChunkSize);
    else
        phase = hasBody ? Phase::Body : Phase::Complete;
    return std::nullopt;
}

std::optional<Fault> RequestParser::State::endChunkSize()
{
    const QByteArrayView framing = QByteArrayView(chunkLine).chopped(2);
    const qsizetype semicolon = framing.indexOf(';');
    const qsizetype digits = semicolon < 0 ? framing.size() : semicolon;
    const quint64 size = framing.first(digits).toULongLong(nullptr, 16);

    extensionBytes += framing.size() - digits;
    if (extensionBytes > limits.chunkExtensionBytes)
        return Fault{400, {RefusalReason::ExtensionsTooLarge, lineBegin, {}}};
    if (size > quint64(limits.bodyBytes) - bodyBytes)
        return Fault{413, {RefusalReason::BodyTooLarge, lineBegin, {}}};
    if (const std::optional<Fault> fault = pass(chunkLine, lineBegin, false))
        return fault;

    bodyBytes += size;
    left = size;
    if (size == 0)
        beginLine(Phase::Trailers, LineGuard::Kind::Field);
    else
        phase = Phase::ChunkData;
    return std::nullopt;
}

std::optional<Fault> RequestParser::State::endChunk()
{
    const std::optional<Fault> fault = pass("\r\n", lineBegin, false);
    beginLine(Phase::ChunkSize, LineGuard::Kind::ChunkSize);
    return fault;
}

std::optional<Fault> RequestParser::State::endTrailer()
{
    const QByteArrayView field = QByteArrayView(trailers).last(line.length());
    if (line.isEmptyLine()) {
        const std::optional<Fault> fault = pass(field, lineBegin, true);
        trailers.chop(2);
        phase = Phase::Complete;
        return fault;
    }

    if (++fields > limits.fields)
        return Fault{431, {RefusalReason::TooManyFields, lineBegin, {}}};
    if (const std::optional<Fault> fault = HeadGuard::trailer(field.chopped(2), lineBegin))
        return fault;
    const std::optional<Fault> fault = pass(field, lineBegin, false);
    beginLine(Phase::Trailers, LineGuard::Kind::Field);
    return fault;
}

/// Gives llhttp what the guards let pass, and sees that it counts the same bytes and the same end.
std::optional<Fault> RequestParser::State::pass(QByteArrayView bytes, qint64 offset,
                                                bool endsMessage)
{
    if (const std::optional<Fault> fault = reader.take(bytes, offset))
        return fault;
    const bool isSame =
        reader.taken() == offset + bytes.size() && reader.isMessageComplete() == endsMessage;
    return isSame ? std::nullopt : ambiguous();
}

std::optional<Fault> RequestParser::State::ambiguous() const
{
    return Fault{400, {RefusalReason::Ambiguous, reader.taken(), {}}};
}

Progress RequestParser::State::arrived(Phase before, qsizetype used) const
{
    if (phase == Phase::Refused)
        return {Step::Refused, used};
    if (phase == Phase::Complete)
        return {Step::MessageComplete, used};
    const bool isHead = before == Phase::Fields && phase != Phase::Fields;
    return {isHead ? Step::HeadComplete : Step::NeedMore, used};
}

void RequestParser::State::beginRequest()
{
    phase = Phase::Start;
    emptyLines = 0;
    hasCr = false;
    guard.begin();
    reader.begin();
    head = {};
    trailers = {};
    chunkLine = {};
    taken = 0;
    left = 0;
    bodyBytes = 0;
    extensionBytes = 0;
    fields = 0;
}

void RequestParser::State::beginLine(Phase next, LineGuard::Kind kind)
{
    phase = next;
    lineBegin = taken;
    chunkLine.resize(0); // keeps its memory
    line.begin(kind);
}

QByteArray &RequestParser::State::lineBuffer()
{
    switch (phase) {
    case Phase::ChunkSize:
    case Phase::ChunkEnd:
        return chunkLine;
    case Phase::Trailers:
        return trailers;
    default:
        return head;
    }
}

/// How many more bytes the line may have.
qint64 RequestParser::State::room() const
{
    const qint64 inHead = limits.headBytes - head.size() - trailers.size();
    switch (phase) {
    case Phase::Method:
    case Phase::Target:
        return std::max<qint64>(0, std::min(inHead, limits.requestLineBytes - head.size()));
    case Phase::ChunkSize:
    case Phase::ChunkEnd:
        return kSizeLineBytes + limits.chunkExtensionBytes - chunkLine.size();
    default:
        return std::max<qint64>(0, inHead);
    }
}

Fault RequestParser::State::tooLong() const
{
    switch (phase) {
    case Phase::Method:
    case Phase::Target:
        return {414, {RefusalReason::LineTooLong, taken, {}}};
    case Phase::ChunkSize:
    case Phase::ChunkEnd:
        return {400, {RefusalReason::ExtensionsTooLarge, lineBegin, {}}};
    default:
        return {431, {RefusalReason::HeadTooLarge, taken, {}}};
    }
}

void RequestParser::State::refuse(const Fault &fault)
{
    const auto kept = [this](const QByteArray &bytes) {
        return bytes.first(std::min<qint64>(bytes.size(), limits.keptRefusedBytes));
    };
    refused = {kept(head), kept(reader.body()), fault.refusal, fault.status};
    reader.begin();
    phase = Phase::Refused;
}

} // namespace sendscope::http
