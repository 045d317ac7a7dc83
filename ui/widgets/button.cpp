#include "ui/widgets/button.h"

#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/widgets/valueformat.h"

#include <QPainter>
#include <QStyleOptionButton>

namespace sendscope::ui {

Button::Button(const Theme &theme, ButtonKind kind, QWidget *parent)
    : QPushButton(parent)
    , m_theme(theme)
    , m_kind(kind)
{
    QFont font = theme.fonts().body();
    if (kind != ButtonKind::Quiet)
        font = theme.fonts().medium();
    setFont(font);
    setAutoDefault(false);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void Button::setGlyph(Icon icon)
{
    m_glyph = icon;
    updateGeometry();
    update();
}

void Button::setHint(const QString &hint)
{
    setToolTip(plainToolTip(hint));
    setAccessibleName(hint);
}

QSize Button::sizeHint() const
{
    const int height = metrics::fieldHeight(fontMetrics());
    if (text().isEmpty())
        return QSize(height, height);
    const int words = fontMetrics().size(Qt::TextShowMnemonic, text()).width();
    const int icon = m_glyph == Icon::None ? 0 : metrics::kIcon + metrics::kSpace2;
    return QSize(words + icon + 2 * metrics::kSpace4, height);
}

QSize Button::minimumSizeHint() const
{
    return sizeHint();
}

void Button::paintEvent(QPaintEvent *)
{
    const Tokens &tokens = m_theme.tokens();
    QStyleOptionButton option;
    initStyleOption(&option);
    if (!window()->isActiveWindow())
        option.state &= ~QStyle::State_HasFocus;

    QPainter painter(this);
    paintButton(&painter, rect(), m_kind, option.state, tokens);

    const bool isPrimary = m_kind == ButtonKind::Primary;
    QColor ink = isPrimary ? tokens.onAccent : tokens.text;
    if (!isEnabled())
        ink = tokens.text3;
    const QColor iconInk = isPrimary || !isEnabled() ? ink
        : isChecked()                                ? tokens.accent
                                                     : tokens.text2;
    const QString words = text();
    const int wordsWidth =
        words.isEmpty() ? 0 : fontMetrics().size(Qt::TextShowMnemonic, words).width();
    const int iconWidth = m_glyph == Icon::None ? 0 : metrics::kIcon;
    const int gap = wordsWidth > 0 && iconWidth > 0 ? metrics::kSpace2 : 0;

    QRect content(0, 0, iconWidth + gap + wordsWidth, height());
    content.moveLeft((width() - content.width()) / 2);
    if (m_glyph != Icon::None) {
        const QRect place(content.left(), (height() - metrics::kIcon) / 2, metrics::kIcon,
                          metrics::kIcon);
        painter.drawPixmap(QStyle::visualRect(layoutDirection(), content, place).topLeft(),
                           m_theme.icons().pixmap(m_glyph, iconInk,
                                                  isPrimary ? tokens.accent : tokens.raised,
                                                  metrics::kIcon, devicePixelRatioF()));
    }
    if (wordsWidth > 0) {
        const QRect place = content.adjusted(iconWidth + gap, 0, 1, 0);
        painter.setPen(ink);
        painter.drawText(QStyle::visualRect(layoutDirection(), content, place),
                         Qt::AlignVCenter | Qt::TextHideMnemonic | Qt::TextSingleLine, words);
    }
}

} // namespace sendscope::ui
