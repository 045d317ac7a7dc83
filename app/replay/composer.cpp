#include "app/replay/composer.h"

#include "app/event/contentcoding.h"
#include "app/event/sentmark.h"
#include "app/replay/attemptanswer.h"
#include "app/replay/sendablehead.h"

#include <algorithm>

namespace sendscope::replay {
namespace {

net::Bounds boundsOf(net::Bounds bounds)
{
    bounds.responseBytes = std::min(bounds.responseBytes, kMaxKeptAnswerBytes);
    bounds.keepsTruncated = true;
    return bounds;
}

bool isNamed(const Fields::value_type &field, QByteArrayView name)
{
    return QByteArrayView(field.first).compare(name, Qt::CaseInsensitive) == 0;
}

} // namespace

Composer::Composer(const PlayPlan &plan, QByteArray run)
    : m_run(std::move(run))
    , m_target(plan.target)
    , m_authorization(plan.authorization)
    , m_bounds(boundsOf(plan.bounds))
    , m_fields(plan.changes.fields)
    , m_bodies(plan.changes.bodies)
    , m_body(plan.changes.hasFreshIds, plan.changes.hasShiftedTimes)
{
}

void Composer::beginRepetition(base::UtcTime now)
{
    m_body.begin(now);
}

Composed Composer::compose(const event::StoredRequest &stored)
{
    auto outgoing = head(stored);
    if (!outgoing)
        return {outgoing.error(), {}};
    const QByteArray &own = stored.draft.request.body;
    const QByteArray body = bodyOf(stored);
    outgoing->body = body;
    if (body == own)
        return {std::move(outgoing), {}};
    // What was changed is sent as it reads.
    std::erase_if(outgoing->fields,
                  [](const auto &field) { return isNamed(field, "Content-Encoding"); });
    return {std::move(outgoing), body.isNull() ? QByteArray("") : body};
}

base::Result<net::Outgoing> Composer::head(const event::StoredRequest &stored) const
{
    auto head = sendableHead(stored.draft.request, m_fields.kept());
    if (!head)
        return head.error();

    net::Outgoing out;
    out.method = head->method;
    out.url = m_target;
    out.policy = net::AddressPolicy::Any;
    out.bounds = m_bounds;
    out.fields = std::move(head->fields);
    // A value that was asked for by name goes before the one that goes with everything.
    const QByteArray name = "authorization";
    const bool isOwn = m_fields.isSet(name) || m_fields.kept().contains(name);
    if (!isOwn && m_authorization.isEmpty()) {
        std::erase_if(out.fields, [&name](const auto &field) { return isNamed(field, name); });
    } else if (!isOwn) {
        out.authorization = m_authorization; // in the place of the request's own
    }
    m_fields.apply(out.fields);
    const event::SentMark mark{event::Via::Replay, m_run, stored.id.value};
    out.fields.emplace_back(event::fieldName(mark), event::fieldValue(mark));
    return out;
}

/// The body that is sent; the request's own bytes where nothing changes.
QByteArray Composer::bodyOf(const event::StoredRequest &stored)
{
    const event::Request &request = stored.draft.request;
    const auto edited = m_bodies.constFind(stored.id);
    if (edited != m_bodies.cend())
        return m_body.changed(*edited);
    if (m_body.isIdle())
        return request.body;
    const auto readable = event::readableBody(request.head, request.body);
    if (!readable)
        return request.body; // nobody can read it, so nothing in it is an id or a time
    const QByteArray changed = m_body.changed(*readable);
    return changed == *readable ? request.body : changed;
}

} // namespace sendscope::replay
