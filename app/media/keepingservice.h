#pragma once

#include "app/media/archive.h"
#include "app/media/fetcher.h"
#include "app/media/linkfinder.h"

#include <QHash>
#include <QSet>

#include <chrono>
#include <deque>
#include <vector>

namespace sendscope::media {

/// How the keeping goes, for the window and for `listen`.
///
/// A plain value.
struct KeepingStatus
{
    qint64 kept = 0;
    qint64 waiting = 0; ///< To be fetched, or to be tried again.
    qint64 failed = 0;  ///< Given up.
    qint64 missed = 0;  ///< Not even tried: too many were waiting.

    /// Nothing is fetched until there are other credentials.
    bool needsSignIn = false;
    QString
        lastProblem; ///< A sentence about the last that failed or waits; empty while all is well.

    friend bool operator==(const KeepingStatus &, const KeepingStatus &) = default;
};

/// Fetches the files on Bandwidth's host that arriving events list, and keeps them in the capture
/// before Bandwidth deletes them. Off until the user said so.
///
/// At most two are fetched at a time, in the order they came. What a host cannot give now is tried
/// again a few times; what it refuses for good is counted as failed. While Bandwidth does not know
/// us, everything waits. Links seen before in this run are not fetched again.
///
/// Thread: the one it lives in.
class KeepingService : public QObject
{
    Q_OBJECT

public:
    /// Its bounds and patience; tests have less of it.
    struct Options
    {
        int atOnce = 2;
        size_t mostWaiting = 1'000;
        size_t mostRemembered = 20'000; ///< Links seen before.
        std::vector<std::chrono::milliseconds> retryAfter{
            std::chrono::seconds(10), std::chrono::minutes(1), std::chrono::minutes(10),
            std::chrono::hours(1), std::chrono::hours(6)};
    };

    /// All outlive this.
    KeepingService(Fetcher &fetcher, Archive &archive, const base::Clock &clock, Options options,
                   QObject *parent = nullptr);
    KeepingService(Fetcher &fetcher, Archive &archive, const base::Clock &clock,
                   QObject *parent = nullptr);
    ~KeepingService() override;

    bool isOn() const { return m_isOn; }

    /// Off: ends what is under way and forgets what waits.
    void setOn(bool isOn);

    void keep(const FoundLinks &links);

    const KeepingStatus &status() const { return m_status; }

signals:
    void changed(); ///< status() did.
    void kept(const QString &url, qint64 bytes);
    void failed(const QString &url, const QString &sentence);

private:
    struct Link
    {
        QString url;
        base::UtcTime expires;
        size_t tries = 0;
    };

    void startNext();
    void look(const Link &link);
    void fetch(const Link &link);
    void onFetched(const Link &link, const Fetched &fetched);
    void waitForSignIn(const Link &link, const Fetched &fetched);
    void tryAgain(const Link &link, const QString &problem);
    void giveUp(const Link &link, const QString &problem);
    void onSignInChanged();
    void onKept(const QString &url);
    void onNotKept(const base::Error &error);
    void tell();
    bool isNew(const QString &url);

    Fetcher &m_fetcher;
    Archive &m_archive;
    const base::Clock &m_clock;
    const Options m_options;
    bool m_isOn = false;
    KeepingStatus m_status;
    base::CancelToken m_cancel; ///< Of all that belongs to the present stretch of being on.
    std::deque<Link> m_waiting;
    int m_running = 0;
    int m_retrying = 0;               ///< Links that wait for their time.
    QHash<QString, qint64> m_storing; ///< Fetched, not yet on disk: their bytes.
    QSet<QString> m_seen;
    std::deque<QString> m_seenInOrder; ///< The oldest are forgotten first.
};

} // namespace sendscope::media
