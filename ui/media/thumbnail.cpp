#include "ui/media/thumbnail.h"

#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/widgets/valueformat.h"

#include <QPainter>
#include <QPainterPath>

namespace sendscope::ui {
namespace {

constexpr int kRing = 2;
constexpr int kRingGap = 2; ///< Between the ring and the picture.

} // namespace

Thumbnail::Thumbnail(const Theme &theme, QWidget *parent)
    : QAbstractButton(parent)
    , m_theme(theme)
{
    setCheckable(true);
    setAutoExclusive(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void Thumbnail::setLook(const QImage &image, Icon icon, const QString &name, bool isQuiet)
{
    m_icon = icon;
    m_isQuiet = isQuiet;
    m_pixmap = {};
    if (!image.isNull()) {
        const int side = qRound(kSide * devicePixelRatioF());
        const QImage covering =
            image.scaled(side, side, Qt::KeepAspectRatioByExpanding, Qt::SmoothTransformation);
        m_pixmap = QPixmap::fromImage(covering.copy((covering.width() - side) / 2,
                                                    (covering.height() - side) / 2, side, side));
        m_pixmap.setDevicePixelRatio(devicePixelRatioF());
    }
    setAccessibleName(name);
    setToolTip(plainToolTip(name));
    update();
}

QSize Thumbnail::sizeHint() const
{
    const int side = kSide + 2 * (kRing + kRingGap);
    return {side, side};
}

void Thumbnail::paintEvent(QPaintEvent *)
{
    const Tokens &tokens = m_theme.tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);

    const QRect square = rect().marginsRemoved(QMargins() + kRing + kRingGap);
    QPainterPath shape;
    shape.addRoundedRect(square, metrics::kRadiusSmall, metrics::kRadiusSmall);
    painter.fillPath(shape, m_isQuiet ? tokens.surface : tokens.bg);
    if (m_pixmap.isNull()) {
        const int side = m_isQuiet ? metrics::kIcon : metrics::kIconVerdict;
        const QPixmap icon = m_theme.icons().pixmap(m_icon, m_isQuiet ? tokens.text3 : tokens.text2,
                                                    tokens.bg, side, devicePixelRatioF());
        QRect place(QPoint(), QSize(side, side));
        place.moveCenter(square.center());
        painter.drawPixmap(place, icon);
    } else {
        painter.setClipPath(shape);
        painter.drawPixmap(square, m_pixmap);
        painter.setClipping(false);
    }

    if (isChecked() || hasFocus()) {
        painter.setPen(QPen(isChecked() ? tokens.accent : tokens.control, kRing));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), metrics::kRadius,
                                metrics::kRadius);
    }
}

} // namespace sendscope::ui

#include "moc_thumbnail.cpp"
