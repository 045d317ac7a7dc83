#pragma once

#include <QHeaderView>

namespace sendscope::ui {

class Theme;

/// The header of a table of ours. The column that rows are sorted by has an arrow after its word. A
/// click on a head, a right click and a drag are told or done; what they mean is the table's.
class TableHeader : public QHeaderView
{
    Q_OBJECT

public:
    /// Of a header's model: Qt::SortOrder where the rows are sorted by the column, else nothing.
    static constexpr int SortRole = Qt::UserRole + 2;

    explicit TableHeader(const Theme &theme, QWidget *parent = nullptr);

    /// Stays without the table's selection: it marks no columns, and whether all of one is selected
    /// would be asked of every row at each paint.
    void setSelectionModel(QItemSelectionModel *selection) override;

signals:
    /// A right click; \p column is -1 beside all columns.
    void menuAsked(int column, const QPoint &globalPosition);

protected:
    void contextMenuEvent(QContextMenuEvent *event) override;
    void initStyleOptionForIndex(QStyleOptionHeader *option, int logicalIndex) const override;

    const Theme &theme() const { return m_theme; }
    virtual void applyTheme();

private:
    const Theme &m_theme;
};

} // namespace sendscope::ui
