#include "ui/media/mediapane.h"

#include "ui/media/medialook.h"
#include "ui/media/previewwell.h"
#include "ui/media/thumbnail.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/valueformat.h"

#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QPointer>
#include <QSaveFile>
#include <QScrollArea>
#include <QStackedLayout>
#include <QStandardPaths>
#include <QThreadPool>

using namespace Qt::StringLiterals;

namespace sendscope::ui {
namespace {

using media::Fetched;
using Phase = MediaItem::Phase;

constexpr int kStateIcon = 24;

bool canBeAskedAgain(Fetched::State state)
{
    switch (state) {
    case Fetched::State::NeedsSignIn:
    case Fetched::State::Gone:
    case Fetched::State::Redirected:
    case Fetched::State::Failed:
    case Fetched::State::Answered:
        return true;
    default:
        return false;
    }
}

} // namespace

MediaPane::MediaPane(const Theme &theme, MediaStore &store, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_store(store)
{
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);

    auto *thumbnails = new QWidget;
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
    strip->setFixedWidth(Thumbnail(theme).sizeHint().width() + metrics::kSpace2);
    strip->viewport()->setBackgroundRole(QPalette::Base);
    thumbnails->setBackgroundRole(QPalette::Base);

    m_picture = new PreviewWell(theme);
    m_text = new QPlainTextEdit;
    m_text->setReadOnly(true);
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setAccessibleName(tr("Text"));
    m_state = makeStatePage();
    auto *preview = new QWidget;
    m_pages = new QStackedLayout(preview);
    m_pages->addWidget(m_state);
    m_pages->addWidget(m_picture);
    m_pages->addWidget(m_text);

    m_name = new ElidedLabel(theme, Label::Voice::Body, Qt::ElideMiddle);
    m_facts = new ElidedLabel(theme, Label::Voice::Small);
    auto *caption = new QHBoxLayout;
    caption->setSpacing(metrics::kSpace3);
    caption->addWidget(m_name);
    caption->addWidget(m_facts, 1);

    auto *right = new QVBoxLayout;
    right->setSpacing(metrics::kSpace2);
    right->addWidget(preview, 1);
    right->addLayout(caption);

    m_body = new QWidget;
    auto *row = new QHBoxLayout(m_body);
    row->setContentsMargins(metrics::kSpace3, 0, metrics::kPaneInset, metrics::kSpace3);
    row->setSpacing(metrics::kSpace2);
    row->addWidget(strip);
    row->addLayout(right, 1);

    m_nothing = new Label(theme, Label::Voice::Secondary, tr("This message has no media."));
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
    showCurrent();
}

QWidget *MediaPane::makeHeader()
{
    m_count = new Label(m_theme, Label::Voice::Small);
    m_save = new Button(m_theme, ButtonKind::Quiet);
    m_save->setGlyph(Icon::Download);
    m_save->setHint(tr("Save as…"));
    m_copy = new Button(m_theme, ButtonKind::Quiet);
    m_copy->setGlyph(Icon::Copy);
    m_copy->setHint(tr("Copy the picture"));
    connect(m_save, &QPushButton::clicked, this, &MediaPane::saveAs);
    connect(m_copy, &QPushButton::clicked, this, &MediaPane::copyPicture);

    auto *header = new QWidget;
    auto *row = new QHBoxLayout(header);
    row->setContentsMargins(metrics::kPaneInset, 0, metrics::kSpace2, 0);
    row->addWidget(new Label(m_theme, Label::Voice::Strong, tr("Media")));
    row->addWidget(m_count);
    row->addStretch();
    row->addWidget(m_save);
    row->addWidget(m_copy);
    header->setFixedHeight(std::max(metrics::kTabHeight, m_save->sizeHint().height()));
    return header;
}

QWidget *MediaPane::makeStatePage()
{
    m_stateIcon = new QLabel;
    m_stateIcon->setAlignment(Qt::AlignCenter);
    m_stateSentence = new Label(m_theme, Label::Voice::Secondary);
    m_stateSentence->setAlignment(Qt::AlignCenter);
    m_stateSentence->setWordWrap(true);
    m_stateButton = new Button(m_theme, ButtonKind::Plain);
    connect(m_stateButton, &QPushButton::clicked, this, &MediaPane::onButton);

    auto *page = new QWidget;
    page->setAutoFillBackground(true);
    page->setBackgroundRole(QPalette::Window);
    auto *column = new QVBoxLayout(page);
    column->setSpacing(metrics::kSpace2);
    column->addStretch();
    column->addWidget(m_stateIcon);
    column->addWidget(m_stateSentence);
    column->addWidget(m_stateButton, 0, Qt::AlignCenter);
    column->addStretch();
    return page;
}

void MediaPane::setLinks(const QStringList &urls)
{
    const QStringList shown = urls.first(std::min(urls.size(), kMaxLinks));
    if (shown == m_urls)
        return;
    m_urls = shown;
    for (Thumbnail *thumbnail : m_thumbnails)
        thumbnail->deleteLater();
    m_thumbnails.clear();

    for (int i = 0; i < m_urls.size(); ++i) {
        auto *thumbnail = new Thumbnail(m_theme);
        m_column->insertWidget(i, thumbnail);
        m_thumbnails.push_back(thumbnail);
        connect(thumbnail, &Thumbnail::clicked, this, [this, i] { setCurrentLink(i); });
        showThumbnail(i);
    }
    m_nothing->setVisible(m_urls.isEmpty());
    m_body->setVisible(!m_urls.isEmpty());
    m_current = -1;
    setCurrentLink(m_urls.isEmpty() ? -1 : 0);
}

void MediaPane::setCurrentLink(int index)
{
    m_current = index;
    if (index >= 0) {
        m_thumbnails[size_t(index)]->setChecked(true);
        // A link that can never be fetched is judged at once; nothing goes out for that.
        const bool isNeverFetched = media::hostOf(m_urls[index]).isEmpty();
        if (isNeverFetched && m_store.item(m_urls[index]).phase == Phase::Untouched)
            m_store.fetch(m_urls[index], false);
    }
    showCurrent();
}

void MediaPane::onChanged(const QString &url)
{
    for (int i = 0; i < m_urls.size(); ++i) {
        if (m_urls[i] == url)
            showThumbnail(i);
    }
    if (url == currentUrl())
        showCurrent();
}

void MediaPane::showThumbnail(int index)
{
    const QString &url = m_urls[index];
    const MediaItem item = m_store.item(url);
    m_thumbnails[size_t(index)]->setLook(item.picture.image, mediaIcon(url, item), mediaName(url));
}

void MediaPane::showCurrent()
{
    const QString url = currentUrl();
    const MediaItem item = m_store.item(url);
    const bool isReady = item.phase == Phase::Done && item.fetched.state == Fetched::State::Ready;
    m_save->setEnabled(isReady);
    m_copy->setEnabled(isReady && !item.picture.image.isNull());
    m_save->setVisible(!m_urls.isEmpty());
    m_copy->setVisible(!m_urls.isEmpty());
    m_count->setText(m_urls.size() > 1 ? tr("%1 of %2").arg(m_current + 1).arg(m_urls.size())
                                       : QString());
    m_name->setFont(m_theme.fonts().medium());
    m_name->setWhole(mediaName(url));
    m_facts->setWhole(mediaFacts(item));
    m_text->setFont(m_theme.fonts().fixed());

    const bool hadFocus = m_stateButton->hasFocus();
    if (isReady && item.picture.state == MediaPicture::State::Ready && item.isPicture()) {
        m_picture->setImage(item.picture.image, mediaName(url));
        m_pages->setCurrentWidget(m_picture);
    } else if (isReady && item.isText() && !item.fetched.bytes.isEmpty()) {
        showText(item);
    } else {
        showState(url, item);
    }
    // What was fetched takes the button's place: whoever pressed it by key stays in this pane.
    if (hadFocus && !m_stateButton->isVisible())
        m_thumbnails[size_t(m_current)]->setFocus(Qt::OtherFocusReason);
}

void MediaPane::showState(const QString &url, const MediaItem &item)
{
    const Tokens &tokens = m_theme.tokens();
    m_stateIcon->setPixmap(m_theme.icons().pixmap(mediaIcon(url, item), tokens.text2, tokens.bg,
                                                  kStateIcon, devicePixelRatioF()));
    const QString host = media::hostOf(url);
    const QString shownHost = onOneLine(host);
    QString sentence = mediaSentence(item);
    QString button;
    switch (item.phase) {
    case Phase::Untouched:
        sentence = shownHost;
        button = tr("Fetch from %1").arg(shownHost);
        break;
    case Phase::Fetching:
        sentence = tr("Fetching from %1").arg(shownHost);
        button = tr("Cancel");
        break;
    case Phase::Decoding:
        sentence = tr("Decoding");
        break;
    case Phase::Done:
        if (item.fetched.state == Fetched::State::RefusedAddress)
            button = tr("Fetch all the same");
        else if (canBeAskedAgain(item.fetched.state))
            button = tr("Fetch again");
        break;
    }
    m_stateSentence->setText(sentence);
    m_stateButton->setText(QString(button).replace(u'&', u"&&"_s));
    m_stateButton->setAccessibleName(button);
    m_stateButton->setVisible(!button.isEmpty() && !host.isEmpty());
    m_stateButton->updateGeometry();
    m_pages->setCurrentWidget(m_state);
}

void MediaPane::showText(const MediaItem &item)
{
    const QByteArray &bytes = item.fetched.bytes;
    QString text = QString::fromUtf8(bytes.first(std::min(bytes.size(), kMaxShownText)));
    if (bytes.size() > kMaxShownText)
        text += tr("\n… %1 in all. Save it to read the rest.").arg(sizeText(bytes.size()));
    m_text->setPlainText(text);
    m_pages->setCurrentWidget(m_text);
}

void MediaPane::onButton()
{
    const QString url = currentUrl();
    const MediaItem item = m_store.item(url);
    if (item.phase == Phase::Fetching)
        m_store.cancel(url);
    else
        m_store.fetch(url, item.fetched.state == Fetched::State::RefusedAddress);
}

void MediaPane::saveAs()
{
    const QString url = currentUrl();
    const MediaItem item = m_store.item(url);
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::DownloadLocation);
    auto *dialog = new QFileDialog(this, tr("Save as"), folder);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(media::safeFileName(url, item.fetched.type));
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, bytes = item.fetched.bytes](const QString &path) { write(path, bytes); });
    dialog->open();
}

void MediaPane::write(const QString &path, const QByteArray &bytes)
{
    QThreadPool::globalInstance()->start([pane = QPointer(this), path, bytes] {
        QSaveFile file(path);
        file.open(QIODevice::WriteOnly);
        file.write(bytes);
        const QString problem = file.commit() ? QString() : file.errorString();
        QMetaObject::invokeMethod(
            QCoreApplication::instance(),
            [pane, path, problem] {
                if (pane)
                    pane->m_facts->setWhole(problem.isEmpty() ? tr("Saved as %1").arg(path)
                                                              : tr("Not saved: %1").arg(problem));
            },
            Qt::QueuedConnection);
    });
}

void MediaPane::copyPicture()
{
    const QImage image = m_store.item(currentUrl()).picture.image;
    if (!image.isNull())
        QGuiApplication::clipboard()->setImage(image);
}

QString MediaPane::currentUrl() const
{
    return m_current >= 0 ? m_urls[m_current] : QString();
}

} // namespace sendscope::ui

#include "moc_mediapane.cpp"
