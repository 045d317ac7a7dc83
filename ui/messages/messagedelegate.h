#pragma once

#include "ui/messages/messagetablemodel.h"
#include "ui/theme/digittext.h"
#include "ui/theme/tokens.h"

#include <QStyledItemDelegate>

class QTableView;

namespace sendscope::ui {

class Theme;

/// Paints the cells of the table of messages: cheap, plain text only, nothing kept per row.
class MessageDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    /// The view shows the model and outlives this.
    MessageDelegate(const Theme &theme, const MessageTableModel &model, QTableView *view);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;

    /// Reads the fonts again, after they have changed.
    void applyTheme();

    /// Without the colours of states, and nothing stronger than secondary text.
    void setDimmed(bool isDimmed);

    int rowHeight() const;

    /// A width that holds the column's longest usual text, in the fonts of now.
    int usualWidth(MessageColumn column) const;

    /// Where a click folds or opens a group, in the cell of its state.
    QRect foldRect(const QRect &cell) const;

private:
    /// Where and on what one cell is painted.
    struct Place
    {
        QRect rect; ///< Without the insets.
        QColor ground;
        bool isSelected = false;
    };

    void drawGround(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                    const Place &place) const;
    void drawState(QPainter *painter, const Place &place, const QModelIndex &index,
                   const MessageRow &row) const;
    void drawSteps(QPainter *painter, const Place &place, const QRect &cell, const MessageRow &row,
                   const QString &text) const;
    void drawMedia(QPainter *painter, const Place &place, const QString &count) const;
    void drawValue(QPainter *painter, const Place &place, const QModelIndex &index,
                   const MessageRow &row, const QString &text) const;
    QPixmap icon(QPainter *painter, Icon icon, const QColor &ink, const Place &place) const;
    bool hasFocus() const;

    const Theme &m_theme;
    const MessageTableModel &m_model;
    QTableView *const m_view;
    Tokens m_tokens; ///< The theme's, or what dimming leaves of them.
    bool m_isDimmed = false;
    QFont m_strong;
    DigitText m_digits;
};

} // namespace sendscope::ui
