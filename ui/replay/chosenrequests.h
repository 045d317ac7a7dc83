#pragma once

#include "app/base/canceltoken.h"
#include "app/index/rows.h"
#include "app/index/snapshot.h"
#include "app/replay/requestsource.h"

#include <QObject>
#include <QThreadPool>

#include <functional>

namespace sendscope::ui {

/// The requests behind rows of the table.
///
/// A plain value.
struct ChosenRequests
{
    std::vector<replay::PlannedRequest> requests; ///< In order of arrival, each once.
    qsizetype leftOut = 0; ///< Refused ones and handshakes: they are no whole requests.
};

/// Each request once, with the first of the given rows that it has. \p rows in any order.
ChosenRequests chosenRequests(const index::Snapshot &snapshot, std::span<const event::EventId> rows,
                              const base::CancelToken &cancel = {});

/// Finds the requests behind rows of the table off the window's thread: there may be millions.
class RequestChooser : public QObject
{
    Q_OBJECT

public:
    explicit RequestChooser(QObject *parent = nullptr);
    ~RequestChooser() override;

    /// Calls \p answer in this thread, unless another call came meanwhile.
    void choose(const index::SnapshotPtr &snapshot, const index::Rows &rows,
                std::function<void(const ChosenRequests &)> answer);

private:
    QThreadPool m_pool;
    base::CancelToken m_cancel;
};

} // namespace sendscope::ui
