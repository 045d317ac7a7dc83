#include "ui/widgets/tableheader.h"

#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"

#include <QContextMenuEvent>
#include <QItemSelectionModel>
#include <QStyleOptionHeader>

namespace sendscope::ui {
namespace {

constexpr QStringView kUp = u" \u25b4";
constexpr QStringView kDown = u" \u25be";

} // namespace

TableHeader::TableHeader(const Theme &theme, QWidget *parent)
    : QHeaderView(Qt::Horizontal, parent)
    , m_theme(theme)
{
    setSectionsMovable(true);
    setSectionsClickable(true);
    setHighlightSections(false);
    setTextElideMode(Qt::ElideRight);
    setResizeContentsPrecision(0); // a column is fitted to the rows in view
    setAccessibleName(tr("Columns"));
    TableHeader::applyTheme();
    connect(&theme, &Theme::changed, this, [this] { applyTheme(); });
}

void TableHeader::setSelectionModel(QItemSelectionModel *selection)
{
    if (selection->parent() == this)
        QHeaderView::setSelectionModel(selection);
}

void TableHeader::contextMenuEvent(QContextMenuEvent *event)
{
    emit menuAsked(logicalIndexAt(event->pos()), event->globalPos());
}

void TableHeader::initStyleOptionForIndex(QStyleOptionHeader *option, int logicalIndex) const
{
    QHeaderView::initStyleOptionForIndex(option, logicalIndex);
    const QVariant sorted = model()->headerData(logicalIndex, Qt::Horizontal, SortRole);
    if (!sorted.isValid())
        return;
    // The word is cut before the arrow is.
    const QString arrow = (sorted.toInt() == Qt::AscendingOrder ? kUp : kDown).toString();
    const int room = sectionSize(logicalIndex) - 2 * metrics::kCellInset
        - fontMetrics().horizontalAdvance(arrow);
    option->text = fontMetrics().elidedText(option->text, Qt::ElideRight, room) + arrow;
}

void TableHeader::applyTheme()
{
    QFont font = m_theme.fonts().small();
    font.setWeight(QFont::Medium);
    setFont(font);
    viewport()->update();
}

} // namespace sendscope::ui

#include "moc_tableheader.cpp"
