#include "ui/filter/historylist.h"

#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/widgets/filterformats.h"
#include "ui/widgets/valueformat.h"

#include <QEvent>
#include <QPainter>
#include <QStringListModel>
#include <QStyledItemDelegate>
#include <QTextLayout>

#include <algorithm>
#include <cmath>

namespace sendscope::ui {
namespace {

/// Longer texts are not measured: no popup is so wide.
constexpr qsizetype kMostMeasured = 200;

class Delegate : public QStyledItemDelegate
{
public:
    Delegate(const Theme &theme, QObject *parent)
        : QStyledItemDelegate(parent)
        , m_theme(theme)
    {
    }

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const override
    {
        return {0, qMax(metrics::kPopupRow, option.fontMetrics.height() + 10)};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override
    {
        const Tokens &tokens = m_theme.tokens();
        painter->save();
        if (option.state & QStyle::State_Selected) {
            painter->setRenderHint(QPainter::Antialiasing);
            painter->setPen(Qt::NoPen);
            painter->setBrush(tokens.sel);
            painter->drawRoundedRect(option.rect, metrics::kRadiusSmall, metrics::kRadiusSmall);
        }
        paintText(painter, option, index.data().toString());
        painter->restore();
    }

private:
    void paintText(QPainter *painter, const QStyleOptionViewItem &option, const QString &text) const
    {
        const QRect room = option.rect.adjusted(metrics::kSpace2, 0, -metrics::kSpace2, 0);
        const QString line =
            option.fontMetrics.elidedText(onOneLine(text), Qt::ElideRight, room.width());
        Tokens tokens = m_theme.tokens();
        if (option.state & QStyle::State_Selected)
            tokens.text3 = tokens.text2;
        QTextLayout layout(line, option.font);
        QTextOption direction;
        direction.setTextDirection(Qt::LeftToRight);
        layout.setTextOption(direction);
        layout.setFormats(filterFormats(line, tokens));
        layout.beginLayout();
        const QTextLine laid = layout.createLine();
        layout.endLayout();
        painter->setPen(tokens.text3);
        layout.draw(
            painter,
            QPointF(room.left(), room.top() + std::floor((room.height() - laid.height()) / 2)));
    }

    const Theme &m_theme;
};

} // namespace

HistoryList::HistoryList(const Theme &theme, QWidget *parent)
    : PopupList(parent)
    , m_theme(theme)
    , m_texts(new QStringListModel(this))
{
    setAccessibleName(tr("Filters used before"));
    setModel(m_texts);
    setItemDelegate(new Delegate(theme, this));
    connect(this, &QAbstractItemView::entered, this,
            [this](const QModelIndex &index) { setCurrentIndex(index); });
    connect(&theme, &Theme::changed, this, &HistoryList::applyTheme);
    applyTheme();
}

void HistoryList::setTexts(const QStringList &texts)
{
    m_texts->setStringList(texts);
    updateGeometry();
}

int HistoryList::count() const
{
    return m_texts->rowCount();
}

QString HistoryList::marked() const
{
    return currentIndex().data().toString();
}

void HistoryList::mark(int row)
{
    setCurrentIndex(m_texts->index(row));
}

void HistoryList::step(int rows)
{
    if (count() > 0)
        mark(qBound(0, currentIndex().row() + rows, count() - 1));
}

int HistoryList::widestText() const
{
    int widest = 0;
    for (const QString &text : m_texts->stringList())
        widest = std::max(widest, fontMetrics().horizontalAdvance(text.left(kMostMeasured)));
    return widest + 2 * metrics::kSpace2 + metrics::kScrollBar;
}

QSize HistoryList::sizeHint() const
{
    const int row = qMax(metrics::kPopupRow, fontMetrics().height() + 10);
    return {widestText(), row * qMin(kMostRows, count())};
}

void HistoryList::changeEvent(QEvent *event)
{
    QListView::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        updateGeometry();
}

void HistoryList::applyTheme()
{
    QPalette colors = paletteOf(m_theme.tokens());
    colors.setColor(QPalette::Base, m_theme.tokens().raised);
    setPalette(colors);
    setFont(m_theme.fonts().fixed());
}

} // namespace sendscope::ui
