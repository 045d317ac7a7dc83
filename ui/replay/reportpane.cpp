#include "ui/replay/reportpane.h"

#include "app/base/spantext.h"
#include "ui/replay/answerview.h"
#include "ui/replay/progressline.h"
#include "ui/replay/replaywords.h"
#include "ui/replay/reportmodel.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/hairline.h"
#include "ui/widgets/valueformat.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QScrollBar>
#include <QSplitter>
#include <QTableView>

namespace sendscope::ui {
namespace {

using State = replay::Player::State;

constexpr int kTableHeight = 420; ///< Beside each other: only their ratio counts.
constexpr int kAnswerHeight = 200;
constexpr int kLeastColumn = 40;

} // namespace

ReportPane::ReportPane(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_model(new ReportModel(theme, this))
    , m_verdict(new Label(theme, Label::Voice::Verdict))
    , m_subject(new ElidedLabel(theme, Label::Voice::Small, Qt::ElideRight))
    , m_notice(new Label(theme, Label::Voice::Small))
    , m_bar(new ProgressLine(theme))
    , m_pause(makeButton(tr("Pause"), tr("Send nothing more until told to")))
    , m_resume(makeButton(tr("Resume"), tr("Go on at the same pace")))
    , m_step(makeButton(tr("Step"), tr("Send the next one only")))
    , m_stop(makeButton(tr("Stop"), tr("Give up what is left")))
    , m_retry(makeButton({}, tr("Send those again that were not answered 2xx")))
    , m_close(makeButton(tr("Close"), tr("Show the detail again")))
    , m_table(new QTableView)
    , m_answer(new AnswerView(theme))
{
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    makeTable();

    auto *splitter = new QSplitter(Qt::Vertical);
    splitter->setHandleWidth(1);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(m_table);
    splitter->addWidget(m_answer);
    splitter->setStretchFactor(0, 1);
    splitter->setSizes({kTableHeight, kAnswerHeight});

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(makeTop());
    column->addWidget(m_bar);
    column->addWidget(splitter, 1);
    setFocusProxy(m_table);
    connectAll();
    connect(&theme, &Theme::changed, this, &ReportPane::fitColumns);
    fitColumns();
    showButtons();
    showCurrent(-1);
}

Button *ReportPane::makeButton(const QString &text, const QString &hint)
{
    auto *button = new Button(m_theme, ButtonKind::Plain);
    button->setText(text);
    button->setToolTip(plainToolTip(hint));
    return button;
}

QWidget *ReportPane::makeTop()
{
    m_verdict->setWordWrap(true);
    m_notice->setWordWrap(true);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(metrics::kSpace2);
    buttons->addStretch();
    for (Button *button : {m_pause, m_resume, m_step, m_stop, m_retry, m_close})
        buttons->addWidget(button);

    auto *top = new QWidget;
    auto *column = new QVBoxLayout(top);
    column->setContentsMargins(metrics::kPaneInset, metrics::kSpace3, metrics::kPaneInset,
                               metrics::kSpace3);
    column->setSpacing(metrics::kSpace1);
    column->addWidget(m_verdict);
    column->addWidget(m_subject);
    column->addWidget(m_notice);
    column->addSpacing(metrics::kSpace1);
    column->addLayout(buttons);
    return top;
}

void ReportPane::makeTable()
{
    m_table->setModel(m_model);
    m_table->setAccessibleName(tr("Attempts of this replay"));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setMinimumSectionSize(1);
    m_table->horizontalHeader()->setMinimumSectionSize(kLeastColumn);
    m_table->setCornerWidget(new QWidget); // Else the style draws a box where the scroll bars meet.
    m_table->horizontalHeader()->setSectionResizeMode(ReportModel::Error, QHeaderView::Stretch);
    m_table->horizontalHeader()->setHighlightSections(false);
}

void ReportPane::connectAll()
{
    connect(m_pause, &QPushButton::clicked, this, &ReportPane::pauseAsked);
    connect(m_resume, &QPushButton::clicked, this, &ReportPane::resumeAsked);
    connect(m_step, &QPushButton::clicked, this, &ReportPane::stepAsked);
    connect(m_stop, &QPushButton::clicked, this, &ReportPane::stopAsked);
    connect(m_retry, &QPushButton::clicked, this, &ReportPane::retryAsked);
    connect(m_close, &QPushButton::clicked, this, &ReportPane::closed);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &current) {
                m_isFollowing = current.row() == m_model->rowCount() - 1;
                showCurrent(current.row());
            });

    // Who looks at the last row wants to see the next one too.
    QScrollBar *bar = m_table->verticalScrollBar();
    connect(bar, &QScrollBar::rangeChanged, this, [this, bar](int, int most) {
        if (m_isFollowing)
            bar->setValue(most);
    });
    connect(bar, &QScrollBar::valueChanged, this,
            [this, bar](int value) { m_isFollowing = value == bar->maximum(); });
}

/// The table is hidden and goes after this is a pane no longer, and tells of it.
ReportPane::~ReportPane()
{
    m_table->verticalScrollBar()->disconnect(this);
    m_table->selectionModel()->disconnect(this);
}

void ReportPane::begin(const ReportSubject &subject)
{
    m_about = subject;
    m_notFine = 0;
    m_isFollowing = true;
    m_model->clear();
    m_table->setColumnHidden(ReportModel::Plan, !subject.hasPlan);
    m_notices.clear();
    showNotices();
    m_verdict->clearHue();
    setProgress({});
    showCurrent(-1);
    showButtons();
}

void ReportPane::add(const std::vector<replay::Played> &played)
{
    const bool wasEmpty = m_model->rowCount() == 0;
    m_model->add(played);
    for (const replay::Played &one : played)
        m_notFine += one.attempt.status / 100 == 2 ? 0 : 1;
    if (wasEmpty && m_about.planned == 1)
        showCurrent(0); // one request: its answer is what is waited for
}

void ReportPane::tell(const QString &notice)
{
    m_notices += notice;
    showNotices();
}

void ReportPane::showNotices()
{
    m_notice->setText(m_notices.join(u'\n'));
    m_notice->setVisible(!m_notices.isEmpty());
}

void ReportPane::setState(State state)
{
    m_state = state;
    const QWidget *focus = focusWidget();
    showButtons();
    showProgress();
    // A button that went away takes the focus along: the one in its place gets it.
    if (focus && !focus->isVisible()) {
        Button *next = m_pause->isVisible() ? m_pause : m_resume->isVisible() ? m_resume : m_close;
        next->setFocus(Qt::OtherFocusReason);
    }
}

void ReportPane::setProgress(const replay::PlayProgress &progress)
{
    m_progress = progress;
    if (m_progress.planned == 0) // not known to the player yet
        m_progress.planned = m_about.planned;
    showProgress();
}

void ReportPane::showProgress()
{
    m_bar->setProgress(m_progress.answered + m_progress.failed, m_progress.planned);
    const QString words = progressWords(m_progress);
    m_verdict->setText(m_state == State::Paused ? tr("Paused: %1").arg(words) : words);
    const bool isTimed = m_about.hasPlan && m_state != State::Idle && m_progress.left.count() > 0;
    const QString left = isTimed ? tr(", %1 left").arg(base::spanText(m_progress.left)) : QString();
    m_subject->setWhole(tr("%1%2, to %3").arg(m_about.pace, left, m_about.target));
}

void ReportPane::finish(const replay::PlaySummary &summary)
{
    setState(State::Idle);
    setProgress(summary.progress);
    if (summary.error)
        tell(base::sentence(*summary.error));
    if (summary.hasGivenUp)
        tell(tr("Given up: too many in a row got no answer."));
    if (m_about.hasPlan && summary.progress.late > 0) {
        tell(tr("More than 5 ms late: %1, the latest by %2.")
                 .arg(countText(summary.progress.late), base::spanText(summary.progress.latest)));
    }
    if (summary.wasStopped)
        m_verdict->setText(m_verdict->text() + tr(", stopped"));
    const bool isFine = !summary.error && m_notFine == 0;
    m_verdict->setHue(isFine ? Hue::Delivered : Hue::Failed);
}

void ReportPane::showButtons()
{
    const bool isRunning = m_state != State::Idle;
    const bool isPaused = m_state == State::Paused;
    m_pause->setVisible(m_state == State::Playing);
    m_resume->setVisible(isPaused);
    m_step->setVisible(isPaused);
    m_stop->setVisible(isRunning);
    m_stop->setEnabled(m_state != State::Stopping);
    m_retry->setText(tr("Retry %1 not answered 2xx").arg(countText(m_notFine)));
    m_retry->setVisible(!isRunning && m_notFine > 0);
    m_close->setVisible(!isRunning);
}

void ReportPane::showCurrent(int row)
{
    const bool isChosen = row >= 0 && size_t(row) < m_model->rows().size();
    m_answer->setVisible(isChosen); // Without one, its place is the attempts'.
    if (!isChosen)
        return;
    m_answer->setAttempt(
        m_model->attempt(row),
        tr("The answer is held here no longer. It stands among the attempts of its request."));
    const ReportRow &chosen = m_model->rows()[size_t(row)];
    if (m_table->currentIndex().row() == row && !chosen.event.isNull())
        emit eventChosen(chosen.event);
}

void ReportPane::fitColumns()
{
    const QFontMetrics font(m_theme.fonts().body());
    const int inset = 2 * metrics::kCellInset;
    const auto widthOf = [&](const QString &usual, ReportModel::Column column) {
        const QString title =
            m_model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
        return inset
            + std::max(font.horizontalAdvance(usual),
                       QFontMetrics(m_theme.fonts().strong()).horizontalAdvance(title));
    };
    m_table->verticalHeader()->setDefaultSectionSize(metrics::rowHeight(font));
    m_table->setColumnWidth(ReportModel::Number,
                            widthOf(countText(12'345), ReportModel::Number) + metrics::kSpace1);
    m_table->setColumnWidth(ReportModel::Plan,
                            widthOf(QStringLiteral("0:00.000"), ReportModel::Plan));
    m_table->setColumnWidth(ReportModel::Real,
                            widthOf(QStringLiteral("0:00.000"), ReportModel::Real));
    m_table->setColumnWidth(ReportModel::Status,
                            widthOf(QStringLiteral("500"), ReportModel::Status));
    m_table->setColumnWidth(ReportModel::Took,
                            widthOf(QStringLiteral("888 ms"), ReportModel::Took));
}

} // namespace sendscope::ui

#include "moc_reportpane.cpp"
