#include "ui/mainwindow/paneframe.h"

#include "ui/detail/detailpane.h"
#include "ui/mainwindow/windowstate.h"

#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sendscope::ui {
namespace {

constexpr int kRightLeast = 360;
constexpr int kRightMost = 640;
constexpr double kRightShare = 0.28;
constexpr int kMediaHeight = 226;

int rightWidth(int windowWidth)
{
    return std::clamp(int(windowWidth * kRightShare), kRightLeast, kRightMost);
}

void prepare(QSplitter &splitter, const QString &name)
{
    splitter.setObjectName(name);
    splitter.setHandleWidth(1);
    splitter.setChildrenCollapsible(false);
}

} // namespace

PaneFrame::PaneFrame(QWidget &table, QWidget &timeline, DetailPane &detail, QWidget &media)
    : QSplitter(Qt::Horizontal)
    , m_timeline(timeline)
    , m_detail(detail)
    , m_media(media)
    , m_upper(new QWidget)
    , m_place(new QStackedWidget)
    , m_right(new QSplitter(Qt::Vertical))
{
    prepare(*m_right, u"detail-media"_s);
    // The timeline is as high as what it says needs: there is nothing to drag.
    auto *upper = new QVBoxLayout(m_upper);
    upper->setContentsMargins({});
    upper->setSpacing(0);
    upper->addWidget(&timeline);
    upper->addWidget(m_place, 1);
    m_place->addWidget(&detail);
    m_right->addWidget(m_upper);
    m_right->addWidget(&media);
    m_right->setStretchFactor(0, 1);
    prepare(*this, u"table-right"_s);
    addWidget(&table);
    addWidget(m_right);
    setStretchFactor(0, 1);
    setFocusProxy(&table);
}

void PaneFrame::setShown(Shown shown)
{
    m_shown = shown;
    layOut();
}

void PaneFrame::setWindowWidth(int width)
{
    const bool isNarrow = width < kNarrowWidth;
    if (isNarrow == m_isNarrow)
        return;
    m_isNarrow = isNarrow;
    const int right = rightWidth(width);
    setSizes({width - right, right});
    layOut();
}

void PaneFrame::setCover(QWidget *pane)
{
    m_cover = pane;
    m_place->addWidget(pane);
}

void PaneFrame::setCovered(bool isCovered)
{
    m_place->setCurrentWidget(isCovered ? m_cover : &m_detail);
}

void PaneFrame::restore(const WindowState &state, QSize window)
{
    m_isNarrow = window.width() < kNarrowWidth;
    const int right = rightWidth(window.width());
    setSizes({window.width() - right, right});
    m_right->setSizes({window.height() - kMediaHeight, kMediaHeight});
    restoreState(state.value(acrossKey()));
    m_right->restoreState(state.value(u"wide/right"_s));
}

void PaneFrame::keep(WindowState &state) const
{
    state.keep(acrossKey(), saveState());
    if (!m_isNarrow)
        state.keep(u"wide/right"_s, m_right->saveState());
}

void PaneFrame::layOut()
{
    const bool isMediaPage = m_isNarrow && m_shown.detail && m_shown.media;
    QWidget *page = m_detail.takePage();
    if (page || m_media.parentWidget() != m_right)
        m_right->addWidget(&m_media);
    if (isMediaPage)
        m_detail.addPage(&m_media, tr("Media"));
    else
        m_media.setVisible(m_shown.media);
    m_timeline.setVisible(m_shown.timeline);
    m_place->setVisible(m_shown.detail);
    m_upper->setVisible(m_shown.timeline || m_shown.detail);
    m_right->setVisible(m_shown.timeline || m_shown.detail || m_shown.media);
}

QString PaneFrame::acrossKey() const
{
    return m_isNarrow ? u"narrow/across"_s : u"wide/across"_s;
}

} // namespace sendscope::ui

#include "moc_paneframe.cpp"
