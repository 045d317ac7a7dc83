#include "app/engine/query.h"

#include "app/engine/parallel.h"
#include "app/engine/queryrun.h"

#include <QThread>
#include <QTimer>

using namespace std::chrono_literals;

namespace sendscope::engine {
namespace {

/// A table that is not in order of arrival is set anew for each change, so that comes less often.
constexpr auto kSortedPause = 500ms;

/// How often a filter that counts back from now is asked again.
constexpr auto kClockTick = 1s;

} // namespace

qsizetype QueryResult::place(event::EventId id) const
{
    return snapshot ? index::RowOrder(*snapshot, order).place(rows.all(), id) : -1;
}

struct Query::Private
{
    explicit Private(const base::Clock &c)
        : clock(c)
    {
        // One run at a time; it asks the helpers for as much as the machine has.
        runs.setMaxThreadCount(1);
        helpers.setMaxThreadCount(qMax(1, QThread::idealThreadCount() - 1));
        pause.setSingleShot(true);
        pause.setInterval(kSortedPause);
        moment.setInterval(kClockTick);
    }

    const base::Clock &clock;
    filter::Filter filter;
    std::shared_ptr<const filter::Program> program; ///< Null where the filter is new.
    base::UtcTime programMade;
    index::Order order;
    index::SnapshotPtr latest;
    std::shared_ptr<const QueryAnswer> answer; ///< The last whole one.
    bool showsAside = false;
    bool isByMessage = false;
    Fold fold;
    bool isScanning = false;
    bool isPartialShown = false; ///< The result last told was none that an answer is built on.
    base::CancelToken cancel;
    QTimer pause;
    QTimer moment; ///< Runs while the filter counts back from now.
    QThreadPool helpers;
    QThreadPool runs;
};

Query::Query(const base::Clock &clock, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(clock))
{
    m_result.snapshot = std::make_shared<const index::Snapshot>();
    const auto goOn = [this] {
        if (!d->isScanning && d->latest && (d->latest != m_result.snapshot || d->moment.isActive()))
            start();
    };
    connect(&d->pause, &QTimer::timeout, this, goOn);
    connect(&d->moment, &QTimer::timeout, this, goOn);
}

Query::~Query()
{
    d->cancel.cancel();
    d->runs.waitForDone();
}

void Query::setFilter(const filter::Filter &filter)
{
    d->filter = filter;
    d->program.reset();
    restart();
}

const filter::Filter &Query::filter() const
{
    return d->filter;
}

void Query::setOrder(const index::Order &order)
{
    if (d->order == order)
        return;
    d->order = order;
    restart();
}

const index::Order &Query::order() const
{
    return d->order;
}

void Query::setShowsAside(bool shows)
{
    if (d->showsAside == shows)
        return;
    d->showsAside = shows;
    restart();
}

bool Query::showsAside() const
{
    return d->showsAside;
}

void Query::setByMessage(bool isByMessage)
{
    if (d->isByMessage == isByMessage)
        return;
    d->isByMessage = isByMessage;
    restart();
}

bool Query::isByMessage() const
{
    return d->isByMessage;
}

void Query::setFold(const Fold &fold)
{
    if (d->fold == fold)
        return;
    d->fold = fold;
    restart();
}

const Fold &Query::fold() const
{
    return d->fold;
}

bool Query::unfold(event::EventId repeat)
{
    const std::optional<qint64> first =
        m_result.snapshot->cell(repeat, event::Field::RepeatOf).number;
    if (!first || !d->fold.hides(repeat, {*first}, m_result.matches))
        return false;
    Fold fold = d->fold;
    fold.setOpen({*first}, true);
    setFold(fold);
    return true;
}

void Query::restart()
{
    d->cancel.cancel();
    d->isScanning = false;
    if (d->latest)
        start();
}

void Query::setSnapshot(const index::SnapshotPtr &snapshot)
{
    d->latest = snapshot;
    if (!d->isScanning && !d->pause.isActive())
        start();
}

bool Query::isScanning() const
{
    return d->isScanning;
}

void Query::start()
{
    const base::UtcTime now = d->clock.utc();
    if (!d->program || (d->program->readsTime() && now - d->programMade >= kClockTick)) {
        d->program = std::make_shared<const filter::Program>(d->filter, now);
        d->programMade = now;
        d->program->readsTime() ? d->moment.start() : d->moment.stop();
    }

    d->isScanning = true;
    d->cancel = base::CancelToken();
    const base::CancelToken cancel = d->cancel;
    const QueryTask task{d->latest,     d->filter,      d->program, d->order,
                         d->showsAside, d->isByMessage, d->fold};
    d->runs.start([this, task, before = d->answer, cancel] {
        standBack();
        // The destructor waits for this function, so `this` is alive; a call posted before it is
        // dropped.
        const auto post = [this, cancel](const QueryResult &partial) {
            QMetaObject::invokeMethod(
                this,
                [this, partial, cancel] {
                    if (!cancel.isCancelled())
                        take(partial);
                },
                Qt::QueuedConnection);
        };
        const auto answer = QueryRun(task, before, d->helpers, cancel, post).run();
        if (!answer)
            return;
        QMetaObject::invokeMethod(
            this,
            [this, answer, cancel] {
                if (cancel.isCancelled())
                    return;
                d->answer = answer;
                d->isScanning = false;
                take(answer->result);
            },
            Qt::QueuedConnection);
    });
}

void Query::take(const QueryResult &result)
{
    const bool isPartial = d->isScanning;
    QueryResult told = result;
    // What was posted meanwhile stands between this and the answer it was built on.
    if (d->isPartialShown)
        told.keptRows = 0;
    d->isPartialShown = isPartial;
    m_result = told;
    if (!isPartial && !m_result.order.isArrival())
        d->pause.start();
    emit resultChanged(m_result);
    if (!isPartial && !d->isScanning && d->latest != m_result.snapshot && !d->pause.isActive())
        start();
}

} // namespace sendscope::engine

#include "moc_query.cpp"
