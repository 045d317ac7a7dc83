#pragma once

#include "app/engine/diagnosis.h"

#include <QWidget>

namespace sendscope::ui {

class Theme;

/// How a check stands, as an icon; in words for those who do not see it.
class CheckMark : public QWidget
{
    Q_OBJECT

public:
    CheckMark(const Theme &theme, engine::Check::State state, QWidget *parent = nullptr);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    const engine::Check::State m_state;
};

} // namespace sendscope::ui
