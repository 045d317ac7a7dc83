#pragma once

#include <QSplitter>

class QStackedWidget;

namespace sendscope::ui {

class DetailPane;
class WindowState;

/// The table at the left, detail over media at the right. In a narrow window media is a page of the
/// detail.
class PaneFrame : public QSplitter
{
    Q_OBJECT

public:
    static constexpr int kNarrowWidth = 1200; ///< A window below it is narrow.

    /// Takes all three.
    PaneFrame(QWidget &table, DetailPane &detail, QWidget &media);

    /// Which of them a person wants to see.
    void setShown(bool showsDetail, bool showsMedia);

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

    DetailPane &m_detail;
    QWidget &m_media;
    QStackedWidget *m_place = nullptr; ///< Of the detail, or of what covers it.
    QWidget *m_cover = nullptr;
    QSplitter *m_right = nullptr;
    bool m_isNarrow = false;
    bool m_showsDetail = true;
    bool m_showsMedia = true;
};

} // namespace sendscope::ui
