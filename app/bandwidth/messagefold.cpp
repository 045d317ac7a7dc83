#include "app/bandwidth/messagefold.h"

#include <algorithm>
#include <tuple>

using namespace std::chrono_literals;

namespace sendscope::bandwidth {
namespace {

/// So long the same bytes are taken for the same event: as long as Bandwidth tries again.
constexpr auto kSameBytes = 24h;

/// So many are compared one by one before they are looked up.
constexpr size_t kManyFirsts = 24;

constexpr base::UtcTime kNone{};

bool isThere(base::UtcTime time)
{
    return time != kNone;
}

std::optional<std::chrono::microseconds> between(base::UtcTime from, base::UtcTime to)
{
    if (!isThere(from) || !isThere(to))
        return std::nullopt;
    return to - from;
}

/// The earlier of the two that is there.
base::UtcTime earlier(base::UtcTime a, base::UtcTime b)
{
    return !isThere(a) ? b : !isThere(b) ? a : std::min(a, b);
}

/// Of two tellings of the same: the first, by when it happened, then by arrival.
template <typename Moment>
void takeFirst(Moment &moment, const Moment &other)
{
    if (other.event.isNull())
        return;
    if (moment.event.isNull()
        || std::pair(other.at, other.event) < std::pair(moment.at, moment.event))
        moment = other;
}

/// The last; of one moment that with the greater code, then the one that arrived first.
template <typename Moment>
void takeLast(Moment &moment, const Moment &other)
{
    if (other.event.isNull())
        return;
    const auto isAfter = [](const Moment &a, const Moment &b) {
        return std::tuple(a.at, a.errorCode, b.event) > std::tuple(b.at, b.errorCode, a.event);
    };
    if (moment.event.isNull() || isAfter(other, moment))
        moment = other;
}

} // namespace

Latencies latenciesOf(const RecipientState &recipient, base::UtcTime created)
{
    const auto stepBefore = [created](std::initializer_list<base::UtcTime> steps) {
        const auto step = std::find_if(steps.begin(), steps.end(), isThere);
        return step == steps.end() ? created : *step;
    };
    Latencies latencies;
    if (isFinal(recipient.state)) {
        latencies.took = between(created, recipient.final);
        latencies.finalAfter =
            between(stepBefore({recipient.sent, recipient.sending}), recipient.final);
    }
    latencies.sendingAfter = between(created, recipient.sending);
    latencies.sentAfter = between(stepBefore({recipient.sending}), recipient.sent);
    return latencies;
}

void MessageFold::clear()
{
    // Not by assigning an empty one: what it has of memory serves the next message.
    m_every = {};
    m_tracks.clear();
    m_hasState = false;
    m_isOutbound = false;
    m_created = {};
    m_started = {};
    m_issues = {};
    m_firsts.clear();
    m_index.clear();
    m_repeats.clear();
    m_ids.clear();
    m_odd.clear();
}

void MessageFold::add(const Step &step)
{
    m_ids.push_back(step.event);
    m_repeats.push_back(0);
    m_hasState = m_hasState || step.hasState;
    m_isOutbound = m_isOutbound || (step.hasState && !step.isInbound);
    m_started = earlier(m_started, step.arrived);
    if (step.created)
        m_created = earlier(m_created, *step.created);

    Track &track = trackOf(step.recipient);
    track.issues |= step.issues;
    m_issues |= step.issues;

    const base::UtcTime at = step.time.value_or(step.arrived);
    OddEvent odd;
    odd.event = step.event;
    if (const auto first = repeated(step)) {
        odd.repeatOf = *first;
        track.issues |= Issue::Repeat;
        m_issues |= Issue::Repeat;
    } else if (step.time) {
        odd.isOutOfOrder = at < track.latest;
        track.latest = std::max(track.latest, at);
    }
    if (odd.isOutOfOrder) {
        track.issues |= Issue::OutOfOrder;
        m_issues |= Issue::OutOfOrder;
    }
    if (odd.isOutOfOrder || !odd.repeatOf.isNull())
        m_odd.push_back(odd);
    take(track, step, at);
}

void MessageFold::take(Track &track, const Step &step, base::UtcTime at)
{
    const Moment moment{step.event, at, step.errorCode.value_or(0)};
    if (step.isInbound && step.hasState) {
        takeFirst(track.received, moment);
        return;
    }
    switch (step.stage) {
    case Stage::None:
    case Stage::Received:
        break;
    case Stage::Queued:
    case Stage::Sending:
        takeFirst(track.sending, moment);
        break;
    case Stage::Sent:
        takeFirst(track.sent, moment);
        break;
    case Stage::NoReceipt:
        takeLast(track.noReceipt, moment);
        break;
    case Stage::Delivered:
        takeLast(track.delivered, moment);
        break;
    case Stage::Failed:
        takeLast(track.failed, moment);
        break;
    case Stage::Read:
        takeLast(track.read, {step.event, step.readAt.value_or(at), moment.errorCode});
        break;
    }
}

MessageFold::Track &MessageFold::trackOf(RecipientPlace recipient)
{
    if (recipient == kEveryRecipient)
        return m_every;
    if (recipient >= m_tracks.size())
        m_tracks.resize(size_t(recipient) + 1);
    return m_tracks[recipient];
}

/// What is known of the recipient by its own events and by those that name nobody.
MessageFold::Track MessageFold::joined(size_t place) const
{
    Track track = m_every;
    if (place >= m_tracks.size())
        return track;
    const Track &own = m_tracks[place];
    takeFirst(track.sending, own.sending);
    takeFirst(track.sent, own.sent);
    takeFirst(track.received, own.received);
    takeLast(track.noReceipt, own.noReceipt);
    takeLast(track.delivered, own.delivered);
    takeLast(track.failed, own.failed);
    takeLast(track.read, own.read);
    track.issues |= own.issues;
    return track;
}

RecipientState MessageFold::stateOf(const Track &track, bool isTimeUp) const
{
    RecipientState result;
    result.issues = track.issues;
    result.sending = track.sending.at;
    result.sent = track.sent.at;
    result.read = track.read.at;
    if (!m_hasState)
        return result;
    const auto decide = [&result](State state, const Moment &moment) {
        result.state = state;
        result.decisive = moment.event;
        result.errorCode = moment.errorCode;
    };

    const bool isDelivered = !track.delivered.event.isNull() || !track.read.event.isNull();
    const bool isFailed = !track.failed.event.isNull();
    if (isDelivered && isFailed)
        result.issues |= Issue::Conflicting;
    const base::UtcTime delivered = std::max(track.delivered.at, track.read.at);
    if (isFailed && (!isDelivered || track.failed.at >= delivered)) {
        decide(State::Failed, track.failed);
        result.final = track.failed.at;
    } else if (isDelivered) {
        const bool isRead = !track.read.event.isNull();
        decide(isRead ? State::Read : State::Delivered, isRead ? track.read : track.delivered);
        result.errorCode = 0;
        result.final = track.delivered.event.isNull() ? track.read.at : track.delivered.at;
    } else if (!track.received.event.isNull()) {
        decide(State::Received, track.received);
        result.errorCode = 0;
        result.final = track.received.at;
    } else {
        const bool isSent = !track.sent.event.isNull();
        const bool isSending = !track.sending.event.isNull();
        decide(isSent          ? State::Sent
                   : isSending ? State::Sending
                               : State::Waiting,
               isSent ? track.sent : track.sending);
        result.errorCode = 0;
        if (!track.noReceipt.event.isNull()) {
            decide(result.state, track.noReceipt);
            result.final = track.noReceipt.at;
            result.issues |= Issue::NoReceipt;
        } else if (isTimeUp && m_isOutbound) {
            result.issues |= Issue::Overdue;
        }
    }
    return result;
}

std::vector<RecipientState> MessageFold::recipients(size_t count, bool isTimeUp) const
{
    std::vector<RecipientState> states;
    states.reserve(count);
    for (size_t place = 0; place < count; ++place)
        states.push_back(stateOf(joined(place), isTimeUp));
    return states;
}

MessageFold::First *MessageFold::findFirst(const Sameness &sameness)
{
    if (m_firsts.size() > kManyFirsts) {
        const auto known = m_index.constFind(sameness);
        return known == m_index.cend() ? nullptr : &m_firsts[*known];
    }
    const auto known = std::find_if(m_firsts.begin(), m_firsts.end(),
                                    [&](const First &first) { return first.sameness == sameness; });
    return known == m_firsts.end() ? nullptr : &*known;
}

/// The event that this one repeats; none where it is the first of its kind.
std::optional<event::EventId> MessageFold::repeated(const Step &step)
{
    Sameness sameness{{}, {}, step.digest, kEveryRecipient};
    if (step.digest == 0)
        sameness = {step.type, step.time.value_or(step.arrived), 0, step.recipient};
    const First first{sameness, m_ids.size() - 1, step.event, step.arrived};

    if (First *known = findFirst(sameness)) {
        if (step.digest == 0 || step.arrived - known->arrived <= kSameBytes) {
            ++m_repeats[known->place];
            return known->event;
        }
        *known = first;
        return std::nullopt;
    }
    m_firsts.push_back(first);
    if (m_firsts.size() > kManyFirsts) {
        for (size_t i = size_t(m_index.size()); i < m_firsts.size(); ++i)
            m_index.insert(m_firsts[i].sameness, i);
    }
    return std::nullopt;
}

std::vector<OddEvent> MessageFold::oddEvents() const
{
    if (m_odd.empty())
        return {};
    std::vector<OddEvent> all;
    all.reserve(m_odd.size() + 1);
    auto odd = m_odd.begin();
    for (size_t place = 0; place < m_repeats.size(); ++place) {
        const bool isOdd = odd != m_odd.end() && odd->event == m_ids[place];
        if (!isOdd && m_repeats[place] == 0)
            continue;
        OddEvent &one = all.emplace_back(isOdd ? *odd++ : OddEvent{m_ids[place], {}, 0, false});
        one.repeats = m_repeats[place];
    }
    return all;
}

} // namespace sendscope::bandwidth
