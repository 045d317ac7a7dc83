#pragma once

#include <QWidget>

namespace sendscope::ui {

class Theme;

/// The line, one device pixel high, at which two parts of the window touch.
class Hairline : public QWidget
{
    Q_OBJECT

public:
    explicit Hairline(const Theme &theme, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
};

} // namespace sendscope::ui
