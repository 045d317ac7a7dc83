#include "app/cli/replayselection.h"

#include "app/cli/eventfinder.h"
#include "app/cli/replayfile.h"
#include "app/engine/requestwalk.h"
#include "app/store/reader.h"

using namespace Qt::StringLiterals;

namespace sendscope::cli {
namespace {

bool wasTaken(const event::StoredRequest &request)
{
    const int status = request.outcome ? request.outcome->status : request.draft.request.status;
    return status / 100 == 2;
}

void addAll(const std::vector<event::StoredRequest> &requests,
            std::vector<replay::PlannedRequest> &to)
{
    const auto planned = replay::plannedOf(requests);
    to.insert(to.end(), planned.begin(), planned.end());
}

/// Adds the requests that any of these rows, which ascend, belong to.
void addMatching(const std::vector<event::StoredRequest> &requests, const index::RowList &rows,
                 std::vector<replay::PlannedRequest> &to)
{
    auto row = rows.begin();
    for (const event::StoredRequest &request : requests) {
        const event::EventId last = engine::lastEvent(request);
        while (row != rows.end() && *row < request.firstEvent)
            ++row;
        if (row != rows.end() && *row <= last)
            to.push_back({request.id, request.firstEvent, request.draft.request.arrived});
    }
}

} // namespace

base::Result<ReplayOrigin> ReplayOrigin::open(const QString &path)
{
    base::Error error{base::Error::Code::NotACapture, {path}};
    if (path != u"-") {
        const auto reader = store::Reader::open(path);
        if (reader)
            return ReplayOrigin(path);
        error = reader.error();
    }
    if (error.code != base::Error::Code::NotACapture)
        return error;

    auto folder = std::make_unique<QTemporaryDir>();
    if (!folder->isValid())
        return base::Error{base::Error::Code::FileUnwritable,
                           {folder->path(), folder->errorString()}};
    ReplayOrigin origin(folder->filePath(u"requests.sendscope"_s));
    if (const auto spooled = spoolRequests(path, origin.capture()); !spooled)
        return spooled.error();
    origin.m_folder = std::move(folder);
    return origin;
}

base::Result<std::vector<replay::PlannedRequest>> selectRequests(const QString &capture,
                                                                 const filter::Filter &filter,
                                                                 bool takesAll, WholeCapture *whole)
{
    const auto reader = store::Reader::open(capture);
    if (!reader)
        return reader.error();
    const auto newest = (*reader)->newest();
    if (!newest)
        return newest.error();
    auto context = contextOf(**reader, whole);
    if (!context)
        return context.error();
    const EventFinder finder(filter, std::move(*context));

    std::vector<replay::PlannedRequest> selected;
    const auto take = [&](std::vector<event::StoredRequest> requests) {
        if (!takesAll)
            std::erase_if(requests, [](const auto &request) { return !wasTaken(request); });
        if (filter.isEverything())
            addAll(requests, selected);
        else
            addMatching(requests, finder.find(requests), selected);
    };
    const auto walked = engine::walkRequests(**reader, {1}, *newest, {}, take);
    if (!walked)
        return walked.error();
    return selected;
}

} // namespace sendscope::cli
