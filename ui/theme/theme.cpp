#include "ui/theme/theme.h"

#include "ui/theme/proxystyle.h"

#include <QApplication>
#include <QEvent>
#include <QKeyEvent>
#include <QMenuBar>

namespace sendscope::ui {

Theme::Theme(QObject *parent)
    : QObject(parent)
    , m_isSystemDark(isDark(QApplication::palette()))
    , m_tokens(m_isSystemDark ? darkTokens() : lightTokens())
    , m_fonts(QApplication::font())
{
}

void Theme::install()
{
    m_style = new ProxyStyle(m_tokens);
    QApplication::setStyle(m_style);
    QApplication::setPalette(paletteOf(m_tokens));
    qApp->installEventFilter(this);
}

void Theme::setChoice(Choice choice)
{
    m_choice = choice;
    update();
}

QIcon Theme::icon(Icon icon) const
{
    return Icons::icon(icon, m_tokens.text2, m_tokens.control, m_tokens.raised);
}

bool Theme::eventFilter(QObject *watched, QEvent *event)
{
    // The system's change comes to windows; the palette's own event does not, as ours has every
    // role.
    if (event->type() == QEvent::ThemeChange && watched->isWindowType())
        readSystem();
    else if (event->type() == QEvent::ApplicationFontChange && watched == qApp) {
        m_fonts = Fonts(QApplication::font());
        emit changed();
    } else if ((event->type() == QEvent::KeyPress || event->type() == QEvent::KeyRelease)
               && watched->isWindowType() && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Alt)
        showMnemonics(event->type() == QEvent::KeyPress);
    return QObject::eventFilter(watched, event);
}

void Theme::showMnemonics(bool areShown)
{
    if (!m_style)
        return;
    m_style->setMnemonicsShown(areShown);
    for (QWidget *window : QApplication::topLevelWidgets()) {
        for (QMenuBar *bar : window->findChildren<QMenuBar *>())
            bar->update();
    }
}

void Theme::readSystem()
{
    if (m_isReading)
        return;

    // Our palette taken off, the system's shows.
    m_isReading = true;
    QApplication::setPalette(QPalette());
    m_isSystemDark = isDark(QApplication::palette());
    QApplication::setPalette(paletteOf(m_tokens));
    m_isReading = false;
    update();
}

void Theme::update()
{
    const bool dark = m_choice == Choice::System ? m_isSystemDark : m_choice == Choice::Dark;
    if (dark == m_tokens.isDark)
        return;

    m_tokens = dark ? darkTokens() : lightTokens();
    if (m_style) {
        m_style->setTokens(m_tokens);
        QApplication::setPalette(paletteOf(m_tokens));
    }
    emit changed();
}

bool isDark(const QPalette &palette)
{
    return palette.color(QPalette::WindowText).lightness()
        > palette.color(QPalette::Window).lightness();
}

QColor mixed(const QColor &over, const QColor &ground, double share)
{
    const auto mix = [share](int one, int other) {
        return int(one * share + other * (1 - share) + 0.5);
    };
    return QColor(mix(over.red(), ground.red()), mix(over.green(), ground.green()),
                  mix(over.blue(), ground.blue()));
}

} // namespace sendscope::ui
