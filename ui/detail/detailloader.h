#pragma once

#include "app/event/ids.h"
#include "app/event/request.h"
#include "ui/detail/detailcontent.h"

#include <QObject>
#include <QThreadPool>

namespace sendscope::engine {
class Engine;
}

namespace sendscope::ui {

/// Fetches what the panes show of the selected event: the bytes from the capture, on its reader's
/// thread, and what they mean, on a thread of its own. A new event cancels the work for the one
/// before.
class DetailLoader : public QObject
{
    Q_OBJECT

public:
    explicit DetailLoader(engine::Engine &engine, QObject *parent = nullptr);
    ~DetailLoader() override;

    /// A null id clears.
    void load(event::EventId event);

    event::EventId event() const { return m_event; }

signals:
    void loaded(const sendscope::ui::DetailContentPtr &content);
    void cleared();
    void failed(const sendscope::base::Error &error);

private:
    void read();
    void onDetail(const base::Result<store::EventDetail> &detail);
    void onStored(const event::StoredBatchPtr &batch);

    engine::Engine &m_engine;
    event::EventId m_event;
    event::RequestId m_request; ///< Null until loaded.
    base::CancelToken m_cancel;
    QThreadPool m_pool; ///< One thread: work for an older event ends before newer work begins.
};

} // namespace sendscope::ui
