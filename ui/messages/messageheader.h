#pragma once

#include "ui/widgets/tableheader.h"

namespace sendscope::ui {

class MessageTableModel;

/// The header of the table of messages. Its column of steps has the ticks of their scale in place
/// of a word.
class MessageHeader : public TableHeader
{
    Q_OBJECT

public:
    /// The model outlives this.
    MessageHeader(const Theme &theme, const MessageTableModel &model, QWidget *parent = nullptr);

protected:
    void paintSection(QPainter *painter, const QRect &rect, int logicalIndex) const override;

private:
    const MessageTableModel &m_model;
};

} // namespace sendscope::ui
