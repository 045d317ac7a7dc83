#include "app/bandwidth/scenario.h"

#include "app/bandwidth/errorcode.h"
#include "app/bandwidth/message.h"
#include "app/event/timestamp.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace sendscope::bandwidth {
namespace {

using std::chrono::milliseconds;

// Area codes are real; numbers end in 555-01xx, which is kept free for fiction.
constexpr auto kAreaCodes = std::to_array<const char *>(
    {"202", "212", "303", "312", "404", "415", "512", "617", "702", "919", "972", "984"});

constexpr auto kTexts = std::to_array<const char *>({
    "Is the blue one still available?",
    "Thanks, see you at 5.",
    "Running ten minutes late.\nStart without me.",
    "C",
    "Here are the photos of the damage \xF0\x9F\x93\xB7",
    "S\xC3\xAD, el jueves est\xC3\xA1 bien",
    "He said \"tomorrow\", so tomorrow it is.",
});

constexpr auto kTags =
    std::to_array<const char *>({"order", "appointment", "otp", "reminder", "survey"});

constexpr auto kAttachments =
    std::to_array<const char *>({"IMG_4021.jpg", "image000000.png", "Photo.heic", "text_0.txt",
                                 "Contact.vcf", "VID_20260814.mp4"});

QByteArray quoted(const QByteArray &text)
{
    QByteArray json = text;
    json.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
    return '"' + json + '"';
}

QByteArray quoted(const std::vector<QByteArray> &texts)
{
    QByteArrayList json;
    for (const QByteArray &text : texts)
        json << quoted(text);
    return '[' + json.join(',') + ']';
}

/// Bandwidth's own spelling, to the millisecond.
QByteArray spelled(base::UtcTime time)
{
    return event::formatTimestamp(time).chopped(4) + 'Z';
}

void sortByTime(std::vector<Callback> &callbacks)
{
    std::stable_sort(callbacks.begin(), callbacks.end(),
                     [](const Callback &a, const Callback &b) { return a.after < b.after; });
}

enum Scenario : int { Delivered, Failed, Group, Inbound, Repeat, Mix };

} // namespace

/// What all callbacks of one message have in common.
struct ScenarioGenerator::Message
{
    base::UtcTime start; ///< Of its first event.
    base::UtcTime created;
    QByteArray id;
    QByteArray owner;
    QByteArray applicationId;
    QByteArray direction;
    QByteArray from;
    std::vector<QByteArray> to;
    QByteArray text;
    std::vector<QByteArray> media;
    QByteArray tag;

    /// One callback about this message. A code of 0 is left out.
    Callback callback(milliseconds after, const QByteArray &type, const QByteArray &recipient,
                      const QByteArray &description, int errorCode = 0) const;
};

Callback ScenarioGenerator::Message::callback(milliseconds after, const QByteArray &type,
                                              const QByteArray &recipient,
                                              const QByteArray &description, int errorCode) const
{
    QByteArray json = "[{\"time\":" + quoted(spelled(start + after)) + ",\"type\":" + quoted(type)
        + ",\"to\":" + quoted(recipient) + ",\"description\":" + quoted(description);
    if (errorCode != 0)
        json += ",\"errorCode\":" + QByteArray::number(errorCode);
    json += ",\"message\":{\"id\":" + quoted(id) + ",\"owner\":" + quoted(owner)
        + ",\"applicationId\":" + quoted(applicationId) + ",\"time\":" + quoted(spelled(created))
        + ",\"segmentCount\":1,\"direction\":" + quoted(direction) + ",\"to\":" + quoted(to)
        + ",\"from\":" + quoted(from) + ",\"text\":" + quoted(text);
    if (!media.empty())
        json += ",\"media\":" + quoted(media);
    if (!tag.isEmpty())
        json += ",\"tag\":" + quoted(tag);
    return {after, json + "}}]"};
}

const std::vector<ScenarioInfo> &scenarios()
{
    const auto tr = [](const char *text) { return QCoreApplication::translate("Scenario", text); };
    static const std::vector<ScenarioInfo> all{
        {u"delivered"_s, tr(QT_TRANSLATE_NOOP("Scenario", "sent out and delivered"))},
        {u"failed"_s,
         tr(QT_TRANSLATE_NOOP("Scenario",
                              "sent out and failed, with any error code; failed:4720 fixes it"))},
        {u"group"_s,
         tr(QT_TRANSLATE_NOOP("Scenario", "a group MMS: each recipient has events of its own"))},
        {u"inbound"_s,
         tr(QT_TRANSLATE_NOOP("Scenario", "an MMS with several attachments comes in"))},
        {u"repeat"_s, tr(QT_TRANSLATE_NOOP("Scenario", "delivered, but one callback comes twice"))},
        {u"mix"_s, tr(QT_TRANSLATE_NOOP("Scenario", "all of these, most of them delivered"))},
    };
    return all;
}

base::Result<ScenarioGenerator> ScenarioGenerator::make(const QString &scenario, quint64 seed)
{
    QStringList names;
    for (const ScenarioInfo &info : scenarios())
        names << info.name;

    ScenarioGenerator generator;
    const QString name = scenario.section(u':', 0, 0);
    generator.m_scenario = int(names.indexOf(name));
    if (scenario != name) {
        const QString code = scenario.sliced(name.size() + 1);
        generator.m_fixedCode = code.toInt();
        if (name != u"failed" || code.size() != 4 || generator.m_fixedCode < 1000)
            generator.m_scenario = -1;
    }
    if (generator.m_scenario < 0)
        return base::Error{base::Error::Code::InvalidInput,
                           {scenario, names.join(u", "_s) + u", failed:4720"_s}};

    generator.m_state = seed;
    generator.m_accountId = "99" + QByteArray::number(10'000 + generator.below(90'000));
    generator.m_applicationId = generator.uuid();
    for (int i = 0; i < 3; ++i)
        generator.m_numbers.push_back(generator.number());
    return generator;
}

std::vector<Callback> ScenarioGenerator::next(base::UtcTime start)
{
    ++m_made;
    switch (m_scenario) {
    case Delivered:
        return delivered(start);
    case Failed:
        return failed(start);
    case Group:
        return group(start);
    case Inbound:
        return inbound(start);
    case Repeat:
        return repeat(start);
    default:
        return mix(start);
    }
}

/// SplitMix64 (Steele, Lea and Flood, 2014). Those of the standard library's distributions differ
/// from one library to the next, and the same seed must make the same bytes everywhere.
quint64 ScenarioGenerator::random()
{
    m_state += 0x9E3779B97F4A7C15;
    quint64 z = m_state;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
    return z ^ (z >> 31);
}

int ScenarioGenerator::below(int bound)
{
    return int(random() % quint64(bound));
}

milliseconds ScenarioGenerator::between(milliseconds least, milliseconds most)
{
    return least + milliseconds(below(int((most - least).count()) + 1));
}

template <typename List>
auto ScenarioGenerator::pick(const List &list)
{
    return list[size_t(below(int(list.size())))];
}

// One random number a statement: the order of operands is the compiler's choice.

QByteArray ScenarioGenerator::number()
{
    const QByteArray areaCode = pick(kAreaCodes);
    const QByteArray line = QByteArray::number(below(100)).rightJustified(2, '0');
    return "+1" + areaCode + "55501" + line;
}

QByteArray ScenarioGenerator::uuid()
{
    QByteArray hex;
    for (int i = 0; i < 2; ++i)
        hex += QByteArray::number(random(), 16).rightJustified(16, '0');
    hex[12] = '4';
    hex[16] = "89ab"[below(4)];
    return hex.first(8) + '-' + hex.sliced(8, 4) + '-' + hex.sliced(12, 4) + '-' + hex.sliced(16, 4)
        + '-' + hex.sliced(20);
}

ScenarioGenerator::Message ScenarioGenerator::outbound(base::UtcTime start, int recipients)
{
    Message message;
    message.start = start;
    message.created = start - between(400ms, 1400ms);
    message.from = pick(m_numbers);
    message.owner = message.from;
    message.applicationId = m_applicationId;
    message.direction = "out";
    while (int(message.to.size()) < recipients) {
        const QByteArray recipient = number();
        if (std::find(message.to.begin(), message.to.end(), recipient) == message.to.end())
            message.to.push_back(recipient);
    }

    // The id is as old as the message less a millisecond, and 16 digits of base 36 that mean
    // nothing.
    const auto age = std::chrono::floor<milliseconds>(message.created.time_since_epoch()) - 1ms;
    message.id = QByteArray::number(qint64(age.count()));
    while (message.id.size() < 29)
        message.id += "0123456789abcdefghijklmnopqrstuvwxyz"[below(36)];

    if (recipients > 1 || below(4) == 0)
        message.media.push_back("https://media.example.com/campaign/"
                                + QByteArray::number(below(100)) + ".jpg");
    message.tag = pick(kTags) + QByteArray("-") + QByteArray::number(10'000 + m_made);
    return message;
}

std::vector<Callback> ScenarioGenerator::delivered(base::UtcTime start)
{
    const Message message = outbound(start, 1);
    const QByteArray &to = message.to.front();
    milliseconds after{};

    std::vector<Callback> callbacks{
        message.callback(after, "message-sending", to, "Message is sending to carrier")};
    if (below(2) == 0) {
        after += between(150ms, 900ms);
        callbacks.push_back(message.callback(after, "message-sent", to, "Message sent to carrier"));
    }
    after += between(600ms, 6s);
    callbacks.push_back(
        message.callback(after, "message-delivered", to, "Message delivered to carrier."));
    return callbacks;
}

std::vector<Callback> ScenarioGenerator::failed(base::UtcTime start)
{
    const Message message = outbound(start, 1);
    const QByteArray &to = message.to.front();
    const int code = m_fixedCode != 0 ? m_fixedCode : pick(errorCodes()).code;
    const QByteArray slug = explain(code).slug.toLatin1();
    const QByteArray description = slug.isEmpty() ? QByteArray("Message failed") : slug;
    // A missing receipt is reported when Bandwidth stops waiting for it.
    const milliseconds after = code == kNoReceiptCode ? between(2h, 2h + 5min) : between(500ms, 4s);

    return {message.callback(0ms, "message-sending", to, "Message is sending to carrier"),
            message.callback(after, "message-failed", to, description, code)};
}

std::vector<Callback> ScenarioGenerator::group(base::UtcTime start)
{
    const Message message = outbound(start, 3 + below(2));

    std::vector<Callback> callbacks;
    milliseconds sending{};
    for (const QByteArray &to : message.to) {
        callbacks.push_back(
            message.callback(sending, "message-sending", to, "Message is sending to carrier"));
        const milliseconds sent = sending + between(150ms, 900ms);
        callbacks.push_back(message.callback(sent, "message-sent", to, "Message sent to carrier"));
        const milliseconds last = sent + between(600ms, 8s);
        callbacks.push_back(
            below(8) == 0
                ? message.callback(last, "message-failed", to, "destination-subscriber-unavailable",
                                   4702)
                : message.callback(last, "message-delivered", to, "Message delivered to carrier."));
        sending += between(3ms, 60ms);
    }
    sortByTime(callbacks);
    return callbacks;
}

std::vector<Callback> ScenarioGenerator::inbound(base::UtcTime start)
{
    Message message;
    message.start = start;
    message.created = start - between(80ms, 400ms);
    message.id = uuid();
    message.owner = pick(m_numbers);
    message.applicationId = m_applicationId;
    message.direction = "in";
    message.from = number();
    message.to = {message.owner};
    message.text = pick(kTexts);

    // Some carriers name a part first that says how to lay out the others.
    std::vector<QByteArray> names;
    if (below(3) == 0)
        names.emplace_back("0.smil");
    const int attachments = 2 + below(3);
    const int first = below(int(kAttachments.size()));
    for (int i = 0; i < attachments; ++i)
        names.emplace_back(kAttachments[size_t(first + i) % kAttachments.size()]);
    for (size_t i = 0; i < names.size(); ++i)
        message.media.push_back("https://messaging.bandwidth.com/api/v2/users/" + m_accountId
                                + "/media/" + message.id + '/' + QByteArray::number(qulonglong(i))
                                + '/' + names[i]);

    return {message.callback(0ms, "message-received", message.owner, "Incoming message received")};
}

std::vector<Callback> ScenarioGenerator::repeat(base::UtcTime start)
{
    std::vector<Callback> callbacks = delivered(start);
    Callback again = pick(callbacks);
    again.after += between(10s, 40s); // Bandwidth waits ten seconds for an answer
    callbacks.push_back(again);
    sortByTime(callbacks);
    return callbacks;
}

std::vector<Callback> ScenarioGenerator::mix(base::UtcTime start)
{
    const int percent = below(100);
    if (percent < 60)
        return delivered(start);
    if (percent < 75)
        return inbound(start);
    if (percent < 85)
        return failed(start);
    if (percent < 95)
        return group(start);
    return repeat(start);
}

QByteArray userAgent()
{
    return QByteArrayLiteral("BandwidthAPI/v2");
}

QByteArray contentType()
{
    return QByteArrayLiteral("application/json; charset=utf-8");
}

} // namespace sendscope::bandwidth
