#pragma once

#include "app/base/clock.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace sendscope::ui {

/// The callbacks of one delivered MMS whose last event happens then: sending, then delivered.
/// Another message each time.
std::vector<QByteArray> sampleBodies(base::UtcTime end);

/// A command for a POSIX shell that posts a body as Bandwidth would, whole and safe to paste. Where
/// the address asks for credentials, they are taken from the environment, not written out.
QString sampleCommand(const QString &url, const QByteArray &body, bool needsCredentials);

/// The same, cut for showing: some lines, the body's rest as "…".
QString shownCommand(const QString &url, const QByteArray &body, bool needsCredentials);

} // namespace sendscope::ui
