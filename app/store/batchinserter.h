#pragma once

#include "app/base/clock.h"
#include "app/event/request.h"
#include "app/store/connection.h"

namespace sendscope::store {

/// A fact about the recording itself, on its way into the capture.
struct RecordingFact
{
    base::UtcTime at;
    QString what;
    QString text;
};

/// Puts what a commit is made of into the tables. Its caller opens and commits the transaction.
///
/// Thread: its connection's. The connection outlives it.
class BatchInserter
{
public:
    static base::Result<BatchInserter> prepare(Connection &connection);

    /// Begins a run, and closes the books on those that were cut off.
    base::Result<event::RunId> beginRun(event::Via via, base::UtcTime now);
    base::Result<void> endRun(event::RunId run, base::UtcTime now);

    /// Ids are consecutive and never used again.
    base::Result<event::StoredBatch> insert(event::RunId run, event::DraftBatch batch);
    base::Result<void> insert(event::RunId run, const RecordingFact &fact);

private:
    explicit BatchInserter(Connection &connection);

    base::Result<event::StoredRequest> insert(event::RunId run, event::DraftRequest draft);
    base::Result<void> insert(const event::Outcome &outcome);
    base::Result<void> insert(event::RunId run, event::Attempt &attempt);

    Connection *m_connection;
    Statement m_request;
    Statement m_event;
    Statement m_outcome;
    Statement m_attempt;
    Statement m_fact;
};

} // namespace sendscope::store
