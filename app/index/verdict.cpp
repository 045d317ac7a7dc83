#include "app/index/verdict.h"

#include "app/base/spantext.h"
#include "app/index/segment.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace sendscope::index {
namespace {

using bandwidth::Issue;
using bandwidth::State;
using std::chrono::microseconds;

QString tr(const char *text)
{
    return QCoreApplication::translate("Verdict", text);
}

/// When the state began: its decisive step. A recipient that no event names waits from the first
/// one on.
base::UtcTime since(const Message &message, const Recipient &recipient)
{
    if (recipient.state == State::Sent)
        return recipient.sent;
    if (recipient.state == State::Sending)
        return recipient.sending;
    return message.started;
}

QString finalVerdict(const Message &message, const Recipient &recipient)
{
    const auto took = bandwidth::latenciesOf(recipient, message.created).took;
    const bool isTimed = took && took->count() >= 0;
    switch (recipient.state) {
    case State::Delivered:
        return isTimed ? tr("Delivered in %1").arg(base::spanText(*took)) : tr("Delivered");
    case State::Failed:
        return isTimed ? tr("Failed after %1").arg(base::spanText(*took)) : tr("Failed");
    case State::Read:
        return message.created != base::UtcTime() && recipient.read >= message.created
            ? tr("Read after %1").arg(base::spanText(recipient.read - message.created))
            : tr("Read");
    case State::Received:
        return tr("Received");
    default:
        return {};
    }
}

QString noReceiptVerdict(const Message &message, const Recipient &recipient)
{
    if (message.created == base::UtcTime() || recipient.final < message.created)
        return tr("No receipt");
    return tr("No receipt after %1").arg(base::spanText(recipient.final - message.created));
}

} // namespace

QString verdict(const Message &message, const Recipient &recipient, base::UtcTime now)
{
    if (recipient.issues.has(Issue::Conflicting))
        return recipient.state == State::Read ? tr("Conflicting: read and failed")
                                              : tr("Conflicting: delivered and failed");
    if (isFinal(recipient.state))
        return finalVerdict(message, recipient);
    if (recipient.issues.has(Issue::NoReceipt))
        return noReceiptVerdict(message, recipient);
    if (recipient.issues.has(Issue::Overdue))
        return tr("Overdue for %1").arg(base::wholeSpanText(now - message.due));
    const QString span = base::wholeSpanText(now - since(message, recipient));
    switch (recipient.state) {
    case State::Sending:
        return tr("Sending for %1").arg(span);
    case State::Sent:
        return tr("Sent, waiting for %1").arg(span);
    case State::Waiting:
        return tr("Waiting for %1").arg(span);
    default:
        return {};
    }
}

QString verdict(const Message &message, base::UtcTime now)
{
    if (message.recipients.size() == 1)
        return verdict(message, message.recipients.front(), now);
    if (message.state == State::Received)
        return tr("Received");
    const auto all = message.recipients.size();
    const qsizetype delivered = message.count(State::Delivered) + message.count(State::Read);
    QStringList parts{tr("%1 of %2 delivered").arg(delivered).arg(all)};
    const auto add = [&parts](qsizetype count, const QString &text) {
        if (count > 0)
            parts += text.arg(count);
    };
    const auto countOf = [&message](Issue issue) {
        return std::count_if(message.recipients.begin(), message.recipients.end(),
                             [issue](const Recipient &one) { return one.issues.has(issue); });
    };
    add(message.count(State::Failed), tr("%1 failed"));
    add(countOf(Issue::Overdue), tr("%1 overdue"));
    add(countOf(Issue::NoReceipt), tr("%1 without receipt"));
    return parts.join(u", "_s);
}

Waits::Waits(const Snapshot &snapshot, event::EventId first)
    : m_snapshot(snapshot)
{
    const std::vector<event::EventId> &aside = snapshot.aside()->rows;
    for (const SegmentPtr &segment : snapshot.segments()) {
        for (quint32 row = segment->firstAfter(first); row < segment->count(); ++row) {
            const event::Kind kind = segment->kind(row);
            if (kind != event::Kind::Refused && kind != event::Kind::Handshake)
                continue;
            // A first leg whose second one has come, or may still, stands aside.
            const event::EventId id = segment->id(row);
            const bool isAnswered = kind == event::Kind::Handshake
                && std::binary_search(aside.begin(), aside.end(), id);
            if (const auto known = isAnswered ? std::nullopt : snapshot.row(id))
                m_refused[known->status].push_back(id);
        }
    }
}

std::optional<Wait> Waits::of(const Message &message, base::UtcTime now) const
{
    if (!message.issues.has(Issue::Overdue))
        return std::nullopt;
    Wait wait;
    const base::UtcTime end = std::max(now, message.started);
    wait.span = end - message.started;
    if (message.import.isNull()) {
        for (const RecordedTime::Stretch &gap :
             m_snapshot.messages().judgement().recorded.gaps(message.started, end))
            wait.notRecorded += gap.to - gap.from;
    }

    for (const auto &[status, events] : m_refused) {
        const auto first = std::upper_bound(events.begin(), events.end(), message.events.front());
        if (first != events.end())
            wait.refused.push_back({status, events.end() - first});
    }
    std::stable_sort(wait.refused.begin(), wait.refused.end(),
                     [](const auto &a, const auto &b) { return a.requests > b.requests; });
    return wait;
}

std::optional<Wait> waitOf(const Snapshot &snapshot, const Message &message, base::UtcTime now)
{
    if (!message.issues.has(Issue::Overdue))
        return std::nullopt;
    return Waits(snapshot, message.events.front()).of(message, now);
}

QString sentence(const Wait &wait)
{
    QString recording = wait.notRecorded < 1s
        ? tr("Recording all the time")
        : tr("%1 of it not recorded").arg(base::wholeSpanText(wait.notRecorded));
    qint64 requests = 0;
    QStringList statuses;
    for (const Wait::Refusals &one : wait.refused) {
        requests += one.requests;
        statuses += one.status > 0 ? QString::number(one.status) : tr("no answer");
    }
    const QString meanwhile = statuses.join(u", "_s);
    if (requests == 0)
        recording += tr("; no request refused meanwhile");
    else if (requests == 1)
        recording += tr("; 1 request refused meanwhile (%1)").arg(meanwhile);
    else
        recording += tr("; %1 requests refused meanwhile (%2)").arg(requests).arg(meanwhile);
    return tr("No final event for %1.").arg(base::wholeSpanText(wait.span)) + u' ' + recording
        + u". "_s + tr("Bandwidth reports 9902 after about 2 h; some carriers never report.");
}

QString reasonOfRepeat(const Snapshot &snapshot, const Message &message, event::EventId event)
{
    const bandwidth::OddEvent *odd = message.odd(event);
    if (!odd || odd->repeatOf.isNull())
        return {};
    // The one just before it of the same kind: its answer is why the sender came again.
    event::EventId before = odd->repeatOf;
    for (const bandwidth::OddEvent &other : message.oddEvents) {
        if (other.repeatOf == odd->repeatOf && other.event < event)
            before = other.event;
    }
    const auto row = snapshot.row(before);
    if (!row)
        return {};
    const auto [segment, at] = snapshot.find(before);
    const Later *later = snapshot.later().find(row->request);
    const auto took =
        later && later->isAnswerKnown ? later->answeredAfter : segment->answeredAfter(at);
    if (row->status == 0 || !row->isAnswerDelivered) {
        return took > 0ms ? tr("the sender hung up after %1").arg(base::spanText(took))
                          : tr("the sender hung up");
    }
    if (took > 0ms)
        return tr("answered %1 after %2").arg(row->status).arg(base::spanText(took));
    return row->status / 100 == 2 ? tr("answered %1 all the same").arg(row->status)
                                  : tr("answered %1").arg(row->status);
}

} // namespace sendscope::index
