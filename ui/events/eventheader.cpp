#include "ui/events/eventheader.h"

#include "ui/events/eventcolumns.h"
#include "ui/events/eventtablemodel.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"

#include <QStyleOptionHeader>

namespace sendscope::ui {

EventHeader::EventHeader(const Theme &theme, QWidget *parent)
    : TableHeader(theme, parent)
{
    setMinimumSectionSize(kLeastColumnWidth);
    EventHeader::applyTheme();
}

int EventHeader::headWidth(const event::FieldRef &field) const
{
    const bool hasIcon = field == event::FieldRef(event::Field::MediaCount);
    const int word =
        hasIcon ? metrics::kIcon : fontMetrics().horizontalAdvance(event::titleOf(field));
    return word + 2 * metrics::kCellInset + 1;
}

void EventHeader::initStyleOptionForIndex(QStyleOptionHeader *option, int logicalIndex) const
{
    TableHeader::initStyleOptionForIndex(option, logicalIndex);
    if (!isMedia(logicalIndex))
        return;
    option->icon = m_mediaIcon;
    const QVariant sorted = model()->headerData(logicalIndex, Qt::Horizontal, SortRole);
    option->text = sorted.isValid() ? option->text.last(2) : QString(); // the arrow
}

void EventHeader::applyTheme()
{
    TableHeader::applyTheme();
    m_mediaIcon = theme().icon(Icon::Image);
}

bool EventHeader::isMedia(int column) const
{
    const auto *events = qobject_cast<const EventTableModel *>(model());
    return events && column >= 0 && column < events->columnCount()
        && events->columns()[size_t(column)] == event::FieldRef(event::Field::MediaCount);
}

} // namespace sendscope::ui

#include "moc_eventheader.cpp"
