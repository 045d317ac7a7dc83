#pragma once

#include "ui/media/mediastore.h"

#include <QString>

namespace sendscope::ui {

/// What is said about a link that is not to be seen, and what can be done about it.
///
/// A plain value.
struct MediaOffer
{
    enum class Other {
        Nothing,
        EnterCredentials,
        Follow,   ///< To where the host sends on to.
        FetchAll, ///< Of the same host, what nobody asked for yet.
    };

    QString sentence;
    QString fetch; ///< The button's word: to fetch, again, all the same, or to cancel; empty: none.
    QString always; ///< The word of the box beneath it; empty: none.
    Other otherKind = Other::Nothing;
    QString other; ///< The second button's word.
};

/// What matters for the offer beside the link itself.
struct MediaStanding
{
    bool isRemembered = false;     ///< Links of this host are fetched without asking.
    bool isOnBandwidth = false;    ///< On Bandwidth's host, for which there may be credentials.
    qsizetype untouchedOfHost = 0; ///< Links of the same host and message that nobody asked for.
};

MediaOffer mediaOffer(const QString &url, const MediaItem &item, const MediaStanding &standing);

/// Whether other credentials could help.
bool asksForCredentials(const MediaItem &item, const MediaStanding &standing);

} // namespace sendscope::ui
