#include "app/media/signin.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace sendscope::media {
namespace {

constexpr auto kKeyringName = "bandwidth-client"_L1;

/// Both in one entry, so that they are never of two accounts. An id holds no line end.
QString toText(const net::ClientCredentials &credentials)
{
    return credentials.id + u'\n' + credentials.secret;
}

net::ClientCredentials fromText(const QString &text)
{
    return {text.section(u'\n', 0, 0), text.section(u'\n', 1)};
}

} // namespace

SignIn::SignIn(net::Client &client, const base::Clock &clock, net::Keyring &keyring,
               BandwidthHost host, const net::ClientCredentials &given, QObject *parent)
    : QObject(parent)
    , m_keyring(keyring)
    , m_host(std::move(host))
    , m_tokens(client, clock, m_host.token, m_host.policy)
{
    if (given.isEmpty())
        return;
    m_tokens.setCredentials(given);
    m_state = State::Present;
}

void SignIn::setCredentials(const net::ClientCredentials &credentials, bool remembers)
{
    m_tokens.setCredentials(credentials);
    m_state = credentials.isEmpty() ? State::Missing : State::Present;
    emit changed();
    if (remembers && !credentials.isEmpty())
        m_keyring.write(kKeyringName, toText(credentials), this,
                        [this](bool isStored) { emit remembered(isStored); });
}

void SignIn::token(QObject *receiver, net::TokenSource::Answer answer)
{
    Asker asker{receiver, std::move(answer)};
    if (m_state != State::Unknown) {
        askForToken(asker);
        return;
    }
    m_askers.push_back(std::move(asker));
    if (m_isOpening)
        return;
    m_isOpening = true;
    m_keyring.read(kKeyringName, this,
                   [this](const net::Keyring::Reading &reading) { onKeyring(reading); });
}

void SignIn::onKeyring(const net::Keyring::Reading &reading)
{
    m_isOpening = false;
    m_hasKeyring = reading.isAvailable;
    const net::ClientCredentials found = fromText(reading.secret.value_or(QString()));
    // What was typed in the meantime is newer than what lies in the keyring.
    if (m_state == State::Unknown) {
        m_tokens.setCredentials(found);
        m_state = found.isEmpty() ? State::Missing : State::Present;
    }
    emit changed();
    for (const Asker &asker : std::exchange(m_askers, {}))
        askForToken(asker);
}

void SignIn::askForToken(const Asker &asker)
{
    if (!asker.receiver)
        return;
    if (m_state == State::Rejected) {
        // Asked again with what is known to be wrong, a host may lock the account.
        QMetaObject::invokeMethod(
            asker.receiver.data(),
            [answer = asker.answer] {
                answer({net::TokenAnswer::State::Rejected, {}, {}});
            },
            Qt::QueuedConnection);
        return;
    }
    m_tokens.token(
        asker.receiver,
        [this, self = QPointer(this), answer = asker.answer](const net::TokenAnswer &token) {
            if (self && token.state == net::TokenAnswer::State::Rejected)
                setState(State::Rejected);
            answer(token);
        });
}

void SignIn::setState(State state)
{
    if (m_state == state)
        return;
    m_state = state;
    emit changed();
}

} // namespace sendscope::media

#include "moc_signin.cpp"
