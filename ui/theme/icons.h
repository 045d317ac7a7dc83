#pragma once

#include <QColor>
#include <QHash>
#include <QIcon>
#include <QPixmap>

namespace sendscope::ui {

/// Every icon there is; its file is resources/icons/<name>.svg.
enum class Icon {
    None,
    ArrowDown,
    Bookmark,
    ChevronDown,
    ChevronLeft,
    ChevronRight,
    ChevronUp,
    Clear,
    Conflicting,
    Contact,
    Copy,
    Created,
    Delivered,
    Dots,
    Download,
    Failed,
    Filter,
    Find,
    Handshake,
    History,
    Image,
    Lock,
    Malformed,
    Marker,
    More,
    NoReceipt,
    Open,
    Other,
    Overdue,
    Pause,
    Play,
    Plus,
    Read,
    Received,
    Refused,
    Repeat,
    Sending,
    Sent,
    Settings,
    Sound,
    Text,
    Tick,
    Video,
};
constexpr int kIconCount = int(Icon::Video) + 1;

/// The file's name without its ending; empty for None.
QString iconName(Icon icon);

/// Draws icons in one colour each, once per colour, size and pixel ratio.
///
/// A filled icon's inner mark takes the colour of the ground it stands on.
class Icons
{
public:
    Icons();

    /// Size in device-independent pixels.
    QPixmap pixmap(Icon icon, const QColor &ink, const QColor &ground, int size,
                   double pixelRatio) const;

    /// For actions and Qt's own buttons: sharp at every size and ratio; `disabled` when it cannot
    /// be used.
    static QIcon icon(Icon icon, const QColor &ink, const QColor &disabled, const QColor &ground);

private:
    struct Key
    {
        Icon icon;
        QRgb ink;
        QRgb ground;
        int pixels;
        int ratioPercent;

        friend bool operator==(const Key &, const Key &) = default;
        friend size_t qHash(const Key &key, size_t seed)
        {
            return qHashMulti(seed, int(key.icon), key.ink, key.ground, key.pixels,
                              key.ratioPercent);
        }
    };

    mutable QHash<Key, QPixmap> m_pixmaps; ///< Some dozens; emptied when it grows past that.
};

} // namespace sendscope::ui
