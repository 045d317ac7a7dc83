#include "ui/media/mediapane.h"

#include "app/media/verdict.h"
#include "ui/media/mediacaption.h"
#include "ui/media/mediafiles.h"
#include "ui/media/medialook.h"
#include "ui/media/rememberedhosts.h"
#include "ui/media/thumbnail.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/valueformat.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QMenu>
#include <QScrollArea>
#include <QScrollBar>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sendscope::ui {
namespace {

using State = media::Fetched::State;
using Phase = MediaItem::Phase;

} // namespace

MediaPane::MediaPane(const Theme &theme, MediaStore &store, RememberedHosts &hosts,
                     const media::BandwidthHost &bandwidth, const base::Clock &clock,
                     QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_store(store)
    , m_hosts(hosts)
    , m_bandwidth(bandwidth)
    , m_clock(clock)
    , m_preview(new MediaPreview(theme))
    , m_caption(new MediaCaption(theme))
    , m_files(new MediaFiles(this))
{
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);

    auto *right = new QVBoxLayout;
    right->setSpacing(metrics::kSpace2);
    right->addWidget(m_preview, 1);
    right->addWidget(m_caption);
    m_body = new QWidget;
    auto *row = new QHBoxLayout(m_body);
    row->setContentsMargins(metrics::kSpace3, 0, metrics::kPaneInset, metrics::kSpace3);
    row->setSpacing(metrics::kSpace2);
    row->addWidget(makeStrip());
    row->addLayout(right, 1);
    m_nothing = new Label(theme, Label::Voice::Secondary, {});
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setWordWrap(true);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(makeHeader());
    column->addWidget(m_nothing, 1);
    column->addWidget(m_body, 1);
    m_body->hide();

    connect(&store, &MediaStore::changed, this, &MediaPane::onChanged);
    connect(&theme, &Theme::changed, this, &MediaPane::showCurrent);
    connect(m_preview, &MediaPreview::fetchClicked, this, &MediaPane::onFetch);
    connect(m_preview, &MediaPreview::otherClicked, this, &MediaPane::onOther);
    connect(m_files, &MediaFiles::said, m_caption, &MediaCaption::say);
    showCurrent();
}

QWidget *MediaPane::makeStrip()
{
    auto *thumbnails = new QWidget;
    thumbnails->setBackgroundRole(QPalette::Base);
    m_column = new QVBoxLayout(thumbnails);
    m_column->setContentsMargins({});
    m_column->setSpacing(metrics::kSpace1);
    m_column->addStretch();
    auto *strip = new QScrollArea;
    strip->setAccessibleName(tr("Media of this message"));
    strip->setFrameShape(QFrame::NoFrame);
    strip->setWidgetResizable(true);
    strip->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    strip->setWidget(thumbnails);
    // Room for the scroll bar beside them, so that it cuts nothing off.
    strip->setFixedWidth(Thumbnail(m_theme).sizeHint().width() + metrics::kSpace1
                         + strip->verticalScrollBar()->sizeHint().width());
    strip->viewport()->setBackgroundRole(QPalette::Base);
    return strip;
}

QWidget *MediaPane::makeHeader()
{
    m_count = new Label(m_theme, Label::Voice::Small);
    m_keeping = new Label(m_theme, Label::Voice::Small);
    m_keeping->hide();
    m_save = makeTool(Icon::Download, tr("Save as…"));
    m_copy = makeTool(Icon::Copy, tr("Copy the link"));
    m_open = makeTool(Icon::Open, tr("Open elsewhere…"));
    connect(m_save, &QPushButton::clicked, this, &MediaPane::save);
    connect(m_open, &QPushButton::clicked, this, &MediaPane::openElsewhere);
    connect(m_copy, &QPushButton::clicked, this, [this] {
        if (m_store.item(currentUrl()).picture.image.isNull())
            copyLink();
        else
            copyPicture();
    });

    auto *header = new QWidget;
    auto *row = new QHBoxLayout(header);
    row->setContentsMargins(metrics::kPaneInset, 0, metrics::kSpace2, 0);
    row->addWidget(new Label(m_theme, Label::Voice::Strong, tr("Media")));
    row->addWidget(m_count);
    row->addStretch();
    row->addWidget(m_keeping);
    for (Button *tool : {m_save, m_copy, m_open})
        row->addWidget(tool);
    header->setFixedHeight(std::max(metrics::kTabHeight, m_save->sizeHint().height()));
    return header;
}

Button *MediaPane::makeTool(Icon icon, const QString &hint)
{
    auto *tool = new Button(m_theme, ButtonKind::Quiet);
    tool->setGlyph(icon);
    tool->setHint(hint);
    return tool;
}

void MediaPane::clear()
{
    setMedia({});
    m_nothing->clear();
}

void MediaPane::setMedia(const media::MessageMedia &media)
{
    m_nothing->setText(tr("This message has no media."));
    if (media == m_media)
        return;
    const bool isSameLinks =
        media.urls.first(std::min(media.urls.size(), kMaxLinks)) == m_media.urls;
    m_media = media;
    m_media.urls = media.urls.first(std::min(media.urls.size(), kMaxLinks));
    if (isSameLinks) { // of the next event of the same message: what is looked at stays
        showCurrent();
        return;
    }
    m_declined.clear();
    makeThumbnails();
    m_nothing->setVisible(m_media.urls.isEmpty());
    m_body->setVisible(!m_media.urls.isEmpty());
    m_current = -1;
    setCurrentLink(m_media.urls.isEmpty() ? -1 : 0);
    lookAtAll();
}

void MediaPane::makeThumbnails()
{
    for (Thumbnail *thumbnail : m_thumbnails)
        thumbnail->deleteLater();
    m_thumbnails.clear();
    for (int i = 0; i < m_media.urls.size(); ++i) {
        auto *thumbnail = new Thumbnail(m_theme);
        m_column->insertWidget(i, thumbnail);
        m_thumbnails.push_back(thumbnail);
        connect(thumbnail, &Thumbnail::clicked, this, [this, i] { setCurrentLink(i); });
        showThumbnail(i);
    }
}

void MediaPane::setCurrentLink(int index)
{
    m_current = index;
    if (index >= 0) {
        m_thumbnails[size_t(index)]->setChecked(true);
        look(currentUrl()); // the store may have let go of it
    }
    showCurrent();
}

void MediaPane::setKeepingNote(const QString &note, const QString &hint)
{
    m_keeping->setText(note);
    m_keeping->setToolTip(plainToolTip(hint));
    m_keeping->setVisible(!note.isEmpty());
}

void MediaPane::say(const QString &sentence)
{
    m_caption->say(sentence);
}

void MediaPane::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    lookAtAll();
}

void MediaPane::lookAtAll()
{
    const QStringList urls = m_media.urls;
    for (const QString &url : urls)
        look(url);
}

/// Asks the capture first; then goes out, where that was allowed once for all.
void MediaPane::look(const QString &url)
{
    m_store.look(url);
    if (m_store.item(url).phase != Phase::Untouched)
        return;
    const QString host = media::hostOf(url);
    if (host.isEmpty()) // never fetched: it is only judged, and nothing goes out for that
        m_store.fetch(url, false);
    else if (isVisible() && m_hosts.contains(host) && !m_declined.contains(url))
        m_store.fetch(url, m_hosts.mayBeLocal(host));
}

void MediaPane::onChanged(const QString &url)
{
    if (!m_media.urls.contains(url))
        return;
    for (int i = 0; i < m_media.urls.size(); ++i) {
        if (m_media.urls[i] == url)
            showThumbnail(i);
    }
    // Not only for the current one: a verdict may count all files of the message.
    showCurrent();
    if (m_store.item(url).phase == Phase::Untouched)
        look(url);
}

void MediaPane::showThumbnail(int index)
{
    const QString &url = m_media.urls[index];
    const MediaItem item = m_store.item(url);
    const bool isQuiet = media::isArrangement(url) || item.fetched.type == media::FileType::Smil;
    m_thumbnails[size_t(index)]->setLook(item.picture.small, mediaIcon(url, item), mediaName(url),
                                         isQuiet);
}

void MediaPane::showCurrent()
{
    const QString url = currentUrl();
    const MediaItem item = m_store.item(url);
    showTools(item);
    m_count->setText(m_media.urls.size() > 1
                         ? tr("%1 of %2").arg(m_current + 1).arg(m_media.urls.size())
                         : QString());

    QStringList facts{mediaFacts(item),
                      mediaLasting(url, item, m_media, m_bandwidth, m_clock.utc())};
    facts.removeAll(QString());
    m_caption->show(mediaName(url), facts.join(u", "_s), verdict(item));

    const bool hadFocus = m_preview->hasFocusInside();
    const MediaOffer offer = mediaOffer(url, item, standing(url));
    m_other = offer.otherKind;
    m_preview->show(url, item, offer);
    // What was fetched takes the button's place: whoever pressed it by key stays in this pane.
    if (hadFocus && !m_preview->hasFocusInside() && m_current >= 0)
        m_thumbnails[size_t(m_current)]->setFocus(Qt::OtherFocusReason);
}

void MediaPane::showTools(const MediaItem &item)
{
    const bool hasLinks = !m_media.urls.isEmpty();
    const bool isReady = item.isReady();
    for (Button *tool : {m_save, m_copy, m_open})
        tool->setVisible(hasLinks);
    m_save->setEnabled(isReady);
    m_open->setEnabled(isReady && !item.fetched.bytes.isEmpty());
    m_copy->setHint(item.picture.image.isNull() ? tr("Copy the link") : tr("Copy the picture"));
}

MediaStanding MediaPane::standing(const QString &url) const
{
    const QString host = media::hostOf(url);
    return {m_hosts.contains(host), m_bandwidth.holds(url), untouchedOf(host).size()};
}

QStringList MediaPane::untouchedOf(const QString &host) const
{
    QStringList urls;
    for (const QString &url : m_media.urls) {
        if (m_store.item(url).phase == Phase::Untouched && media::hostOf(url) == host)
            urls += url;
    }
    urls.removeDuplicates();
    return urls;
}

media::Verdict MediaPane::verdict(const MediaItem &item) const
{
    if (item.phase != Phase::Done)
        return {};
    qint64 allBytes = 0;
    for (const QString &url : m_media.urls)
        allBytes += m_store.item(url).fetched.bytes.size();
    return media::verdictOf(item.fetched, m_media, allBytes);
}

void MediaPane::onFetch()
{
    const QString url = currentUrl();
    if (m_store.item(url).phase == Phase::Fetching) {
        m_declined.insert(url);
        m_store.cancel(url);
    } else {
        fetch(url);
    }
}

void MediaPane::fetch(const QString &url)
{
    const QString host = media::hostOf(url);
    const bool isRefused = m_store.item(url).fetched.state == State::RefusedAddress;
    const bool isForAlways = m_preview->isAlwaysChecked();
    if (isForAlways)
        m_hosts.remember(host, isRefused);
    m_store.fetch(url, isRefused || m_hosts.mayBeLocal(host));
    if (isForAlways)
        lookAtAll();
}

void MediaPane::refetchCurrent()
{
    const QString url = currentUrl();
    if (asksForCredentials(m_store.item(url), standing(url)))
        m_store.fetch(url, false);
}

void MediaPane::onOther()
{
    const QString url = currentUrl();
    using Other = MediaOffer::Other;
    switch (m_other) {
    case Other::EnterCredentials:
        emit credentialsClicked();
        break;
    case Other::Follow:
        m_store.follow(url);
        break;
    case Other::FetchAll: {
        const QStringList urls = untouchedOf(media::hostOf(url));
        for (const QString &one : urls)
            fetch(one);
        break;
    }
    case Other::Nothing:
        break;
    }
}

void MediaPane::save()
{
    const MediaItem item = m_store.item(currentUrl());
    m_files->saveAs(media::safeFileName(currentUrl(), item.fetched.type), item.fetched.bytes);
}

void MediaPane::openElsewhere()
{
    const MediaItem item = m_store.item(currentUrl());
    const media::FileType type = item.fetched.type;
    const bool isActive = type == media::FileType::Html || type == media::FileType::Svg
        || type == media::FileType::Pdf || type == media::FileType::Unknown;
    m_files->openElsewhere(media::safeFileName(currentUrl(), type), item.fetched.bytes, isActive);
}

void MediaPane::copyPicture()
{
    const QImage image = m_store.item(currentUrl()).picture.image;
    if (image.isNull())
        return;
    QGuiApplication::clipboard()->setImage(image);
    m_caption->say(tr("Picture copied"));
}

void MediaPane::copyLink()
{
    QString link = currentUrl();
    link.remove(QChar::Null); // other programs end the text there
    QGuiApplication::clipboard()->setText(link);
    m_caption->say(tr("Link copied"));
}

void MediaPane::contextMenuEvent(QContextMenuEvent *event)
{
    if (m_current < 0)
        return;
    const MediaItem item = m_store.item(currentUrl());
    const QString host = media::hostOf(currentUrl());
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Save as…"), this, &MediaPane::save)->setEnabled(m_save->isEnabled());
    menu->addAction(tr("Open elsewhere…"), this, &MediaPane::openElsewhere)
        ->setEnabled(m_open->isEnabled());
    menu->addAction(tr("Copy the picture"), this, &MediaPane::copyPicture)
        ->setEnabled(!item.picture.image.isNull());
    menu->addAction(tr("Copy the link"), this, &MediaPane::copyLink);
    if (!host.isEmpty()) {
        menu->addSeparator();
        QString shown = onOneLine(host);
        shown.replace(u'&', u"&&"_s);
        QAction *always = menu->addAction(tr("Always fetch from %1").arg(shown));
        always->setCheckable(true);
        always->setChecked(m_hosts.contains(host));
        connect(always, &QAction::toggled, this, [this, host](bool isAlways) {
            if (isAlways)
                m_hosts.remember(host, false);
            else
                m_hosts.forget(host);
            lookAtAll();
            showCurrent();
        });
    }
    menu->popup(event->globalPos());
}

QString MediaPane::currentUrl() const
{
    return m_current >= 0 ? m_media.urls[m_current] : QString();
}

} // namespace sendscope::ui

#include "moc_mediapane.cpp"
