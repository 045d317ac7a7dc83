#pragma once

#include "app/media/messagemedia.h"
#include "app/media/verdict.h"
#include "ui/media/mediapreview.h"
#include "ui/media/mediastore.h"
#include "ui/theme/icons.h"

#include <QSet>
#include <QStringList>
#include <QWidget>

#include <vector>

class QMenu;
class QVBoxLayout;

namespace sendscope::ui {

class Button;
class Label;
class MediaCaption;
class MediaFiles;
class RememberedHosts;
class Theme;
class Thumbnail;

/// The media of the selected event: its links as thumbnails, the current one beside them. Nothing
/// is fetched before a button that names the host is pressed, or the user once said that this host
/// needs no pressing. What the capture keeps is shown without any fetch.
class MediaPane : public QWidget
{
    Q_OBJECT

public:
    static constexpr qsizetype kMaxLinks = 50;

    /// All outlive the pane.
    MediaPane(const Theme &theme, MediaStore &store, RememberedHosts &hosts,
              const media::BandwidthHost &bandwidth, const base::Clock &clock,
              QWidget *parent = nullptr);

    /// The media of an event. The same ones again change nothing.
    void setMedia(const media::MessageMedia &media);
    void clear(); ///< No event is selected.

    int currentLink() const { return m_current; } ///< -1 without links.
    void setCurrentLink(int index);

    /// Beside the title: how keeping goes. Empty: nothing is said.
    void setKeepingNote(const QString &note, const QString &hint);

    /// Under the preview, until something else is shown.
    void say(const QString &sentence);

    void refetchCurrent(); ///< With the credentials that have just been entered.

signals:
    void credentialsClicked();

protected:
    void showEvent(QShowEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    QWidget *makeHeader();
    QWidget *makeStrip();
    Button *makeTool(Icon icon, const QString &hint);
    void makeThumbnails();
    void onChanged(const QString &url);
    void lookAtAll();
    void look(const QString &url);
    void showThumbnail(int index);
    void showCurrent();
    void showTools(const MediaItem &item);
    MediaStanding standing(const QString &url) const;
    media::Verdict verdict(const MediaItem &item) const;
    QStringList untouchedOf(const QString &host) const;

    void onFetch();
    void onOther();
    void fetch(const QString &url);
    void copyPicture();
    void copyLink();
    void save();
    void openElsewhere();
    QString currentUrl() const;

    const Theme &m_theme;
    MediaStore &m_store;
    RememberedHosts &m_hosts;
    const media::BandwidthHost &m_bandwidth;
    const base::Clock &m_clock;
    media::MessageMedia m_media; ///< At most kMaxLinks of its links.
    int m_current = -1;
    QSet<QString> m_declined; ///< Fetches of these the user ended: none begins by itself again.
    MediaOffer::Other m_other = MediaOffer::Other::Nothing; ///< What the second button does.

    Label *m_count = nullptr;
    Label *m_keeping = nullptr;
    Button *m_save = nullptr;
    Button *m_copy = nullptr;
    Button *m_open = nullptr;
    QWidget *m_body = nullptr;
    Label *m_nothing = nullptr;
    QVBoxLayout *m_column = nullptr; ///< Of the thumbnails.
    std::vector<Thumbnail *> m_thumbnails;
    MediaPreview *m_preview = nullptr;
    MediaCaption *m_caption = nullptr;
    MediaFiles *m_files = nullptr;
};

} // namespace sendscope::ui
