#include "ui/widgets/judgedfield.h"

#include "app/filter/lexer.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/widgets/bubble.h"
#include "ui/widgets/button.h"
#include "ui/widgets/valueformat.h"

#include <QCoreApplication>
#include <QInputMethodEvent>
#include <QPainter>
#include <QScopedValueRollback>
#include <QTextCharFormat>

namespace sendscope::ui {
namespace {

constexpr int kTextLeft = metrics::kSpace3 + metrics::kIcon + metrics::kSpace3;
constexpr int kClear = 26;

QInputMethodEvent::Attribute format(qsizetype begin, qsizetype length, int cursor,
                                    const QTextCharFormat &format)
{
    // The line edit adds the cursor's place to each start.
    return {QInputMethodEvent::TextFormat, int(begin) - cursor, int(length), format};
}

} // namespace

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
    connect(this, &QLineEdit::textChanged, this, &JudgedField::judge);
    connect(&theme, &Theme::changed, this, &JudgedField::applyTheme);
    applyTheme();
    fitMargins();
}

JudgedField::~JudgedField()
{
    delete m_bubble; // it may have moved to the window
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

void JudgedField::setCounts(qint64 shown, qint64 all, bool isWorking)
{
    m_shown = shown;
    m_all = all;
    m_isWorking = isWorking;
    fitMargins();
    update();
}

QString JudgedField::countText() const
{
    if (m_all == 0)
        return {};
    if (text().isEmpty() && !m_isWorking && m_shown == m_all)
        return m_all == 1 ? tr("1 event") : tr("%1 events").arg(ui::countText(m_all));
    const QString shown = ui::countText(m_shown);
    const QString all = ui::countText(m_all);
    return m_isWorking ? tr("%1 of %2 so far").arg(shown, all) : tr("%1 of %2").arg(shown, all);
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

void JudgedField::setHint(const QString &hint)
{
    m_hint = hint;
    update();
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

void JudgedField::paintEvent(QPaintEvent *event)
{
    const Tokens &tokens = m_theme.tokens();
    const State now = state();
    QColor ground = tokens.surface;
    QColor line = hasFocus() ? tokens.accent : tokens.control;
    QColor ink = tokens.text2;
    Icon icon = Icon::Filter;
    switch (now) {
    case State::Empty:
        break;
    case State::Fine:
        ground = tokens.fineBg;
        line = ink = tokens.hue(Hue::Delivered);
        icon = Icon::Tick;
        break;
    case State::Unfinished:
        line = tokens.accent;
        icon = Icon::Dots;
        break;
    case State::Wrong:
        ground = tokens.wrongBg;
        line = ink = tokens.hue(Hue::Failed);
        icon = Icon::Failed;
        break;
    }

    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const double border = hasFocus() ? 2 : 1;
        painter.setPen(QPen(line, border));
        painter.setBrush(ground);
        painter.drawRoundedRect(
            QRectF(rect()).adjusted(border / 2, border / 2, -border / 2, -border / 2),
            metrics::kRadius, metrics::kRadius);
        painter.drawPixmap(
            metrics::kSpace3, (height() - metrics::kIcon) / 2,
            m_theme.icons().pixmap(icon, ink, ground, metrics::kIcon, devicePixelRatioF()));
        if (m_isWorking) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(tokens.accent);
            const double share = m_all > 0 ? qMin(1.0, double(m_shown) / double(m_all)) : 0;
            painter.drawRect(QRectF(metrics::kRadius, height() - 3,
                                    qMax(24.0, share * (width() - 2 * metrics::kRadius)), 2));
        }
        if (text().isEmpty() && !m_isComposing && !m_hint.isEmpty()) {
            painter.setFont(m_theme.fonts().body());
            painter.setPen(tokens.text2);
            painter.drawText(
                textRect(), Qt::AlignVCenter | Qt::TextSingleLine,
                painter.fontMetrics().elidedText(m_hint, Qt::ElideRight, textRect().width()));
        }
        paintCount(&painter);
    }
    QLineEdit::paintEvent(event);
}

void JudgedField::paintCount(QPainter *painter) const
{
    const QString words = countText();
    if (words.isEmpty())
        return;
    const Tokens &tokens = m_theme.tokens();
    const QString number = ui::countText(text().isEmpty() && m_shown == m_all ? m_all : m_shown);
    const bool isNumberFirst = words.startsWith(number);
    const QString lead = isNumberFirst ? number : QString();
    const QString rest = words.sliced(lead.size());
    const QFont strong = m_theme.fonts().strong();
    const QFont body = m_theme.fonts().body();
    const int leadWidth = QFontMetrics(strong).horizontalAdvance(lead);
    const int right = width() - metrics::kSpace3 - (text().isEmpty() ? 0 : kClear);
    const int left = right - leadWidth - QFontMetrics(body).horizontalAdvance(rest);
    const QRect line(left, 0, right - left + 2, height());
    painter->setFont(strong);
    painter->setPen(tokens.text);
    painter->drawText(line, Qt::AlignVCenter | Qt::TextSingleLine, lead);
    painter->setFont(body);
    painter->setPen(tokens.text2);
    painter->drawText(line.adjusted(leadWidth, 0, 0, 0), Qt::AlignVCenter | Qt::TextSingleLine,
                      rest);
}

QRect JudgedField::textRect() const
{
    return rect().adjusted(kTextLeft, 0, -textMargins().right(), 0);
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
    m_parsed = filter::parse(text());
    setAccessibleDescription(
        m_parsed.judgement == filter::Judgement::Fine ? QString() : base::sentence(m_parsed.error));
    fitMargins();
    colourText();
    showSentence();
    update();
    emit judged(m_parsed);
}

void JudgedField::colourText()
{
    if (m_isComposing)
        return;

    const Tokens &tokens = m_theme.tokens();
    QTextCharFormat field;
    field.setForeground(tokens.text);
    QTextCharFormat joining;
    joining.setForeground(tokens.text3);
    QTextCharFormat value;
    value.setForeground(tokens.accent);
    QTextCharFormat wrong;
    wrong.setForeground(tokens.hue(Hue::Failed));
    wrong.setUnderlineStyle(QTextCharFormat::WaveUnderline);
    wrong.setUnderlineColor(tokens.hue(Hue::Failed));

    QList<QInputMethodEvent::Attribute> formats;
    using Type = filter::Token::Type;
    for (const filter::Token &token : filter::lex(text())) {
        const bool isValue = token.type == Type::Word || token.type == Type::Phrase
            || token.type == Type::OpenPhrase || token.type == Type::Phone
            || token.type == Type::Value || token.type == Type::OpenValue;
        if (token.type != Type::End && token.length > 0)
            formats << format(token.begin, token.length, cursorPosition(),
                              token.type == Type::Field ? field
                                  : isValue             ? value
                                                        : joining);
    }
    if (m_parsed.judgement == filter::Judgement::Wrong && m_parsed.length > 0)
        formats << format(qsizetype(m_parsed.error.offset), m_parsed.length, cursorPosition(),
                          wrong);

    const QScopedValueRollback colouring(m_isColouring, true);
    QInputMethodEvent event({}, formats);
    QCoreApplication::sendEvent(this, &event);
}

void JudgedField::fitMargins()
{
    const bool hasClear = !text().isEmpty();
    m_clear->setVisible(hasClear);
    m_clear->setFixedSize(kClear, kClear);
    m_clear->move(width() - kClear - metrics::kSpace1, (height() - kClear) / 2);
    const int words = QFontMetrics(m_theme.fonts().strong()).horizontalAdvance(countText());
    setTextMargins(kTextLeft - 2, 0,
                   words + (hasClear ? kClear + metrics::kSpace2 : 0) + 2 * metrics::kSpace3, 0);
}

void JudgedField::showSentence()
{
    if (m_parsed.judgement != filter::Judgement::Wrong || !hasFocus()) {
        m_bubble->hide();
        return;
    }
    const QString note = m_shown == 1
        ? tr("The last good filter still holds: 1 row")
        : tr("The last good filter still holds: %1 rows").arg(ui::countText(m_shown));
    m_bubble->setContent(Icon::Failed, Hue::Failed, base::sentence(m_parsed.error), note);
    const int before =
        fontMetrics().horizontalAdvance(text().left(int(qMax(qint64(0), m_parsed.error.offset))));
    m_bubble->showAt(qMin(kTextLeft + before, width() / 2));
}

} // namespace sendscope::ui
