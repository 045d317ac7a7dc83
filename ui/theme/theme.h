#pragma once

#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/tokens.h"

#include <QObject>
#include <QPointer>

namespace sendscope::ui {

class ProxyStyle;

/// How the window looks now: colours, fonts, icons. Follows the system's lightness unless told
/// otherwise.
///
/// Widgets borrow it, paint from it and update themselves at changed(). It outlives them.
class Theme : public QObject
{
    Q_OBJECT

public:
    enum class Choice { System, Light, Dark };

    explicit Theme(QObject *parent = nullptr);

    /// Gives the application our style and palette, now and at every change. Once.
    void install();

    Choice choice() const { return m_choice; }
    void setChoice(Choice choice);

    const Tokens &tokens() const { return m_tokens; }
    const Fonts &fonts() const { return m_fonts; }
    const Icons &icons() const { return m_icons; }

    /// For actions and Qt's own buttons, in the colour of secondary text. Take a new one at
    /// changed().
    QIcon icon(Icon icon) const;

signals:
    void changed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void readSystem();
    void showMnemonics(bool areShown);
    void update();

    Choice m_choice = Choice::System;
    bool m_isSystemDark = false;
    bool m_isReading = false;
    Tokens m_tokens;
    Fonts m_fonts;
    Icons m_icons;
    QPointer<ProxyStyle> m_style; ///< Owned by the application once installed.
};

/// True where text is lighter than its ground.
bool isDark(const QPalette &palette);

/// One colour laid over another, the first at that share of 1.
QColor mixed(const QColor &over, const QColor &ground, double share);

} // namespace sendscope::ui
