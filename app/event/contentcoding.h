#pragma once

#include "app/base/result.h"

#include <QByteArray>

namespace sendscope::event {

constexpr qint64 kMaxReadableBytes = 64 * 1024 * 1024;

/// The body as it is read: with its Content-Encoding (gzip, x-gzip, deflate, identity) taken off,
/// at most two stacked codings. The stored body stays as it came; where nothing is encoded, this is
/// the same bytes, shared.
///
/// Errors: Malformed for a coding we do not know or that is damaged (offset: byte of what was
/// unpacked, -1 for a coding; args as those of JsonText::scan(), args[1] is bad-content-encoding);
/// LimitPassed where the content grows over kMaxReadableBytes, or over 4 MiB and 256 times the
/// body: it is unpacked no further than that.
base::Result<QByteArray> readableBody(QByteArrayView head, const QByteArray &body);

} // namespace sendscope::event
