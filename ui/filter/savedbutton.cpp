#include "ui/filter/savedbutton.h"

#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/widgets/valueformat.h"

#include <QEvent>
#include <QPainter>

namespace sendscope::ui {
namespace {

QFont strongSmall(const Theme &theme)
{
    QFont font = theme.fonts().small();
    font.setWeight(QFont::DemiBold);
    return font;
}

constexpr int kInset = metrics::kSpace2;
constexpr int kGap = 6; ///< Between icon, word and count.

} // namespace

SavedButton::SavedButton(const Theme &theme, const QString &name, Icon icon, Hue hue,
                         QWidget *parent)
    : QAbstractButton(parent)
    , m_theme(theme)
    , m_name(name)
    , m_icon(icon)
    , m_hue(hue)
{
    setCheckable(true);
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, &SavedButton::applyTheme);
    applyTheme();
    describe();
}

void SavedButton::setCount(qint64 count, bool isOfMessages)
{
    if (count == m_count && isOfMessages == m_isOfMessages)
        return;
    m_count = count;
    m_isOfMessages = isOfMessages;
    describe();
    updateGeometry();
    update();
}

void SavedButton::setOpensMenu(bool opens)
{
    m_opensMenu = opens;
    updateGeometry();
}

QSize SavedButton::sizeHint() const
{
    // Of the strong word, so that the others stay where they are when it becomes current.
    int width = 2 * kInset + QFontMetrics(strongSmall(m_theme)).horizontalAdvance(m_name) + 1;
    if (m_icon != Icon::None)
        width += metrics::kIcon + kGap;
    if (m_count >= 0)
        width += kGap + fontMetrics().horizontalAdvance(countText(m_count)) + 1;
    if (m_opensMenu)
        width += metrics::kIcon;
    return {width, metrics::kSpace6};
}

void SavedButton::paintEvent(QPaintEvent *)
{
    const Tokens &tokens = m_theme.tokens();
    QPainter painter(this);
    int left = kInset;
    if (m_icon != Icon::None) {
        painter.drawPixmap(left, (height() - metrics::kIcon) / 2,
                           m_theme.icons().pixmap(m_icon, tokens.hue(m_hue), tokens.bg,
                                                  metrics::kIcon, devicePixelRatioF()));
        left += metrics::kIcon + kGap;
    }
    const QFont word = isChecked() ? strongSmall(m_theme) : font();
    const QFontMetrics metric(word);
    painter.setFont(word);
    painter.setPen(isChecked() || underMouse() ? tokens.text : tokens.text2);
    const int wordWidth = metric.horizontalAdvance(m_name) + 1;
    painter.drawText(QRect(left, 0, wordWidth, height()), Qt::AlignVCenter | Qt::TextSingleLine,
                     m_name);
    const int wordRight = left + wordWidth;
    int right = wordRight;
    if (m_count >= 0) {
        painter.setFont(font());
        painter.setPen(tokens.text2);
        const QString count = countText(m_count);
        const int countWidth = fontMetrics().horizontalAdvance(count) + 1;
        painter.drawText(QRect(right + kGap, 0, countWidth, height()),
                         Qt::AlignVCenter | Qt::TextSingleLine, count);
        right += kGap + countWidth;
    }
    if (m_opensMenu) {
        painter.drawPixmap(right, (height() - metrics::kIcon) / 2,
                           m_theme.icons().pixmap(Icon::ChevronDown, tokens.text2, tokens.bg,
                                                  metrics::kIcon, devicePixelRatioF()));
    }
    if (isChecked())
        painter.fillRect(kInset, height() - metrics::kFocusBar, right - kInset, metrics::kFocusBar,
                         tokens.accent);
    if (hasFocus() && window()->isActiveWindow()) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(tokens.accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(2, 4, -2, -5), metrics::kRadiusSmall,
                                metrics::kRadiusSmall);
    }
}

void SavedButton::describe()
{
    if (m_count < 0) {
        setAccessibleName(m_name);
        return;
    }
    const QString words = m_isOfMessages
        ? (m_count == 1 ? tr("%1, 1 message") : tr("%1, %2 messages"))
        : (m_count == 1 ? tr("%1, 1 event") : tr("%1, %2 events"));
    setAccessibleName(m_count == 1 ? words.arg(m_name) : words.arg(m_name, countText(m_count)));
}

void SavedButton::applyTheme()
{
    setFont(m_theme.fonts().small());
    updateGeometry();
    update();
}

} // namespace sendscope::ui
