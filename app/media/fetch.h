#pragma once

#include "app/base/canceltoken.h"
#include "app/base/error.h"
#include "app/media/filetype.h"
#include "app/net/client.h"

#include <QByteArray>
#include <QObject>
#include <QString>
#include <QUrl>

#include <functional>

namespace sendscope::media {

/// What became of one link.
struct Fetched
{
    enum class State {
        Ready,          ///< bytes are here
        NeedsSignIn,    ///< 401 or 403
        SignInRejected, ///< Bandwidth does not know the id and secret; nothing was fetched
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
    QByteArray head;        ///< Of the answer, cookies in it as '*'.
    FileType type = FileType::Unknown;
    int status = 0;
    bool hadCredentials = false; ///< They were sent along.
    base::Error error;
    QUrl redirect; ///< For Redirected: where to.
};

/// What is to be fetched, and how far that may go.
///
/// A plain value.
struct FetchOrder
{
    QString url; ///< As in the payload.
    /// The user was asked about an address of the own network and agreed.
    bool allowsLocal = false;
    /// Where the host sends on to: fetched in its place, because the user agreed. Mostly empty.
    QUrl instead = {};
    QByteArray authorization = {}; ///< For the very origin of the URL, and no other.
    net::Bounds bounds = usualBounds();

    /// 16 MiB, 15 s to the first byte, 30 s without progress, 60 s in all, five redirects within
    /// the host.
    static net::Bounds usualBounds();
};

/// One sentence for a person about a state that is not Ready.
QString sentence(const Fetched &fetched);

/// The host a fetch would go to, for the button that asks and for the hosts that are remembered:
/// "messaging.bandwidth.com", with the port where it is an unusual one, with "http://" before it
/// where it is not https, and letters beyond ASCII as they are looked up ("xn--…"). Empty where the
/// link would never be fetched.
QString hostOf(const QString &url);
QString hostOf(const QUrl &url);

/// Fetches one link. Redirects are followed within the host. The answer is posted to the
/// receiver's thread.
///
/// Who may call this, and when: see Fetcher.
void fetch(net::Client &client, const FetchOrder &order, QObject *receiver,
           std::function<void(const Fetched &)> answer, const base::CancelToken &cancel = {});

} // namespace sendscope::media
