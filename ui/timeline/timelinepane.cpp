#include "ui/timeline/timelinepane.h"

#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/timeline/stepsview.h"
#include "ui/timeline/verdicttext.h"
#include "ui/timeline/waitwords.h"
#include "ui/widgets/button.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/valueformat.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPainter>
#include <QResizeEvent>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace sendscope::ui {
namespace {

/// So many recipients are seen at once.
constexpr size_t kMostLanesSeen = 2;

} // namespace

TimelinePane::TimelinePane(const Theme &theme, const base::Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_clock(clock)
    , m_wait(new WaitWords(this))
    , m_image(new QLabel)
    , m_verdict(new VerdictText(theme))
    , m_id(new Label(theme, Label::Voice::Fixed))
    , m_copy(new Button(theme, ButtonKind::Quiet))
    , m_who(new QWidget)
    , m_parties(new ElidedLabel(theme, Label::Voice::Body))
    , m_kind(new Label(theme, Label::Voice::Secondary))
    , m_sentence(new Label(theme, Label::Voice::Small))
    , m_steps(new StepsView(theme))
    , m_lanes(new QScrollArea)
{
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    setAccessibleName(tr("Timeline"));
    m_copy->setGlyph(Icon::Copy);
    m_copy->setHint(tr("Copy the message id"));
    m_id->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_sentence->setWordWrap(true);
    m_sentence->hide();
    layOut();

    m_second.setInterval(1s);
    connect(&m_second, &QTimer::timeout, this, &TimelinePane::refresh);
    connect(m_copy, &QPushButton::clicked, this, &TimelinePane::copyId);
    connect(m_steps, &StepsView::eventChosen, this, &TimelinePane::eventChosen);
    connect(m_wait, &WaitWords::found, this, [this](event::EventId event, const QString &words) {
        if (event == m_event && m_content.isOverdue)
            showSentence(words, true);
    });
    connect(&theme, &Theme::changed, this, [this] {
        paintIcon();
        fitHeight();
    });
    showContent();
}

TimelinePane::~TimelinePane() = default;

void TimelinePane::layOut()
{
    auto *line = new QHBoxLayout;
    line->setContentsMargins(metrics::kPaneInset, 0, metrics::kSpace2, 0);
    line->setSpacing(metrics::kSpace2);
    line->addWidget(m_image);
    line->addWidget(m_verdict, 1);
    line->addWidget(m_id);
    line->addWidget(m_copy);

    auto *who = new QHBoxLayout(m_who);
    const int indent = metrics::kPaneInset + metrics::kIconVerdict + metrics::kSpace2;
    who->setContentsMargins(indent, 0, metrics::kPaneInset, 0);
    who->setSpacing(metrics::kSpace3);
    who->addWidget(m_parties);
    who->addWidget(m_kind);
    who->addStretch(1);

    m_sentence->setContentsMargins(indent, 0, metrics::kPaneInset, metrics::kSpace2);
    m_lanes->setWidget(m_steps);
    m_lanes->setWidgetResizable(true);
    m_lanes->setFrameShape(QFrame::NoFrame);
    m_lanes->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_lanes->setFocusPolicy(Qt::NoFocus);
    m_lanes->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setFocusProxy(m_steps);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, metrics::kSpace2, 0, metrics::kSpace2 + 1);
    column->setSpacing(metrics::kSpace1);
    column->addLayout(line);
    column->addWidget(m_who);
    column->addWidget(m_sentence);
    column->addWidget(m_lanes);
    column->addStretch(1);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void TimelinePane::setEvent(event::EventId event)
{
    if (event == m_event)
        return;
    m_event = event;
    m_shown.reset();
    showSentence({}, false);
    refresh();
    // Not before the lanes have been laid out.
    QMetaObject::invokeMethod(this, &TimelinePane::showLane, Qt::QueuedConnection);
}

void TimelinePane::setSnapshot(const index::SnapshotPtr &snapshot)
{
    m_snapshot = snapshot;
    if (m_snapshot && !isAsBefore(*m_snapshot))
        refresh();
}

void TimelinePane::setNames(const filter::Names &names)
{
    m_names = names;
    refresh();
}

/// Most snapshots bring nothing new of the message that is shown.
bool TimelinePane::isAsBefore(const index::Snapshot &snapshot) const
{
    if (m_event.isNull())
        return true;
    if (!m_shown)
        return false;
    const auto before = m_shown->message(m_event);
    const auto now = snapshot.message(m_event);
    return before && now && before->number == now->number && before->changed == now->changed
        && m_shown->removed() == snapshot.removed()
        && m_shown->messages().judgement().recorded.goesOn()
        == snapshot.messages().judgement().recorded.goesOn();
}

void TimelinePane::refresh()
{
    if (!isVisible())
        return; // shown again, it looks anew
    std::optional<TimelineContent> content;
    if (m_snapshot && !m_event.isNull())
        content = timelineOf(*m_snapshot, m_event, m_clock.utc(), m_names);
    m_shown = content ? m_snapshot : nullptr;
    m_content = content.value_or(TimelineContent());
    showContent();
    if (m_content.isOverdue)
        m_wait->look(m_snapshot, m_event, m_clock.utc());
    m_content.isCounting ? m_second.start() : m_second.stop();
}

void TimelinePane::showContent()
{
    // Of a group the first part says most: "3 of 4 delivered".
    const bool isGroup = m_content.lanes.size() > 1;
    m_verdict->setText(m_content.verdict,
                       isGroup ? m_content.verdict.section(u',', 0, 0) : m_content.look.word);
    m_parties->setWhole(m_content.parties);
    m_kind->setText(m_content.kind);
    m_kind->setVisible(!m_content.kind.isEmpty());
    m_who->setVisible(!m_isLow && !m_content.parties.isEmpty());
    if (!m_content.isOverdue)
        showSentence(m_content.sentence, false);
    m_id->setToolTip(plainToolTip(QString::fromUtf8(m_content.messageId)));
    m_copy->setVisible(!m_content.messageId.isEmpty());
    m_steps->setContent(m_content);
    m_lanes->setVisible(!m_content.lanes.empty());
    showId();
    paintIcon();
    fitHeight();
}

void TimelinePane::showSentence(const QString &sentence, bool isAmber)
{
    if (sentence == m_sentence->text())
        return;
    const bool isOtherHeight = sentence.isEmpty() != m_sentence->text().isEmpty();
    m_sentence->setText(sentence);
    m_sentence->setVisible(!sentence.isEmpty());
    if (isAmber)
        m_sentence->setHue(Hue::Owed);
    else
        m_sentence->clearHue();
    if (isOtherHeight)
        fitHeight();
}

QString TimelinePane::sentence() const
{
    return m_sentence->text();
}

void TimelinePane::setLow(bool isLow)
{
    if (isLow == m_isLow)
        return;
    m_isLow = isLow;
    showContent();
}

/// As high for every row as for a message to one recipient: what stands below stays where it is.
void TimelinePane::fitHeight()
{
    const size_t lanes = m_content.lanes.size();
    // Whole lanes: the scroll bar says that there are more.
    m_lanes->setFixedHeight(
        m_steps->heightFor(std::min(std::max<size_t>(lanes, 1), kMostLanesSeen)));
    m_lanes->verticalScrollBar()->setSingleStep(m_steps->heightFor(2) / 2);
    const int lines = m_copy->sizeHint().height()
        + (m_isLow ? 0 : metrics::kSpace1 + m_parties->sizeHint().height());
    const int usual = lines + m_steps->heightFor(1) + metrics::kSpace1 + 2 * metrics::kSpace2 + 1;
    layout()->activate();
    const int needed = layout()->hasHeightForWidth() ? layout()->totalHeightForWidth(width())
                                                     : layout()->totalSizeHint().height();
    setFixedHeight(std::max(usual, needed));
}

/// The lane of the selected event.
void TimelinePane::showLane()
{
    for (const LanePlaces &lane : m_steps->lanes()) {
        const bool isSelected = std::any_of(lane.steps.begin(), lane.steps.end(),
                                            [](const PlacedStep &step) { return step.isSelected; });
        if (!isSelected)
            continue;
        m_lanes->ensureVisible(0, lane.rect.center().y(), 0, lane.rect.height() / 2);
        return;
    }
}

/// The verdict is never cut for the sake of the id.
void TimelinePane::showId()
{
    const QString id = onOneLine(QString::fromUtf8(m_content.messageId));
    const int room = width() - metrics::kPaneInset - metrics::kIconVerdict - 4 * metrics::kSpace2
        - m_copy->sizeHint().width();
    const auto hasRoom = [&](const QString &text, int verdict) {
        return verdict + m_id->fontMetrics().horizontalAdvance(text) <= room;
    };
    // Without any of it, the button beside it still copies it.
    const QString ends = idEnds(id);
    const QString tail = idTail(id);
    m_id->setText(hasRoom(ends, m_verdict->sizeHint().width())    ? ends
                      : hasRoom(tail, m_verdict->smallestWidth()) ? tail
                                                                  : QString());
    m_id->setVisible(!m_id->text().isEmpty());
}

void TimelinePane::paintIcon()
{
    const Tokens &tokens = m_theme.tokens();
    const EventLook &look = m_content.look;
    m_image->setVisible(!m_content.event.isNull());
    m_image->setPixmap(m_theme.icons().pixmap(look.icon, tokens.hue(look.hue), tokens.surface,
                                              metrics::kIconVerdict, devicePixelRatioF()));
    m_image->setAccessibleName(look.word);
}

void TimelinePane::copyId() const
{
    QGuiApplication::clipboard()->setText(
        QString::fromUtf8(m_content.messageId).remove(QChar(u'\0')));
}

void TimelinePane::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(0, height() - 1, width(), 1, m_theme.tokens().line);
}

void TimelinePane::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    showId();
    if (event->oldSize().width() != width())
        fitHeight();
}

void TimelinePane::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_shown.reset();
    refresh();
}

} // namespace sendscope::ui

#include "moc_timelinepane.cpp"
