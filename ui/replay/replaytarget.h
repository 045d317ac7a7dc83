#pragma once

#include "app/base/result.h"

#include <QString>
#include <QStringList>
#include <QUrl>

#include <vector>

namespace sendscope::ui {

/// Reads the address a person typed; "localhost:3000/hook" is http.
///
/// Error: InvalidInput (args: the text, what would be right).
base::Result<QUrl> parseReplayTarget(const QString &text);

/// Whether this machine listens there with one of these ports: what is sent would come back to us.
bool isOwnAddress(const QUrl &target, const std::vector<quint16> &ownPorts);

/// Whether both lead to one host by one scheme and port: what is secret to one may go to the other.
bool isSameOrigin(const QUrl &one, const QUrl &other);

/// The targets with this one first, each once, at most ten.
QStringList withRecentTarget(QStringList targets, const QString &target);

} // namespace sendscope::ui
