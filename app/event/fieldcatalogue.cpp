#include "app/event/fieldcatalogue.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <numeric>
#include <vector>

namespace sendscope::event {
namespace {

using T = FieldType;

constexpr const char *kContext = "Field";

FieldInfo derived(Field field, T type, QByteArrayView name, const char *title, const char *meaning,
                  QByteArrayView words = {})
{
    return {field, type, name, {}, title, meaning, words};
}

/// A field of Bandwidth's: its name is its path.
FieldInfo documented(Field field, T type, QByteArrayView path, const char *title,
                     const char *meaning, QByteArrayView words = {})
{
    return {field, type, path, path, title, meaning, words};
}

FieldInfo list(FieldInfo info)
{
    info.isList = true;
    return info;
}

FieldInfo column(int place, FieldInfo info)
{
    info.defaultColumn = place;
    return info;
}

const std::vector<FieldInfo> &table()
{
    // clang-format off
    static const std::vector<FieldInfo> rows{
        column(0, derived(Field::Event, T::Number, "event", QT_TRANSLATE_NOOP("Field", "#"),
            QT_TRANSLATE_NOOP("Field", "The row's own number; never used again."))),
        derived(Field::Request, T::Number, "request", QT_TRANSLATE_NOOP("Field", "Request"),
            QT_TRANSLATE_NOOP("Field", "The number of the HTTP request that brought it.")),
        derived(Field::Element, T::Number, "element", QT_TRANSLATE_NOOP("Field", "Element"),
            QT_TRANSLATE_NOOP("Field", "Its place in the request's array, from 0.")),
        derived(Field::Run, T::Number, "run", QT_TRANSLATE_NOOP("Field", "Run"),
            QT_TRANSLATE_NOOP("Field", "The recording, import, replay or generation it belongs to.")),
        derived(Field::Kind, T::Word, "kind", QT_TRANSLATE_NOOP("Field", "Kind"),
            QT_TRANSLATE_NOOP("Field", "What the row is: an event, other JSON, or a request that could not be taken."),
            "event other malformed refused handshake marker"),
        derived(Field::Via, T::Word, "via", QT_TRANSLATE_NOOP("Field", "Via"),
            QT_TRANSLATE_NOOP("Field", "How it came here."),
            "listener import replay generate"),
        derived(Field::Peer, T::Text, "peer", QT_TRANSLATE_NOOP("Field", "Peer"),
            QT_TRANSLATE_NOOP("Field", "Address and port of whoever sent the request.")),
        column(1, derived(Field::Received, T::Time, "received", QT_TRANSLATE_NOOP("Field", "Received"),
            QT_TRANSLATE_NOOP("Field", "When the first byte of the request arrived here."))),
        documented(Field::Time, T::Time, "time", QT_TRANSLATE_NOOP("Field", "Event time"),
            QT_TRANSLATE_NOOP("Field", "When it happened, by Bandwidth's clock.")),
        column(2, derived(Field::Lag, T::Duration, "lag", QT_TRANSLATE_NOOP("Field", "Lag"),
            QT_TRANSLATE_NOOP("Field", "From the event's time to its arrival here; negative where the clocks disagree."))),
        column(3, documented(Field::Type, T::Word, "type", QT_TRANSLATE_NOOP("Field", "Event"),
            QT_TRANSLATE_NOOP("Field", "What happened to the message."),
            "message-sending message-sent message-delivered message-failed message-read message-received "
            "suggestion-response requested-location-response")),
        column(4, derived(Field::Result, T::Text, "result", QT_TRANSLATE_NOOP("Field", "Result"),
            QT_TRANSLATE_NOOP("Field", "The error code in words, or what is wrong with the request; empty where all is well."))),
        documented(Field::ErrorCode, T::Number, "errorCode", QT_TRANSLATE_NOOP("Field", "Error code"),
            QT_TRANSLATE_NOOP("Field", "Bandwidth's code for why a message failed.")),
        documented(Field::Description, T::Text, "description", QT_TRANSLATE_NOOP("Field", "Description"),
            QT_TRANSLATE_NOOP("Field", "Bandwidth's note for people; its wording varies.")),
        documented(Field::CarrierName, T::Text, "carrierName", QT_TRANSLATE_NOOP("Field", "Carrier"),
            QT_TRANSLATE_NOOP("Field", "The recipient's carrier, where the account has that feature.")),
        documented(Field::EventTime, T::Time, "eventTime", QT_TRANSLATE_NOOP("Field", "Read at"),
            QT_TRANSLATE_NOOP("Field", "When the recipient read the message; only in message-read.")),
        documented(Field::To, T::Phone, "to", QT_TRANSLATE_NOOP("Field", "To"),
            QT_TRANSLATE_NOOP("Field", "The recipient this event is about; for messages to you, your number.")),
        column(5, derived(Field::Ours, T::Phone, "ours", QT_TRANSLATE_NOOP("Field", "Ours"),
            QT_TRANSLATE_NOOP("Field", "Your number, whichever way the message goes."))),
        column(6, derived(Field::Theirs, T::Phone, "theirs", QT_TRANSLATE_NOOP("Field", "Theirs"),
            QT_TRANSLATE_NOOP("Field", "The other end, whichever way the message goes."))),
        column(9, documented(Field::MessageId, T::Text, "message.id", QT_TRANSLATE_NOOP("Field", "Message id"),
            QT_TRANSLATE_NOOP("Field", "The same in every event of one message."))),
        documented(Field::MessageTime, T::Time, "message.time", QT_TRANSLATE_NOOP("Field", "Created"),
            QT_TRANSLATE_NOOP("Field", "When the message was created.")),
        documented(Field::MessageOwner, T::Phone, "message.owner", QT_TRANSLATE_NOOP("Field", "Owner"),
            QT_TRANSLATE_NOOP("Field", "The number of your account that the message belongs to.")),
        documented(Field::MessageApplicationId, T::Text, "message.applicationId", QT_TRANSLATE_NOOP("Field", "Application"),
            QT_TRANSLATE_NOOP("Field", "The Bandwidth application the message belongs to.")),
        documented(Field::MessageDirection, T::Word, "message.direction", QT_TRANSLATE_NOOP("Field", "Direction"),
            QT_TRANSLATE_NOOP("Field", "Whether the message goes out or comes in."),
            "in out"),
        documented(Field::MessageFrom, T::Phone, "message.from", QT_TRANSLATE_NOOP("Field", "From"),
            QT_TRANSLATE_NOOP("Field", "Who sent the message.")),
        list(documented(Field::MessageTo, T::Phone, "message.to", QT_TRANSLATE_NOOP("Field", "Recipients"),
            QT_TRANSLATE_NOOP("Field", "All recipients of the message."))),
        documented(Field::MessageSegmentCount, T::Number, "message.segmentCount", QT_TRANSLATE_NOOP("Field", "Segments"),
            QT_TRANSLATE_NOOP("Field", "How many text messages it is charged as.")),
        documented(Field::MessageText, T::Text, "message.text", QT_TRANSLATE_NOOP("Field", "Text"),
            QT_TRANSLATE_NOOP("Field", "What the message says; empty in most status events.")),
        list(documented(Field::MessageMedia, T::Text, "message.media", QT_TRANSLATE_NOOP("Field", "Media links"),
            QT_TRANSLATE_NOOP("Field", "The addresses of its pictures and other attachments."))),
        column(7, derived(Field::MediaCount, T::Number, "media.count", QT_TRANSLATE_NOOP("Field", "Media"),
            QT_TRANSLATE_NOOP("Field", "How many attachments it has."))),
        column(8, documented(Field::MessageTag, T::Text, "message.tag", QT_TRANSLATE_NOOP("Field", "Tag"),
            QT_TRANSLATE_NOOP("Field", "What your application put there when it sent the message."))),
        documented(Field::MessagePriority, T::Word, "message.priority", QT_TRANSLATE_NOOP("Field", "Priority"),
            QT_TRANSLATE_NOOP("Field", "The priority it was sent with."),
            "default high"),
        documented(Field::MessageChannel, T::Word, "message.channel", QT_TRANSLATE_NOOP("Field", "Channel"),
            QT_TRANSLATE_NOOP("Field", "The way it went: text, multimedia or rich message."),
            "SMS MMS RBM"),
        documented(Field::ContentText, T::Text, "message.content.text", QT_TRANSLATE_NOOP("Field", "Rich text"),
            QT_TRANSLATE_NOOP("Field", "The text of a rich message.")),
        list(documented(Field::ContentFileUrl, T::Text, "message.content.media.fileUrl", QT_TRANSLATE_NOOP("Field", "Rich media"),
            QT_TRANSLATE_NOOP("Field", "The address of a rich message's attachment."))),
        documented(Field::SuggestionText, T::Text, "message.suggestionResponse.text", QT_TRANSLATE_NOOP("Field", "Suggestion"),
            QT_TRANSLATE_NOOP("Field", "The suggestion that the recipient chose.")),
        documented(Field::SuggestionPostback, T::Text, "message.suggestionResponse.postbackData",
            QT_TRANSLATE_NOOP("Field", "Postback"),
            QT_TRANSLATE_NOOP("Field", "The data behind the chosen suggestion, in base64.")),
        documented(Field::SuggestionPairedMessage, T::Text, "message.suggestionResponse.pairedMessageId",
            QT_TRANSLATE_NOOP("Field", "Answers"),
            QT_TRANSLATE_NOOP("Field", "The id of the message that made the suggestion.")),
        documented(Field::LocationLatitude, T::Text, "message.locationResponse.latitude", QT_TRANSLATE_NOOP("Field", "Latitude"),
            QT_TRANSLATE_NOOP("Field", "Where the recipient is, in degrees north.")),
        documented(Field::LocationLongitude, T::Text, "message.locationResponse.longitude",
            QT_TRANSLATE_NOOP("Field", "Longitude"),
            QT_TRANSLATE_NOOP("Field", "Where the recipient is, in degrees east.")),
        derived(Field::Size, T::Size, "size", QT_TRANSLATE_NOOP("Field", "Size"),
            QT_TRANSLATE_NOOP("Field", "Bytes of the event's JSON.")),
        column(10, derived(Field::Status, T::Number, "status", QT_TRANSLATE_NOOP("Field", "HTTP"),
            QT_TRANSLATE_NOOP("Field", "The HTTP status that we answered."))),
        derived(Field::Refusal, T::Text, "refusal", QT_TRANSLATE_NOOP("Field", "Refusal"),
            QT_TRANSLATE_NOOP("Field", "Why the request was not taken, and at which byte.")),
        derived(Field::Attempts, T::Number, "attempts", QT_TRANSLATE_NOOP("Field", "Sent on"),
            QT_TRANSLATE_NOOP("Field", "How often the request was replayed or passed on.")),
        derived(Field::Forwarded, T::Number, "forwarded", QT_TRANSLATE_NOOP("Field", "Forwarded"),
            QT_TRANSLATE_NOOP("Field", "The HTTP status of the target it was last sent on to; 0: no answer.")),
        derived(Field::State, T::Word, "state", QT_TRANSLATE_NOOP("Field", "State"),
            QT_TRANSLATE_NOOP("Field", "What has become of the message for this recipient, by all of its events."),
            "waiting sending sent delivered failed read received"),
        list(derived(Field::Issues, T::Word, "issues", QT_TRANSLATE_NOOP("Field", "Issues"),
            QT_TRANSLATE_NOOP("Field", "What is odd about the event, or about its message for this recipient."),
            "overdue conflicting out-of-order repeat no-receipt schema malformed refused")),
        derived(Field::Took, T::Duration, "took", QT_TRANSLATE_NOOP("Field", "Took"),
            QT_TRANSLATE_NOOP("Field", "From the message's creation to its final event for this recipient.")),
        derived(Field::SendingAfter, T::Duration, "sendingAfter", QT_TRANSLATE_NOOP("Field", "To sending"),
            QT_TRANSLATE_NOOP("Field", "From the message's creation to its message-sending.")),
        derived(Field::SentAfter, T::Duration, "sentAfter", QT_TRANSLATE_NOOP("Field", "To sent"),
            QT_TRANSLATE_NOOP("Field", "From the step before, else the message's creation, to its message-sent.")),
        derived(Field::FinalAfter, T::Duration, "finalAfter", QT_TRANSLATE_NOOP("Field", "To final"),
            QT_TRANSLATE_NOOP("Field", "From the step before, else the message's creation, to its final event.")),
        derived(Field::RepeatOf, T::Number, "repeatOf", QT_TRANSLATE_NOOP("Field", "Repeat of"),
            QT_TRANSLATE_NOOP("Field", "The number of the event that this one repeats.")),
        derived(Field::Repeats, T::Number, "repeats", QT_TRANSLATE_NOOP("Field", "Repeats"),
            QT_TRANSLATE_NOOP("Field", "How often the sender sent this event again.")),
        list(derived(Field::Check, T::Word, "check", QT_TRANSLATE_NOOP("Field", "Check"),
            QT_TRANSLATE_NOOP("Field", "The rules of the documented schema that the event breaks."),
            "missing-field wrong-type wrong-format unknown-value too-long repeated-item misplaced-field unknown-body")),
        derived(Field::Mark, T::Word, "mark", QT_TRANSLATE_NOOP("Field", "Mark"),
            QT_TRANSLATE_NOOP("Field", "The colour in which you marked the event."),
            "red amber green blue violet"),
        derived(Field::Note, T::Text, "note", QT_TRANSLATE_NOOP("Field", "Note"),
            QT_TRANSLATE_NOOP("Field", "What you wrote beside the event.")),
    };
    // clang-format on
    return rows;
}

/// How many characters must be changed, left out or put in (Levenshtein), without regard to case.
int distance(QByteArrayView a, QByteArrayView b)
{
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c; };
    std::vector<int> row(size_t(b.size()) + 1);
    std::iota(row.begin(), row.end(), 0);
    for (qsizetype i = 0; i < a.size(); ++i) {
        int diagonal = row[0];
        row[0] = int(i) + 1;
        for (size_t j = 1; j < row.size(); ++j) {
            const int changed = diagonal + (lower(a[i]) == lower(b[qsizetype(j) - 1]) ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({changed, row[j] + 1, row[j - 1] + 1});
        }
    }
    return row.back();
}

QByteArrayView lastPart(QByteArrayView name)
{
    return name.sliced(name.lastIndexOf('.') + 1);
}

} // namespace

std::span<const FieldInfo> fields()
{
    return table();
}

const FieldInfo &fieldInfo(Field field)
{
    return table()[size_t(field)];
}

std::optional<Field> findField(QByteArrayView name)
{
    for (const FieldInfo &info : table()) {
        if (info.name == name)
            return info.field;
    }
    return std::nullopt;
}

std::optional<Field> nearestField(QByteArrayView name)
{
    constexpr qsizetype kLongestName = 64;
    if (name.isEmpty() || name.size() > kLongestName)
        return std::nullopt;

    // A third of the characters may be wrong; more is another word. The whole name wins over its
    // last part.
    int best = int(name.size()) / 3 * 2 + 2;
    std::optional<Field> nearest;
    for (const FieldInfo &info : table()) {
        const int whole = 2 * distance(name, info.name);
        const int part = 2 * distance(name, lastPart(info.name)) + 1;
        if (const int either = std::min(whole, part); either < best) {
            best = either;
            nearest = info.field;
        }
    }
    return nearest;
}

std::span<const Field> defaultColumns()
{
    static const std::vector<Field> columns = [] {
        std::vector<FieldInfo> shown;
        std::copy_if(table().begin(), table().end(), std::back_inserter(shown),
                     [](const FieldInfo &info) { return info.defaultColumn >= 0; });
        std::sort(shown.begin(), shown.end(), [](const FieldInfo &a, const FieldInfo &b) {
            return a.defaultColumn < b.defaultColumn;
        });
        std::vector<Field> fields;
        for (const FieldInfo &info : shown)
            fields.push_back(info.field);
        return fields;
    }();
    return columns;
}

QString titleOf(Field field)
{
    return QCoreApplication::translate(kContext, fieldInfo(field).title);
}

QString meaningOf(Field field)
{
    return QCoreApplication::translate(kContext, fieldInfo(field).meaning);
}

QByteArrayList wordsOf(Field field)
{
    const QByteArrayView words = fieldInfo(field).words;
    return words.isEmpty() ? QByteArrayList() : words.toByteArray().split(' ');
}

} // namespace sendscope::event
