#pragma once

#include "app/event/fieldref.h"

#include <QHeaderView>

namespace sendscope::ui {

class Theme;

/// The event table's header. Its media column has an icon instead of a word, the column that rows
/// are sorted by an arrow after it. A click on a head, a right click and a drag are told or done;
/// what they mean is the table's.
class EventHeader : public QHeaderView
{
    Q_OBJECT

public:
    explicit EventHeader(const Theme &theme, QWidget *parent = nullptr);

    /// What the head of such a column takes up, without an arrow.
    int headWidth(const event::FieldRef &field) const;

    /// Stays without the table's selection: it marks no columns, and whether all of one is selected
    /// would be asked of every row at each paint.
    void setSelectionModel(QItemSelectionModel *selection) override;

signals:
    /// A right click; \p column is -1 beside all columns.
    void menuAsked(int column, const QPoint &globalPosition);

protected:
    void contextMenuEvent(QContextMenuEvent *event) override;
    void initStyleOptionForIndex(QStyleOptionHeader *option, int logicalIndex) const override;

private:
    void applyTheme();
    bool isMedia(int column) const;

    const Theme &m_theme;
    QIcon m_mediaIcon;
};

} // namespace sendscope::ui
