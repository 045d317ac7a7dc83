#pragma once

#include "app/bandwidth/message.h"
#include "app/base/clock.h"

#include <QString>
#include <QStringList>

namespace sendscope::media {

/// The media that one event lists, and what of the message matters for them.
///
/// A plain value.
struct MessageMedia
{
    QStringList urls;   ///< As the event spells them; those that only arrange others last.
    base::UtcTime time; ///< Of the event; of its arrival where it says none.

    bool isOutbound = false; ///< Sent by us: Bandwidth fetched these links itself.
    bool isTollFree = false; ///< From a toll-free number, for which there are other limits.
    bool isRich = false;     ///< By RBM, for which there are others again.

    friend bool operator==(const MessageMedia &, const MessageMedia &) = default;
};

/// \p arrived: of the request.
MessageMedia mediaOf(const bandwidth::EventFacts &facts, base::UtcTime arrived);

/// Whether a link looks like SMIL, which says how the other parts are arranged and nothing of its
/// own. Some carriers name it .xml.
bool isArrangement(const QString &url);

/// When Bandwidth deletes what an event lists: 48 h after the event.
base::UtcTime expiryOf(const MessageMedia &media);

} // namespace sendscope::media
