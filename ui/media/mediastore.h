#pragma once

#include "app/base/clock.h"
#include "app/media/archive.h"
#include "app/media/fetcher.h"
#include "app/media/vcard.h"
#include "ui/body/bodyview.h"
#include "ui/media/mediajob.h"

#include <QCache>
#include <QHash>
#include <QObject>
#include <QSet>
#include <QThreadPool>

#include <deque>

namespace sendscope::ui {

class MediaWorker;

/// What is known of one link.
struct MediaItem
{
    enum class Phase {
        Untouched, ///< Never asked for. Nothing went out.
        Looking,   ///< The capture is asked whether it was kept. Nothing went out.
        Fetching,
        Decoding, ///< The bytes are here; they are made ready to be shown.
        Done,     ///< `fetched` says how it went.
    };

    Phase phase = Phase::Untouched;
    media::Fetched fetched;
    bool isKept = false; ///< The bytes lie in the capture.

    MediaPicture picture;                 ///< Of what is decoded.
    BodyTextPtr text;                     ///< Of what is shown as text; null else.
    std::vector<media::Contact> contacts; ///< Of a vCard that could be read.

    bool isReady() const
    {
        return phase == Phase::Done && fetched.state == media::Fetched::State::Ready;
    }
};

/// Holds what was fetched of links, by URL, ready to be shown: from the capture where it was kept,
/// else from its host once somebody asks for that. What is fetched is kept in the capture.
///
/// At most kHeldBytes are held, the longest unused go first.
class MediaStore : public QObject
{
    Q_OBJECT

public:
    static constexpr qsizetype kHeldBytes = 128 * 1024 * 1024;
    static constexpr int kPictureBound = 2048; ///< Pictures are held fitted into this square.
    /// Kept files, and fetched ones, on their way to being shown; others wait their turn, so that
    /// no more bytes than that are in memory beside those held.
    static constexpr int kAtOnce = 4;

    /// All outlive this.
    MediaStore(media::Fetcher &fetcher, media::Archive &archive, MediaWorker &worker,
               const base::Clock &clock, QObject *parent = nullptr);
    ~MediaStore() override;

    MediaItem item(const QString &url) const;

    /// Looks whether the capture has it. Nothing goes out.
    void look(const QString &url);

    /// Goes out, because the user said so. \p allowsLocal: also into the user's own network.
    void fetch(const QString &url, bool allowsLocal);

    /// Goes to where its host sends on to, because the user said so.
    void follow(const QString &url);

    void cancel(const QString &url);
    void cancelAll(); ///< Whatever is being fetched.

signals:
    void changed(const QString &url);

private:
    void order(const media::FetchOrder &order);
    void lookNext();
    void fetchNext();
    void onFound(const QString &url, const std::optional<media::KeptFile> &file);
    void onFetched(const QString &url, const media::Fetched &fetched);
    void onKept(const QString &url);
    void prepare(const QString &url, MediaItem item);
    void readText(const QString &url, const MediaItem &item);
    void hold(const QString &url, MediaItem item);

    media::Fetcher &m_fetcher;
    media::Archive &m_archive;
    MediaWorker &m_worker;
    const base::Clock &m_clock;
    QHash<QString, base::CancelToken> m_fetches; ///< Under way or waiting.
    std::deque<media::FetchOrder> m_toFetch;     ///< Waiting.
    QSet<QString> m_busy;                        ///< Fetched, and not yet Done.
    QHash<QString, MediaItem> m_open;            ///< Not yet Done.
    QCache<QString, MediaItem> m_held;           ///< Done. Costs are bytes.
    std::deque<QString> m_toLookFor;             ///< Phase Looking, and not asked for yet.
    QSet<QString> m_looks;                       ///< Asked of the capture, and not yet Done.
    QSet<QString> m_absent;                      ///< Not in the capture when it was last asked.
    QThreadPool m_pool;                          ///< Cuts text into rows and reads cards.
};

} // namespace sendscope::ui
