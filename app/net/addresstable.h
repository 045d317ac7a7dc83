#pragma once

#include <QHostAddress>
#include <QString>

namespace sendscope::net {

/// True if the address belongs to the public internet: not to this machine, its network, or a range
/// that is set aside (RFC 6890). An IPv6 address that carries an IPv4 one is judged by that.
bool isPublicAddress(const QHostAddress &address);

/// False for the names that mean this machine or its network wherever they are looked up:
/// "localhost",
/// "*.localhost", "*.internal", with or without a dot at the end. What any other name leads to is
/// known only by its address.
bool isPublicName(const QString &host);

} // namespace sendscope::net
