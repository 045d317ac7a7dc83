#pragma once

#include "app/base/canceltoken.h"
#include "app/base/error.h"
#include "app/media/filetype.h"
#include "app/net/client.h"

#include <QByteArray>
#include <QObject>
#include <QString>

#include <functional>

namespace sendscope::media {

/// What became of one link.
struct Fetched
{
    enum class State {
        Ready,          ///< bytes are here
        NeedsSignIn,    ///< 401 or 403
        Gone,           ///< 404 or 410
        RefusedAddress, ///< leads into the user's own network
        Placeholder,    ///< "{accountId}" in the link: never fetched
        NotALink,       ///< no http or https URL
        Redirected,     ///< to another host than the one that was asked for
        TooLarge,
        Failed,   ///< error says why
        Answered, ///< another status
    };

    State state = State::Failed;
    QString url; ///< As in the payload.
    QByteArray bytes;
    QByteArray contentType; ///< As the host says.
    FileType type = FileType::Unknown;
    int status = 0;
    base::Error error;
    QString redirectHost; ///< For Redirected.
};

/// One sentence for a person about a state that is not Ready.
QString sentence(const Fetched &fetched);

/// The host a fetch would go to, for the button that asks: "messaging.bandwidth.com", with the port
/// where it is an unusual one, and letters beyond ASCII as they are looked up ("xn--…"). Empty
/// where the link would never be fetched.
QString hostOf(const QString &url);

/// Fetches one link, because the user asked for it.
///
/// No credentials are sent. Redirects are followed within the host, at most five. The answer is
/// posted to the receiver's thread. \p allowsLocal: the user was asked about an address of the own
/// network and agreed.
void fetch(net::Client &client, const QString &url, bool allowsLocal, QObject *receiver,
           std::function<void(const Fetched &)> answer, const base::CancelToken &cancel = {});

} // namespace sendscope::media
