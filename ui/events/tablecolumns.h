#pragma once

#include "ui/events/eventcolumns.h"

#include <QObject>

class QTableView;

namespace sendscope::ui {

class EventDelegate;
class EventHeader;
class EventTableModel;

/// The columns of the event table: which there are, in what order and how wide. After a change of
/// choice the model has them in the order shown.
class TableColumns : public QObject
{
    Q_OBJECT

public:
    /// Part of the view; the others are the view's.
    TableColumns(QTableView &view, EventHeader &header, EventTableModel &model,
                 const EventDelegate &delegate);

    EventColumns shown() const;
    void setShown(const EventColumns &columns);

    bool has(const event::FieldRef &field) const;
    void add(const event::FieldRef &field); ///< Last. Nothing where it is there, or no more can be.
    void remove(const event::FieldRef &field); ///< The last one left stays.
    void reset();                              ///< As the table first shows.

    /// After the view has another width: where the other columns leave room for it, shows the text,
    /// until a person has chosen, and then whole ids; where there is too little, types without
    /// "message-".
    void fitRoom();

    /// From now on a target's answers stand beside ours: their column gets the room for it, unless
    /// a person has given it another width.
    void makeRoomForAnswers();

    /// Makes the column as wide as the rows in view need.
    void fit(const event::FieldRef &field);

    std::vector<event::FieldRef> onDemandFields() const;

signals:
    void changed(); ///< Which there are.
    void added();   ///< One, at the end.

private:
    void fitText();
    void fitWidth(event::Field field, int narrow, int wide);
    bool isFitted(event::Field field, int width) const;
    int widthOfOthers(event::Field field) const;
    EventColumns usual() const;
    int usualWidth(const event::FieldRef &field) const;

    QTableView &m_view;
    EventHeader &m_header;
    EventTableModel &m_model;
    const EventDelegate &m_delegate;
    bool m_areChosen = false;
    bool m_isSetting = false;
    bool m_hasTargetsAnswers = false;
};

} // namespace sendscope::ui
