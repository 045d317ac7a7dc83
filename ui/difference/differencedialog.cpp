#include "ui/difference/differencedialog.h"

#include "ui/difference/alignedview.h"
#include "ui/difference/differencemodel.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/hairline.h"
#include "ui/widgets/label.h"
#include "ui/widgets/valueformat.h"

#include <QHeaderView>
#include <QLineEdit>
#include <QPainter>
#include <QScreen>
#include <QSplitter>
#include <QStyledItemDelegate>
#include <QTableView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace sendscope::ui {
namespace {

constexpr QSize kUsualSize{1060, 720};
constexpr int kTextShare = 3;
constexpr int kListShare = 2;
constexpr int kWhatCells = 16;
constexpr int kPathCells = 34;
constexpr int kValueCells = 40;

QVBoxLayout *makeColumn(QWidget *page, int spacing)
{
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins({});
    column->setSpacing(spacing);
    return column;
}

/// A row is current as a whole, and its texts stand below their heads.
class RowDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override
    {
        QStyleOptionViewItem cell = option;
        initStyleOption(&cell, index);
        cell.state &= ~QStyle::State_HasFocus;
        cell.widget->style()->drawPrimitive(QStyle::PE_PanelItemViewItem, &cell, painter,
                                            cell.widget);
        const QRect place = cell.rect.adjusted(metrics::kCellInset, 0, -metrics::kCellInset, 0);
        painter->setFont(cell.font);
        painter->setPen(cell.palette.color(QPalette::Text));
        painter->drawText(place, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                          cell.fontMetrics.elidedText(cell.text, Qt::ElideRight, place.width()));
    }
};

} // namespace

QString wordsOf(const EventDifference &difference)
{
    if (!difference.before || !difference.after)
        return DifferenceDialog::tr("Nothing to compare: only JSON is compared");
    QString words = difference.count == 0 ? DifferenceDialog::tr("No difference")
        : difference.count == 1
        ? DifferenceDialog::tr("1 difference")
        : DifferenceDialog::tr("%1 differences").arg(countText(difference.count));
    if (difference.ignored == 1)
        words += DifferenceDialog::tr(", 1 value left out");
    else if (difference.ignored > 1)
        words += DifferenceDialog::tr(", %1 values left out").arg(countText(difference.ignored));
    if (!difference.aligned.isWhole)
        words += DifferenceDialog::tr(", only the beginning is shown");
    return words;
}

DifferenceDialog::DifferenceDialog(const Theme &theme, const QStringList &ignored, QWidget *parent)
    : QDialog(parent)
    , m_theme(theme)
    , m_comparison(new EventComparison(this))
    , m_model(new DifferenceModel(theme, this))
    , m_verdict(new Label(theme, Label::Voice::Verdict))
    , m_titleBefore(new Label(theme, Label::Voice::Small))
    , m_titleAfter(new Label(theme, Label::Voice::Small))
    , m_view(new AlignedView(theme))
    , m_list(new QTableView)
    , m_ignored(new QLineEdit(ignored.join(u", "_s)))
    , m_leaveOut(new Button(theme, ButtonKind::Plain))
{
    setWindowTitle(tr("Difference"));
    setSizeGripEnabled(true);
    auto *parts = new QSplitter(Qt::Vertical);
    parts->setHandleWidth(1);
    parts->setChildrenCollapsible(false);
    parts->addWidget(makeTexts());
    parts->addWidget(makeList());
    parts->setStretchFactor(0, kTextShare);
    parts->setStretchFactor(1, kListShare);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::kSpace5, metrics::kSpace4, metrics::kSpace5,
                               metrics::kSpace4);
    column->setSpacing(metrics::kSpace3);
    column->addWidget(m_verdict);
    column->addWidget(parts, 1);
    column->addLayout(makeIgnored());
    column->addLayout(makeButtons());

    connect(m_comparison, &EventComparison::compared, this, &DifferenceDialog::onCompared);
    connect(m_view, &AlignedView::currentChanged, m_list, &QTableView::selectRow);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &DifferenceDialog::showCurrent);
    connect(m_ignored, &QLineEdit::editingFinished, this, &DifferenceDialog::onIgnoredEdited);
    connect(m_leaveOut, &QPushButton::clicked, this, &DifferenceDialog::leaveOutCurrent);
    resize(kUsualSize.boundedTo(screen()->availableSize() * 0.9));
    m_list->setFocus();
}

DifferenceDialog::~DifferenceDialog() = default;

QWidget *DifferenceDialog::makeTexts()
{
    auto *titles = new QHBoxLayout;
    titles->setSpacing(0);
    for (Label *title : {m_titleBefore, m_titleAfter}) {
        title->setIndent(metrics::kSpace5);
        title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
        titles->addWidget(title, 1);
    }
    auto *part = new QWidget;
    QVBoxLayout *column = makeColumn(part, metrics::kSpace1);
    column->addLayout(titles);
    column->addWidget(new Hairline(m_theme));
    column->addWidget(m_view, 1);
    return part;
}

QWidget *DifferenceDialog::makeList()
{
    m_list->setModel(m_model);
    m_list->setItemDelegate(new RowDelegate(m_list));
    m_list->setAccessibleName(tr("What differs"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setShowGrid(false);
    m_list->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_list->setSelectionMode(QAbstractItemView::SingleSelection);
    m_list->setTabKeyNavigation(false);
    m_list->setWordWrap(false);
    m_list->verticalHeader()->hide();
    m_list->verticalHeader()->setDefaultSectionSize(
        metrics::rowHeight(QFontMetrics(m_theme.fonts().body())));
    m_list->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    QHeaderView *head = m_list->horizontalHeader();
    head->setHighlightSections(false);
    head->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    head->setStretchLastSection(true);
    const int cell = QFontMetrics(m_theme.fonts().fixed()).averageCharWidth();
    head->resizeSection(DifferenceModel::What, kWhatCells * cell);
    head->resizeSection(DifferenceModel::Path, kPathCells * cell);
    head->resizeSection(DifferenceModel::Before, kValueCells * cell);

    auto *part = new QWidget;
    QVBoxLayout *column = makeColumn(part, 0);
    column->addWidget(m_list, 1);
    column->addWidget(new Hairline(m_theme));
    return part;
}

QLayout *DifferenceDialog::makeIgnored()
{
    auto *label = new Label(m_theme, Label::Voice::Small, tr("&Left out"));
    label->setBuddy(m_ignored);
    m_ignored->setAccessibleName(tr("Paths that are left out"));
    m_ignored->setToolTip(
        plainToolTip(tr("Paths with commas between them, such as time, message.time. What stands "
                        "there is no difference. They are remembered.")));
    m_ignored->setFont(m_theme.fonts().fixed());
    m_leaveOut->setText(tr("Leave out the selected &path"));
    m_leaveOut->setAutoDefault(false);
    m_leaveOut->setEnabled(false);
    auto *line = new QHBoxLayout;
    line->setSpacing(metrics::kSpace2);
    line->addWidget(label);
    line->addWidget(m_ignored, 1);
    line->addWidget(m_leaveOut);
    return line;
}

QLayout *DifferenceDialog::makeButtons()
{
    auto *close = new Button(m_theme, ButtonKind::Plain);
    close->setText(tr("Close"));
    close->setAutoDefault(false);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    auto *line = new QHBoxLayout;
    line->addStretch();
    line->addWidget(close);
    return line;
}

void DifferenceDialog::compare(const StoredEvent &before, const StoredEvent &after)
{
    m_before = before;
    m_after = after;
    setWindowTitle(tr("Difference of event %1 and event %2")
                       .arg(countText(before.event.value), countText(after.event.value)));
    compareAgain();
}

QStringList DifferenceDialog::ignored() const
{
    QStringList paths;
    for (const QString &path : m_ignored->text().split(u',')) {
        if (const QString trimmed = path.trimmed(); !trimmed.isEmpty() && !paths.contains(trimmed))
            paths += trimmed;
    }
    return paths;
}

void DifferenceDialog::compareAgain()
{
    if (!m_before || !m_after)
        return;
    std::set<QByteArray> paths;
    for (const QString &path : ignored())
        paths.insert(path.toUtf8());
    m_comparison->compare(*m_before, *m_after, paths);
}

void DifferenceDialog::onCompared(const EventDifferencePtr &difference)
{
    m_difference = difference;
    m_titleBefore->setText(difference->before ? difference->before->title : QString());
    m_titleAfter->setText(difference->after ? difference->after->title : QString());
    m_verdict->setText(wordsOf(*difference));
    m_view->setDifference(difference);
    m_model->setDifference(difference);
    m_leaveOut->setEnabled(false);
    if (!difference->listed.empty())
        m_list->selectRow(0);
    emit compared();
}

void DifferenceDialog::onIgnoredEdited()
{
    if (!m_ignored->isModified())
        return;
    m_ignored->setModified(false);
    emit ignoredChanged(ignored());
    compareAgain();
}

void DifferenceDialog::leaveOutCurrent()
{
    const int row = m_list->currentIndex().row();
    if (!m_difference || row < 0 || size_t(row) >= m_difference->listed.size())
        return;
    const QString path = QString::fromUtf8(m_difference->listed[size_t(row)].leaveOut);
    QStringList paths = ignored();
    // A path with a comma in it cannot be told from two.
    if (path.isEmpty() || path.contains(u',') || paths.contains(path))
        return;
    paths += path;
    m_ignored->setText(paths.join(u", "_s));
    emit ignoredChanged(paths);
    compareAgain();
}

void DifferenceDialog::showCurrent()
{
    const int row = m_list->currentIndex().row();
    m_leaveOut->setEnabled(row >= 0);
    m_view->setCurrent(row);
}

} // namespace sendscope::ui

#include "moc_differencedialog.cpp"
