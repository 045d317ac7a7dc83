#pragma once

#include "app/media/fetch.h"
#include "ui/media/mediajob.h"

#include <QCache>
#include <QHash>
#include <QObject>

#include <deque>

namespace sendscope::net {
class Client;
}

namespace sendscope::ui {

class MediaWorker;

/// What is known of one link.
struct MediaItem
{
    enum class Phase {
        Untouched, ///< Never asked for. Nothing went out.
        Fetching,
        Decoding, ///< Fetched; a worker is at it.
        Done,     ///< `fetched` says how it went.
    };

    Phase phase = Phase::Untouched;
    media::Fetched fetched;
    MediaPicture picture; ///< Of a fetched PNG, JPEG or GIF.

    bool isPicture() const; ///< Of a type that is decoded, well or not.
    bool isText() const;    ///< Shown as the plain text it is.
};

/// Fetches links the user asked for, has pictures decoded, and keeps what came in memory, by URL.
///
/// At most kKeptBytes are kept, the longest unused go first. At most kAtOnce fetches are under way:
/// one more ends the oldest.
class MediaStore : public QObject
{
    Q_OBJECT

public:
    static constexpr qsizetype kKeptBytes = 64 * 1024 * 1024;
    static constexpr size_t kAtOnce = 4;
    static constexpr int kPictureBound = 2048; ///< Pictures are kept fitted into this square.

    /// Both outlive this.
    MediaStore(net::Client &client, MediaWorker &worker, QObject *parent = nullptr);
    ~MediaStore() override;

    MediaItem item(const QString &url) const;

    /// Goes out, because the user asked for it. \p allowsLocal: also into the user's own network.
    void fetch(const QString &url, bool allowsLocal);
    void cancel(const QString &url);

signals:
    void changed(const QString &url);

private:
    struct Fetch
    {
        QString url;
        base::CancelToken cancel;
    };

    void onFetched(const QString &url, const media::Fetched &fetched);
    void keep(const QString &url, const MediaItem &item);
    void forget(const QString &url);

    net::Client &m_client;
    MediaWorker &m_worker;
    std::deque<Fetch> m_fetches;       ///< Under way, oldest first.
    QHash<QString, MediaItem> m_open;  ///< Being fetched or decoded.
    QCache<QString, MediaItem> m_kept; ///< Done. Costs are bytes.
};

} // namespace sendscope::ui
