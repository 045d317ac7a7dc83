#include "ui/events/eventheader.h"

#include "ui/events/eventcolumns.h"
#include "ui/events/eventtablemodel.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"

#include <QContextMenuEvent>
#include <QItemSelectionModel>
#include <QStyleOptionHeader>

namespace sendscope::ui {
namespace {

using namespace Qt::StringLiterals;

constexpr QStringView kUp = u" \u25b4";
constexpr QStringView kDown = u" \u25be";

} // namespace

EventHeader::EventHeader(const Theme &theme, QWidget *parent)
    : QHeaderView(Qt::Horizontal, parent)
    , m_theme(theme)
{
    setSectionsMovable(true);
    setSectionsClickable(true);
    setHighlightSections(false);
    setTextElideMode(Qt::ElideRight);
    setMinimumSectionSize(kLeastColumnWidth);
    setResizeContentsPrecision(0); // a column is fitted to the rows in view
    setAccessibleName(tr("Columns"));
    applyTheme();
    connect(&theme, &Theme::changed, this, &EventHeader::applyTheme);
}

int EventHeader::headWidth(const event::FieldRef &field) const
{
    const bool hasIcon = field == event::FieldRef(event::Field::MediaCount);
    const int word =
        hasIcon ? metrics::kIcon : fontMetrics().horizontalAdvance(event::titleOf(field));
    return word + 2 * metrics::kCellInset + 1;
}

void EventHeader::setSelectionModel(QItemSelectionModel *selection)
{
    if (selection->parent() == this)
        QHeaderView::setSelectionModel(selection);
}

void EventHeader::contextMenuEvent(QContextMenuEvent *event)
{
    emit menuAsked(logicalIndexAt(event->pos()), event->globalPos());
}

void EventHeader::initStyleOptionForIndex(QStyleOptionHeader *option, int logicalIndex) const
{
    QHeaderView::initStyleOptionForIndex(option, logicalIndex);
    if (isMedia(logicalIndex)) {
        option->icon = m_mediaIcon;
        option->text.clear();
    }
    const QVariant sorted =
        model()->headerData(logicalIndex, Qt::Horizontal, EventTableModel::SortRole);
    if (!sorted.isValid())
        return;
    // The word is cut before the arrow is.
    const QString arrow = (sorted.toInt() == Qt::AscendingOrder ? kUp : kDown).toString();
    const int room = sectionSize(logicalIndex) - 2 * metrics::kCellInset
        - fontMetrics().horizontalAdvance(arrow);
    option->text = fontMetrics().elidedText(option->text, Qt::ElideRight, room) + arrow;
}

void EventHeader::applyTheme()
{
    QFont font = m_theme.fonts().small();
    font.setWeight(QFont::Medium);
    setFont(font);
    m_mediaIcon = m_theme.icon(Icon::Image);
    viewport()->update();
}

bool EventHeader::isMedia(int column) const
{
    const auto *events = qobject_cast<const EventTableModel *>(model());
    return events && column >= 0 && column < events->columnCount()
        && events->columns()[size_t(column)] == event::FieldRef(event::Field::MediaCount);
}

} // namespace sendscope::ui
