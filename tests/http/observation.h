#pragma once

#include "app/http/limits.h"

#include <QByteArray>
#include <QByteArrayView>

#include <vector>

namespace sendscope::tests {

/// What a RequestParser made of the bytes of one connection.
struct Observation
{
    /// What a person checks, and what stands in a .expect file:
    ///
    ///   head                          the head is complete, a body is to come
    ///   accept POST /hook?a=1         a whole request, and below it, where they apply:
    ///     body {"a":1}\n              escaped; its size if it is long
    ///     trailers X-Sum: 1\r\n
    ///     fields 4
    ///     continue, close, chunked, HTTP/1.0
    ///   refuse 400 bad-header 21      status, reason, byte
    ///     detail a space was found
    ///   unfinished                    the bytes ended in the middle of a request
    QByteArray outline;

    /// Every byte that was handed out, for comparing two observations.
    QByteArray everything;

    friend bool operator==(const Observation &, const Observation &) = default;
};

/// Feeds the bytes, cut at the given places (ascending, within the bytes).
Observation observe(QByteArrayView bytes, const std::vector<qsizetype> &cuts = {},
                    const http::Limits &limits = {});

/// Feeds them one at a time.
Observation observeByteByByte(QByteArrayView bytes, const http::Limits &limits = {});

} // namespace sendscope::tests
