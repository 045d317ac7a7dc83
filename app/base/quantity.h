#pragma once

#include <QString>
#include <QStringView>

#include <chrono>
#include <optional>

namespace sendscope::base {

/// Reads a size: "16 MiB", "64k", "1.5MB", "4096". k, M, G are powers of ten, Ki, Mi, Gi of two;
/// the B may be left out. None for anything else, for negative sizes and for those over 2^63 - 1
/// bytes.
std::optional<qint64> parseBytes(QStringView text);

/// Reads a span of time: "250ms", "1.5 s", "15m", "2h", "1d"; a bare number is milliseconds. None
/// for anything else and for negative spans.
std::optional<std::chrono::milliseconds> parseDuration(QStringView text);

} // namespace sendscope::base
