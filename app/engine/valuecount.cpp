#include "app/engine/valuecount.h"

#include "app/engine/parallel.h"
#include "app/index/segment.h"

#include <QElapsedTimer>
#include <QThread>
#include <QThreadPool>

#include <mutex>

namespace sendscope::engine {
namespace {

/// An answer that takes longer is told as far as it has come, once.
constexpr qint64 kPartialMs = 30;

using Post = std::function<void(const index::ValueCounts &counts)>;

/// One answer, on this thread and free ones of the pool.
class Counting
{
public:
    Counting(const ValueQuestion &question, base::UtcTime now, const base::CancelToken &cancel)
        : m_question(question)
        , m_match(question.typed, question.field)
        , m_rest(question.rest, now)
        , m_cancel(cancel)
        , m_sum(tally())
    {
        m_sinceStart.start();
    }

    void run(QThreadPool &pool, const Post &post)
    {
        const auto &segments = m_question.snapshot->segments();
        bool isPartialTold = false;
        inParallel(pool, segments.size(), [&](size_t i) {
            index::ValueTally part = tally();
            part.add(*segments[segments.size() - 1 - i], m_cancel); // the newest rows first
            const std::lock_guard lock(m_mutex);
            m_sum.add(part);
            const bool isLast = ++m_done == segments.size();
            if (isLast || isPartialTold || m_sinceStart.elapsed() < kPartialMs)
                return;
            isPartialTold = true;
            tell(post, false);
        });
        tell(post, true);
    }

private:
    index::ValueTally tally() const
    {
        return {*m_question.snapshot, m_question.field, m_match, m_rest, m_question.showsAside};
    }

    void tell(const Post &post, bool isComplete) const
    {
        if (m_cancel.isCancelled())
            return;
        index::ValueCounts counts = m_sum.counts(m_question.most);
        counts.isComplete = isComplete;
        post(counts);
    }

    const ValueQuestion m_question;
    const filter::TypedMatch m_match;
    const filter::Program m_rest;
    const base::CancelToken m_cancel;
    QElapsedTimer m_sinceStart;
    std::mutex m_mutex;
    index::ValueTally m_sum;
    size_t m_done = 0;
};

} // namespace

struct ValueCount::Private
{
    explicit Private(const base::Clock &c)
        : clock(c)
    {
        runs.setMaxThreadCount(1);
        helpers.setMaxThreadCount(qMax(1, QThread::idealThreadCount() - 1));
    }

    const base::Clock &clock;
    base::CancelToken token;
    bool isCounting = false;
    QThreadPool helpers;
    QThreadPool runs;
};

ValueCount::ValueCount(const base::Clock &clock, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(clock))
{
}

ValueCount::~ValueCount()
{
    d->token.cancel();
    d->runs.waitForDone();
}

void ValueCount::ask(const ValueQuestion &question)
{
    cancel();
    if (!question.snapshot)
        return;
    d->token = base::CancelToken();
    d->isCounting = true;
    const base::CancelToken token = d->token;
    const base::UtcTime now = d->clock.utc();
    d->runs.start([this, question, now, token] {
        if (token.isCancelled())
            return;
        standBack();
        // The destructor waits for this function, so `this` is alive; a call posted before it is
        // dropped.
        Counting(question, now, token)
            .run(d->helpers, [this, token](const index::ValueCounts &counts) {
                QMetaObject::invokeMethod(
                    this,
                    [this, counts, token] {
                        if (token.isCancelled())
                            return;
                        d->isCounting = !counts.isComplete;
                        emit counted(counts);
                    },
                    Qt::QueuedConnection);
            });
    });
}

void ValueCount::cancel()
{
    d->token.cancel();
    d->isCounting = false;
}

bool ValueCount::isCounting() const
{
    return d->isCounting;
}

} // namespace sendscope::engine

#include "moc_valuecount.cpp"
