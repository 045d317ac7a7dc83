#pragma once

#include "app/event/request.h"
#include "ui/theme/icons.h"
#include "ui/theme/tokens.h"

#include <QByteArrayView>

#include <optional>

namespace sendscope::ui {

/// How one event is shown wherever it appears: its icon, its hue, and its spelling in two parts.
///
/// A plain value.
struct EventLook
{
    Icon icon = Icon::Other;
    Hue hue = Hue::Quiet;
    QString prefix; ///< "message-"; empty where the type has none.
    QString word;   ///< "sending": the part that tells. For rows that are no event their kind:
                    ///< "malformed".

    friend bool operator==(const EventLook &, const EventLook &) = default;
};

/// Type as spelled on the wire. An errorCode of 9902 is amber: nobody knows whether it arrived.
EventLook eventLook(event::Kind kind, QByteArrayView type, std::optional<int> errorCode);

constexpr int kNoReceipt = 9902;

} // namespace sendscope::ui
