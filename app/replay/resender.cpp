#include "app/replay/resender.h"

#include "app/replay/sendablehead.h"

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;

namespace sendscope::replay {
namespace {

constexpr qint64 kMaxKeptBytes = 1024 * 1024; ///< Of an answer's body.

base::Result<net::Outgoing> outgoing(const event::StoredRequest &stored, const ResendJob &job)
{
    const event::Request &request = stored.draft.request;
    auto head = sendableHead(request);
    if (!head)
        return head.error();

    net::Outgoing out;
    out.method = head->method;
    out.url = job.target;
    out.body = request.body;
    out.authorization = job.authorization;
    out.policy = net::AddressPolicy::Any;
    out.bounds = job.bounds;
    out.bounds.responseBytes = std::min(job.bounds.responseBytes, kMaxKeptBytes);
    out.bounds.keepsTruncated = true;
    for (auto &[name, value] : head->fields) {
        const bool isCredential = name.compare("authorization", Qt::CaseInsensitive) == 0;
        if (!isCredential || !job.authorization.isEmpty()) // else it holds the place for the job's
            out.fields.emplace_back(std::move(name), std::move(value));
    }
    out.fields.emplace_back("Sendscope-Replay"_ba, QByteArray::number(stored.id.value));
    return out;
}

} // namespace

struct Resender::Private
{
    net::Client &client;
    const base::Clock &clock;

    std::optional<ResendJob> job;  ///< The one that runs.
    std::optional<ResendJob> next; ///< Begins when the one that runs has ended.
    size_t position = 0;           ///< Of the request that is under way, or next.
    ResendSummary summary;
    base::CancelToken cancel;
    base::UtcTime started;
    base::Ticks startedTicks{};
};

Resender::Resender(net::Client &client, const base::Clock &clock, QObject *parent)
    : QObject(parent)
    , d(new Private{client, clock})
{
}

Resender::~Resender()
{
    d->cancel.cancel();
}

bool Resender::isRunning() const
{
    return d->job.has_value();
}

void Resender::start(ResendJob job)
{
    if (isRunning()) {
        cancel();
        d->next = std::move(job);
        return;
    }
    begin(std::move(job));
}

void Resender::begin(ResendJob job)
{
    d->job = std::move(job);
    d->position = 0;
    d->cancel = {};
    d->summary = {};
    d->summary.planned = qsizetype(d->job->requests.size());
    QMetaObject::invokeMethod(this, &Resender::sendNext, Qt::QueuedConnection);
}

void Resender::cancel()
{
    d->cancel.cancel();
    if (const auto dropped = std::exchange(d->next, std::nullopt)) {
        ResendSummary summary;
        summary.planned = qsizetype(dropped->requests.size());
        summary.isCancelled = true;
        emit finished(summary);
    }
}

void Resender::sendNext()
{
    if (d->cancel.isCancelled() || d->position == d->job->requests.size()) {
        finish();
        return;
    }
    d->started = d->clock.utc();
    d->startedTicks = d->clock.ticks();
    auto request = outgoing(d->job->requests[d->position], *d->job);
    if (!request) {
        conclude(request.error());
        return;
    }
    d->client.send(
        std::move(*request), this, [this](const auto &answer) { conclude(answer); }, d->cancel);
}

void Resender::conclude(const base::Result<net::Incoming> &answer)
{
    event::Attempt attempt;
    attempt.request = d->job->requests[d->position].id;
    attempt.started = d->started;
    attempt.target = d->job->target.toString(QUrl::FullyEncoded | QUrl::RemoveUserInfo);
    if (answer) {
        attempt.took = answer->took;
        attempt.sentHead = answer->sentHead;
        attempt.status = answer->status;
        attempt.responseHead = answer->head;
        attempt.responseBody = answer->body;
    } else {
        attempt.took = d->clock.ticks() - d->startedTicks;
        attempt.error = base::sentence(answer.error());
    }
    ++d->position;
    ++(answer ? d->summary.sent : d->summary.failed);
    d->summary.answered2xx += attempt.status / 100 == 2 ? 1 : 0;
    emit attempted(attempt);

    // Not at once: thousands that cannot be sent would make as many frames on the stack.
    if (answer)
        sendNext();
    else
        QMetaObject::invokeMethod(this, &Resender::sendNext, Qt::QueuedConnection);
}

void Resender::finish()
{
    ResendSummary summary = d->summary;
    summary.isCancelled = d->cancel.isCancelled();
    d->job.reset();
    if (auto next = std::exchange(d->next, std::nullopt))
        begin(std::move(*next));
    emit finished(summary);
}

} // namespace sendscope::replay

#include "moc_resender.cpp"
