#include "ui/detail/fieldlist.h"

#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/widgets/elidedlabel.h"

#include <QAction>
#include <QClipboard>
#include <QGridLayout>
#include <QGuiApplication>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>

namespace sendscope::ui {
namespace {

constexpr int kLineInset = metrics::kSpace1 / 2;
constexpr int kLabelCharacters = 17; ///< The longest label, and some air.

Label *makeLabel(const Theme &theme, Label::Voice voice, QWidget *parent)
{
    auto *label = new Label(theme, voice, parent);
    label->setWordWrap(true);
    label->setAlignment(Qt::AlignTop | Qt::AlignLeading);
    return label;
}

} // namespace

FieldList::FieldList(const Theme &theme, QWidget *parent)
    : QScrollArea(parent)
    , m_theme(theme)
    , m_page(new QWidget)
    , m_grid(new QGridLayout)
{
    auto *column = new QVBoxLayout(m_page);
    column->setContentsMargins(metrics::kPaneInset, metrics::kSpace3, metrics::kPaneInset,
                               metrics::kSpace3);
    column->addLayout(m_grid);
    column->addStretch();
    m_grid->setHorizontalSpacing(metrics::kSpace3);
    m_grid->setVerticalSpacing(0);
    m_grid->setColumnStretch(1, 1);

    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setWidget(m_page);
    m_page->setBackgroundRole(QPalette::Base);
    m_page->setAutoFillBackground(true);
    connect(&theme, &Theme::changed, this, &FieldList::applyTheme);
    applyTheme();
}

void FieldList::setFields(const std::vector<DetailField> &fields)
{
    while (m_rows.size() < fields.size())
        m_rows.push_back(makeRow(int(m_rows.size())));

    for (size_t i = 0; i < m_rows.size(); ++i) {
        const Row &row = m_rows[i];
        const bool isUsed = i < fields.size();
        const DetailField field = isUsed ? fields[i] : DetailField{};
        row.label->setText(field.label);
        row.value->setText(field.isFixed ? QString() : field.value);
        row.value->setAccessibleName(field.label);
        row.fixed->setWhole(field.isFixed ? field.value : QString());
        row.note->setText(field.note);
        row.label->setVisible(isUsed);
        row.value->setVisible(isUsed && !field.isFixed);
        row.fixed->setVisible(isUsed && field.isFixed);
        row.note->setVisible(isUsed && !field.note.isEmpty());
    }
    fit();
    verticalScrollBar()->setValue(0);
}

void FieldList::setFittedHeight(int most)
{
    m_mostHeight = most;
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    fit();
}

FieldList::Row FieldList::makeRow(int index)
{
    const Row row{makeLabel(m_theme, Label::Voice::Small, m_page),
                  makeLabel(m_theme, Label::Voice::Body, m_page),
                  new ElidedLabel(m_theme, Label::Voice::Fixed, Qt::ElideMiddle, m_page),
                  makeLabel(m_theme, Label::Voice::Small, m_page)};
    row.value->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    for (Label *label : {row.value, row.note})
        label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);

    // An id or a URL has no place to break a line at: it is cut in its middle, and copied whole.
    auto *copy = new QAction(tr("Copy"), row.fixed);
    row.fixed->addAction(copy);
    row.fixed->setContextMenuPolicy(Qt::ActionsContextMenu);
    connect(copy, &QAction::triggered, row.fixed,
            [fixed = row.fixed] { QGuiApplication::clipboard()->setText(fixed->whole()); });
    m_grid->addWidget(row.label, index * 2, 0);
    m_grid->addWidget(row.value, index * 2, 1);
    // Where the value is: one of the two is shown.
    m_grid->addWidget(row.fixed, index * 2, 1, Qt::AlignVCenter);
    m_grid->addWidget(row.note, index * 2 + 1, 1);
    for (Label *label : {row.label, row.value})
        label->setContentsMargins(0, kLineInset, 0, kLineInset);
    row.note->setContentsMargins(0, 0, 0, metrics::kSpace2);
    return row;
}

void FieldList::applyTheme()
{
    const QFontMetrics font(m_theme.fonts().small());
    m_grid->setColumnMinimumWidth(0, font.averageCharWidth() * kLabelCharacters);
    fit();
}

void FieldList::resizeEvent(QResizeEvent *event)
{
    QScrollArea::resizeEvent(event);
    fit();
}

void FieldList::fit()
{
    if (m_mostHeight == 0)
        return;
    const int wanted = m_page->hasHeightForWidth() ? m_page->heightForWidth(viewport()->width())
                                                   : m_page->sizeHint().height();
    setFixedHeight(std::clamp(wanted, 0, m_mostHeight));
}

} // namespace sendscope::ui

#include "moc_fieldlist.cpp"
