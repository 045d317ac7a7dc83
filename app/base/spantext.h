#pragma once

#include <QString>

#include <chrono>

namespace sendscope::base {

/// A span of time for people: "142 ms", "4.28 s", "31.3 s", "2 min 1 s", "14 min", "3 h 12 min",
/// "2 d 4 h", "92 d", "6.41 y": three digits, then two units while the first is small. A negative
/// one has a minus sign (U+2212).
QString spanText(std::chrono::microseconds span);

/// Of a span that grows while it is read, or that nobody set more finely: "4 s", else as
/// spanText(). Rounded down; a negative one is "0 s".
QString wholeSpanText(std::chrono::microseconds span);

} // namespace sendscope::base
