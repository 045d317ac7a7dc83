#include "app/replay/passonexchange.h"

#include "app/event/headerlist.h"
#include "app/replay/attemptanswer.h"
#include "app/replay/sendablehead.h"

#include <QSet>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace sendscope::replay {
namespace {

/// Fields of a connection (RFC 9110, 7.6.1), in lower case; what Connection names besides.
constexpr auto kOfConnection =
    std::to_array<QByteArrayView>({"connection", "keep-alive", "proxy-connection", "te", "trailer",
                                   "transfer-encoding", "upgrade"});

bool isName(const QByteArray &name, const char *other)
{
    return name.compare(other, Qt::CaseInsensitive) == 0;
}

/// "127.0.0.1" of "127.0.0.1:40312", "[::1]" of "[::1]:40312", as X-Forwarded-For spells them.
QByteArray hostOf(const QString &peer)
{
    return peer.first(std::max<qsizetype>(peer.lastIndexOf(u':'), 0)).toLatin1();
}

void addForwarded(net::Outgoing &out, const event::Request &request)
{
    const auto add = [&out](const char *name, const QByteArray &value) {
        const bool isThere = std::any_of(out.fields.begin(), out.fields.end(),
                                         [name](const auto &f) { return isName(f.first, name); });
        if (!isThere && !value.isEmpty())
            out.fields.emplace_back(name, value);
    };
    add("X-Forwarded-For", hostOf(request.peer));
    add("X-Forwarded-Host",
        event::HeaderList::fromHead(request.head).first("Host").value_or(QByteArray()));
    add("X-Forwarded-Proto", "http"_ba);
}

http::Response plainText(int status, const QByteArray &sentence)
{
    return {status, {{"Content-Type", "text/plain; charset=utf-8"}}, sentence + '\n'};
}

QByteArray limitText(std::chrono::milliseconds time)
{
    const auto count = time.count();
    return count % 1000 == 0 ? QByteArray::number(count / 1000) + " s"
                             : QByteArray::number(count) + " ms";
}

} // namespace

base::Result<net::Outgoing> passOnRequest(const event::Request &request, const QUrl &target,
                                          const QByteArray &pseudonym,
                                          std::chrono::milliseconds time)
{
    if (wentOnBefore(request, pseudonym))
        return base::Error{base::Error::Code::Malformed,
                           {u"Not passed on: it went on from here before."_s}};
    auto head = sendableHead(request);
    if (!head)
        return head.error();

    net::Outgoing out;
    out.method = head->method;
    out.url = target;
    out.body = request.body;
    out.policy = net::AddressPolicy::Any;
    out.bounds.responseBytes = kMaxKeptAnswerBytes;
    out.bounds.keepsTruncated = true;
    out.bounds.connect = out.bounds.firstByte = out.bounds.progress = out.bounds.total = time;
    for (auto &[name, value] : head->fields) {
        if (!isName(name, "authorization") || !isOverwritten(value))
            out.fields.emplace_back(std::move(name), std::move(value));
    }
    addForwarded(out, request);
    out.fields.emplace_back("Via"_ba, "1.1 " + pseudonym);
    return out;
}

bool wentOnBefore(const event::Request &request, const QByteArray &pseudonym)
{
    const auto all = event::HeaderList::fromHead(request.head);
    for (const event::HeaderField &field : all.fields()) {
        if (isName(field.name, "via") && field.value.contains(pseudonym))
            return true;
    }
    return false;
}

http::Response relayedResponse(const net::Incoming &answer)
{
    if (answer.status < 200 || answer.status > 999)
        return plainText(502, "The target did not answer the request.");

    const auto all = event::HeaderList::fromHead(answer.head);
    QSet<QByteArray> left;
    for (const QByteArrayView name : kOfConnection)
        left.insert(name.toByteArray());
    for (const event::HeaderField &field : all.fields()) {
        if (!isName(field.name, "connection"))
            continue;
        for (const QByteArray &name : field.value.toLower().split(','))
            left.insert(name.trimmed());
    }

    http::Response response;
    response.status = answer.status;
    response.body = answer.body;
    for (const event::HeaderField &field : all.fields()) {
        if (!left.contains(field.name.toLower()))
            response.fields.append(field);
    }
    return response;
}

http::Response relayFailure(const base::Error &error, std::chrono::milliseconds limit)
{
    if (error.code == base::Error::Code::TimedOut)
        return plainText(504,
                         "Stored, but the target did not answer within " + limitText(limit) + '.');
    return plainText(502, "Stored, but the target gave no answer.");
}

http::Response loopResponse()
{
    return plainText(508, "Stored, but it went on from here before.");
}

http::Response tooMuchResponse()
{
    http::Response response =
        plainText(503, "Stored, but not passed on: too much waits for the target.");
    response.fields.append({"Retry-After", "1"});
    return response;
}

} // namespace sendscope::replay
