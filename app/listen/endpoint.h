#pragma once

#include "app/base/result.h"

#include <QHostAddress>
#include <QString>

namespace sendscope::listen {

/// An address and a port to listen on.
struct Endpoint
{
    QHostAddress address;
    quint16 port = 0; ///< 0: a free one.

    friend bool operator==(const Endpoint &, const Endpoint &) = default;
};

/// Reads "ADDRESS:PORT", with an IPv6 address in square brackets.
///
/// No name is looked up: a host name is Error::InvalidInput, as is a port outside 0 .. 65535. The
/// error's offset is that of the first unusable character.
base::Result<Endpoint> parseEndpoint(const QString &text);

/// "127.0.0.1:8667", "[::1]:8667".
QString toText(const Endpoint &endpoint);

/// "http://127.0.0.1:8667/"; for the wildcard addresses, with a loopback address that leads there.
QString toUrl(const Endpoint &endpoint);

} // namespace sendscope::listen
