#include "ui/media/previewwell.h"

#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/widgets/valueformat.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>

namespace sendscope::ui {

PreviewWell::PreviewWell(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setMinimumSize(metrics::kSpace6, metrics::kSpace6);
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &PreviewWell::onTime);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void PreviewWell::setPicture(const MediaPicture &picture, const QString &name)
{
    setAccessibleName(name);
    if (picture.image.cacheKey() == m_picture.image.cacheKey())
        return;
    m_picture = picture;
    m_frame = 0;
    m_isStopped = false;
    m_timer.stop();
    const bool isMoving = m_picture.isMoving();
    setFocusPolicy(isMoving ? Qt::StrongFocus : Qt::NoFocus);
    setToolTip(isMoving ? plainToolTip(tr("Click or space bar: stop, go on")) : QString());
    move();
    update();
}

QRect PreviewWell::imageRect() const
{
    const QSize pixels = m_picture.image.size();
    if (pixels.isEmpty())
        return {};
    QSize size = (QSizeF(pixels) / devicePixelRatioF()).toSize().expandedTo({1, 1});
    if (size.width() > width() || size.height() > height())
        size.scale(this->size(), Qt::KeepAspectRatio);
    QRect place(QPoint(), size);
    place.moveCenter(rect().center());
    return place;
}

const QImage &PreviewWell::shownImage() const
{
    return m_picture.isMoving() ? m_picture.frames[m_frame].image : m_picture.image;
}

void PreviewWell::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath well;
    well.addRoundedRect(rect(), metrics::kRadiusSmall, metrics::kRadiusSmall);
    painter.fillPath(well, m_theme.tokens().bg);

    const QRect place = imageRect();
    if (place.isEmpty())
        return;
    const double ratio = devicePixelRatioF();
    const QSize pixels = (QSizeF(place.size()) * ratio).toSize();
    const QImage &image = shownImage();
    if (m_fitted.size() != pixels || m_fittedKey != image.cacheKey()) {
        m_fitted = QPixmap::fromImage(
            image.scaled(pixels, Qt::IgnoreAspectRatio, Qt::SmoothTransformation));
        m_fitted.setDevicePixelRatio(ratio);
        m_fittedKey = image.cacheKey();
    }
    painter.setClipPath(well);
    painter.drawPixmap(place.topLeft(), m_fitted);
    painter.setClipping(false);
    if (m_isStopped)
        paintStopped(painter);
    if (hasFocus()) {
        constexpr int kRing = 2;
        painter.setPen(QPen(m_theme.tokens().accent, kRing));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), metrics::kRadiusSmall,
                                metrics::kRadiusSmall);
    }
}

/// A triangle on a disc: it would move.
void PreviewWell::paintStopped(QPainter &painter)
{
    const Tokens &tokens = m_theme.tokens();
    QRect disc(0, 0, metrics::kSpace6 + metrics::kSpace2, metrics::kSpace6 + metrics::kSpace2);
    disc.moveCenter(rect().center());
    painter.setPen(Qt::NoPen);
    painter.setBrush(tokens.raised);
    painter.drawEllipse(disc);
    QRect icon(0, 0, metrics::kIconVerdict, metrics::kIconVerdict);
    icon.moveCenter(disc.center());
    painter.drawPixmap(icon,
                       m_theme.icons().pixmap(Icon::Play, tokens.text, tokens.raised,
                                              metrics::kIconVerdict, devicePixelRatioF()));
}

/// Goes on with the present frame, where that can be seen.
void PreviewWell::move()
{
    if (m_picture.isMoving() && isVisible() && !m_isStopped)
        m_timer.start(m_picture.frames[m_frame].shownFor);
    else
        m_timer.stop();
}

void PreviewWell::onTime()
{
    m_frame = (m_frame + 1) % m_picture.frames.size();
    update();
    move();
}

void PreviewWell::toggle()
{
    if (!m_picture.isMoving())
        return;
    m_isStopped = !m_isStopped;
    move();
    update();
}

void PreviewWell::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    move();
}

void PreviewWell::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_timer.stop();
}

void PreviewWell::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        toggle();
    else
        QWidget::mousePressEvent(event);
}

void PreviewWell::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Space)
        toggle();
    else
        QWidget::keyPressEvent(event);
}

} // namespace sendscope::ui

#include "moc_previewwell.cpp"
