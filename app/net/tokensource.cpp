#include "app/net/tokensource.h"

#include "app/net/origin.h"

#include <QHostAddress>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cmath>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace sendscope::net {
namespace {

using Code = base::Error::Code;
using State = TokenAnswer::State;

constexpr qint64 kMaxAnswerBytes = 64 * 1024;

/// A token is not used in its last moments: it would end on the way.
constexpr base::Ticks kMargin = 60s;

/// Where the host does not say how long its token lasts.
constexpr double kUsualSeconds = 300;
constexpr double kMostSeconds = 24 * 3600;

/// Credentials in the clear go no further than this machine.
bool isConfidential(const QUrl &url)
{
    return url.scheme() == u"https" || QHostAddress(url.host()).isLoopback();
}

/// What may stand behind "Bearer": anything else would not arrive as it is.
bool isTokenText(QByteArrayView text)
{
    return !text.isEmpty()
        && std::all_of(text.begin(), text.end(), [](char c) { return c > 0x20 && c < 0x7f; });
}

Outgoing tokenRequest(const QUrl &url, const ClientCredentials &credentials, AddressPolicy policy)
{
    const QByteArray pair = credentials.id.toUtf8() + ':' + credentials.secret.toUtf8();
    Outgoing request;
    request.method = "POST";
    request.url = url;
    request.fields = {{"User-Agent"_ba, QByteArray("Sendscope/" SENDSCOPE_VERSION)},
                      {"Accept"_ba, "application/json"_ba},
                      {"Content-Type"_ba, "application/x-www-form-urlencoded"_ba}};
    request.body = "grant_type=client_credentials"_ba;
    request.authorization = "Basic " + pair.toBase64();
    request.policy = policy;
    request.bounds.responseBytes = kMaxAnswerBytes;
    return request;
}

TokenAnswer failed(base::Error error)
{
    return {State::Failed, {}, std::move(error)};
}

TokenAnswer judge(const Incoming &incoming, double &seconds)
{
    // 400 is what RFC 6749 (5.2) has for unknown clients, 401 what most hosts answer.
    const QJsonObject json = QJsonDocument::fromJson(incoming.body).object();
    const bool isUnknownClient = incoming.status == 400
        && (json.value("error"_L1) == "invalid_client"_L1
            || json.value("error"_L1) == "unauthorized_client"_L1);
    if (incoming.status == 401 || incoming.status == 403 || isUnknownClient)
        return {State::Rejected, {}, {}};
    const QString origin = originOf(incoming.url);
    if (incoming.status != 200)
        return failed({Code::Malformed,
                       {u"%1 answers with %2 where a token was asked for."_s.arg(
                           origin, QString::number(incoming.status))}});

    const QByteArray token = json.value("access_token"_L1).toString().toUtf8();
    if (!isTokenText(token))
        return failed({Code::Malformed, {u"The answer of %1 holds no token."_s.arg(origin)}});
    seconds = std::clamp(json.value("expires_in"_L1).toDouble(kUsualSeconds), 0.0, kMostSeconds);
    return {State::Granted, token, {}};
}

} // namespace

TokenSource::TokenSource(Client &client, const base::Clock &clock, QUrl tokenUrl,
                         AddressPolicy policy, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_clock(clock)
    , m_tokenUrl(std::move(tokenUrl))
    , m_policy(policy)
{
}

TokenSource::~TokenSource()
{
    m_cancel.cancel();
}

void TokenSource::setCredentials(const ClientCredentials &credentials)
{
    m_credentials = credentials;
    m_token.clear();
    if (!m_isAsking)
        return;
    m_cancel.cancel(); // the answer for the old ones is of no use to anybody
    m_isAsking = false;
    ask();
}

void TokenSource::token(QObject *receiver, Answer answer)
{
    m_askers.push_back({receiver, std::move(answer)});
    if (!m_isAsking)
        ask();
}

void TokenSource::forget(const QByteArray &token)
{
    if (token == m_token)
        m_token.clear();
}

bool TokenSource::isFresh() const
{
    return !m_token.isEmpty() && m_clock.ticks() < m_renewAt;
}

void TokenSource::ask()
{
    m_isAsking = true;
    m_cancel = {};
    std::optional<TokenAnswer> known;
    if (m_credentials.isEmpty())
        known = TokenAnswer{State::NoCredentials, {}, {}};
    else if (isFresh())
        known = TokenAnswer{State::Granted, m_token, {}};
    else if (!isConfidential(m_tokenUrl))
        known = failed({Code::InvalidInput, {m_tokenUrl.toDisplayString(), u"an https URL"_s}});
    if (known) {
        QMetaObject::invokeMethod(
            this,
            [this, known = *known, cancel = m_cancel] {
                if (!cancel.isCancelled())
                    tell(known);
            },
            Qt::QueuedConnection);
        return;
    }
    m_askedAt = m_clock.ticks();
    m_client.send(
        tokenRequest(m_tokenUrl, m_credentials, m_policy), this,
        [this, cancel = m_cancel](const base::Result<Incoming> &answer) {
            if (!cancel.isCancelled())
                onAnswer(answer);
        },
        m_cancel);
}

void TokenSource::onAnswer(const base::Result<Incoming> &answer)
{
    if (!answer) {
        tell(failed(answer.error()));
        return;
    }
    double seconds = 0;
    const TokenAnswer judged = judge(*answer, seconds);
    if (judged.state == State::Granted) {
        const auto life =
            std::chrono::duration_cast<base::Ticks>(std::chrono::duration<double>(seconds));
        m_token = judged.token;
        m_renewAt = m_askedAt + life - std::min(kMargin, life / 10);
    }
    tell(judged);
}

void TokenSource::tell(const TokenAnswer &answer)
{
    m_isAsking = false;
    // Whoever asks from within an answer belongs to the next round.
    for (const Asker &asker : std::exchange(m_askers, {})) {
        if (asker.receiver)
            asker.answer(answer);
    }
}

} // namespace sendscope::net

#include "moc_tokensource.cpp"
