#include "app/intake/classifier.h"

#include "app/event/contentcoding.h"
#include "app/event/sentmark.h"
#include "app/event/split.h"

using namespace Qt::StringLiterals;

namespace sendscope::intake {
namespace {

using event::Refusal;
using event::RefusalReason;
using event::Verdict;

http::Response plainText(int status, const QByteArray &text)
{
    return {status, {{"Content-Type", "text/plain; charset=utf-8"}}, text + '\n'};
}

/// The path a target names, without its query: "/cb" of "/cb?x=1" and of "http://host/cb".
QByteArrayView pathOf(QByteArrayView target)
{
    const qsizetype scheme = target.indexOf("://");
    if (!target.startsWith('/') && scheme > 0) {
        const qsizetype path = target.indexOf('/', scheme + 3);
        target = path < 0 ? QByteArrayView("/") : target.sliced(path);
    }
    const qsizetype query = target.indexOf('?');
    return query < 0 ? target : target.first(query);
}

/// Why a head is not for us, and the answer.
struct Objection
{
    Verdict verdict = Verdict::Refused;
    Refusal refusal;
    http::Response response;
};

/// "this was a GET", "this was an OPTIONS".
QByteArray thisWasA(const QByteArray &method)
{
    const bool hasVowel = !method.isEmpty() && QByteArrayView("AEIOU").contains(method.front());
    return (hasVowel ? "this was an " : "this was a ") + method;
}

Objection wrongMethod(const http::RequestHead &head)
{
    const QByteArray what = thisWasA(head.method);
    http::Response response = plainText(
        405, "Sendscope listens here. Bandwidth must POST to this address; " + what + '.');
    response.fields.append({"Allow", "POST"});
    return {Verdict::Refused,
            {RefusalReason::WrongMethod, 0, QString::fromLatin1(what)},
            std::move(response)};
}

Objection wrongPath(const http::RequestHead &head)
{
    return {Verdict::Refused,
            {RefusalReason::WrongPath, head.method.size() + 1},
            plainText(404, "Sendscope takes events at another path.")};
}

std::optional<Objection> objectTo(const Rules &rules, const http::RequestHead &head)
{
    if (!rules.takesAnyMethod && head.method != "POST")
        return wrongMethod(head);
    if (!rules.path.isEmpty() && pathOf(head.target) != rules.path)
        return wrongPath(head);
    if (!rules.credentials)
        return std::nullopt;

    switch (rules.credentials->check(head.fields)) {
    case http::Credentials::Check::Right:
        break;
    case http::Credentials::Check::Missing:
        return Objection{Verdict::Handshake, {}, http::challengeResponse()};
    case http::Credentials::Check::Wrong:
        return Objection{
            Verdict::Refused, {RefusalReason::WrongCredentials}, http::challengeResponse()};
    }
    return std::nullopt;
}

int statusOf(RefusalReason reason, const Rules &rules)
{
    switch (reason) {
    case RefusalReason::BadContentEncoding:
        return 415;
    case RefusalReason::BodyTooLarge:
        return 413;
    default:
        return rules.notJsonStatus;
    }
}

base::Result<std::vector<event::DraftEvent>> rowsOf(const event::Request &request)
{
    const auto readable = event::readableBody(request.head, request.body);
    if (!readable)
        return readable.error();
    return event::splitBody(*readable);
}

event::Request requestFrom(const Rules &rules, const http::Arrival &arrival, const QByteArray &head)
{
    event::Request request;
    request.arrived = arrival.at;
    request.peer = arrival.peer;
    request.local = arrival.local;
    request.head = rules.credentials ? http::withoutCredentials(head) : head;
    return request;
}

/// What a Sendscope replays or makes is a run of its own, and no part of what is recorded.
void takeRun(event::DraftRequest &draft)
{
    if (const auto mark = event::sentMarkOf(draft.request.head)) {
        draft.request.via = mark->via;
        draft.run = mark->run;
    }
}

void refuse(Decision &decision, Objection objection)
{
    event::Request &request = decision.draft.request;
    request.verdict = objection.verdict;
    if (request.verdict == Verdict::Refused)
        request.refusal = objection.refusal;
    decision.response = std::move(objection.response);
    decision.draft.events = {event::DraftEvent{}};
    decision.waitsForCommit = false;
}

} // namespace

Decision classify(const Rules &rules, http::Message message, const http::Arrival &arrival)
{
    Decision decision;
    event::Request &request = decision.draft.request;
    request = requestFrom(rules, arrival, message.head.raw);
    request.body = std::move(message.body);
    request.trailers =
        rules.credentials ? http::withoutCredentials(message.trailers) : message.trailers;

    if (std::optional<Objection> objection = objectTo(rules, message.head)) {
        refuse(decision, std::move(*objection));
    } else if (auto rows = rowsOf(request)) {
        decision.draft.events = std::move(*rows);
        decision.response.status = 200;
    } else {
        request.verdict = Verdict::Malformed;
        request.refusal = event::refusalOfBody(rows.error());
        if (request.body.isEmpty())
            request.refusal->detail.clear(); // That it is empty says it all.
        decision.response = plainText(statusOf(request.refusal->reason, rules),
                                      event::sentence(*request.refusal).toUtf8());
        if (request.refusal->reason == RefusalReason::BadContentEncoding)
            decision.response.fields.append({"Accept-Encoding", "gzip, deflate, identity"});
        decision.draft.events = {event::DraftEvent{}};
    }
    request.status = decision.response.status;
    takeRun(decision.draft);
    return decision;
}

event::DraftRequest classifyRefused(const Rules &rules, const http::RefusedMessage &message,
                                    const http::Arrival &arrival)
{
    event::DraftRequest draft;
    draft.request = requestFrom(rules, arrival, message.head);
    draft.request.body = message.body;
    draft.request.verdict = Verdict::Refused;
    draft.request.refusal = message.refusal;
    draft.request.status = message.status;
    draft.events = {event::DraftEvent{}};
    takeRun(draft);
    return draft;
}

std::optional<Decision> judgeExpectation(const Rules &rules, const http::RequestHead &head,
                                         const http::Arrival &arrival)
{
    std::optional<Objection> objection = objectTo(rules, head);
    if (!objection)
        return std::nullopt;

    Decision decision;
    decision.draft.request = requestFrom(rules, arrival, head.raw);
    refuse(decision, std::move(*objection));
    decision.draft.request.status = decision.response.status;
    takeRun(decision.draft);
    return decision;
}

http::Response storedResponse(event::EventId first, qsizetype count)
{
    QByteArray text = "stored " + QByteArray::number(first.value);
    if (count > 1)
        text += '-' + QByteArray::number(first.value + count - 1);
    return plainText(200, text);
}

http::Response notStoredResponse()
{
    http::Response response = plainText(503, "Not stored. Try again.");
    response.fields.append({"Retry-After", "1"});
    return response;
}

} // namespace sendscope::intake
