#include "tests/support/plainmessages.h"

#include "app/bandwidth/message.h"
#include "app/event/contentcoding.h"
#include "app/event/split.h"
#include "app/event/timestamp.h"
#include "tests/support/plainevaluator.h"

#include <algorithm>
#include <chrono>
#include <set>

using namespace std::chrono_literals;

namespace sendscope::tests {

using bandwidth::Body;
using bandwidth::Stage;
using event::Field;

/// One event with all that is known of it.
struct PlainMessages::Told
{
    event::EventId id;
    const event::StoredRequest *request = nullptr;
    bandwidth::EventFacts facts;
    QByteArray bytes;
    std::optional<base::UtcTime> readAt;
    QByteArray recipient;
    std::optional<event::EventId> repeatOf;
    bool isOutOfOrder = false;
    int repeats = 0;
    bool hasFindings = false;

    base::UtcTime arrived() const { return request->draft.request.arrived; }
    base::UtcTime at() const { return facts.time.value_or(arrived()); }
    bool isInbound() const { return bandwidth::isInbound(facts); }

    bool hasState() const
    {
        return facts.body == Body::Message || facts.body == Body::TwoFactorReceipt
            || facts.body == Body::InternationalReceipt
            || bandwidth::stageOf(facts) == Stage::Received;
    }

    bool isSameAs(const Told &other) const
    {
        if (facts.messageId.isEmpty() || !facts.time || !other.facts.time)
            return bytes == other.bytes && facts.time.has_value() == other.facts.time.has_value();
        return facts.type == other.facts.type && recipient == other.recipient
            && facts.time == other.facts.time;
    }

    bool isByBytes() const { return facts.messageId.isEmpty() || !facts.time; }
};

namespace {

/// All events of a request.
template <typename Take>
void read(const event::StoredRequest &stored, Take take)
{
    const event::Request &request = stored.draft.request;
    const auto readable = event::readableBody(request.head, request.body);
    if (request.verdict != event::Verdict::Accepted || !readable)
        return;
    const auto json = event::JsonText::scan(*readable);
    if (!json)
        return;
    const std::vector<qint32> elements = event::elementsOf(*json);
    for (size_t i = 0; i < elements.size(); ++i) {
        if (json->span(elements[i]).type == event::JsonSpan::Type::Object)
            take(*json, elements[i], qint32(i));
    }
}

std::optional<qint64> span(std::optional<base::UtcTime> from, std::optional<base::UtcTime> to)
{
    return from && to ? std::optional<qint64>((*to - *from).count()) : std::nullopt;
}

} // namespace

PlainMessages::PlainMessages(const std::vector<event::StoredRequest> &requests,
                             const IsTimeUp &isTimeUp)
{
    std::map<QByteArray, std::vector<Told>> messages;
    for (const event::StoredRequest &stored : requests) {
        const event::Request &request = stored.draft.request;
        for (size_t i = 0; i < stored.draft.events.size(); ++i) {
            if (request.verdict == event::Verdict::Malformed)
                m_rows[{stored.firstEvent.value + qint64(i)}].issues = {"malformed"};
            else if (request.verdict == event::Verdict::Refused)
                m_rows[{stored.firstEvent.value + qint64(i)}].issues = {"refused"};
        }
        read(stored, [&](const event::JsonText &json, qint32 element, qint32 place) {
            Told told;
            told.id = {stored.firstEvent.value + place};
            told.request = &stored;
            told.facts = bandwidth::readEvent(json, element);
            told.bytes = json.raw(element).toByteArray();
            told.hasFindings = !plainValues(Field::Check, stored, place).empty();
            if (const qint32 time = json.member(element, "eventTime"); time >= 0)
                told.readAt = event::parseTimestamp(json.text(time));
            if (told.hasState())
                told.recipient = told.isInbound() ? told.facts.ours : told.facts.theirs;
            const bool isOwn =
                request.via == event::Via::Replay || request.via == event::Via::Generate;
            const QByteArray run = QByteArray::number(isOwn ? stored.run.value : 0);
            messages[told.facts.messageId.isEmpty() ? run + '=' + told.bytes
                                                    : run + '/' + told.facts.messageId]
                .push_back(std::move(told));
        });
    }
    for (auto &[key, all] : messages)
        tell(all, key, isTimeUp);
}

PlainMessages::~PlainMessages() = default;

void PlainMessages::tell(std::vector<Told> &all, const QByteArray &key, const IsTimeUp &isTimeUp)
{
    // Repeats and their firsts.
    for (size_t i = 0; i < all.size(); ++i) {
        for (size_t j = i; j-- > 0;) {
            if (all[j].repeatOf || !all[i].isSameAs(all[j]))
                continue;
            // The newest first of its kind; of the same bytes one that is not too long ago.
            if (!all[i].isByBytes() || all[i].arrived() - all[j].arrived() <= 24h) {
                all[i].repeatOf = all[j].id;
                ++all[j].repeats;
            }
            break;
        }
        for (size_t j = 0; j < i && all[i].facts.time && !all[i].repeatOf; ++j) {
            if (!all[j].repeatOf && all[j].facts.time && all[j].recipient == all[i].recipient
                && *all[j].facts.time > *all[i].facts.time)
                all[i].isOutOfOrder = true;
        }
    }

    const bool isMessage = !all.front().facts.messageId.isEmpty();
    std::set<QByteArray> numbers;
    bool isFollowed = false;
    bool isOutbound = false;
    std::optional<base::UtcTime> created;
    for (const Told &told : all) {
        if (told.facts.messageTime)
            created =
                created ? std::min(*created, *told.facts.messageTime) : told.facts.messageTime;
        if (!told.hasState())
            continue;
        isFollowed = true;
        isOutbound = isOutbound || !told.isInbound();
        numbers.insert(told.recipient);
        if (!told.isInbound())
            numbers.insert(told.facts.recipients.begin(), told.facts.recipients.end());
    }
    numbers.erase(QByteArray());
    if (numbers.empty())
        numbers.insert(QByteArray());

    std::map<QByteArray, Fate> fates;
    for (const QByteArray &number : numbers) {
        Fate fate;
        std::optional<base::UtcTime> sending, sent, delivered, failed, read, received, none;
        int code = 0;
        for (const Told &told : all) {
            if (!told.hasState() || !(told.recipient.isEmpty() || told.recipient == number))
                continue;
            const auto first = [&](auto &time) {
                time = time ? std::min(*time, told.at()) : told.at();
            };
            const auto last = [&](auto &time, base::UtcTime at) {
                time = time ? std::max(*time, at) : at;
            };
            if (told.isInbound()) {
                first(received);
                continue;
            }
            switch (bandwidth::stageOf(told.facts)) {
            case Stage::Queued:
            case Stage::Sending:
                first(sending);
                break;
            case Stage::Sent:
                first(sent);
                break;
            case Stage::Delivered:
                last(delivered, told.at());
                break;
            case Stage::Failed: {
                const int own = told.facts.errorCode.value_or(0);
                code = failed && told.at() == *failed ? std::max(code, own)
                    : !failed || told.at() > *failed  ? own
                                                      : code;
                last(failed, told.at());
                break;
            }
            case Stage::NoReceipt:
                last(none, told.at());
                break;
            case Stage::Read:
                last(read, told.readAt.value_or(told.at()));
                break;
            default:
                break;
            }
        }

        const bool arrived = delivered || read;
        const base::UtcTime latest =
            std::max(delivered.value_or(base::UtcTime()), read.value_or(base::UtcTime()));
        std::optional<base::UtcTime> final;
        if (arrived && failed)
            fate.issues += "conflicting";
        if (failed && (!arrived || *failed >= latest)) {
            fate.state = "failed";
            fate.errorCode = code;
            final = failed;
        } else if (arrived) {
            fate.state = read ? "read" : "delivered";
            final = delivered ? delivered : read;
        } else if (received) {
            fate.state = "received";
            final = received;
        } else {
            fate.state = sent ? "sent" : sending ? "sending" : "waiting";
            if (none) {
                fate.issues += "no-receipt";
                fate.errorCode = 9902;
            } else if (isOutbound && isTimeUp && isTimeUp(*all.front().request)) {
                fate.issues += "overdue";
            }
        }
        fate.took = span(created, final);
        fate.sendingAfter = span(created, sending);
        fate.sentAfter = span(sending ? sending : created, sent);
        fate.finalAfter = span(sent ? sent : sending ? sending : created, final);
        if (!isFollowed || !isMessage)
            fate = Fate();
        if (isMessage)
            fates[number] = fate;
    }

    for (const Told &told : all) {
        Row &row = m_rows[told.id];
        row.repeatOf = told.repeatOf ? std::optional(told.repeatOf->value) : std::nullopt;
        row.repeats = told.repeats > 0 ? std::optional<qint64>(told.repeats) : std::nullopt;
        if (isMessage)
            m_events[key].push_back(told.id);

        std::set<QByteArray> issues;
        if (told.repeatOf)
            issues.insert("repeat");
        if (told.isOutOfOrder)
            issues.insert("out-of-order");
        if (told.hasFindings)
            issues.insert("schema");
        const auto own = fates.size() == 1 ? fates.begin() : fates.find(told.recipient);
        if (own != fates.end()) {
            row.fate = own->second;
            issues.insert(own->second.issues.begin(), own->second.issues.end());
            // With the first event stands what did not come for those that none is about.
            for (const auto &[number, fate] : fates) {
                if (told.id == all.front().id && fate.state == "waiting"
                    && fate.issues.contains("overdue"))
                    issues.insert("overdue");
            }
        } else if (!fates.empty()) {
            // It is about all of them: failed, else the least.
            static const QByteArrayList kOrder = {"waiting",   "sending", "sent",
                                                  "delivered", "read",    "received"};
            qsizetype least = kOrder.size();
            for (const auto &[number, fate] : fates) {
                issues.insert(fate.issues.begin(), fate.issues.end());
                least = fate.state == "failed" ? -1 : std::min(least, kOrder.indexOf(fate.state));
                if (least < 0)
                    break;
            }
            for (const auto &[number, fate] : fates)
                issues.insert(fate.issues.begin(), fate.issues.end());
            row.fate.state = least < 0 ? QByteArray(isFollowed ? "failed" : "") : kOrder[least];
        }
        for (const QByteArray &issue : event::wordsOf(Field::Issues)) {
            if (issues.contains(issue))
                row.issues += issue;
        }
    }
    m_fates[key] = fates;
    if (!isMessage)
        m_fates.erase(key);
}

std::vector<PlainValue> PlainMessages::values(Field field, event::EventId id) const
{
    const Row row = m_rows.value(id);
    const auto number = [](std::optional<qint64> value) {
        return value ? std::vector<PlainValue>{{value, {}}} : std::vector<PlainValue>();
    };
    switch (field) {
    case Field::State:
        return row.fate.state.isEmpty() ? std::vector<PlainValue>()
                                        : std::vector<PlainValue>{{std::nullopt, row.fate.state}};
    case Field::Issues: {
        std::vector<PlainValue> values;
        for (const QByteArray &issue : row.issues)
            values.push_back({std::nullopt, issue});
        return values;
    }
    case Field::Took:
        return number(row.fate.took);
    case Field::SendingAfter:
        return number(row.fate.sendingAfter);
    case Field::SentAfter:
        return number(row.fate.sentAfter);
    case Field::FinalAfter:
        return number(row.fate.finalAfter);
    case Field::RepeatOf:
        return number(row.repeatOf);
    case Field::Repeats:
        return number(row.repeats);
    default:
        return {};
    }
}

} // namespace sendscope::tests
