#include "ui/replay/chosenrequests.h"

#include "app/replay/playplan.h"

#include <algorithm>
#include <utility>

namespace sendscope::ui {
namespace {

constexpr size_t kRowsBetweenLooks = 4096;

bool isWhole(event::Kind kind)
{
    return kind == event::Kind::Event || kind == event::Kind::Other
        || kind == event::Kind::Malformed;
}

} // namespace

ChosenRequests chosenRequests(const index::Snapshot &snapshot, std::span<const event::EventId> rows,
                              const base::CancelToken &cancel)
{
    std::vector<event::EventId> ascending(rows.begin(), rows.end());
    std::sort(ascending.begin(), ascending.end());

    ChosenRequests chosen;
    event::RequestId last;
    for (size_t i = 0; i < ascending.size(); ++i) {
        if (i % kRowsBetweenLooks == 0 && cancel.isCancelled())
            return {};
        const auto row = snapshot.row(ascending[i]);
        if (!row || row->kind == event::Kind::Marker || row->request == last)
            continue;
        last = row->request; // the rows of a request have ids next to one another
        if (isWhole(row->kind))
            chosen.requests.push_back({row->request, row->event, row->received});
        else
            ++chosen.leftOut;
    }
    replay::sortByArrival(chosen.requests);
    return chosen;
}

RequestChooser::RequestChooser(QObject *parent)
    : QObject(parent)
{
    m_pool.setMaxThreadCount(1);
}

RequestChooser::~RequestChooser()
{
    m_cancel.cancel();
    m_pool.waitForDone();
}

void RequestChooser::choose(const index::SnapshotPtr &snapshot, const index::Rows &rows,
                            std::function<void(const ChosenRequests &)> answer)
{
    m_cancel.cancel();
    m_cancel = {};
    m_pool.start([this, snapshot, rows, answer = std::move(answer), cancel = m_cancel] {
        auto chosen =
            std::make_shared<const ChosenRequests>(chosenRequests(*snapshot, rows.all(), cancel));
        // The destructor waits for this thread, so the receiver is there.
        QMetaObject::invokeMethod(
            this,
            [answer, chosen, cancel] {
                if (!cancel.isCancelled())
                    answer(*chosen);
            },
            Qt::QueuedConnection);
    });
}

} // namespace sendscope::ui

#include "moc_chosenrequests.cpp"
