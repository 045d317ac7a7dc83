#pragma once

#include "app/base/result.h"
#include "app/event/request.h"

#include <QString>
#include <QUrl>

namespace sendscope::replay {

/// A command for a POSIX shell that sends a stored request to \p target with curl: its fields in
/// their order, its body byte for byte. It may be pasted into a terminal: it has no control
/// characters but line ends. Credentials stay behind; where the request had Authorization, the
/// command takes the value from the variable SENDSCOPE_AUTH.
///
/// Errors: Malformed (see sendableHead()), InvalidInput (the target, or a field that no head can
/// hold).
base::Result<QString> curlCommand(const event::Request &request, const QUrl &target);

} // namespace sendscope::replay
