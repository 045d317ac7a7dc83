#pragma once

#include <QString>
#include <QStringList>
#include <QUrl>

namespace sendscope::ui {

/// Whether both lead to one host by one scheme and port: what is secret to one may go to the other.
bool isSameOrigin(const QUrl &one, const QUrl &other);

/// The targets with this one first, each once, at most ten.
QStringList withRecentTarget(QStringList targets, const QString &target);

} // namespace sendscope::ui
