#pragma once

#include "app/base/result.h"
#include "app/net/client.h"

#include <QByteArray>

#include <vector>

namespace sendscope::net {

/// The lines that make curl send the fields of a request as they are: in their order, repeated, as
/// spelled, and nothing of its own. Host and Content-Length get their values here.
///
/// \p withCredentials: Authorization, Proxy-Authorization and Cookie go along.
///
/// Errors: InvalidInput (a name that is no token; a value with CR, LF or NUL; Transfer-Encoding).
base::Result<std::vector<QByteArray>> fieldLines(const Outgoing &request, bool withCredentials);

/// The head with '*' for the values of Authorization, Proxy-Authorization and Cookie.
QByteArray withoutSecrets(const QByteArray &head);

/// True for what RFC 9110 (5.6.2) calls a token: a method or the name of a field.
bool isToken(QByteArrayView text);

} // namespace sendscope::net
