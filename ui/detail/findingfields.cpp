#include "ui/detail/findingfields.h"

#include "app/bandwidth/check.h"
#include "ui/body/visibletext.h"
#include "ui/detail/detailcontent.h"
#include "ui/detail/fieldcollector.h"
#include "ui/detail/fieldpath.h"

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;

namespace sendscope::ui {
namespace {

using bandwidth::Finding;
using event::Field;
using Words = DetailWords;

/// The field of the catalogue that stands at a path.
std::optional<Field> fieldAt(const QByteArray &path)
{
    const auto field = fieldAtPath(path);
    if (!field || field->isOnDemand())
        return std::nullopt;
    return field->field;
}

/// "statusCallbackMessage": without what all schemas have before their names.
QString sectionName(const bandwidth::SchemaSource &source)
{
    const QString section = QLatin1StringView(source.section);
    return section.sliced(
        section.lastIndexOf(u"components."_s) < 0 ? 0 : section.lastIndexOf(u'.') + 1);
}

DetailField fieldOf(const Finding &finding, qint64 element)
{
    DetailField field;
    field.value = visibleText(finding.sentence.toUtf8()).text;
    field.note = Words::tr("See %1 in %2.")
                     .arg(sectionName(finding.source), QLatin1StringView(finding.source.document));
    field.isFinding = true;
    field.meaning = bandwidth::meaningOf(finding.rule);
    field.exact = bandwidth::name(finding.rule);
    field.field = Field::Check;
    field.begin = element + finding.begin;
    field.end = field.begin + finding.length;
    return field;
}

using Place = DetailFields::iterator;

/// Behind the last field of the value that the finding is about, and behind what was found there
/// already.
std::optional<Place> beneath(DetailFields &fields, const DetailField &found)
{
    const auto isAbout = [&found](const DetailField &field) {
        // What is missing has the place of all that surrounds it.
        const bool isMissing = field.isFinding && !field.label.isEmpty();
        const bool isOverlapping = field.begin < found.end && found.begin < field.end;
        return !field.isHeading && !isMissing && isOverlapping;
    };
    const auto last = std::find_if(fields.rbegin(), fields.rend(), isAbout);
    if (last == fields.rend())
        return std::nullopt;
    return last.base();
}

/// Where a field that is not there would stand in the catalogue's order; the type and the error
/// code stand before all others.
Place placeOf(DetailFields &fields, std::optional<Field> missing)
{
    return std::find_if(fields.begin(), fields.end(), [missing](const DetailField &field) {
        if (field.isHeading)
            return true;
        const bool isListed = field.field && !field.field->isOnDemand()
            && field.field->field != Field::Type && field.field->field != Field::ErrorCode
            && field.field->field != Field::Check;
        return missing && isListed && field.field->field > *missing;
    });
}

void addFinding(DetailFields &fields, const Finding &finding, qint64 element)
{
    DetailField found = fieldOf(finding, element);
    const auto about = fieldAt(finding.path);
    if (finding.rule != bandwidth::Rule::MissingField
        && finding.rule != bandwidth::Rule::UnknownBody) {
        if (const auto place = beneath(fields, found)) {
            fields.insert(*place, std::move(found));
            return;
        }
    }
    found.label = about ? event::titleOf(*about) : shownText(finding.path);
    fields.insert(placeOf(fields, about), std::move(found));
}

} // namespace

DetailFields withFindings(DetailFields fields, const DetailContent &content)
{
    if (!content.json || !content.facts)
        return fields;
    const qint64 element = content.json->span(content.element).begin;
    for (const Finding &finding :
         bandwidth::check(*content.json, content.element, content.facts->body))
        addFinding(fields, finding, element);
    return fields;
}

} // namespace sendscope::ui
