#include "ui/media/mediastore.h"

#include "ui/media/mediaworker.h"

#include <utility>

namespace sendscope::ui {
namespace {

constexpr qsizetype kMostAbsent = 10'000;

qsizetype costOf(const MediaItem &item)
{
    qsizetype cost = 1024 + item.fetched.bytes.size() + item.picture.image.sizeInBytes();
    for (const MediaFrame &frame : item.picture.frames)
        cost += frame.image.sizeInBytes();
    return cost;
}

} // namespace

MediaStore::MediaStore(media::Fetcher &fetcher, media::Archive &archive, MediaWorker &worker,
                       const base::Clock &clock, QObject *parent)
    : QObject(parent)
    , m_fetcher(fetcher)
    , m_archive(archive)
    , m_worker(worker)
    , m_clock(clock)
    , m_held(kHeldBytes)
{
    m_pool.setMaxThreadCount(1);
    connect(&archive, &media::Archive::kept, this, &MediaStore::onKept);
}

MediaStore::~MediaStore()
{
    for (const base::CancelToken &fetch : std::as_const(m_fetches))
        fetch.cancel();
    m_pool.clear();
    m_pool.waitForDone();
}

MediaItem MediaStore::item(const QString &url) const
{
    const auto open = m_open.constFind(url);
    if (open != m_open.cend())
        return *open;
    const MediaItem *held = m_held.object(url);
    return held ? *held : MediaItem{};
}

void MediaStore::look(const QString &url)
{
    if (m_open.contains(url) || m_held.contains(url) || m_absent.contains(url))
        return;
    m_open[url].phase = MediaItem::Phase::Looking;
    m_toLookFor.push_back(url);
    lookNext();
    emit changed(url);
}

void MediaStore::lookNext()
{
    while (m_looks.size() < kAtOnce && !m_toLookFor.empty()) {
        const QString url = std::move(m_toLookFor.front());
        m_toLookFor.pop_front();
        const auto open = m_open.constFind(url);
        if (open == m_open.cend() || open->phase != MediaItem::Phase::Looking)
            continue; // it was asked for in the meantime
        m_looks.insert(url);
        m_archive.find(url, this, [this, url](const std::optional<media::KeptFile> &file) {
            onFound(url, file);
        });
    }
}

void MediaStore::onFound(const QString &url, const std::optional<media::KeptFile> &file)
{
    const auto open = m_open.constFind(url);
    if (open == m_open.cend() || open->phase != MediaItem::Phase::Looking) {
        m_looks.remove(url); // it was asked for in the meantime
        lookNext();
        return;
    }
    if (!file) {
        m_looks.remove(url);
        lookNext();
        m_open.remove(url);
        if (m_absent.size() >= kMostAbsent)
            m_absent.clear();
        m_absent.insert(url);
        emit changed(url);
        return;
    }
    MediaItem item;
    item.fetched = media::toFetched(*file);
    item.isKept = true;
    prepare(url, std::move(item));
}

void MediaStore::fetch(const QString &url, bool allowsLocal)
{
    media::FetchOrder whole;
    whole.url = url;
    whole.allowsLocal = allowsLocal;
    order(whole);
}

void MediaStore::follow(const QString &url)
{
    media::FetchOrder onward;
    onward.url = url;
    onward.instead = item(url).fetched.redirect;
    if (!onward.instead.isEmpty())
        order(onward);
}

void MediaStore::order(const media::FetchOrder &order)
{
    const QString url = order.url;
    if (m_fetches.contains(url) || item(url).phase == MediaItem::Phase::Decoding)
        return;
    m_fetches.insert(url, base::CancelToken());
    m_held.remove(url);
    m_open.insert(url, MediaItem{});
    m_open[url].phase = MediaItem::Phase::Fetching;
    m_toFetch.push_back(order);
    fetchNext();
    emit changed(url);
}

void MediaStore::fetchNext()
{
    while (m_busy.size() < kAtOnce && !m_toFetch.empty()) {
        const media::FetchOrder order = std::move(m_toFetch.front());
        m_toFetch.pop_front();
        const auto fetch = m_fetches.constFind(order.url);
        if (fetch == m_fetches.cend() || m_busy.contains(order.url))
            continue; // cancelled while it waited
        m_busy.insert(order.url);
        m_fetcher.fetch(
            order, this,
            [this, url = order.url, cancel = *fetch](const media::Fetched &fetched) {
                if (!cancel.isCancelled())
                    onFetched(url, fetched);
            },
            *fetch);
    }
}

void MediaStore::cancel(const QString &url)
{
    const auto fetch = m_fetches.constFind(url);
    if (fetch == m_fetches.cend())
        return;
    fetch->cancel();
    m_fetches.erase(fetch);
    m_open.remove(url);
    m_busy.remove(url);
    fetchNext();
    emit changed(url);
}

void MediaStore::cancelAll()
{
    m_toFetch.clear();
    const QStringList urls = m_fetches.keys();
    for (const QString &url : urls)
        cancel(url);
}

void MediaStore::onKept(const QString &url)
{
    m_absent.remove(url);
    if (const auto open = m_open.find(url); open != m_open.end()) {
        open->isKept = open->phase == MediaItem::Phase::Decoding;
        return;
    }
    if (MediaItem *held = m_held.object(url); held && held->isReady())
        held->isKept = true;
    else
        m_held.remove(url); // what failed here was fetched by somebody else
    emit changed(url);
}

void MediaStore::onFetched(const QString &url, const media::Fetched &fetched)
{
    m_fetches.remove(url);
    MediaItem item;
    item.fetched = fetched;
    prepare(url, std::move(item));
    if (fetched.state == media::Fetched::State::Ready && m_archive.canKeep())
        m_archive.keep(media::toKeptFile(fetched, m_clock.utc()));
}

void MediaStore::prepare(const QString &url, MediaItem item)
{
    const bool isReady = item.fetched.state == media::Fetched::State::Ready;
    const bool isPicture = isReady && media::isPictureType(item.fetched.type);
    const bool isText = isReady && media::isTextType(item.fetched.type);
    if (!isPicture && !isText) {
        hold(url, std::move(item));
        return;
    }
    item.phase = MediaItem::Phase::Decoding;
    m_open.insert(url, item);
    emit changed(url);
    if (isText) {
        readText(url, item);
        return;
    }
    m_worker.decode({item.fetched.bytes, {kPictureBound, kPictureBound}}, this,
                    [this, url](const MediaPicture &picture) {
                        MediaItem decoded = m_open.value(url);
                        decoded.picture = picture;
                        hold(url, std::move(decoded));
                    });
}

void MediaStore::readText(const QString &url, const MediaItem &item)
{
    m_pool.start([this, url, item] {
        MediaItem read = item;
        read.text = std::make_shared<const BodyText>(BodyText::asItCame(item.fetched.bytes));
        if (item.fetched.type == media::FileType::Vcard)
            read.contacts = media::readContacts(item.fetched.bytes);
        QMetaObject::invokeMethod(
            this,
            [this, url, read]() mutable {
                read.isKept = m_open.value(url).isKept;
                hold(url, std::move(read));
            },
            Qt::QueuedConnection);
    });
}

void MediaStore::hold(const QString &url, MediaItem item)
{
    m_open.remove(url);
    item.phase = MediaItem::Phase::Done;
    const qsizetype cost = costOf(item);
    m_held.insert(url, new MediaItem(std::move(item)), cost);
    if (m_looks.remove(url))
        lookNext();
    if (m_busy.remove(url))
        fetchNext();
    emit changed(url);
}

} // namespace sendscope::ui

#include "moc_mediastore.cpp"
