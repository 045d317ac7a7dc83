#pragma once

#include "ui/timeline/laneplaces.h"

#include <QWidget>

namespace sendscope::ui {

class Theme;

/// The steps of a message on a time axis, one lane a recipient. A click on a step, or an arrow key,
/// chooses its event.
class StepsView : public QWidget
{
    Q_OBJECT

public:
    explicit StepsView(const Theme &theme, QWidget *parent = nullptr);

    void setContent(const TimelineContent &content);

    /// Where each lane's steps stand now, from above to below.
    const std::vector<LanePlaces> &lanes() const { return m_lanes; }

    int heightFor(size_t lanes) const;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    void eventChosen(sendscope::event::EventId event);

protected:
    bool event(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void applyTheme();
    void layOut();
    LaneFonts fonts() const;
    const PlacedStep *stepAt(const QPoint &place) const;
    void stepAside(int direction);
    void changeLane(int direction);
    void choose(const PlacedStep *step);

    const Theme &m_theme;
    TimelineContent m_content;
    std::vector<LanePlaces> m_lanes;
};

} // namespace sendscope::ui
