#pragma once

#include <QByteArrayList>
#include <QByteArrayView>
#include <QString>

#include <optional>
#include <span>

namespace sendscope::event {

/// What can be asked of a row, in the order of NDJSON's keys. A new field is an enumerator and a
/// row of the table; its value is made in app/index.
enum class Field {
    Event,
    Request,
    Element,
    Run,
    Kind,
    Via,
    Peer,
    Received,
    Time,
    Lag,
    Type,
    Result,
    ErrorCode,
    Description,
    CarrierName,
    EventTime,
    To,
    Ours,
    Theirs,
    MessageId,
    MessageTime,
    MessageOwner,
    MessageApplicationId,
    MessageDirection,
    MessageFrom,
    MessageTo,
    MessageSegmentCount,
    MessageText,
    MessageMedia,
    MediaCount,
    MessageTag,
    MessagePriority,
    MessageChannel,
    ContentText,
    ContentFileUrl,
    SuggestionText,
    SuggestionPostback,
    SuggestionPairedMessage,
    LocationLatitude,
    LocationLongitude,
    Size,
    Status,
    Refusal,
    Attempts,
    Forwarded,
    State,
    Issues,
    Took,
    SendingAfter,
    SentAfter,
    FinalAfter,
    RepeatOf,
    Repeats,
    Check,
    Mark,
    Note,
};
constexpr size_t kFieldCount = size_t(Field::Note) + 1;

/// What a field's values are: how they are written and compared.
enum class FieldType {
    Text,     ///< compared without regard to case
    Word,     ///< one of a few words, mostly of words(), but new ones may come
    Phone,    ///< a phone number, or an alphanumeric sender
    Number,   ///< a whole number
    Time,     ///< a moment
    Duration, ///< a span of time; may be negative
    Size,     ///< bytes
};

/// One row of the table that columns, filter names, completion, the command line and NDJSON read.
struct FieldInfo
{
    Field field = Field::Event;
    FieldType type = FieldType::Text;
    QByteArrayView name; ///< In filters, --columns and NDJSON: "message.id".
    QByteArrayView path; ///< Where it stands in an event, by Bandwidth's documentation; empty for
                         ///< what we derive.
    const char *title = "";   ///< See titleOf().
    const char *meaning = ""; ///< See meaningOf().
    QByteArrayView words;     ///< See wordsOf().
    bool isList = false;      ///< Several values: == means any of them.
    int defaultColumn = -1;   ///< Place in the table as it first shows; -1: not there.

    bool isDerived() const { return path.isEmpty(); }
};

/// All fields, in the order of the enumeration.
std::span<const FieldInfo> fields();

const FieldInfo &fieldInfo(Field field);

/// The field of that name, spelled exactly; none where there is none.
std::optional<Field> findField(QByteArrayView name);

/// The field whose name a person most likely meant: by edit distance to the name or to its last
/// part, without regard to case. None where nothing is near.
std::optional<Field> nearestField(QByteArrayView name);

/// The fields of the table as it first shows, from left to right.
std::span<const Field> defaultColumns();

/// Head of the column, in the user's language: "Message id".
QString titleOf(Field field);

/// One sentence on what it says, in the user's language.
QString meaningOf(Field field);

/// The values of a Word field that are known, for completion.
QByteArrayList wordsOf(Field field);

} // namespace sendscope::event
