#include "ui/detail/detailloader.h"

#include "app/engine/engine.h"

#include <algorithm>

namespace sendscope::ui {

DetailLoader::DetailLoader(engine::Engine &engine, QObject *parent)
    : QObject(parent)
    , m_engine(engine)
{
    m_pool.setMaxThreadCount(1);
    connect(&engine, &engine::Engine::stored, this, &DetailLoader::onStored);
}

DetailLoader::~DetailLoader()
{
    m_cancel.cancel();
    m_pool.waitForDone();
}

void DetailLoader::load(event::EventId event)
{
    if (event == m_event)
        return;
    m_cancel.cancel();
    m_event = event;
    m_request = {};
    if (event.isNull())
        emit cleared();
    else
        read();
}

void DetailLoader::read()
{
    m_cancel = {};
    m_engine.reader().readDetail(m_event, this, [this](const auto &detail) { onDetail(detail); });
}

void DetailLoader::onDetail(const base::Result<store::EventDetail> &detail)
{
    if (!detail) {
        emit failed(detail.error());
        return;
    }
    if (detail->event != m_event)
        return; // of the selection before

    m_request = detail->request.id;
    m_pool.start([this, detail = *detail, cancel = m_cancel] {
        const DetailContentPtr content = makeDetailContent(detail, cancel);
        // The destructor waits for this thread, so the receiver is there.
        QMetaObject::invokeMethod(
            this,
            [this, content, cancel] {
                if (content && !cancel.isCancelled())
                    emit loaded(content);
            },
            Qt::QueuedConnection);
    });
}

void DetailLoader::onStored(const event::StoredBatchPtr &batch)
{
    const auto isOurs = [this](const auto &fact) { return fact.request == m_request; };
    const bool isChanged = !m_request.isNull()
        && (std::any_of(batch->outcomes.begin(), batch->outcomes.end(), isOurs)
            || std::any_of(batch->attempts.begin(), batch->attempts.end(), isOurs));
    if (isChanged)
        read();
}

} // namespace sendscope::ui

#include "moc_detailloader.cpp"
