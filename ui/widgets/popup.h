#pragma once

#include <QPointer>
#include <QWidget>

namespace sendscope::ui {

class Theme;

/// A sheet that floats below a field, with its own shadow. A plain child of the window, never a
/// window of its own: it takes no focus, and looks the same with and without a compositor.
class Popup : public QWidget
{
    Q_OBJECT

public:
    /// Shown in the anchor's window, below it. It goes with the anchor.
    Popup(const Theme &theme, QWidget *anchor);

    /// Shows it with its left edge at that x of the anchor, as far as the window has room.
    void showAt(int x);

    /// Takes the place again that what is in it now asks for.
    void fit();

signals:
    void pressedOutside(); ///< The mouse, somewhere in the program but on it and its anchor.

protected:
    static constexpr int kShadow = 12; ///< Room around the sheet, in which its shadow is painted.

    const Theme &theme() const { return m_theme; }
    QRect sheet() const { return rect().adjusted(kShadow, kShadow, -kShadow, -kShadow); }

    /// The width of the sheet in which nothing would have to be cut or broken.
    virtual int usualWidth() const;

    bool eventFilter(QObject *watched, QEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    const Theme &m_theme;
    const QPointer<QWidget> m_anchor;
    int m_x = 0;
};

} // namespace sendscope::ui
