#include "app/replay/requestsource.h"

#include "app/store/reader.h"

#include <QHash>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sendscope::replay {
namespace {

constexpr qint64 kPortionBytes = 8 * 1024 * 1024;

/// So many rows are read to find one that is wanted, rather than to look each up.
constexpr qint64 kSparse = 4;

base::Error gone(const PlannedRequest &wanted)
{
    return {base::Error::Code::NotFound, {u"request %1"_s.arg(wanted.request.value)}};
}

class CaptureRequests : public RequestSource
{
public:
    explicit CaptureRequests(QString path)
        : m_path(std::move(path))
    {
    }

    base::Result<std::vector<event::StoredRequest>>
    read(std::span<const PlannedRequest> wanted) override
    {
        if (!m_reader) {
            auto opened = store::Reader::open(m_path);
            if (!opened)
                return opened.error();
            m_reader = std::move(*opened);
        }
        std::vector<event::StoredRequest> read;
        qint64 bytes = 0;
        while (!wanted.empty() && (read.empty() || bytes < kPortionBytes)) {
            const size_t length = stretch(wanted);
            auto requests = m_reader->requests(wanted.front().event, wanted[length - 1].event,
                                               kPortionBytes - bytes);
            if (!requests)
                return requests.error();
            auto picked = pick(wanted.first(length), *requests);
            if (!picked)
                return picked.error();
            wanted = wanted.subspan(picked->size());
            for (event::StoredRequest &request : *picked) {
                bytes += request.draft.request.body.size();
                read.push_back(std::move(request));
            }
        }
        return read;
    }

    void close() override { m_reader.reset(); }

private:
    /// How many of the front are best read in one go: their rows ascend, and lie close together.
    static size_t stretch(std::span<const PlannedRequest> wanted)
    {
        size_t length = 1;
        while (length < wanted.size()) {
            const qint64 step = wanted[length].event.value - wanted[length - 1].event.value;
            if (step < 0 || step > kSparse)
                break;
            ++length;
        }
        return length;
    }

    /// The wanted ones among those read, as far as they go; at least the first.
    static base::Result<std::vector<event::StoredRequest>>
    pick(std::span<const PlannedRequest> wanted, std::vector<event::StoredRequest> &requests)
    {
        std::vector<event::StoredRequest> picked;
        auto request = requests.begin();
        for (const PlannedRequest &one : wanted) {
            while (request != requests.end() && request->id < one.request)
                ++request;
            if (request == requests.end() && !picked.empty())
                break;
            if (request == requests.end() || request->id != one.request)
                return gone(one);
            picked.push_back(std::move(*request++));
        }
        return picked;
    }

    const QString m_path;
    std::unique_ptr<store::Reader> m_reader; ///< Null until read, and after close().
};

class HeldRequests : public RequestSource
{
public:
    explicit HeldRequests(std::vector<event::StoredRequest> requests)
        : m_requests(std::move(requests))
    {
        for (size_t i = 0; i < m_requests.size(); ++i)
            m_places.insert(m_requests[i].id, i);
    }

    base::Result<std::vector<event::StoredRequest>>
    read(std::span<const PlannedRequest> wanted) override
    {
        std::vector<event::StoredRequest> read;
        for (const PlannedRequest &one : wanted) {
            const auto place = m_places.constFind(one.request);
            if (place == m_places.cend())
                return gone(one);
            read.push_back(m_requests[*place]);
        }
        return read;
    }

private:
    const std::vector<event::StoredRequest> m_requests;
    QHash<event::RequestId, size_t> m_places;
};

} // namespace

std::shared_ptr<RequestSource> requestsOfCapture(const QString &capturePath)
{
    return std::make_shared<CaptureRequests>(capturePath);
}

std::shared_ptr<RequestSource> heldRequests(std::vector<event::StoredRequest> requests)
{
    return std::make_shared<HeldRequests>(std::move(requests));
}

std::vector<PlannedRequest> plannedOf(const std::vector<event::StoredRequest> &requests)
{
    std::vector<PlannedRequest> planned;
    planned.reserve(requests.size());
    for (const event::StoredRequest &request : requests)
        planned.push_back({request.id, request.firstEvent, request.draft.request.arrived});
    return planned;
}

} // namespace sendscope::replay
