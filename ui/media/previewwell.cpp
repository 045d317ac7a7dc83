#include "ui/media/previewwell.h"

#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"

#include <QPainter>
#include <QPainterPath>

namespace sendscope::ui {

PreviewWell::PreviewWell(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setMinimumSize(metrics::kSpace6, metrics::kSpace6);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void PreviewWell::setImage(const QImage &image, const QString &name)
{
    m_image = image;
    m_fitted = {};
    setAccessibleName(name);
    update();
}

QRect PreviewWell::imageRect() const
{
    if (m_image.isNull())
        return {};
    QSize size = (QSizeF(m_image.size()) / devicePixelRatioF()).toSize().expandedTo({1, 1});
    if (size.width() > width() || size.height() > height())
        size.scale(this->size(), Qt::KeepAspectRatio);
    QRect place(QPoint(), size);
    place.moveCenter(rect().center());
    return place;
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
    if (m_fitted.size() != pixels) {
        m_fitted = QPixmap::fromImage(
            m_image.scaled(pixels, Qt::IgnoreAspectRatio, Qt::SmoothTransformation));
        m_fitted.setDevicePixelRatio(ratio);
    }
    painter.setClipPath(well);
    painter.drawPixmap(place.topLeft(), m_fitted);
}

} // namespace sendscope::ui

#include "moc_previewwell.cpp"
