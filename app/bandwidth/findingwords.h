#pragma once

#include "app/bandwidth/schemawalk.h"

namespace sendscope::bandwidth {

/// What is so, and what the schema says of it, for a Finding. \p path is the finding's.
QString sentenceOf(const event::JsonText &json, const Breach &breach, const QByteArray &path);

} // namespace sendscope::bandwidth
