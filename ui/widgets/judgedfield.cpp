#include "ui/widgets/judgedfield.h"

#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/widgets/bubble.h"
#include "ui/widgets/button.h"
#include "ui/widgets/filterformats.h"
#include "ui/widgets/valueformat.h"

#include <QCoreApplication>
#include <QInputMethodEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>
#include <QScopedValueRollback>
#include <QTextCharFormat>

namespace sendscope::ui {
namespace {

constexpr int kTypedLeft = metrics::kSpace3 + metrics::kIcon + metrics::kSpace3;
constexpr int kTool = 26;
constexpr int kBar = 2;

QInputMethodEvent::Attribute format(qsizetype begin, qsizetype length, int cursor,
                                    const QTextCharFormat &format)
{
    // The line edit adds the cursor's place to each start.
    return {QInputMethodEvent::TextFormat, int(begin) - cursor, int(length), format};
}

} // namespace

/// What the judgement looks like.
struct JudgedField::Look
{
    QColor ground;
    QColor line;
    QColor ink; ///< The icon's.
    Icon icon = Icon::Filter;
};

JudgedField::JudgedField(const Theme &theme, QWidget *parent)
    : QLineEdit(parent)
    , m_theme(theme)
    , m_clear(new Button(theme, ButtonKind::Quiet, this))
    , m_bubble(new Bubble(theme, this))
{
    setFrame(false);
    setAccessibleName(tr("Filter"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_clear->setGlyph(Icon::Clear);
    m_clear->setHint(tr("Clear the filter"));
    m_clear->setFocusPolicy(Qt::NoFocus);
    m_clear->setCursor(Qt::ArrowCursor);
    m_clear->hide();
    connect(m_clear, &QAbstractButton::clicked, this, &QLineEdit::clear);
    connect(m_bubble, &Bubble::remedyTaken, this, &JudgedField::takeRemedy);
    connect(this, &QLineEdit::textChanged, this, &JudgedField::judge);
    connect(&theme, &Theme::changed, this, &JudgedField::applyTheme);
    applyTheme();
    fitMargins();
}

JudgedField::State JudgedField::state() const
{
    switch (m_parsed.judgement) {
    case filter::Judgement::Fine:
        return text().trimmed().isEmpty() ? State::Empty : State::Fine;
    case filter::Judgement::Unfinished:
        return State::Unfinished;
    case filter::Judgement::Wrong:
        return State::Wrong;
    }
    return State::Empty;
}

void JudgedField::setCounts(const FilterCounts &counts)
{
    if (counts == m_counts)
        return;
    m_counts = counts;
    if (m_bubble->isVisible() && !m_bubble->isMarked())
        showSentence(); // it tells how many there are
    describe();
    fitMargins();
    update();
}

QString JudgedField::countText() const
{
    const auto &[shown, all, hidden, isWorking, scanned, givenUp, areMessages] = m_counts;
    if (all == 0)
        return {};
    const bool isEverything = text().isEmpty() && !isWorking && shown == all;
    if (isEverything && areMessages)
        return all == 1 ? tr("1 message") : tr("%1 messages").arg(ui::countText(all));
    if (isEverything)
        return all == 1 ? tr("1 event") : tr("%1 events").arg(ui::countText(all));
    const QString some = ui::countText(shown);
    return isWorking ? tr("%1 of %2 so far").arg(some, ui::countText(all))
                     : tr("%1 of %2").arg(some, ui::countText(all));
}

QString JudgedField::note() const
{
    switch (m_parsed.judgement) {
    case filter::Judgement::Unfinished:
        return tr("Still to come: %1").arg(m_parsed.error.args.value(1));
    case filter::Judgement::Wrong:
        return base::sentence(m_parsed.error) + u' ' + base::hint(m_parsed.error);
    case filter::Judgement::Fine:
        break;
    }
    QStringList notes;
    if (m_counts.valuesGivenUp == 1)
        notes += tr("The pattern was too costly for 1 value; it counts as not matching.");
    else if (m_counts.valuesGivenUp > 1)
        notes += tr("The pattern was too costly for %1 values; they count as not matching.")
                     .arg(ui::countText(m_counts.valuesGivenUp));
    if (m_counts.hidden > 0)
        notes += tr("Only what is left is counted: %1 events are cleared or deleted.")
                     .arg(ui::countText(m_counts.hidden));
    return notes.join(u' ');
}

QString JudgedField::shownSentence() const
{
    return m_bubble->isVisible() ? m_bubble->sentence() : QString();
}

bool JudgedField::hideSentence()
{
    const bool wasShown = m_bubble->isVisible();
    m_bubble->hide();
    return wasShown;
}

void JudgedField::setSentenceHeld(bool isHeld)
{
    m_isSentenceHeld = isHeld;
    showSentence();
}

void JudgedField::setHint(const QString &hint)
{
    m_hint = hint;
    update();
}

Button *JudgedField::addTool(Icon icon, const QString &hint)
{
    auto *tool = new Button(m_theme, ButtonKind::Quiet, this);
    tool->setGlyph(icon);
    tool->setHint(hint);
    tool->setFocusPolicy(Qt::NoFocus);
    tool->setCursor(Qt::ArrowCursor);
    tool->setFixedSize(kTool, kTool);
    m_tools << tool;
    fitMargins();
    return tool;
}

int JudgedField::placeOf(qsizetype position) const
{
    const QString before = text();
    const int cursor = fontMetrics().horizontalAdvance(before.left(cursorPosition()));
    return cursorRect().center().x() + fontMetrics().horizontalAdvance(before.left(position))
        - cursor;
}

QSize JudgedField::sizeHint() const
{
    return QSize(420, metrics::fieldHeight(fontMetrics()));
}

bool JudgedField::event(QEvent *event)
{
    const bool isTaken = QLineEdit::event(event);
    if (event->type() == QEvent::Hide)
        m_bubble->hide();
    return isTaken;
}

void JudgedField::focusInEvent(QFocusEvent *event)
{
    QLineEdit::focusInEvent(event);
    showSentence();
    update();
}

void JudgedField::focusOutEvent(QFocusEvent *event)
{
    QLineEdit::focusOutEvent(event);
    m_bubble->hide();
    update();
}

void JudgedField::inputMethodEvent(QInputMethodEvent *event)
{
    if (!m_isColouring)
        m_isComposing = !event->preeditString().isEmpty();
    QLineEdit::inputMethodEvent(event);
    if (!m_isColouring && !m_isComposing)
        colourText();
}

void JudgedField::keyPressEvent(QKeyEvent *event)
{
    const bool canTake = m_bubble->isVisible() && !m_bubble->remedy().isEmpty();
    const int key = event->key();
    if (canTake && event->modifiers() == Qt::NoModifier
        && (key == Qt::Key_Down || key == Qt::Key_Up)) {
        m_bubble->setMarked(key == Qt::Key_Down);
        describe();
        return;
    }
    if (canTake && m_bubble->isMarked() && (key == Qt::Key_Return || key == Qt::Key_Enter)) {
        takeRemedy();
        return;
    }
    QLineEdit::keyPressEvent(event);
}

JudgedField::Look JudgedField::look() const
{
    const Tokens &tokens = m_theme.tokens();
    switch (state()) {
    case State::Empty:
        break;
    case State::Fine: {
        const QColor &hue = tokens.hue(Hue::Delivered);
        return {tokens.fineBg, hue, hue, Icon::Tick};
    }
    case State::Unfinished:
        return {tokens.surface, tokens.accent, tokens.text2, Icon::Dots};
    case State::Wrong: {
        const QColor &hue = tokens.hue(Hue::Failed);
        return {tokens.wrongBg, hue, hue, Icon::Failed};
    }
    }
    return {tokens.surface, hasFocus() ? tokens.accent : tokens.control, tokens.text2,
            Icon::Filter};
}

void JudgedField::paintEvent(QPaintEvent *event)
{
    {
        const Look now = look();
        const double border = hasFocus() ? 2 : 1;
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(now.line, border));
        painter.setBrush(now.ground);
        painter.drawRoundedRect(
            QRectF(rect()).adjusted(border / 2, border / 2, -border / 2, -border / 2),
            metrics::kRadius, metrics::kRadius);
        painter.drawPixmap(metrics::kSpace3, (height() - metrics::kIcon) / 2,
                           m_theme.icons().pixmap(now.icon, now.ink, now.ground, metrics::kIcon,
                                                  devicePixelRatioF()));
        if (m_counts.isWorking)
            paintWork(&painter, border);
        if (text().isEmpty() && !m_isComposing && !m_hint.isEmpty())
            paintHint(&painter);
        paintCount(&painter);
    }
    QLineEdit::paintEvent(event);
}

/// How far it is, along the lower edge.
void JudgedField::paintWork(QPainter *painter, double border) const
{
    const double share =
        m_counts.all > 0 ? qMin(1.0, double(m_counts.scanned) / double(m_counts.all)) : 0;
    const QRectF inside = QRectF(rect()).adjusted(border, border, -border, -border);
    QPainterPath corners;
    corners.addRoundedRect(inside, metrics::kRadius - border, metrics::kRadius - border);
    painter->save();
    painter->setClipPath(corners);
    painter->fillRect(QRectF(inside.left(), inside.bottom() - kBar,
                             qMax(double(metrics::kSpace5), share * inside.width()), kBar),
                      m_theme.tokens().accent);
    painter->restore();
}

void JudgedField::paintHint(QPainter *painter) const
{
    painter->setFont(m_theme.fonts().body());
    painter->setPen(m_theme.tokens().text2);
    painter->drawText(
        textRect(), Qt::AlignVCenter | Qt::TextSingleLine,
        painter->fontMetrics().elidedText(m_hint, Qt::ElideRight, textRect().width()));
}

void JudgedField::paintCount(QPainter *painter) const
{
    const Tokens &tokens = m_theme.tokens();
    const int tools = toolsWidth();
    if (tools > 0)
        painter->fillRect(width() - tools - metrics::kSpace1 - 1, (height() - metrics::kIcon) / 2,
                          1, metrics::kIcon, tokens.line);
    const QString words = countText();
    if (words.isEmpty())
        return;

    const QString number = ui::countText(m_counts.shown);
    const QString lead = words.startsWith(number) ? number : QString();
    const QString rest = words.sliced(lead.size());
    const QFont strong = m_theme.fonts().strong();
    const QFont &body = m_theme.fonts().body();
    const int leadWidth = QFontMetrics(strong).horizontalAdvance(lead);
    const int right = width() - metrics::kSpace3 - tools;
    const int left = right - leadWidth - QFontMetrics(body).horizontalAdvance(rest);
    const QRect line(left, 0, right - left + 2, height());
    painter->setFont(strong);
    painter->setPen(tokens.text);
    painter->drawText(line, Qt::AlignVCenter | Qt::TextSingleLine, lead);
    painter->setFont(body);
    painter->setPen(tokens.text2);
    painter->drawText(line.adjusted(leadWidth, 0, 0, 0), Qt::AlignVCenter | Qt::TextSingleLine,
                      rest);
    if (m_counts.valuesGivenUp > 0)
        painter->drawPixmap(
            left - metrics::kIcon - metrics::kSpace2, (height() - metrics::kIcon) / 2,
            m_theme.icons().pixmap(Icon::Overdue, tokens.hue(Hue::Owed), look().ground,
                                   metrics::kIcon, devicePixelRatioF()));
}

int JudgedField::toolsWidth() const
{
    const qsizetype count = m_tools.size() + (text().isEmpty() ? 0 : 1);
    return count == 0 ? 0 : int(count) * kTool + metrics::kSpace1;
}

QRect JudgedField::textRect() const
{
    return rect().adjusted(kTypedLeft, 0, -textMargins().right(), 0);
}

void JudgedField::resizeEvent(QResizeEvent *event)
{
    QLineEdit::resizeEvent(event);
    fitMargins();
}

void JudgedField::applyTheme()
{
    QPalette colors = paletteOf(m_theme.tokens());
    colors.setColor(QPalette::Base, Qt::transparent); // the ground is painted below
    setPalette(colors);
    setFont(m_theme.fonts().fixed());
    colourText();
}

void JudgedField::judge()
{
    m_parsed = filter::parse(text(), QTimeZone::systemTimeZone());
    m_isAwaited = false;
    showJudgement();
}

void JudgedField::setAwaited(const QString &wouldBeRight)
{
    if (wouldBeRight.isEmpty()) {
        if (m_isAwaited)
            judge();
        return;
    }
    if (m_parsed.judgement != filter::Judgement::Fine && !m_isAwaited)
        return;
    m_isAwaited = true;
    m_parsed.judgement = filter::Judgement::Unfinished;
    m_parsed.error.args = {text(), wouldBeRight};
    showJudgement();
}

void JudgedField::showJudgement()
{
    fitMargins();
    colourText();
    showSentence();
    describe();
    update();
    emit judged(m_parsed);
}

void JudgedField::describe()
{
    const QString words = m_bubble->isVisible() && m_bubble->isMarked()
        ? tr("Enter takes %1").arg(m_bubble->remedy())
        : note();
    setAccessibleDescription(words);
    setToolTip(plainToolTip(words));
}

void JudgedField::colourText()
{
    if (m_isComposing)
        return;

    const Tokens &tokens = m_theme.tokens();
    QList<QInputMethodEvent::Attribute> formats;
    for (const QTextLayout::FormatRange &range : filterFormats(text(), tokens))
        formats << format(range.start, range.length, cursorPosition(), range.format);
    if (m_parsed.judgement == filter::Judgement::Wrong && m_parsed.length > 0) {
        QTextCharFormat wrong;
        wrong.setForeground(tokens.hue(Hue::Failed));
        wrong.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        wrong.setUnderlineColor(tokens.hue(Hue::Failed));
        formats << format(qsizetype(m_parsed.error.offset), m_parsed.length, cursorPosition(),
                          wrong);
    }

    const QScopedValueRollback colouring(m_isColouring, true);
    QInputMethodEvent event({}, formats);
    QCoreApplication::sendEvent(this, &event);
}

void JudgedField::fitMargins()
{
    m_clear->setVisible(!text().isEmpty());
    m_clear->setFixedSize(kTool, kTool);
    const int top = (height() - kTool) / 2;
    int left = width() - kTool - metrics::kSpace1;
    m_clear->move(left, top);
    if (text().isEmpty())
        left += kTool;
    for (auto tool = m_tools.crbegin(); tool != m_tools.crend(); ++tool) {
        left -= kTool;
        (*tool)->move(left, top);
    }

    const QString words = countText();
    const int count = words.isEmpty()
        ? 0
        : QFontMetrics(m_theme.fonts().strong()).horizontalAdvance(words) + 2 * metrics::kSpace3;
    const int mark = m_counts.valuesGivenUp > 0 ? metrics::kIcon + metrics::kSpace2 : 0;
    setTextMargins(kTypedLeft - 2, 0, count + mark + toolsWidth() + metrics::kSpace2, 0);
}

void JudgedField::showSentence()
{
    if (m_parsed.judgement != filter::Judgement::Wrong || !hasFocus() || m_isSentenceHeld) {
        m_bubble->hide();
        return;
    }
    const QString kept = m_counts.shown == 1
        ? tr("The last good filter still holds: 1 row")
        : tr("The last good filter still holds: %1 rows").arg(ui::countText(m_counts.shown));
    m_bubble->setContent(Icon::Failed, Hue::Failed, note(), m_parsed.remedy, kept);
    m_bubble->showAt(qBound(0, placeOf(qsizetype(m_parsed.error.offset)), width()));
}

void JudgedField::takeRemedy()
{
    const QString remedy = m_bubble->remedy();
    setText(remedy);
    setCursorPosition(int(remedy.size()));
}

} // namespace sendscope::ui
