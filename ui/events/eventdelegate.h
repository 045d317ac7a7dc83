#pragma once

#include "app/base/clock.h"
#include "app/index/row.h"
#include "ui/events/celltext.h"
#include "ui/theme/digittext.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/eventlook.h"

#include <QFontMetrics>
#include <QStyledItemDelegate>

class QTableView;

namespace sendscope::ui {

class EventTableModel;
class RowColours;
struct ResultText;
class Theme;

/// Paints the cells of the event table: cheap, plain text only, nothing kept per row.
class EventDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    /// The view shows the model and outlives this, as the colours do.
    EventDelegate(const Theme &theme, const EventTableModel &model, RowColours &colours,
                  QTableView *view);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;

    /// What the cell would take up with nothing cut.
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

    /// Reads the fonts again, after they have changed.
    void applyTheme();

    /// Without the colours of states, and nothing stronger than secondary text.
    void setDimmed(bool isDimmed);

    /// A width that holds the column's longest usual text, in the fonts of now.
    int usualWidth(const event::FieldRef &field) const;

    /// For the column of types: what it takes without "message-".
    int narrowTypeWidth() const;

    /// Of the status that we answered with that of a target beside it.
    int bothAnswersWidth() const;

    /// For a column of ids: what it takes to show them whole.
    int wholeIdWidth() const;

private:
    /// Where and on what one cell is painted.
    struct Place
    {
        QRect rect; ///< Without the insets.
        QColor ground;
        bool isSelected = false;
    };

    /// The columns that a row's sentence runs through, from one x to another.
    struct Stretch
    {
        int first = -1; ///< Visual places.
        int last = -1;
        int left = 0;
        int right = 0;
    };

    void drawGround(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                    const Place &place) const;
    void drawValue(QPainter *painter, const Place &place, const QModelIndex &index) const;
    void drawText(QPainter *painter, const Place &place, const Cell &cell, const QColor &ink) const;
    void drawEvent(QPainter *painter, const Place &place, int row) const;
    void drawResult(QPainter *painter, const Place &place, int row) const;
    void drawRemark(QPainter *painter, const QRect &cell, int row) const;
    void drawMark(QPainter *painter, const Place &place, const Cell &cell, const QColor &ink) const;
    void drawMedia(QPainter *painter, const Place &place, const Cell &cell) const;
    bool drawSentence(QPainter *painter, const Place &place, const QModelIndex &index) const;

    QColor groundOf(int row, bool isSelected) const;
    /// The weakest ink that can be read on that ground.
    const QColor &faint(const Place &place) const;
    QColor inkOf(const Cell &cell, const QModelIndex &index, const Place &place) const;
    double valueWidth(const Cell &cell, const QModelIndex &index) const;
    Stretch sentenceStretch(int row) const;
    QColor resultInk(const ResultText &result, const Place &place) const;
    bool isFocusRow(int row) const;
    bool hasFocus() const;

    const Theme &m_theme;
    const EventTableModel &m_model;
    RowColours &m_colours;
    const base::SystemClock m_clock;
    QTableView *const m_view;
    Tokens m_tokens; ///< The theme's, or what dimming leaves of them.
    bool m_isDimmed = false;
    QFont m_strong;
    DigitText m_digits;
    QFontMetrics m_bodyMetrics;
    QFontMetrics m_strongMetrics;
    QFontMetrics m_fixedMetrics;
};

} // namespace sendscope::ui
