#pragma once

#include "ui/media/mediajob.h"

#include <QImage>
#include <QPixmap>
#include <QTimer>
#include <QWidget>

namespace sendscope::ui {

class Theme;

/// A picture on its ground: fitted into the space there is, never enlarged beyond its own pixels.
/// One that moves does so while it can be seen; a click or the space bar stops it and lets it go
/// on.
class PreviewWell : public QWidget
{
    Q_OBJECT

public:
    explicit PreviewWell(const Theme &theme, QWidget *parent = nullptr);

    /// \p name is what the picture is called, for those who do not see it. The same picture again
    /// goes on moving where it is.
    void setPicture(const MediaPicture &picture, const QString &name);

    /// Where the picture stands in the widget.
    QRect imageRect() const;

    bool isMoving() const { return m_timer.isActive(); }
    size_t currentFrame() const { return m_frame; } ///< 0 for a picture that stands still.

protected:
    void paintEvent(QPaintEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void onTime();
    void toggle();
    void move();
    void paintStopped(QPainter &painter);
    const QImage &shownImage() const;

    const Theme &m_theme;
    MediaPicture m_picture;
    size_t m_frame = 0;
    bool m_isStopped = false; ///< By the user.
    QTimer m_timer;           ///< Until the next frame.
    QPixmap m_fitted;         ///< Of the shown image, for the size it was painted in last.
    qint64 m_fittedKey = 0;   ///< The image that m_fitted was made of.
};

} // namespace sendscope::ui
