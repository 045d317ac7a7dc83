#include "app/listen/endpoint.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sendscope::listen {
namespace {

base::Error unusable(const QString &text, qsizetype offset)
{
    return {base::Error::Code::InvalidInput, {text, u"127.0.0.1:8667"_s}, offset};
}

bool isPortText(QStringView text)
{
    // Checked by hand: toUShort() also takes "+80" and " 80".
    return !text.isEmpty() && text.size() <= 5
        && std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
}

} // namespace

base::Result<Endpoint> parseEndpoint(const QString &text)
{
    const qsizetype colon = text.lastIndexOf(u':');
    if (colon < 0)
        return unusable(text, text.size());

    QString host = text.first(colon);
    const bool isBracketed = host.startsWith(u'[') && host.endsWith(u']');
    if (isBracketed)
        host = host.sliced(1, host.size() - 2);

    // Without brackets "::1:80" could mean two things.
    const QHostAddress address(host);
    const bool isSix = address.protocol() == QAbstractSocket::IPv6Protocol;
    if (address.isNull() || isSix != isBracketed)
        return unusable(text, 0);

    const QStringView digits = QStringView(text).sliced(colon + 1);
    bool isInRange = false;
    const ushort port = digits.toUShort(&isInRange);
    if (!isPortText(digits) || !isInRange)
        return unusable(text, colon + 1);

    return Endpoint{address, port};
}

QString toText(const Endpoint &endpoint)
{
    const QString host = endpoint.address.toString();
    const QString port = QString::number(endpoint.port);
    if (endpoint.address.protocol() == QAbstractSocket::IPv6Protocol)
        return u'[' + host + u"]:"_s + port;
    return host + u':' + port;
}

QString toUrl(const Endpoint &endpoint)
{
    QHostAddress address = endpoint.address;
    if (address == QHostAddress(QHostAddress::AnyIPv6))
        address = QHostAddress(QHostAddress::LocalHostIPv6);
    else if (address == QHostAddress(QHostAddress::AnyIPv4))
        address = QHostAddress(QHostAddress::LocalHost);

    // A zone ("fe80::1%eth0") is written with its percent sign escaped (RFC 6874).
    const QString text = toText({address, endpoint.port}).replace(u'%', u"%25"_s);
    return u"http://"_s + text + u'/';
}

} // namespace sendscope::listen
