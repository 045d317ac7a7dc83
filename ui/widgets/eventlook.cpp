#include "ui/widgets/eventlook.h"

#include "ui/widgets/valueformat.h"

#include <array>

namespace sendscope::ui {
namespace {

using namespace Qt::StringLiterals;

struct TypeLook
{
    QByteArrayView word;
    Icon icon;
    Hue hue;
};

constexpr std::array kTypes{
    TypeLook{"sending", Icon::Sending, Hue::Sending},
    TypeLook{"sent", Icon::Sent, Hue::Sent},
    TypeLook{"delivered", Icon::Delivered, Hue::Delivered},
    TypeLook{"read", Icon::Read, Hue::Read},
    TypeLook{"failed", Icon::Failed, Hue::Failed},
    TypeLook{"received", Icon::Received, Hue::Received},
};

EventLook lookOfKind(event::Kind kind)
{
    switch (kind) {
    case event::Kind::Malformed:
        return {Icon::Malformed, Hue::Rejected, {}, u"malformed"_s};
    case event::Kind::Refused:
        return {Icon::Refused, Hue::Rejected, {}, u"refused"_s};
    case event::Kind::Handshake:
        return {Icon::Handshake, Hue::Quiet, {}, u"handshake"_s};
    case event::Kind::Marker:
        return {Icon::Marker, Hue::Quiet, {}, u"marker"_s};
    case event::Kind::Event:
    case event::Kind::Other:
        break;
    }
    return {Icon::Other, Hue::Quiet, {}, u"other"_s};
}

} // namespace

EventLook eventLook(event::Kind kind, QByteArrayView type, std::optional<int> errorCode)
{
    if (type.isEmpty() || (kind != event::Kind::Event && kind != event::Kind::Other))
        return lookOfKind(kind);

    const QByteArrayView prefix = "message-";
    const bool hasPrefix = type.startsWith(prefix);
    const QByteArrayView word = hasPrefix ? type.sliced(prefix.size()) : type;
    EventLook look{Icon::Other, Hue::Quiet, hasPrefix ? u"message-"_s : QString(),
                   onOneLine(QString::fromUtf8(word))};
    for (const TypeLook &known : kTypes) {
        if (word.compare(known.word, Qt::CaseInsensitive) == 0) {
            look.icon = known.icon;
            look.hue = known.hue;
        }
    }
    if (look.hue == Hue::Failed && errorCode == kNoReceipt) {
        look.icon = Icon::NoReceipt;
        look.hue = Hue::Owed;
    }
    return look;
}

} // namespace sendscope::ui
