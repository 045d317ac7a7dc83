#pragma once

#include "ui/theme/tokens.h"

#include <QWidget>

namespace sendscope::ui {

class Label;
class Theme;

/// One sentence across the window about how things stand, as long as they do.
class Banner : public QWidget
{
    Q_OBJECT

public:
    explicit Banner(const Theme &theme, QWidget *parent = nullptr);

    /// An empty sentence hides it.
    void say(const QString &sentence, Hue hue);

    QString sentence() const;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    Hue m_hue = Hue::Quiet;
    Label *m_label;
};

} // namespace sendscope::ui
