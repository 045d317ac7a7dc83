#pragma once

#include <QHeaderView>

namespace sendscope::ui {

class Theme;

/// The event table's header: its media column has an icon instead of a word; a right click chooses
/// columns.
class EventHeader : public QHeaderView
{
    Q_OBJECT

public:
    explicit EventHeader(const Theme &theme, QWidget *parent = nullptr);

protected:
    void contextMenuEvent(QContextMenuEvent *event) override;
    void initStyleOptionForIndex(QStyleOptionHeader *option, int logicalIndex) const override;

private:
    void applyTheme();

    const Theme &m_theme;
    QIcon m_mediaIcon;
};

} // namespace sendscope::ui
