#pragma once

#include "app/base/clock.h"
#include "app/net/client.h"

#include <QByteArray>
#include <QObject>
#include <QPointer>
#include <QUrl>

#include <functional>
#include <vector>

namespace sendscope::net {

/// What a program signs in with at a host that hands out tokens (RFC 6749, 4.4).
///
/// A plain value, kept in memory only. Whoever stores it stores it in a Keyring.
struct ClientCredentials
{
    QString id;
    QString secret;

    bool isEmpty() const { return id.isEmpty() || secret.isEmpty(); }

    friend bool operator==(const ClientCredentials &, const ClientCredentials &) = default;
};

/// What came of asking for a token.
struct TokenAnswer
{
    enum class State {
        Granted,
        NoCredentials, ///< Nothing was asked: nobody has said what to sign in with.
        Rejected,      ///< The host does not know this id and secret.
        Failed,        ///< `error` says why. To ask again later may help.
    };

    State state = State::Failed;
    QByteArray token; ///< Only while Granted.
    base::Error error;
};

/// Gets access tokens by OAuth2 client credentials, and keeps the current one in memory until
/// shortly before it ends.
///
/// The credentials go to the token URL's origin alone, which is https or this machine; a redirect
/// is not followed. One request is under way at a time, whoever asks meanwhile shares its answer.
///
/// Thread: the one it lives in.
class TokenSource : public QObject
{
    Q_OBJECT

public:
    using Answer = std::function<void(const TokenAnswer &)>;

    /// Client and clock outlive this. \p policy: Any where the token URL was typed by the user.
    TokenSource(Client &client, const base::Clock &clock, QUrl tokenUrl,
                AddressPolicy policy = AddressPolicy::PublicOnly, QObject *parent = nullptr);

    /// Ends what is under way; its askers get no answer.
    ~TokenSource() override;

    /// Forgets the token; what is under way is answered with one for the new credentials.
    void setCredentials(const ClientCredentials &credentials);
    const ClientCredentials &credentials() const { return m_credentials; }

    /// Answers later, unless the receiver is gone by then.
    void token(QObject *receiver, Answer answer);

    /// A host did not take this token: it is not handed out again.
    void forget(const QByteArray &token);

private:
    struct Asker
    {
        QPointer<QObject> receiver;
        Answer answer;
    };

    void ask();
    void onAnswer(const base::Result<Incoming> &answer);
    void tell(const TokenAnswer &answer);
    bool isFresh() const;

    Client &m_client;
    const base::Clock &m_clock;
    const QUrl m_tokenUrl;
    const AddressPolicy m_policy;

    ClientCredentials m_credentials;
    QByteArray m_token;
    base::Ticks m_renewAt{}; ///< From then on the token is not handed out any more.
    base::Ticks m_askedAt{};
    base::CancelToken m_cancel; ///< Of the request under way.
    bool m_isAsking = false;
    std::vector<Asker> m_askers;
};

} // namespace sendscope::net
