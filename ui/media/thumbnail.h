#pragma once

#include "ui/theme/icons.h"

#include <QAbstractButton>
#include <QPixmap>

namespace sendscope::ui {

class Theme;

/// One link of a message as a square: its picture, or the icon of its kind. Checked: the current
/// one.
class Thumbnail : public QAbstractButton
{
    Q_OBJECT

public:
    static constexpr int kSide = 52;

    explicit Thumbnail(const Theme &theme, QWidget *parent = nullptr);

    /// A null image shows the icon. \p isQuiet: it is not what a person looks for.
    void setLook(const QImage &image, Icon icon, const QString &name, bool isQuiet = false);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    QPixmap m_pixmap;
    Icon m_icon = Icon::Other;
    bool m_isQuiet = false;
};

} // namespace sendscope::ui
