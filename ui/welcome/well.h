#pragma once

#include <QWidget>

namespace sendscope::ui {

class Theme;

/// A ground of its own for something that is read or copied from it.
class Well : public QWidget
{
    Q_OBJECT

public:
    explicit Well(const Theme &theme, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
};

} // namespace sendscope::ui
