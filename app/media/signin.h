#pragma once

#include "app/media/bandwidthhost.h"
#include "app/net/keyring.h"
#include "app/net/tokensource.h"

#include <vector>

namespace sendscope::media {

/// Who we are at Bandwidth's host of media: client id and secret, and the tokens that they bring.
///
/// The credentials come from the environment, else from the keyring, else from whoever is asked in
/// this run. The keyring is opened when a token is first wanted, since it may ask the user for its
/// password. They are kept in the keyring or in memory, nowhere else.
///
/// Thread: the one it lives in.
class SignIn : public QObject
{
    Q_OBJECT

public:
    enum class State {
        Unknown,  ///< No token was wanted yet.
        Missing,  ///< Neither environment nor keyring has them.
        Present,  ///< They are here; whether they are right is seen when they are used.
        Rejected, ///< Bandwidth does not know them. No token is asked for until there are others.
    };

    /// All outlive this. \p given: from the environment; mostly empty.
    SignIn(net::Client &client, const base::Clock &clock, net::Keyring &keyring,
           BandwidthHost host = {}, const net::ClientCredentials &given = {},
           QObject *parent = nullptr);

    const BandwidthHost &host() const { return m_host; }
    State state() const { return m_state; }

    /// False until the keyring was looked into.
    bool hasKeyring() const { return m_hasKeyring; }

    /// What the user typed. \p remembers: it goes into the keyring as well; remembered() tells.
    void setCredentials(const net::ClientCredentials &credentials, bool remembers);

    /// Answers later, unless the receiver is gone by then.
    void token(QObject *receiver, net::TokenSource::Answer answer);

    /// The host did not take this token.
    void forget(const QByteArray &token) { m_tokens.forget(token); }

signals:
    void changed(); ///< state() or hasKeyring() did.

    /// Whether the keyring took the credentials.
    void remembered(bool isStored);

private:
    struct Asker
    {
        QPointer<QObject> receiver;
        net::TokenSource::Answer answer;
    };

    void onKeyring(const net::Keyring::Reading &reading);
    void askForToken(const Asker &asker);
    void setState(State state);

    net::Keyring &m_keyring;
    const BandwidthHost m_host;
    net::TokenSource m_tokens;
    State m_state = State::Unknown;
    bool m_hasKeyring = false;
    std::vector<Asker> m_askers; ///< While the keyring is being opened.
    bool m_isOpening = false;
};

} // namespace sendscope::media
