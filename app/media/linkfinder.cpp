#include "app/media/linkfinder.h"

#include "app/bandwidth/message.h"
#include "app/event/contentcoding.h"
#include "app/event/split.h"
#include "app/media/messagemedia.h"

#include <algorithm>
#include <utility>

namespace sendscope::media {
namespace {

bool isRecordedLive(const event::StoredRequest &request)
{
    return request.draft.request.via == event::Via::Listener
        && request.draft.request.verdict == event::Verdict::Accepted;
}

/// Most events list no media: they need not be read. JSON may spell any letter as a number, but
/// nobody spells a name of its own interface so.
bool mayListMedia(const QByteArray &body)
{
    return body.contains("media") || body.contains("fileUrl");
}

} // namespace

FoundLinks linksIn(const event::StoredRequest &request, const BandwidthHost &host)
{
    FoundLinks links;
    const event::Request &taken = request.draft.request;
    const auto body = event::readableBody(taken.head, taken.body);
    if (!isRecordedLive(request) || !body || !mayListMedia(*body))
        return links;
    const auto json = event::JsonText::scan(*body);
    if (!json)
        return links;
    for (const qint32 element : event::elementsOf(*json)) {
        const MessageMedia media = mediaOf(bandwidth::readEvent(*json, element), taken.arrived);
        for (const QString &url : media.urls) {
            if (host.holds(url))
                links.push_back({url, expiryOf(media)});
        }
    }
    return links;
}

LinkFinder::LinkFinder(BandwidthHost host, QObject *parent)
    : QObject(parent)
    , m_host(std::move(host))
{
    m_pool.setMaxThreadCount(1);
}

LinkFinder::~LinkFinder()
{
    m_pool.clear();
    m_pool.waitForDone();
}

void LinkFinder::look(const event::StoredBatchPtr &batch)
{
    const auto &requests = batch->requests;
    if (std::none_of(requests.begin(), requests.end(), isRecordedLive))
        return;
    if (*m_waiting >= kMostWaiting) {
        m_skipped += qint64(requests.size());
        return;
    }
    ++*m_waiting;
    m_pool.start([this, batch] {
        FoundLinks links;
        for (const event::StoredRequest &request : batch->requests) {
            const FoundLinks more = linksIn(request, m_host);
            links.insert(links.end(), more.begin(), more.end());
        }
        --*m_waiting;
        if (links.empty())
            return;
        QMetaObject::invokeMethod(
            this, [this, links = std::move(links)] { emit found(links); }, Qt::QueuedConnection);
    });
}

} // namespace sendscope::media

#include "moc_linkfinder.cpp"
