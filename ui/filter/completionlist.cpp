#include "ui/filter/completionlist.h"

#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/widgets/valueformat.h"

#include <QAbstractListModel>
#include <QCursor>
#include <QEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QStyledItemDelegate>

#include <algorithm>

namespace sendscope::ui {
namespace {

constexpr int kTextLeft = metrics::kSpace2 + metrics::kIcon + metrics::kSpace2;
constexpr int kMostTextWidth = 320;
constexpr int kMostPhraseWidth = 360;

int rowHeightOf(const QFontMetrics &font)
{
    return qMax(metrics::kPopupRow, font.height() + 10);
}

QString countOf(const CompletionRow &row)
{
    return row.count < 0 ? QString()
        : row.count == 0 ? CompletionList::tr("not seen")
                         : countText(row.count);
}

} // namespace

class CompletionList::Model : public QAbstractListModel
{
public:
    using QAbstractListModel::QAbstractListModel;

    void setRows(std::vector<CompletionRow> rows)
    {
        beginResetModel();
        m_rows = std::move(rows);
        endResetModel();
    }

    const std::vector<CompletionRow> &rows() const { return m_rows; }

    int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : int(m_rows.size());
    }

    QVariant data(const QModelIndex &index, int role) const override
    {
        if (!checkIndex(index, CheckIndexOption::IndexIsValid))
            return {};
        const CompletionRow &row = m_rows[size_t(index.row())];
        if (role == Qt::DisplayRole)
            return row.text;
        if (role == Qt::AccessibleTextRole) {
            QStringList said{row.text, row.phrase, countOf(row)};
            said.removeAll(QString());
            return said.join(u", ");
        }
        return {};
    }

private:
    std::vector<CompletionRow> m_rows;
};

class CompletionList::Delegate : public QStyledItemDelegate
{
public:
    Delegate(const CompletionList &list)
        : m_list(list)
    {
    }

    void measure()
    {
        m_textWidth = 0;
        m_countWidth = 0;
        m_phraseWidth = 0;
        const QFontMetrics small(m_list.m_theme.fonts().small());
        const QFontMetrics body(m_list.m_theme.fonts().body());
        for (const CompletionRow &row : m_list.m_model->rows()) {
            const int text = m_list.fontMetrics().horizontalAdvance(onOneLine(row.text)) + 1;
            m_textWidth = qMax(m_textWidth, qMin(text, kMostTextWidth));
            m_phraseWidth = qMax(m_phraseWidth, small.horizontalAdvance(row.phrase) + 1);
            m_countWidth = qMax(m_countWidth, body.horizontalAdvance(countOf(row)) + 1);
        }
        m_phraseWidth = qMin(m_phraseWidth, kMostPhraseWidth);
    }

    int usualWidth() const
    {
        return kTextLeft + m_textWidth + metrics::kSpace5 + m_phraseWidth
            + (m_countWidth > 0 ? metrics::kSpace5 + m_countWidth : 0) + metrics::kSpace3;
    }

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const override
    {
        return {0, rowHeightOf(option.fontMetrics)};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override
    {
        const Theme &theme = m_list.m_theme;
        const Tokens &tokens = theme.tokens();
        const CompletionRow &row = m_list.row(index.row());
        const bool isMarked = option.state & QStyle::State_Selected;
        const QColor ground = isMarked ? tokens.sel : tokens.raised;
        painter->save();
        if (isMarked) {
            painter->setRenderHint(QPainter::Antialiasing);
            painter->setPen(Qt::NoPen);
            painter->setBrush(tokens.sel);
            painter->drawRoundedRect(option.rect, metrics::kRadiusSmall, metrics::kRadiusSmall);
        }
        const QRect &rect = option.rect;
        if (row.icon != Icon::None) {
            painter->drawPixmap(
                rect.left() + metrics::kSpace2, rect.top() + (rect.height() - metrics::kIcon) / 2,
                theme.icons().pixmap(row.icon, tokens.hue(row.hue), ground, metrics::kIcon,
                                     painter->device()->devicePixelRatioF()));
        }
        const auto draw = [&](int left, int width, const QString &text, const QFont &font,
                              const QColor &ink, Qt::Alignment side) {
            painter->setFont(font);
            painter->setPen(ink);
            painter->drawText(QRect(left, rect.top(), width, rect.height()),
                              int(side | Qt::AlignVCenter) | Qt::TextSingleLine,
                              QFontMetrics(font).elidedText(text, Qt::ElideRight, width));
        };
        const int textLeft = rect.left() + kTextLeft;
        const int right = rect.right() - metrics::kSpace3;
        const int phraseLeft = textLeft + m_textWidth + metrics::kSpace5;
        const int phraseRight = right - (m_countWidth > 0 ? m_countWidth + metrics::kSpace4 : 0);
        draw(textLeft, m_textWidth, onOneLine(row.text), option.font, tokens.text, Qt::AlignLeft);
        draw(phraseLeft, phraseRight - phraseLeft, row.phrase, theme.fonts().small(), tokens.text2,
             Qt::AlignLeft);
        draw(right - m_countWidth, m_countWidth, countOf(row), theme.fonts().body(), tokens.text2,
             Qt::AlignRight);
        painter->restore();
    }

private:
    const CompletionList &m_list;
    int m_textWidth = 0;
    int m_phraseWidth = 0;
    int m_countWidth = 0;
};

CompletionList::CompletionList(const Theme &theme, QWidget *parent)
    : PopupList(parent)
    , m_theme(theme)
    , m_model(new Model(this))
{
    setAccessibleName(tr("What can stand here"));
    setModel(m_model);
    auto *delegate = new Delegate(*this);
    delegate->setParent(this);
    setItemDelegate(delegate);
    connect(selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex &index) { emit markChanged(index.row()); });
    connect(&theme, &Theme::changed, this, &CompletionList::applyTheme);
    applyTheme();
}

void CompletionList::setRows(std::vector<CompletionRow> rows)
{
    if (rows == m_model->rows())
        return;
    const QString before = marked() < 0 ? QString() : row(marked()).text;
    const auto same = std::find_if(rows.begin(), rows.end(), [&before](const CompletionRow &r) {
        return !before.isEmpty() && r.text == before;
    });
    const int at = same == rows.end() ? -1 : int(same - rows.begin());
    {
        const QSignalBlocker blocker(selectionModel());
        m_model->setRows(std::move(rows));
        mark(at);
    }
    if (!before.isEmpty() && at < 0)
        emit markChanged(-1);
    static_cast<Delegate *>(itemDelegate())->measure();
    updateGeometry();
    viewport()->update();
}

int CompletionList::count() const
{
    return m_model->rowCount();
}

const CompletionRow &CompletionList::row(int at) const
{
    return m_model->rows()[size_t(at)];
}

int CompletionList::marked() const
{
    return currentIndex().row();
}

void CompletionList::mark(int row)
{
    if (row < 0) {
        selectionModel()->clear();
        return;
    }
    setCurrentIndex(m_model->index(qMin(row, count() - 1)));
}

int CompletionList::usualWidth() const
{
    return static_cast<const Delegate *>(itemDelegate())->usualWidth()
        + (count() > kMostRows ? metrics::kScrollBar : 0);
}

QSize CompletionList::sizeHint() const
{
    return {usualWidth(), rowHeightOf(fontMetrics()) * qMin(kMostRows, count())};
}

void CompletionList::changeEvent(QEvent *event)
{
    QListView::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        updateGeometry();
}

void CompletionList::mouseMoveEvent(QMouseEvent *event)
{
    // A list that opens under the mouse is not pointed at yet.
    const QPoint mouse = event->globalPosition().toPoint();
    if (mouse == m_mouseAtShow)
        return;
    if (const QModelIndex index = indexAt(event->position().toPoint()); index.isValid())
        setCurrentIndex(index);
}

void CompletionList::showEvent(QShowEvent *event)
{
    QListView::showEvent(event);
    m_mouseAtShow = QCursor::pos();
}

void CompletionList::applyTheme()
{
    QPalette colors = paletteOf(m_theme.tokens());
    colors.setColor(QPalette::Base, m_theme.tokens().raised);
    setPalette(colors);
    setFont(m_theme.fonts().fixed());
}

} // namespace sendscope::ui
