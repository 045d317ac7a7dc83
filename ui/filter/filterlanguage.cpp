#include "ui/filter/filterlanguage.h"

#include "app/event/fieldcatalogue.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace sendscope::ui {
namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(FilterLanguage)
};

LanguageSection words()
{
    return {Words::tr("Words, phrases, numbers"),
            {
                {u"invalid"_s,
                 Words::tr("Found in any value of an event, in capitals or not; not in headers.")},
                {u"\"not delivered\""_s, Words::tr("The words just so, one behind the other.")},
                {u"(919) 555-0142"_s,
                 Words::tr("A phone number, however it is written: it is compared by its digits.")},
            }};
}

LanguageSection joining()
{
    return {Words::tr("Joining"),
            {
                {u"invalid number"_s, Words::tr("Side by side: both have to be there.")},
                {u"type == message-failed and errorCode == 4720"_s,
                 Words::tr("Both have to hold. && is the same.")},
                {u"errorCode == 4720 or errorCode == 4750"_s,
                 Words::tr("One of them has to hold. || is the same. and comes before or.")},
                {u"not type == message-sending"_s, Words::tr("It must not hold.")},
                {u"-invalid"_s, Words::tr("The same before a word: it must not be there.")},
                {u"(invalid or rejected) and lag > 2s"_s,
                 Words::tr("Parentheses say what belongs together.")},
            }};
}

LanguageSection comparisons()
{
    return {
        Words::tr("Comparing a field"),
        {
            {u"type == message-failed"_s,
             Words::tr("Equal, in capitals or not. Of a list: any of its values is.")},
            {u"message.tag != \"load test\""_s,
             Words::tr("Not equal, or not there. Quotation marks where a value has spaces.")},
            {u"message.segmentCount > 1"_s, Words::tr("More; also >= < <=.")},
            {u"errorCode in {4720, 4750}"_s, Words::tr("Equal to one of these.")},
            {u"message.to contains 984"_s, Words::tr("Has this in it.")},
            {u"description:rejected"_s, Words::tr("Short for contains.")},
            {u"message.tag matches /^v2/i"_s,
             Words::tr("A regular expression finds something in it; i ignores case.")},
            {u"exists errorCode"_s, Words::tr("The event has this field.")},
            {u"received > -5m"_s, Words::tr("In the last five minutes; also s, h and d.")},
            {u"time >= 2026-11-23T14:07"_s,
             Words::tr("From that minute on. Without a zone, times are in yours.")},
            {u"time == 2026-11-23"_s, Words::tr("On that day.")},
            {u"lag > 250ms"_s, Words::tr("A span of time with its unit: ms, s, m, h, d.")},
            {u"size > 10kB"_s, Words::tr("A size: bytes, kB, MB, KiB, MiB.")},
            {u"after marker \"build 412\""_s, Words::tr("Came after that marker.")},
            {u"json.message.options[0].name == x"_s,
             Words::tr("Any other place in an event's JSON.")},
            {u"header.user-agent contains curl"_s, Words::tr("Any header field of the request.")},
        }};
}

QString exampleValue(const event::FieldInfo &info)
{
    using event::FieldType;
    switch (info.type) {
    case FieldType::Text:
        return u" contains abc"_s;
    case FieldType::Word: {
        const QByteArrayList known = event::wordsOf(info.field);
        return known.isEmpty() ? u" contains abc"_s : u" == "_s + QString::fromUtf8(known.front());
    }
    case FieldType::Phone:
        return u" == +19195550142"_s;
    case FieldType::Number:
        return u" > 1"_s;
    case FieldType::Time:
        return u" > -1h"_s;
    case FieldType::Duration:
        return u" > 2s"_s;
    case FieldType::Size:
        return u" > 10kB"_s;
    }
    return {};
}

LanguageSection fields()
{
    LanguageSection section{Words::tr("Fields"), {}};
    for (const event::FieldInfo &info : event::fields())
        section.rows.push_back({QString::fromUtf8(info.name.toByteArray()) + exampleValue(info),
                                event::meaningOf(info.field)});
    return section;
}

} // namespace

std::vector<LanguageSection> filterLanguage()
{
    return {words(), comparisons(), joining(), fields()};
}

} // namespace sendscope::ui
