#pragma once

#include "ui/theme/tokens.h"

#include <QLabel>

#include <optional>

namespace sendscope::ui {

class Theme;

/// Text on the window, in one of its few voices. Always plain text: what strangers sent is never
/// markup.
class Label : public QLabel
{
    Q_OBJECT

public:
    enum class Voice {
        Body,      ///< text, body
        Secondary, ///< text2, body
        Small,     ///< text2, one smaller: labels, status
        Hint,      ///< text3, one smaller
        Strong,    ///< text, semi-bold
        Verdict,
        Title,
        Fixed, ///< text, fixed font
    };

    Label(const Theme &theme, Voice voice, QWidget *parent = nullptr);
    Label(const Theme &theme, Voice voice, const QString &text, QWidget *parent = nullptr);

    /// Another colour than the voice's.
    void setHue(Hue hue);
    void clearHue();

private:
    void update();

    const Theme &m_theme;
    const Voice m_voice;
    std::optional<Hue> m_hue;
};

} // namespace sendscope::ui
