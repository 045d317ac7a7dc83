#include "ui/events/eventheader.h"

#include "ui/events/eventtablemodel.h"
#include "ui/theme/theme.h"

#include <QContextMenuEvent>
#include <QMenu>
#include <QStyleOptionHeader>

namespace sendscope::ui {

EventHeader::EventHeader(const Theme &theme, QWidget *parent)
    : QHeaderView(Qt::Horizontal, parent)
    , m_theme(theme)
{
    setSectionsMovable(true);
    setSectionsClickable(false);
    setHighlightSections(false);
    setTextElideMode(Qt::ElideRight);
    setMinimumSectionSize(24);
    setAccessibleName(tr("Columns"));
    applyTheme();
    connect(&theme, &Theme::changed, this, &EventHeader::applyTheme);
}

void EventHeader::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (int visual = 0; visual < count(); ++visual) {
        const int column = logicalIndex(visual);
        QAction *choice = menu->addAction(model()->headerData(column, Qt::Horizontal).toString());
        choice->setCheckable(true);
        choice->setChecked(!isSectionHidden(column));
        // The last one left stays: a table without columns has no header to bring them back.
        choice->setEnabled(isSectionHidden(column) || count() - hiddenSectionCount() > 1);
        connect(choice, &QAction::toggled, this,
                [this, column](bool isOn) { setSectionHidden(column, !isOn); });
    }
    menu->popup(event->globalPos());
}

void EventHeader::initStyleOptionForIndex(QStyleOptionHeader *option, int logicalIndex) const
{
    QHeaderView::initStyleOptionForIndex(option, logicalIndex);
    if (logicalIndex == int(EventTableModel::Column::Media)) {
        option->icon = m_mediaIcon;
        option->text.clear();
    }
}

void EventHeader::applyTheme()
{
    QFont font = m_theme.fonts().small();
    font.setWeight(QFont::Medium);
    setFont(font);
    m_mediaIcon = m_theme.icon(Icon::Image);
    viewport()->update();
}

} // namespace sendscope::ui
