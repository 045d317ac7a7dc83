#pragma once

#include <QtGlobal>

#include <chrono>

namespace sendscope::http {

/// What a request may cost. The defaults are those of the settings catalogue.
///
/// A plain value.
struct Limits
{
    qint64 requestLineBytes = 16 * 1024;    ///< over it: 414
    qint64 headBytes = 64 * 1024;           ///< with the request line and trailers; over it: 431
    qint64 fields = 200;                    ///< with trailers; over it: 431
    qint64 chunkExtensionBytes = 16 * 1024; ///< all of one request together; over it: 400
    qint64 bodyBytes = 16 * 1024 * 1024;    ///< over it: 413
    qint64 halfReadBytes =
        256 * 1024 * 1024;               ///< of all bodies that are not whole yet; over it: 503
    qint64 keptRefusedBytes = 64 * 1024; ///< of head and of body each, of a refused request
    int pipelined = 8; ///< requests in work on one connection; then reading pauses
    qint64 waitingAnswerBytes = 64 * 1024;  ///< unsent on one connection; then reading pauses
    int connections = 12'000;               ///< and never more than descriptors allow
    std::chrono::milliseconds head{15'000}; ///< for a whole head, from its first byte or the accept
    std::chrono::milliseconds bodyProgress{30'000}; ///< without a byte of the body
    std::chrono::milliseconds body{120'000};        ///< for a whole body
    std::chrono::milliseconds idle{75'000};         ///< between requests
    std::chrono::milliseconds write{30'000};        ///< without progress in sending an answer
    std::chrono::milliseconds linger{5'000};        ///< reading and dropping after a last answer
};

} // namespace sendscope::http
