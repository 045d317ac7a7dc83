#pragma once

#include "ui/theme/tokens.h"

#include <QWidget>

namespace sendscope::ui {

class Theme;

/// A small disc in the hue of a state. The words beside it say the same.
class StatusDot : public QWidget
{
    Q_OBJECT

public:
    explicit StatusDot(const Theme &theme, QWidget *parent = nullptr);

    void setHue(Hue hue);
    Hue hue() const { return m_hue; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    Hue m_hue = Hue::Quiet;
};

} // namespace sendscope::ui
