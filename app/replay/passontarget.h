#pragma once

#include "app/base/result.h"

#include <QString>
#include <QUrl>

#include <vector>

namespace sendscope::replay {

/// Reads the address that requests are to go on to, as a person typed it; "localhost:3000/hook" is
/// http.
///
/// Error: InvalidInput (args: the text, what would be right); also for a user name or password in
/// it, which would stand in every attempt.
base::Result<QUrl> parsePassOnTarget(const QString &text);

/// InvalidInput where this machine listens at the target with one of these ports: what went on
/// would come back, for ever.
base::Result<void> checkLeadsElsewhere(const QUrl &target, const std::vector<quint16> &ownPorts);

} // namespace sendscope::replay
