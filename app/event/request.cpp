#include "app/event/request.h"

namespace sendscope::event {

Kind kindOf(const Request &request, QByteArrayView element)
{
    switch (request.verdict) {
    case Verdict::Accepted:
        return element.startsWith('{') ? Kind::Event : Kind::Other;
    case Verdict::Malformed:
        return Kind::Malformed;
    case Verdict::Refused:
        return Kind::Refused;
    case Verdict::Handshake:
        return Kind::Handshake;
    }
    Q_UNREACHABLE();
}

QByteArray name(Kind kind)
{
    switch (kind) {
    case Kind::Event:
        return QByteArrayLiteral("event");
    case Kind::Other:
        return QByteArrayLiteral("other");
    case Kind::Malformed:
        return QByteArrayLiteral("malformed");
    case Kind::Refused:
        return QByteArrayLiteral("refused");
    case Kind::Handshake:
        return QByteArrayLiteral("handshake");
    case Kind::Marker:
        return QByteArrayLiteral("marker");
    }
    Q_UNREACHABLE();
}

QByteArray name(Via via)
{
    switch (via) {
    case Via::Listener:
        return QByteArrayLiteral("listener");
    case Via::Import:
        return QByteArrayLiteral("import");
    case Via::Replay:
        return QByteArrayLiteral("replay");
    case Via::Generate:
        return QByteArrayLiteral("generate");
    }
    Q_UNREACHABLE();
}

} // namespace sendscope::event
