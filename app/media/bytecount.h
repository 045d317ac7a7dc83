#pragma once

#include <QString>

namespace sendscope::media {

/// "4.1 MB", "612 kB": powers of ten, as Bandwidth counts; what a limit is compared with is not
/// rounded to it.
QString byteCount(qint64 bytes);

} // namespace sendscope::media
