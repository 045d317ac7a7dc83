#pragma once

#include <QImage>
#include <QPixmap>
#include <QWidget>

namespace sendscope::ui {

class Theme;

/// A picture on its ground: fitted into the space there is, never enlarged beyond its own pixels.
class PreviewWell : public QWidget
{
    Q_OBJECT

public:
    explicit PreviewWell(const Theme &theme, QWidget *parent = nullptr);

    /// \p name is what the picture is called, for those who do not see it.
    void setImage(const QImage &image, const QString &name);

    /// Where the picture stands in the widget.
    QRect imageRect() const;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    QImage m_image;
    QPixmap m_fitted; ///< For the size it was painted in last.
};

} // namespace sendscope::ui
