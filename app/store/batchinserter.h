#pragma once

#include "app/base/clock.h"
#include "app/event/request.h"
#include "app/store/connection.h"
#include "app/store/keptmedia.h"
#include "app/store/runbook.h"

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

    /// Closes the books on runs that go on: whoever wrote them does not live any more.
    base::Result<void> closeCutOffRuns();
    base::Result<event::RunId> beginRun(event::Via via, base::UtcTime now);

    /// Ends every run that goes on.
    base::Result<void> endRuns(base::UtcTime now);

    /// Ids are consecutive and never used again. Runs are begun in the book as they are needed.
    base::Result<event::StoredBatch> insert(RunBook &runs, event::DraftBatch batch,
                                            base::UtcTime now);
    base::Result<void> insert(event::RunId run, const RecordingFact &fact);

    /// Does nothing where the capture has bytes of that link already.
    base::Result<void> insert(const KeptMedia &media);

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
    Statement m_media;
};

} // namespace sendscope::store
