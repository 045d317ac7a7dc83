#include "ui/filter/filterlanguage.h"

#include "app/event/fieldcatalogue.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace sendscope::ui {
namespace {

struct LanguageWords
{
    Q_DECLARE_TR_FUNCTIONS(FilterLanguage)
};

LanguageSection words()
{
    return {
        LanguageWords::tr("Words, phrases, numbers"),
        {
            {u"invalid"_s,
             LanguageWords::tr(
                 "Found in any value of an event, in capitals or not; not in headers.")},
            {u"\"not delivered\""_s, LanguageWords::tr("The words just so, one behind the other.")},
            {u"(919) 555-0142"_s,
             LanguageWords::tr(
                 "A phone number, however it is written: it is compared by its digits.")},
        }};
}

LanguageSection joining()
{
    return {
        LanguageWords::tr("Joining"),
        {
            {u"invalid number"_s, LanguageWords::tr("Side by side: both have to be there.")},
            {u"type == message-failed and errorCode == 4720"_s,
             LanguageWords::tr("Both have to hold. && is the same.")},
            {u"errorCode == 4720 or errorCode == 4750"_s,
             LanguageWords::tr("One of them has to hold. || is the same. and comes before or.")},
            {u"not type == message-sending"_s, LanguageWords::tr("It must not hold.")},
            {u"-invalid"_s, LanguageWords::tr("The same before a word: it must not be there.")},
            {u"(invalid or rejected) and lag > 2s"_s,
             LanguageWords::tr("Parentheses say what belongs together.")},
        }};
}

LanguageSection comparisons()
{
    return {
        LanguageWords::tr("Comparing a field"),
        {
            {u"type == message-failed"_s,
             LanguageWords::tr("Equal, in capitals or not. Of a list: any of its values is.")},
            {u"message.tag != \"load test\""_s,
             LanguageWords::tr(
                 "Not equal, or not there. Quotation marks where a value has spaces.")},
            {u"message.segmentCount > 1"_s, LanguageWords::tr("More; also >= < <=.")},
            {u"errorCode in {4720, 4750}"_s, LanguageWords::tr("Equal to one of these.")},
            {u"message.to contains 984"_s, LanguageWords::tr("Has this in it.")},
            {u"description:rejected"_s, LanguageWords::tr("Short for contains.")},
            {u"message.tag matches /^v2/i"_s,
             LanguageWords::tr("A regular expression finds something in it; i ignores case.")},
            {u"exists errorCode"_s, LanguageWords::tr("The event has this field.")},
            {u"received > -5m"_s, LanguageWords::tr("In the last five minutes; also s, h and d.")},
            {u"time >= 2026-11-23T14:07"_s,
             LanguageWords::tr("From that minute on. Without a zone, times are in yours.")},
            {u"time == 2026-11-23"_s, LanguageWords::tr("On that day.")},
            {u"lag > 250ms"_s, LanguageWords::tr("A span of time with its unit: ms, s, m, h, d.")},
            {u"size > 10kB"_s, LanguageWords::tr("A size: bytes, kB, MB, KiB, MiB.")},
            {u"after marker \"build 412\""_s, LanguageWords::tr("Came after that marker.")},
            {u"json.message.options[0].name == x"_s,
             LanguageWords::tr("Any other place in an event's JSON.")},
            {u"header.user-agent contains curl"_s,
             LanguageWords::tr("Any header field of the request.")},
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
    LanguageSection section{LanguageWords::tr("Fields"), {}};
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
