#include "app/engine/filtercounts.h"

#include "app/engine/filtercounter.h"
#include "app/engine/parallel.h"

#include <QElapsedTimer>
#include <QThreadPool>
#include <QTimer>

#include <algorithm>

using namespace std::chrono_literals;

namespace sendscope::engine {
namespace {

/// Between two passes lies so many times what the first one took.
constexpr int kPauseShare = 8;
constexpr std::chrono::milliseconds kLeastPause = 250ms;
constexpr std::chrono::milliseconds kMostPause = 3s;

/// How often filters that count back from now are asked again.
constexpr std::chrono::milliseconds kRecountAfter = 1s;

using Counters = std::vector<std::shared_ptr<FilterCounter>>;

} // namespace

struct FilterCounts::Private
{
    explicit Private(const base::Clock &c)
        : clock(c)
    {
        worker.setMaxThreadCount(1);
        pause.setSingleShot(true);
        moment.setInterval(kRecountAfter);
    }

    const base::Clock &clock;
    Counters counters; ///< Theirs are used by one pass at a time.
    std::vector<qint64> counts;
    index::SnapshotPtr latest;
    index::SnapshotPtr counted; ///< The last one that was counted whole.
    bool showsAside = false;
    bool isByMessage = false;
    bool isCounting = false;
    base::CancelToken cancel;
    QTimer pause;
    QTimer moment; ///< Runs while one of the filters counts back from now.
    QThreadPool worker;
};

FilterCounts::FilterCounts(const base::Clock &clock, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(clock))
{
    connect(&d->pause, &QTimer::timeout, this, [this] {
        if (d->latest != d->counted)
            start();
    });
    connect(&d->moment, &QTimer::timeout, this, [this] {
        if (!d->pause.isActive())
            start();
    });
}

FilterCounts::~FilterCounts()
{
    d->cancel.cancel();
    d->worker.waitForDone();
}

void FilterCounts::setFilters(const std::vector<filter::Filter> &filters)
{
    Counters counters;
    std::vector<qint64> counts;
    bool readsTime = false;
    for (const filter::Filter &filter : filters) {
        const auto before =
            std::find_if(d->counters.begin(), d->counters.end(),
                         [&filter](const auto &counter) { return counter->filter() == filter; });
        const bool isKnown = before != d->counters.end();
        counts.push_back(isKnown ? d->counts[size_t(before - d->counters.begin())] : -1);
        counters.push_back(isKnown ? *before : std::make_shared<FilterCounter>(filter));
        readsTime = readsTime || counters.back()->readsTime();
    }
    d->counters = std::move(counters);
    d->counts = std::move(counts);
    readsTime ? d->moment.start() : d->moment.stop();
    startAnew();
}

void FilterCounts::setSnapshot(const index::SnapshotPtr &snapshot)
{
    d->latest = snapshot;
    if (!d->pause.isActive())
        start();
}

void FilterCounts::setShowsAside(bool shows)
{
    if (d->showsAside == shows)
        return;
    d->showsAside = shows;
    startAnew();
}

void FilterCounts::setByMessage(bool isByMessage)
{
    if (d->isByMessage == isByMessage)
        return;
    d->isByMessage = isByMessage;
    take(std::vector<qint64>(d->counts.size(), -1));
    startAnew();
}

bool FilterCounts::isByMessage() const
{
    return d->isByMessage;
}

const std::vector<qint64> &FilterCounts::counts() const
{
    return d->counts;
}

void FilterCounts::startAnew()
{
    d->cancel.cancel();
    d->isCounting = false;
    start();
}

void FilterCounts::start()
{
    if (d->isCounting || !d->latest)
        return;
    d->isCounting = true;
    d->pause.stop();
    d->cancel = base::CancelToken();
    d->worker.start([this, counters = d->counters, snapshot = d->latest, now = d->clock.utc(),
                     showsAside = d->showsAside, isByMessage = d->isByMessage, cancel = d->cancel] {
        standBack();
        QElapsedTimer sinceStart;
        sinceStart.start();
        std::vector<qint64> counts;
        for (const auto &counter : counters) {
            if (cancel.isCancelled())
                return;
            counts.push_back(isByMessage
                                 ? counter->countMessages(*snapshot, now, showsAside, cancel)
                                 : counter->count(snapshot, now, showsAside, cancel));
        }
        const std::chrono::milliseconds took(sinceStart.elapsed());
        // The destructor waits for this function, so `this` is alive; a call posted before it is
        // dropped.
        QMetaObject::invokeMethod(
            this,
            [this, counts, snapshot, cancel, took] {
                if (cancel.isCancelled())
                    return;
                d->isCounting = false;
                d->counted = snapshot;
                d->pause.start(std::clamp(took * kPauseShare, kLeastPause, kMostPause));
                take(counts);
            },
            Qt::QueuedConnection);
    });
}

void FilterCounts::take(const std::vector<qint64> &counts)
{
    if (counts == d->counts)
        return;
    d->counts = counts;
    emit countsChanged();
}

} // namespace sendscope::engine

#include "moc_filtercounts.cpp"
