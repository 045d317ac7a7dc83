#include "app/engine/capturearchive.h"

#include "app/base/log.h"
#include "app/engine/engine.h"
#include "app/store/keptmedia.h"
#include "app/store/readerthread.h"

namespace sendscope::engine {

CaptureArchive::CaptureArchive(Engine &engine, QObject *parent)
    : media::Archive(parent)
    , m_engine(engine)
{
    connect(&engine, &Engine::mediaKept, this, [this](const QStringList &urls) {
        for (const QString &url : urls)
            emit kept(url);
    });
    connect(&engine, &Engine::notKept, this, &CaptureArchive::notKept);
}

void CaptureArchive::find(const QString &url, QObject *receiver,
                          std::function<void(const std::optional<media::KeptFile> &)> answer)
{
    if (!m_engine.status().isOpen) {
        QMetaObject::invokeMethod(
            receiver, [answer = std::move(answer)] { answer(std::nullopt); }, Qt::QueuedConnection);
        return;
    }
    m_engine.reader().readMedia(
        url, receiver,
        [answer = std::move(answer)](const base::Result<std::optional<store::KeptMedia>> &found) {
            if (!found) {
                qCWarning(base::logStore, "Kept media cannot be read: %s",
                          qPrintable(base::sentence(found.error())));
                answer(std::nullopt);
            } else if (const auto &media = *found) {
                answer(media::KeptFile{media->url, media->fetched, media->type, media->head,
                                       media->body});
            } else {
                answer(std::nullopt);
            }
        });
}

bool CaptureArchive::canKeep() const
{
    return m_engine.status().canKeep;
}

void CaptureArchive::keep(const media::KeptFile &file)
{
    m_engine.keepMedia({file.url, file.fetched, file.type, file.head, file.body});
}

} // namespace sendscope::engine

#include "moc_capturearchive.cpp"
