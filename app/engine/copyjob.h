#pragma once

#include "app/base/canceltoken.h"
#include "app/base/result.h"
#include "app/index/row.h"

#include <QObject>
#include <QString>

#include <memory>

class QThread;

namespace sendscope::engine {

/// Saves a copy of a capture in a thread of its own, whoever records into it.
///
/// Thread: the one it lives in.
class CopyJob : public QObject
{
    Q_OBJECT

public:
    explicit CopyJob(QObject *parent = nullptr);

    /// Cancels, and waits for the moment that takes.
    ~CopyJob() override;

    /// finished() follows. One at a time: while one runs, nothing happens. \p without: events that
    /// the copy does not get.
    void start(const QString &capturePath, const QString &target, const index::RowList &without);
    void cancel();
    bool isRunning() const;

signals:
    /// Errors: as store::saveCopy().
    void finished(const sendscope::base::Result<void> &result);

private:
    std::unique_ptr<QThread> m_thread; ///< Null while nothing runs.
    base::CancelToken m_cancel;
};

} // namespace sendscope::engine
