#pragma once

#include "app/event/jsontext.h"

namespace sendscope::tests {

/// What is read has to be there, and what is scanned has to be JSON: a test that cannot begin ends.
QByteArray contentOf(const QString &path);
event::JsonText scanned(const QByteArray &text);

} // namespace sendscope::tests
