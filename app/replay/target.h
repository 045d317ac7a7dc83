#pragma once

#include "app/base/result.h"

#include <QString>
#include <QUrl>

#include <vector>

namespace sendscope::replay {

/// Reads the address a person typed; "localhost:3000/hook" is http.
///
/// Error: InvalidInput (args: the text, what would be right).
base::Result<QUrl> parseTarget(const QString &text);

/// The port it leads to, the scheme's own where it names none.
int portOf(const QUrl &target);

/// Whether this machine listens there with one of these ports: what is sent would come back to us.
bool leadsToUs(const QUrl &target, const std::vector<quint16> &ownPorts);

} // namespace sendscope::replay
