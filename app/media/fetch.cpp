#include "app/media/fetch.h"

#include "app/event/headerlist.h"
#include "app/media/words.h"
#include "app/net/origin.h"

#include <QRegularExpression>

#include <optional>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace sendscope::media {
namespace {

constexpr int kMaxRedirects = 5;
constexpr qint64 kMaxBytes = 16 * 1024 * 1024;

/// "{accountId}" in a link that was copied from the documentation; empty where there is none.
QString placeholderIn(const QString &url)
{
    static const QRegularExpression braces(u"\\{[A-Za-z][A-Za-z0-9_-]*\\}"_s);
    const QString decoded = QString::fromUtf8(QByteArray::fromPercentEncoding(url.toUtf8()));
    return braces.match(decoded).captured();
}

std::optional<QUrl> linkIn(const QString &url)
{
    const auto usable = net::usableUrl(QUrl(url));
    return usable ? std::optional(*usable) : std::nullopt;
}

net::Outgoing request(const QUrl &url, const FetchOrder &order)
{
    net::Outgoing request;
    request.url = url;
    request.authorization = order.authorization;
    request.fields = {{"User-Agent"_ba, QByteArray("Sendscope/" SENDSCOPE_VERSION)},
                      {"Accept-Encoding"_ba, "identity"_ba}};
    request.policy = order.allowsLocal ? net::AddressPolicy::Any : net::AddressPolicy::PublicOnly;
    request.bounds = order.bounds;
    return request;
}

/// Where an answer that was not followed leads.
QUrl redirectOf(const net::Incoming &incoming)
{
    const auto location = event::HeaderList::fromHead(incoming.head).first("Location");
    const auto target = net::redirectTarget(incoming.url, location.value_or(QByteArray()));
    return location && target ? *target : QUrl();
}

/// A cookie signs its holder in: it is not kept.
QByteArray withoutCookies(const QByteArray &head)
{
    QByteArrayList lines = head.split('\n');
    for (QByteArray &line : lines) {
        const qsizetype colon = line.indexOf(':');
        if (colon < 0 || line.first(colon).compare("Set-Cookie", Qt::CaseInsensitive) != 0)
            continue;
        const qsizetype end = line.endsWith('\r') ? line.size() - 1 : line.size();
        for (qsizetype i = colon + 1; i < end; ++i)
            line[i] = line[i] == ' ' ? ' ' : '*';
    }
    return lines.join('\n');
}

void judge(Fetched &fetched, const net::Incoming &incoming)
{
    using State = Fetched::State;
    fetched.status = incoming.status;
    fetched.head = withoutCookies(incoming.head);
    fetched.contentType =
        event::HeaderList::fromHead(incoming.head).first("Content-Type").value_or(QByteArray());
    if (incoming.status / 100 == 3)
        fetched.redirect = redirectOf(incoming);
    if (!fetched.redirect.isEmpty())
        fetched.state = State::Redirected;
    else if (incoming.status == 401 || incoming.status == 403)
        fetched.state = State::NeedsSignIn;
    else if (incoming.status == 404 || incoming.status == 410)
        fetched.state = State::Gone;
    else if (incoming.status / 100 != 2)
        fetched.state = State::Answered;
    else if (incoming.isTruncated)
        fetched.state = State::TooLarge;
    else
        fetched.state = State::Ready;
    if (fetched.state == State::Ready) {
        fetched.bytes = incoming.body;
        fetched.type = sniff(incoming.body);
    }
}

Fetched conclude(const FetchOrder &order, const base::Result<net::Incoming> &answer)
{
    Fetched fetched;
    fetched.url = order.url;
    fetched.hadCredentials = !order.authorization.isEmpty();
    if (answer) {
        judge(fetched, *answer);
        return fetched;
    }
    fetched.error = answer.error();
    const bool isRefused = fetched.error.code == base::Error::Code::AddressRefused;
    fetched.state = isRefused ? Fetched::State::RefusedAddress : Fetched::State::Failed;
    return fetched;
}

} // namespace

QString sentence(const Fetched &fetched)
{
    using State = Fetched::State;
    const QString status = QString::number(fetched.status);
    switch (fetched.state) {
    case State::Ready:
        return {};
    case State::NeedsSignIn:
        if (fetched.hadCredentials)
            return words("Bandwidth does not hand it out to these credentials (%1).").arg(status);
        return fetched.status == 403 ? words("The host does not hand it out (403).")
                                     : words("The host asks for a user and password.");
    case State::SignInRejected:
        return words("Not fetched: Bandwidth does not know this client id and secret.");
    case State::Gone:
        return QUrl(fetched.url).host() == u"messaging.bandwidth.com"
            ? words("No longer there (%1). Bandwidth keeps media for 48 hours.").arg(status)
            : words("No longer there (%1).").arg(status);
    case State::RefusedAddress:
        return words("Not fetched: this address leads into your own network.");
    case State::Placeholder:
        return words("Not fetched: %1 in this link is a placeholder of the documentation.")
            .arg(placeholderIn(fetched.url));
    case State::NotALink:
        return words("Not fetched: this is no http or https link.");
    case State::Redirected:
        return words("Not fetched: the host sends on to %1.").arg(hostOf(fetched.redirect));
    case State::TooLarge:
        return words("Not fetched: it is over 16 MiB.");
    case State::Failed:
        return base::sentence(fetched.error);
    case State::Answered:
        return words("The host answers with %1.").arg(status);
    }
    return {};
}

net::Bounds FetchOrder::usualBounds()
{
    net::Bounds bounds;
    bounds.responseBytes = kMaxBytes;
    bounds.connect = 10s;
    bounds.firstByte = 15s;
    bounds.progress = 30s;
    bounds.total = 60s;
    bounds.keepsTruncated = true;
    bounds.redirects = kMaxRedirects;
    bounds.staysOnHost = true;
    return bounds;
}

QString hostOf(const QUrl &url)
{
    const QString host = QString::fromLatin1(net::hostFieldOf(url));
    return url.scheme() == u"https" ? host : url.scheme() + u"://"_s + host;
}

QString hostOf(const QString &url)
{
    const auto link = linkIn(url);
    return link && placeholderIn(url).isEmpty() ? hostOf(*link) : QString();
}

void fetch(net::Client &client, const FetchOrder &order, QObject *receiver,
           std::function<void(const Fetched &)> answer, const base::CancelToken &cancel)
{
    const auto link = order.instead.isEmpty() ? linkIn(order.url) : std::optional(order.instead);
    const bool isPlaceholder = !placeholderIn(order.url).isEmpty();
    if (!link || isPlaceholder) {
        Fetched fetched;
        fetched.url = order.url;
        fetched.state = isPlaceholder ? Fetched::State::Placeholder : Fetched::State::NotALink;
        QMetaObject::invokeMethod(
            receiver, [answer = std::move(answer), fetched] { answer(fetched); },
            Qt::QueuedConnection);
        return;
    }
    client.send(
        request(*link, order), receiver,
        [order, answer = std::move(answer)](const auto &result) {
            answer(conclude(order, result));
        },
        cancel);
}

} // namespace sendscope::media
