#include "ui/media/mediastore.h"

#include "ui/media/mediaworker.h"

#include <algorithm>

namespace sendscope::ui {

using media::FileType;

bool MediaItem::isPicture() const
{
    return fetched.type == FileType::Png || fetched.type == FileType::Jpeg
        || fetched.type == FileType::Gif;
}

bool MediaItem::isText() const
{
    switch (fetched.type) {
    case FileType::Text:
    case FileType::Xml:
    case FileType::Vcard:
    case FileType::Svg:
    case FileType::Html:
        return true;
    default:
        return false;
    }
}

MediaStore::MediaStore(net::Client &client, MediaWorker &worker, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_worker(worker)
    , m_kept(kKeptBytes)
{
}

MediaStore::~MediaStore()
{
    for (const Fetch &fetch : m_fetches)
        fetch.cancel.cancel();
}

MediaItem MediaStore::item(const QString &url) const
{
    const auto open = m_open.constFind(url);
    if (open != m_open.cend())
        return *open;
    const MediaItem *kept = m_kept.object(url);
    return kept ? *kept : MediaItem{};
}

void MediaStore::fetch(const QString &url, bool allowsLocal)
{
    if (m_open.contains(url))
        return;
    if (m_fetches.size() >= kAtOnce)
        cancel(QString(m_fetches.front().url));

    const Fetch fetch{url, {}};
    m_fetches.push_back(fetch);
    m_kept.remove(url);
    m_open.insert(url, MediaItem{MediaItem::Phase::Fetching, {}, {}});
    media::fetch(
        m_client, url, allowsLocal, this,
        [this, fetch](const media::Fetched &fetched) {
            if (!fetch.cancel.isCancelled())
                onFetched(fetch.url, fetched);
        },
        fetch.cancel);
    emit changed(url);
}

void MediaStore::cancel(const QString &url)
{
    const auto fetch = std::find_if(m_fetches.begin(), m_fetches.end(),
                                    [&url](const Fetch &known) { return known.url == url; });
    if (fetch == m_fetches.end())
        return;
    fetch->cancel.cancel();
    forget(url);
    m_open.remove(url);
    emit changed(url);
}

void MediaStore::onFetched(const QString &url, const media::Fetched &fetched)
{
    forget(url);
    MediaItem item{MediaItem::Phase::Done, fetched, {}};
    if (fetched.state != media::Fetched::State::Ready || !item.isPicture()) {
        keep(url, item);
        return;
    }

    item.phase = MediaItem::Phase::Decoding;
    m_open.insert(url, item);
    m_worker.decode({fetched.bytes, {kPictureBound, kPictureBound}}, this,
                    [this, url](const MediaPicture &picture) {
                        MediaItem decoded = m_open.value(url);
                        decoded.phase = MediaItem::Phase::Done;
                        decoded.picture = picture;
                        keep(url, decoded);
                    });
    emit changed(url);
}

void MediaStore::keep(const QString &url, const MediaItem &item)
{
    m_open.remove(url);
    const qsizetype cost = item.fetched.bytes.size() + item.picture.image.sizeInBytes() + 1024;
    m_kept.insert(url, new MediaItem(item), cost);
    emit changed(url);
}

void MediaStore::forget(const QString &url)
{
    std::erase_if(m_fetches, [&url](const Fetch &fetch) { return fetch.url == url; });
}

} // namespace sendscope::ui

#include "moc_mediastore.cpp"
