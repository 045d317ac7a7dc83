#pragma once

#include "app/base/result.h"

#include <QByteArrayView>
#include <QString>
#include <QUrl>

namespace sendscope::net {

/// Scheme, host and port, the last only where it is not the scheme's own:
/// "https://example.com:8443". What a credential belongs to.
QString originOf(const QUrl &url);

/// What the Host field says for this URL: "example.com:8443", "[::1]".
QByteArray hostFieldOf(const QUrl &url);

/// The URL as it may be used: http or https, with a host, without user name, password and fragment.
///
/// Errors: InvalidInput.
base::Result<QUrl> usableUrl(const QUrl &url);

/// Where the Location of an answer from \p from leads.
///
/// Errors: InvalidInput (not a URL, or neither http nor https), TlsFailed (from https to http).
base::Result<QUrl> redirectTarget(const QUrl &from, QByteArrayView location);

} // namespace sendscope::net
