#pragma once

#include "app/index/row.h"
#include "ui/theme/digittext.h"
#include "ui/widgets/eventlook.h"

#include <QFontMetrics>
#include <QStyledItemDelegate>

class QTableView;

namespace sendscope::ui {

class EventTableModel;
class Theme;

/// Paints the cells of the event table: cheap, plain text only, nothing kept per row.
class EventDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    /// The view shows the model and outlives this.
    EventDelegate(const Theme &theme, const EventTableModel &model, QTableView *view);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;

    /// Reads the fonts again, after they have changed.
    void applyTheme();

    /// A width that holds the column's longest usual text, in the fonts of now.
    int usualWidth(int column) const;

private:
    /// What the cells of one row have in common while they are painted.
    struct Cell
    {
        QRect rect; ///< Without the insets.
        QColor ground;
        bool isSelected = false;
    };

    void drawGround(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                    const Cell &cell) const;
    void drawEvent(QPainter *painter, const Cell &cell, const index::Row &row) const;
    void drawMedia(QPainter *painter, const Cell &cell, const index::Row &row) const;
    void drawSentence(QPainter *painter, const Cell &cell, const QRect &whole,
                      const index::Row &row) const;
    void drawDigits(QPainter *painter, const Cell &cell, const QColor &ink, const QString &text,
                    bool isRight) const;
    void drawText(QPainter *painter, const QRect &rect, const QFont &font,
                  const QFontMetrics &metrics, const QColor &ink, const QString &text) const;

    /// From Result to Message id, where these columns are neighbours; else Result's own part of the
    /// row.
    QRect sentenceRect(const QRect &cellRect) const;
    bool hasFocus() const;

    const Theme &m_theme;
    const EventTableModel &m_model;
    QTableView *const m_view;
    QFont m_strong;
    DigitText m_digits;
    QFontMetrics m_bodyMetrics;
    QFontMetrics m_strongMetrics;
    QFontMetrics m_fixedMetrics;
};

} // namespace sendscope::ui
