#pragma once

#include "app/event/request.h"
#include "app/media/bandwidthhost.h"

#include <QObject>
#include <QString>
#include <QThreadPool>

#include <atomic>
#include <memory>
#include <vector>

namespace sendscope::media {

/// A file on Bandwidth's host that an event lists.
///
/// A plain value.
struct FoundLink
{
    QString url;           ///< As the event spells it.
    base::UtcTime expires; ///< When Bandwidth deletes it.

    friend bool operator==(const FoundLink &, const FoundLink &) = default;
};
using FoundLinks = std::vector<FoundLink>;

/// The files on Bandwidth's host that the events of one request list.
FoundLinks linksIn(const event::StoredRequest &request, const BandwidthHost &host);

/// Looks through what is recorded for media on Bandwidth's host, on a thread of its own.
///
/// At most kMostWaiting batches wait to be looked through; what comes beyond is not, and is
/// counted. What was imported, replayed or made here is passed over: only what a listener took in
/// is news.
///
/// Thread: the one it lives in.
class LinkFinder : public QObject
{
    Q_OBJECT

public:
    static constexpr int kMostWaiting = 256;

    explicit LinkFinder(BandwidthHost host, QObject *parent = nullptr);

    /// Waits for the batch at hand.
    ~LinkFinder() override;

    void look(const event::StoredBatchPtr &batch);

    /// Requests that came too fast to be looked through.
    qint64 skipped() const { return m_skipped; }

signals:
    void found(const sendscope::media::FoundLinks &links);

private:
    const BandwidthHost m_host;
    std::shared_ptr<std::atomic_int> m_waiting = std::make_shared<std::atomic_int>(0);
    qint64 m_skipped = 0;
    QThreadPool m_pool; ///< One thread.
};

} // namespace sendscope::media
