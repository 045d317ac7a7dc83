#pragma once

#include "app/index/order.h"
#include "ui/messages/messagecolumns.h"

#include <QObject>

class QMenu;
class QTableView;

namespace sendscope::ui {

class MessageDelegate;
class MessageHeader;
class MessageTableModel;

/// The columns of the table of messages: which there are, in what order and how wide. That of the
/// steps takes what the others leave, down to a width at which it still says something.
class MessageTableColumns : public QObject
{
    Q_OBJECT

public:
    /// Part of the view; the others are the view's.
    MessageTableColumns(QTableView &view, MessageHeader &header, MessageTableModel &model,
                        const MessageDelegate &delegate);

    std::vector<ShownMessageColumn> shown() const;
    void setShown(const std::vector<ShownMessageColumn> &columns);

    void add(MessageColumn column);
    void remove(MessageColumn column); ///< The last one left stays.
    void reset();                      ///< As the table first shows.

    /// After the view has another width.
    void fitRoom();

    /// What the header offers: orders and columns. It deletes itself.
    QMenu *makeMenu();

signals:
    void orderAsked(const sendscope::index::Order &order);

private:
    int widthOf(MessageColumn column) const;

    QTableView &m_view;
    MessageHeader &m_header;
    MessageTableModel &m_model;
    const MessageDelegate &m_delegate;
    bool m_isFitting = false;
};

} // namespace sendscope::ui
