#include "ui/filter/completionpopup.h"

#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/widgets/hairline.h"
#include "ui/widgets/label.h"

#include <QPainter>
#include <QVBoxLayout>

namespace sendscope::ui {
namespace {

QString keysWhileMarked()
{
    return CompletionPopup::tr("Tab takes it, Enter takes and runs it, Esc closes. The table "
                               "previews what is marked.");
}

} // namespace

CompletionPopup::CompletionPopup(const Theme &theme, QWidget *anchor)
    : Popup(theme, anchor)
    , m_heading(new Label(theme, Label::Voice::Secondary))
    , m_list(new CompletionList(theme))
    , m_keys(new Label(theme, Label::Voice::Small))
{
    m_heading->setContentsMargins(metrics::kSpace2 + metrics::kIcon + metrics::kSpace2,
                                  metrics::kSpace2, metrics::kSpace2, metrics::kSpace2);
    m_keys->setContentsMargins(metrics::kSpace2, metrics::kSpace1, metrics::kSpace2,
                               metrics::kSpace1);
    auto *column = new QVBoxLayout(this);
    const int inset = kShadow + metrics::kSpace1 + 1;
    column->setContentsMargins(inset, inset, inset, inset);
    column->setSpacing(metrics::kSpace1);
    column->addWidget(m_heading);
    column->addWidget(new Hairline(theme));
    column->addWidget(m_list);
    column->addWidget(new Hairline(theme));
    column->addWidget(m_keys);
    connect(m_list, &QAbstractItemView::clicked, this,
            [this](const QModelIndex &index) { emit taken(index.row()); });
    connect(m_list, &CompletionList::markChanged, this, &CompletionPopup::showKeys);
    showKeys();
}

void CompletionPopup::open(const QString &heading, std::vector<CompletionRow> rows, int x)
{
    m_heading->setText(heading);
    m_list->setRows(std::move(rows));
    m_list->setFixedHeight(m_list->sizeHint().height());
    showKeys();
    showAt(x);
}

QString CompletionPopup::heading() const
{
    return m_heading->text();
}

void CompletionPopup::step(int rows)
{
    const int to = m_list->marked() + rows;
    m_list->mark(qMin(to, m_list->count() - 1));
}

int CompletionPopup::usualWidth() const
{
    // Of the longer sentence, so that the sheet stays as it is when a row is marked.
    const int keys =
        QFontMetrics(m_keys->font()).horizontalAdvance(keysWhileMarked()) + 2 * metrics::kSpace2;
    return qMax(m_list->usualWidth(), keys + 1) + 2 * metrics::kSpace1 + 2;
}

void CompletionPopup::paintEvent(QPaintEvent *event)
{
    Popup::paintEvent(event);
    QPainter painter(this);
    const QRect heading = m_heading->geometry();
    painter.drawPixmap(
        heading.left() + metrics::kSpace2, heading.center().y() - metrics::kIcon / 2 + 1,
        theme().icons().pixmap(Icon::Dots, theme().tokens().text2, theme().tokens().raised,
                               metrics::kIcon, devicePixelRatioF()));
}

void CompletionPopup::showKeys()
{
    m_keys->setText(m_list->marked() < 0 ? tr("Tab takes the first, ↓ marks, Esc closes.")
                                         : keysWhileMarked());
}

} // namespace sendscope::ui
