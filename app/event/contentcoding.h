#pragma once

#include "app/base/result.h"

#include <QByteArray>

namespace sendscope::event {

constexpr qint64 kMaxReadableBytes = 64 * 1024 * 1024;

/// The body as it is read: with its Content-Encoding (gzip, x-gzip, deflate, identity) taken off, at most
/// two stacked codings. The stored body stays as it came; where nothing is encoded, this is the same bytes,
/// shared.
///
/// Errors: Malformed for a coding we do not know or that is damaged (offset: byte of the body), LimitPassed
/// where the content grows over kMaxReadableBytes.
base::Result<QByteArray> readableBody(QByteArrayView head, const QByteArray &body);

} // namespace sendscope::event
