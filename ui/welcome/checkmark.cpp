#include "ui/welcome/checkmark.h"

#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"

#include <QPainter>

namespace sendscope::ui {
namespace {

using State = engine::Check::State;

struct Look
{
    Icon icon;
    Hue hue;
};

Look lookOf(State state)
{
    switch (state) {
    case State::Fine:
        return {Icon::Delivered, Hue::Delivered};
    case State::Note:
        return {Icon::Other, Hue::Quiet};
    case State::Wrong:
        return {Icon::Failed, Hue::Failed};
    case State::Unknown:
        break;
    }
    return {Icon::Find, Hue::Quiet};
}

} // namespace

CheckMark::CheckMark(const Theme &theme, State state, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_state(state)
{
    const QString words[] = {tr("Fine"), tr("Note"), tr("Wrong"), tr("Look yourself")};
    setAccessibleName(words[size_t(state)]);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

QSize CheckMark::sizeHint() const
{
    return {metrics::kIcon, fontMetrics().height()};
}

void CheckMark::paintEvent(QPaintEvent *)
{
    const Look look = lookOf(m_state);
    const Tokens &tokens = m_theme.tokens();
    const QPixmap icon = m_theme.icons().pixmap(look.icon, tokens.hue(look.hue), tokens.surface,
                                                metrics::kIcon, devicePixelRatioF());
    QPainter(this).drawPixmap(0, (height() - metrics::kIcon) / 2, icon);
}

} // namespace sendscope::ui

#include "moc_checkmark.cpp"
