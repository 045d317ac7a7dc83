#pragma once

#include "app/index/order.h"

#include <QMenu>

#include <optional>
#include <vector>

namespace sendscope::ui {

/// The menu of the table's header: what the column can do, and which columns there are.
class ColumnMenu : public QMenu
{
    Q_OBJECT

public:
    /// \p clicked: the column under the pointer; none beside all columns.
    ColumnMenu(const std::vector<event::FieldRef> &shown,
               const std::optional<event::FieldRef> &clicked, const index::Order &order,
               QWidget *parent);

signals:
    void columnAsked(const sendscope::event::FieldRef &field, bool isShown);
    void otherColumnAsked(); ///< One for a path or a header.
    void orderAsked(const sendscope::index::Order &order);
    void fitAsked(const sendscope::event::FieldRef &field);
    void resetAsked();

private:
    void addColumnItems(const event::FieldRef &clicked, bool isOnly);
    void addOrderItems(const std::optional<event::FieldRef> &clicked, const index::Order &order);
    void addFields(const std::vector<event::FieldRef> &shown);
    void addChoice(QMenu *menu, const event::FieldRef &field,
                   const std::vector<event::FieldRef> &shown);
};

/// A title for a menu: strangers' names have no mnemonics.
QString menuTitle(const event::FieldRef &field);

} // namespace sendscope::ui
