#pragma once

#include <QByteArray>

namespace sendscope::exchange {

/// The head with as many '*' for the values of Authorization, Proxy-Authorization, Cookie and
/// Set-Cookie, so that every other byte keeps its place; also in heads that were refused for how
/// they are written. Without such fields it is the same bytes, shared.
QByteArray withoutSecrets(const QByteArray &head);

} // namespace sendscope::exchange
