#pragma once

#include "app/net/client.h"

#include <QUrl>

#include <chrono>

namespace sendscope::media {

/// How long Bandwidth keeps media.
constexpr std::chrono::hours kBandwidthKeeps{48};

/// Bandwidth's host of media, and where tokens for it come from. Tests put servers of their own in
/// their place; nothing else does.
///
/// A plain value.
struct BandwidthHost
{
    QUrl media{QStringLiteral("https://messaging.bandwidth.com")};
    QUrl token{QStringLiteral("https://api.bandwidth.com/api/v1/oauth2/token")};
    net::AddressPolicy policy = net::AddressPolicy::PublicOnly;

    /// Whether a link is that of a file there: scheme, host and port the same to the letter, the
    /// path /api/v2/users/…/media/… without a detour or a placeholder for the user. Only these are
    /// fetched with credentials.
    bool holds(const QUrl &url) const;
    bool holds(const QString &url) const;
};

} // namespace sendscope::media
