#pragma once

#include "ui/media/mediaoffer.h"

#include <QString>
#include <QWidget>

class QCheckBox;
class QLabel;
class QStackedLayout;

namespace sendscope::ui {

class BodyView;
class Button;
class ContactCard;
class HexView;
class Label;
class PreviewWell;
class Theme;

/// One link, large: the picture, the card, the text, or the bytes of what cannot be shown; before
/// that, what there is to do about it.
class MediaPreview : public QWidget
{
    Q_OBJECT

public:
    explicit MediaPreview(const Theme &theme, QWidget *parent = nullptr);

    /// \p offer: for what cannot be seen.
    void show(const QString &url, const MediaItem &item, const MediaOffer &offer);

    bool isAlwaysChecked() const; ///< The box is there, and checked.
    bool hasFocusInside() const;

signals:
    void fetchClicked();
    void otherClicked();

private:
    QWidget *makeStatePage();
    QWidget *makeBytesPage();
    void showState(const QString &url, const MediaItem &item, const MediaOffer &offer);

    const Theme &m_theme;
    QStackedLayout *m_pages = nullptr;
    PreviewWell *m_picture = nullptr;
    BodyView *m_text = nullptr;
    ContactCard *m_card = nullptr;

    QWidget *m_bytesPage = nullptr;
    Label *m_bytesSentence = nullptr;
    HexView *m_bytes = nullptr;

    QWidget *m_state = nullptr;
    QLabel *m_stateIcon = nullptr;
    Label *m_stateSentence = nullptr;
    Button *m_fetch = nullptr;
    Button *m_other = nullptr;
    QCheckBox *m_always = nullptr;
    QString m_offeredFor; ///< The host that the offer is about.
};

} // namespace sendscope::ui
