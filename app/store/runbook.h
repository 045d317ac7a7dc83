#pragma once

#include "app/base/result.h"
#include "app/event/request.h"

#include <QByteArray>
#include <QHash>

namespace sendscope::store {

class BatchInserter;

/// Which runs of a capture one recorder writes: its own, and one for each key that its requests
/// name.
///
/// Copied before a commit and put back after it, so that a run whose beginning was rolled back is
/// begun again.
class RunBook
{
public:
    /// \p own: the kind of the recorder's own run.
    explicit RunBook(event::Via own);

    /// True if no run was begun yet.
    bool isEmpty() const { return m_own.isNull() && m_keyed.isEmpty(); }

    /// The recorder's own run; begun if it is not there yet.
    base::Result<event::RunId> own(BatchInserter &inserter, base::UtcTime now);

    /// The run of this request; begun if it is not there yet.
    base::Result<event::RunId> runOf(const event::DraftRequest &request, BatchInserter &inserter,
                                     base::UtcTime now);

private:
    base::Result<event::RunId> begin(event::Via via, BatchInserter &inserter, base::UtcTime now);

    event::Via m_via;
    event::RunId m_own; ///< Null until it has begun.
    QHash<QByteArray, event::RunId> m_keyed;
};

} // namespace sendscope::store
