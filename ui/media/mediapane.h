#pragma once

#include "ui/media/mediastore.h"

#include <QStringList>
#include <QWidget>

#include <vector>

class QLabel;
class QPlainTextEdit;
class QStackedLayout;
class QVBoxLayout;

namespace sendscope::ui {

class Button;
class ElidedLabel;
class Label;
class PreviewWell;
class Theme;
class Thumbnail;

/// The media of the selected event: its links as thumbnails, the current one beside them. Nothing
/// is fetched before a button that names the host is pressed.
class MediaPane : public QWidget
{
    Q_OBJECT

public:
    static constexpr qsizetype kMaxLinks = 50;
    static constexpr qsizetype kMaxShownText = 64 * 1024;

    MediaPane(const Theme &theme, MediaStore &store, QWidget *parent = nullptr);

    /// The links of an event, in their order. The same ones again change nothing.
    void setLinks(const QStringList &urls);

    int currentLink() const { return m_current; } ///< -1 without links.
    void setCurrentLink(int index);

private:
    QWidget *makeHeader();
    QWidget *makeStatePage();
    void onChanged(const QString &url);
    void showThumbnail(int index);
    void showCurrent();
    void showState(const QString &url, const MediaItem &item);
    void showText(const MediaItem &item);
    void onButton();
    void saveAs();
    void write(const QString &path, const QByteArray &bytes);
    void copyPicture();
    QString currentUrl() const;

    const Theme &m_theme;
    MediaStore &m_store;
    QStringList m_urls;
    int m_current = -1;

    Label *m_count = nullptr;
    Button *m_save = nullptr;
    Button *m_copy = nullptr;
    QWidget *m_body = nullptr;
    Label *m_nothing = nullptr;
    QVBoxLayout *m_column = nullptr; ///< Of the thumbnails.
    std::vector<Thumbnail *> m_thumbnails;

    QStackedLayout *m_pages = nullptr;
    PreviewWell *m_picture = nullptr;
    QPlainTextEdit *m_text = nullptr;
    QWidget *m_state = nullptr;
    QLabel *m_stateIcon = nullptr;
    Label *m_stateSentence = nullptr;
    Button *m_stateButton = nullptr;
    ElidedLabel *m_name = nullptr;
    ElidedLabel *m_facts = nullptr;
};

} // namespace sendscope::ui
