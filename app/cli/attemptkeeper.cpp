#include "app/cli/attemptkeeper.h"

#include <utility>

namespace sendscope::cli {
namespace {

constexpr size_t kMostWaiting = 8'192;
constexpr qint64 kMostWaitingBytes = 64 * 1024 * 1024;

qint64 bytesOf(const replay::Played &played)
{
    const event::Attempt &attempt = played.attempt;
    return played.request.draft.request.body.size() + attempt.sentBody.size()
        + attempt.responseBody.size();
}

} // namespace

AttemptKeeper::AttemptKeeper(const QString &capture, Kind kind)
    : m_kind(kind)
    , m_writer(std::make_unique<store::WriterThread>(capture, event::Via::Replay))
{
    connect(m_writer.get(), &store::WriterThread::opened, this, &AttemptKeeper::opened);
    connect(m_writer.get(), &store::WriterThread::openFailed, this, &AttemptKeeper::openFailed);
    connect(m_writer.get(), &store::WriterThread::committed, this, &AttemptKeeper::onCommitted);
    connect(m_writer.get(), &store::WriterThread::failed, this, &AttemptKeeper::onFailed);
}

AttemptKeeper::~AttemptKeeper() = default;

void AttemptKeeper::keep(const replay::PlayedPtr &played)
{
    for (const replay::Played &one : *played)
        m_waitingBytes += bytesOf(one);
    m_waitingCount += played->size();
    m_waiting.push_back(played);
    m_wasBehind = m_wasBehind || isBehind();
    if (!m_isWriting)
        writeNext();
}

bool AttemptKeeper::isBehind() const
{
    return m_waitingCount >= kMostWaiting || m_waitingBytes >= kMostWaitingBytes;
}

void AttemptKeeper::writeNext()
{
    if (m_waiting.empty())
        return;
    m_isWriting = true;
    m_lot = std::exchange(m_waiting, {});
    m_waitingBytes = 0;
    m_waitingCount = 0;
    if (std::exchange(m_wasBehind, false))
        emit caughtUp();

    event::DraftBatch copies;
    if (m_kind == Kind::Copy)
        copies.requests = takeCopies();
    if (copies.requests.empty())
        writeAttempts();
    else
        m_writer->write(std::move(copies));
}

/// The requests of the lot that are not in the capture yet.
std::vector<event::DraftRequest> AttemptKeeper::takeCopies()
{
    std::vector<event::DraftRequest> copies;
    for (const replay::PlayedPtr &lot : m_lot) {
        for (const replay::Played &played : *lot) {
            if (m_places.contains(played.request.id))
                continue;
            m_places.insert(played.request.id, {}); // once in a lot, too
            m_copying.push_back(played.request);
            event::DraftRequest draft = played.request.draft;
            draft.request.via = event::Via::Import;
            copies.push_back(std::move(draft));
        }
    }
    return copies;
}

void AttemptKeeper::noteCopies(const std::vector<event::StoredRequest> &copies)
{
    for (size_t i = 0; i < copies.size(); ++i) {
        const event::StoredRequest &original = m_copying[i];
        m_places.insert(original.id, copies[i].id);
        if (original.outcome) {
            m_outcomes.push_back(*original.outcome);
            m_outcomes.back().request = copies[i].id;
        }
    }
    m_copying.clear();
}

event::RequestId AttemptKeeper::placeOf(event::RequestId request) const
{
    return m_kind == Kind::Own ? request : m_places.value(request);
}

void AttemptKeeper::writeAttempts()
{
    event::DraftBatch batch;
    batch.outcomes = std::exchange(m_outcomes, {});
    for (const replay::PlayedPtr &lot : std::exchange(m_lot, {})) {
        for (const replay::Played &played : *lot) {
            batch.attempts.push_back(played.attempt);
            batch.attempts.back().request = placeOf(played.attempt.request);
        }
    }
    m_writer->write(std::move(batch));
}

void AttemptKeeper::onCommitted(const event::StoredBatchPtr &batch)
{
    if (m_copying.empty()) {
        done();
        return;
    }
    noteCopies(batch->requests);
    writeAttempts();
}

void AttemptKeeper::onFailed(const base::Error &error)
{
    if (!std::exchange(m_hasTold, true))
        emit notKept(error);
    // They may be sent again, and the disk be back by then.
    for (const event::StoredRequest &original : std::exchange(m_copying, {}))
        m_places.remove(original.id);
    m_lot.clear();
    m_outcomes.clear();
    done();
}

void AttemptKeeper::done()
{
    m_isWriting = false;
    if (m_waiting.empty())
        emit idle();
    else
        writeNext();
}

} // namespace sendscope::cli

#include "moc_attemptkeeper.cpp"
