#include "ui/theme/icons.h"

#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QSvgRenderer>

#include <array>
#include <cmath>
#include <utility>

// The macro declares a function of the global namespace.
static void initResources()
{
    Q_INIT_RESOURCE(resources);
}

namespace sendscope::ui {
namespace {

using namespace Qt::StringLiterals;

constexpr int kMostPixmaps = 1024;

constexpr std::array<const char *, kIconCount> kNames{
    "",           "arrow-down", "bookmark",    "chevron-down", "chevron-left", "chevron-right",
    "chevron-up", "clear",      "conflicting", "contact",      "copy",         "created",
    "delivered",  "dots",       "download",    "failed",       "filter",       "find",
    "handshake",  "history",    "image",       "lock",         "malformed",    "marker",
    "more",       "no-receipt", "open",        "other",        "overdue",      "pause",
    "play",       "plus",       "read",        "received",     "refused",      "repeat",
    "sending",    "sent",       "settings",    "sound",        "text",         "tick",
    "video",
};

/// The files are drawn in currentColor on white; both are put in here.
QPixmap render(Icon icon, const QColor &ink, const QColor &ground, int pixels)
{
    QPixmap pixmap(pixels, pixels);
    pixmap.fill(Qt::transparent);
    QFile file(u":/icons/"_s + iconName(icon) + u".svg"_s);
    if (icon == Icon::None || !file.open(QIODevice::ReadOnly))
        return pixmap;

    QByteArray svg = file.readAll();
    svg.replace("\"#fff\"", '"' + ground.name().toLatin1() + '"');
    svg.replace("currentColor", ink.name().toLatin1());
    QSvgRenderer renderer(svg);
    QPainter painter(&pixmap);
    renderer.render(&painter, QRectF(0, 0, pixels, pixels));
    return pixmap;
}

class Engine final : public QIconEngine
{
public:
    Engine(Icon icon, QColor ink, QColor disabled, QColor ground)
        : m_icon(icon)
        , m_ink(std::move(ink))
        , m_disabled(std::move(disabled))
        , m_ground(std::move(ground))
    {
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override
    {
        const double ratio = painter->device()->devicePixelRatioF();
        painter->drawPixmap(rect, scaledPixmap(rect.size() * ratio, mode, state, ratio));
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1);
    }

    /// The size is that in pixels, ratio included.
    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State, qreal) override
    {
        const int pixels = std::min(size.width(), size.height());
        return render(m_icon, mode == QIcon::Disabled ? m_disabled : m_ink, m_ground, pixels);
    }

    QIconEngine *clone() const override { return new Engine(*this); }

private:
    Icon m_icon;
    QColor m_ink;
    QColor m_disabled;
    QColor m_ground;
};

} // namespace

QString iconName(Icon icon)
{
    return QLatin1StringView(kNames[size_t(icon)]);
}

Icons::Icons()
{
    initResources();
}

QPixmap Icons::pixmap(Icon icon, const QColor &ink, const QColor &ground, int size,
                      double pixelRatio) const
{
    const int pixels = int(std::lround(size * pixelRatio));
    const Key key{icon, ink.rgb(), ground.rgb(), pixels, int(std::lround(pixelRatio * 100))};
    if (const auto found = m_pixmaps.constFind(key); found != m_pixmaps.constEnd())
        return *found;

    if (m_pixmaps.size() >= kMostPixmaps)
        m_pixmaps.clear();
    QPixmap pixmap = render(icon, ink, ground, pixels);
    pixmap.setDevicePixelRatio(pixelRatio);
    m_pixmaps.insert(key, pixmap);
    return pixmap;
}

QIcon Icons::icon(Icon icon, const QColor &ink, const QColor &disabled, const QColor &ground)
{
    initResources();
    return QIcon(new Engine(icon, ink, disabled, ground));
}

} // namespace sendscope::ui
