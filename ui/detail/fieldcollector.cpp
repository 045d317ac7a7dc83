#include "ui/detail/fieldcollector.h"

#include "ui/body/visibletext.h"
#include "ui/widgets/valueformat.h"

namespace sendscope::ui {

QString shownText(QByteArrayView bytes)
{
    if (bytes.size() <= kMaxShownText)
        return visibleText(bytes).text;
    return DetailWords::tr("%1… (%2 bytes in all)")
        .arg(visibleText(bytes.first(kMaxShownText)).text, countText(bytes.size()));
}

QString moment(base::UtcTime time)
{
    return day(time) + u' ' + clockTime(time);
}

DetailField &FieldCollector::add(const QString &label, const QString &value, const QString &note)
{
    if (value.isEmpty()) {
        m_nobodys = {};
        return m_nobodys;
    }
    DetailField field;
    field.label = label;
    field.value = value;
    field.note = note;
    return m_fields.emplace_back(std::move(field));
}

DetailField &FieldCollector::addFixed(const QString &label, const QString &value)
{
    DetailField &field = add(label, value);
    field.isFixed = true;
    return field;
}

void FieldCollector::addHeading(const QString &label)
{
    DetailField field;
    field.label = label;
    field.isHeading = true;
    m_fields.push_back(std::move(field));
}

} // namespace sendscope::ui
