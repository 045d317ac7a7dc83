#pragma once

#include "app/base/canceltoken.h"
#include "ui/events/copyformat.h"

#include <QObject>
#include <QThreadPool>
#include <QUrl>

#include <functional>
#include <memory>

namespace sendscope::engine {
class Engine;
}

namespace sendscope::ui {

class CopyJob;
class TicketJob;

/// Makes text of rows, away from the window's thread, and reads from the capture what that needs. A
/// new copy cancels the one before.
class RowCopier : public QObject
{
    Q_OBJECT

public:
    explicit RowCopier(engine::Engine &engine, QObject *parent = nullptr);
    ~RowCopier() override;

    /// Nothing happens without rows.
    void copy(CopyFormat format, const CopySource &source);

signals:
    void copied(const QString &text, const QString &sentence);
    void failed(const QString &sentence);

private:
    using JobPtr = std::shared_ptr<CopyJob>;

    void copyRows(CopyFormat format, const CopySource &source);
    void copyTickets(const CopySource &source);
    void readTickets(const std::shared_ptr<TicketJob> &job);
    void readOn(const JobPtr &job);
    void finish(const CopyJob &job);
    void work(const std::function<void()> &work, const std::function<void()> &then);
    void sayTooLarge();
    QUrl target() const;

    engine::Engine &m_engine;
    base::CancelToken m_cancel;
    QThreadPool m_pool; ///< One thread: a job is touched by one thread at a time.
};

} // namespace sendscope::ui
