#pragma once

#include <QSplitter>

class QStackedWidget;

namespace sendscope::ui {

class DetailPane;
class WindowState;

/// The table at the left; timeline, detail and media below each other at the right. In a narrow
/// window media is a page of the detail.
class PaneFrame : public QSplitter
{
    Q_OBJECT

public:
    static constexpr int kNarrowWidth = 1200; ///< A window below it is narrow.
    static constexpr int kLowHeight = 800;    ///< One below it is low.

    /// Which of the panes at the right a person wants to see.
    ///
    /// A plain value.
    struct Shown
    {
        bool timeline = true;
        bool detail = true;
        bool media = true;
    };

    /// Takes all four. The focus of all goes into the table.
    PaneFrame(QWidget &table, QWidget &timeline, DetailPane &detail, QWidget &media);

    void setShown(Shown shown);

    void setWindowWidth(int width);

    /// Takes a pane that can stand in place of the detail. Once.
    void setCover(QWidget *pane);
    void setCovered(bool isCovered);

    /// Sizes, each for its class of width.
    void restore(const WindowState &state, QSize window);
    void keep(WindowState &state) const;

private:
    void layOut();
    QString acrossKey() const;

    QWidget &m_timeline;
    DetailPane &m_detail;
    QWidget &m_media;
    QWidget *m_upper = nullptr;        ///< Timeline over detail.
    QStackedWidget *m_place = nullptr; ///< Of the detail, or of what covers it.
    QWidget *m_cover = nullptr;
    QSplitter *m_right = nullptr;
    bool m_isNarrow = false;
    Shown m_shown;
};

} // namespace sendscope::ui
