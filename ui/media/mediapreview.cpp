#include "ui/media/mediapreview.h"

#include "ui/body/bodyview.h"
#include "ui/body/hexview.h"
#include "ui/media/contactcard.h"
#include "ui/media/medialook.h"
#include "ui/media/previewwell.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QStackedLayout>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace sendscope::ui {
namespace {

constexpr int kStateIcon = 24;

/// Foreign text on a button or a box: no letter of it becomes a key.
QString withoutMnemonic(const QString &text)
{
    return QString(text).replace(u'&', u"&&"_s);
}

/// Without a word there is no button.
void setWord(QAbstractButton &button, const QString &word)
{
    button.setVisible(!word.isEmpty());
    if (word.isEmpty())
        return;
    button.setText(withoutMnemonic(word));
    button.setAccessibleName(word);
    button.updateGeometry();
}

} // namespace

MediaPreview::MediaPreview(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    m_picture = new PreviewWell(theme);
    m_text = new BodyView(theme);
    m_text->setLineNumbersShown(false);
    m_text->setAccessibleName(tr("Text"));
    m_card = new ContactCard(theme);
    m_pages = new QStackedLayout(this);
    m_pages->addWidget(makeStatePage());
    m_pages->addWidget(m_picture);
    m_pages->addWidget(m_text);
    m_pages->addWidget(m_card);
    m_pages->addWidget(makeBytesPage());
}

QWidget *MediaPreview::makeStatePage()
{
    m_stateIcon = new QLabel;
    m_stateIcon->setAlignment(Qt::AlignCenter);
    m_stateSentence = new Label(m_theme, Label::Voice::Secondary);
    m_stateSentence->setAlignment(Qt::AlignCenter);
    m_stateSentence->setWordWrap(true);
    m_fetch = new Button(m_theme, ButtonKind::Plain);
    m_other = new Button(m_theme, ButtonKind::Plain);
    m_always = new QCheckBox;
    m_fetch->setAccessibleName(tr("Fetch"));
    m_other->setAccessibleName(tr("Something else"));
    m_always->setAccessibleName(tr("Always from this host"));
    connect(m_fetch, &QPushButton::clicked, this, &MediaPreview::fetchClicked);
    connect(m_other, &QPushButton::clicked, this, &MediaPreview::otherClicked);

    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(metrics::kSpace2);
    buttons->addStretch();
    buttons->addWidget(m_fetch);
    buttons->addWidget(m_other);
    buttons->addStretch();
    m_state = new QWidget;
    m_state->setAutoFillBackground(true);
    m_state->setBackgroundRole(QPalette::Window);
    auto *column = new QVBoxLayout(m_state);
    column->setContentsMargins(metrics::kSpace3, metrics::kSpace2, metrics::kSpace3,
                               metrics::kSpace2);
    column->setSpacing(metrics::kSpace2);
    column->addStretch();
    column->addWidget(m_stateIcon);
    column->addWidget(m_stateSentence);
    column->addLayout(buttons);
    column->addWidget(m_always, 0, Qt::AlignCenter);
    column->addStretch();
    return m_state;
}

QWidget *MediaPreview::makeBytesPage()
{
    m_bytesSentence = new Label(m_theme, Label::Voice::Secondary);
    m_bytesSentence->setWordWrap(true);
    m_bytes = new HexView(m_theme);
    m_bytes->setAccessibleName(tr("Bytes"));
    m_bytesPage = new QWidget;
    auto *column = new QVBoxLayout(m_bytesPage);
    column->setContentsMargins({});
    column->setSpacing(metrics::kSpace2);
    column->addWidget(m_bytesSentence);
    column->addWidget(m_bytes, 1);
    return m_bytesPage;
}

void MediaPreview::show(const QString &url, const MediaItem &item, const MediaOffer &offer)
{
    const bool isReady = item.isReady() && !item.fetched.bytes.isEmpty();
    if (isReady && item.picture.state == MediaPicture::State::Ready
        && !item.picture.image.isNull()) {
        m_picture->setPicture(item.picture, mediaName(url));
        m_pages->setCurrentWidget(m_picture);
    } else if (isReady && !item.contacts.empty()) {
        m_card->setContacts(item.contacts);
        m_pages->setCurrentWidget(m_card);
    } else if (isReady && item.text) {
        if (m_text->text() != item.text)
            m_text->setText(item.text);
        m_pages->setCurrentWidget(m_text);
    } else if (isReady) {
        m_bytesSentence->setText(offer.sentence);
        if (m_bytes->bytes().constData() != item.fetched.bytes.constData())
            m_bytes->setBytes(item.fetched.bytes);
        m_pages->setCurrentWidget(m_bytesPage);
    } else {
        showState(url, item, offer);
    }
}

void MediaPreview::showState(const QString &url, const MediaItem &item, const MediaOffer &offered)
{
    const Tokens &tokens = m_theme.tokens();
    m_stateIcon->setPixmap(m_theme.icons().pixmap(mediaIcon(url, item), tokens.text2, tokens.bg,
                                                  kStateIcon, devicePixelRatioF()));
    m_stateSentence->setText(offered.sentence);
    m_stateSentence->setVisible(!offered.sentence.isEmpty());
    setWord(*m_fetch, offered.fetch);
    setWord(*m_other, offered.other);
    if (m_offeredFor != media::hostOf(url))
        m_always->setChecked(false); // said for one host, it holds for no other
    m_offeredFor = media::hostOf(url);
    setWord(*m_always, offered.always);
    m_pages->setCurrentWidget(m_state);
}

bool MediaPreview::isAlwaysChecked() const
{
    return !m_always->isHidden() && m_always->isChecked();
}

bool MediaPreview::hasFocusInside() const
{
    return isAncestorOf(window()->focusWidget());
}

} // namespace sendscope::ui

#include "moc_mediapreview.cpp"
