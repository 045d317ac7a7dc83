#include "app/cli/replayfile.h"

#include "app/bandwidth/message.h"
#include "app/event/contentcoding.h"
#include "app/event/jsontext.h"
#include "app/event/split.h"
#include "app/exchange/inputfile.h"
#include "app/exchange/requestreader.h"
#include "app/store/batchinserter.h"
#include "app/store/captureopening.h"

#include <algorithm>

namespace sendscope::cli {
namespace {

constexpr size_t kBatch = 1'024;
constexpr qint64 kBatchBytes = 16 * 1024 * 1024;

/// When the first event of a body happened.
std::optional<base::UtcTime> eventTime(const event::Request &request)
{
    const auto readable = event::readableBody(request.head, request.body);
    if (!readable)
        return std::nullopt;
    const auto json = event::JsonText::scan(*readable);
    if (!json)
        return std::nullopt;
    return bandwidth::readEvent(*json, event::elementsOf(*json).front()).time;
}

/// Some requests, and how each was answered where the file says so.
struct Batch
{
    std::vector<event::DraftRequest> requests;
    std::vector<std::optional<event::Outcome>> outcomes;
};

/// Fills a capture that nobody else has.
class Spool
{
public:
    static base::Result<Spool> open(const QString &capture, base::UtcTime now)
    {
        auto opened = store::openForWriting(capture, store::IfDamaged::Refuse);
        if (!opened)
            return opened.error();
        auto inserter = store::BatchInserter::prepare(*opened->connection);
        if (!inserter)
            return inserter.error();
        return Spool(std::move(*opened), std::move(*inserter), now);
    }

    base::Result<void> add(Batch batch)
    {
        return inTransaction([&]() -> base::Result<void> {
            const auto stored =
                m_inserter.insert(m_runs, {std::move(batch.requests), {}, {}}, m_now);
            if (!stored)
                return stored.error();
            event::DraftBatch outcomes;
            for (size_t i = 0; i < batch.outcomes.size(); ++i) {
                if (!batch.outcomes[i])
                    continue;
                outcomes.outcomes.push_back(*batch.outcomes[i]);
                outcomes.outcomes.back().request = stored->requests[i].id;
            }
            const auto added = m_inserter.insert(m_runs, std::move(outcomes), m_now);
            return added ? base::Result<void>() : added.error();
        });
    }

    base::Result<void> close()
    {
        return inTransaction([this] { return m_inserter.endRuns(m_now); });
    }

private:
    Spool(store::WritableCapture capture, store::BatchInserter inserter, base::UtcTime now)
        : m_capture(std::move(capture))
        , m_inserter(std::move(inserter))
        , m_now(now)
    {
    }

    template <typename Work>
    base::Result<void> inTransaction(Work work)
    {
        auto transaction =
            store::Transaction::begin(*m_capture.connection, store::Transaction::Kind::Write);
        if (!transaction)
            return transaction.error();
        if (const auto done = work(); !done)
            return done.error();
        return transaction->commit();
    }

    store::WritableCapture m_capture;
    store::BatchInserter m_inserter;
    store::RunBook m_runs{event::Via::Import};
    const base::UtcTime m_now;
};

/// Reads some requests at a time; none at the end.
class BatchReader
{
public:
    BatchReader(QIODevice &device, base::UtcTime now)
        : m_reader(device, now)
        , m_now(now)
    {
    }

    base::Result<Batch> next()
    {
        Batch batch;
        qint64 bytes = 0;
        while (batch.requests.size() < kBatch && bytes < kBatchBytes) {
            auto read = m_reader.next();
            if (!read)
                return read.error();
            if (!*read)
                break;
            event::DraftRequest &draft = (*read)->draft;
            bytes += draft.request.body.size();
            date(draft.request);
            batch.requests.push_back(std::move(draft));
            batch.outcomes.push_back((*read)->outcome);
        }
        return batch;
    }

private:
    void date(event::Request &request)
    {
        if (request.arrived != m_now)
            return; // the file says it
        m_last = std::max(m_last, eventTime(request).value_or(m_last));
        request.arrived = m_last;
    }

    exchange::RequestReader m_reader;
    const base::UtcTime m_now;
    base::UtcTime m_last; ///< When the last one that did not say came.
};

} // namespace

base::Result<void> spoolRequests(const QString &file, const QString &capture)
{
    const auto input = exchange::InputFile::open(file, {});
    if (!input)
        return input.error();
    const base::UtcTime now = base::SystemClock().utc();
    auto spool = Spool::open(capture, now);
    if (!spool)
        return spool.error();

    BatchReader reader(**input, now);
    for (;;) {
        auto batch = reader.next();
        if (!batch)
            return batch.error();
        if (batch->requests.empty())
            return spool->close();
        if (const auto done = spool->add(std::move(*batch)); !done)
            return done.error();
    }
}

} // namespace sendscope::cli
