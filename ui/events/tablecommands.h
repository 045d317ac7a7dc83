#pragma once

#include "app/event/fieldref.h"
#include "ui/events/celltext.h"
#include "ui/widgets/filtermenu.h"

#include <QObject>

#include <optional>

class QContextMenuEvent;
class QPoint;

namespace sendscope::ui {

class Actions;
class EventHeader;
class EventTableModel;
class EventTableView;
class TableColumns;
class Theme;

/// What a person can do to the table of events, by its actions, its menus and its header; told by
/// the view's signals.
class TableCommands : public QObject
{
    Q_OBJECT

public:
    /// Part of the view; all but the theme and the actions are the view's.
    TableCommands(const Theme &theme, const Actions &actions, EventTableView &view,
                  EventTableModel &rows, EventHeader &header, TableColumns &columns);

    void openCellMenu(const QContextMenuEvent &event);

private:
    void connectActions();
    void connectCopying();
    void stepInMessage(int direction);
    void sortBy(int column);
    void openColumnMenu(int column, const QPoint &globalPosition);
    void openCopyMenu();
    void askForColumn();
    void copyValue();
    void nameValue();
    std::optional<Cell> currentCell() const; ///< None without one.
    FilterChosen filterByCurrent();

    const Theme &m_theme;
    const Actions &m_actions;
    EventTableView &m_view;
    EventTableModel &m_rows;
    EventHeader &m_header;
    TableColumns &m_columns;
};

} // namespace sendscope::ui
