#pragma once

#include "app/media/archive.h"

namespace sendscope::engine {

class Engine;

/// The media kept in the capture of one engine.
class CaptureArchive final : public media::Archive
{
    Q_OBJECT

public:
    /// The engine outlives this; it may be started before or after.
    explicit CaptureArchive(Engine &engine, QObject *parent = nullptr);

    void find(const QString &url, QObject *receiver,
              std::function<void(const std::optional<media::KeptFile> &)> answer) override;
    bool canKeep() const override;
    void keep(const media::KeptFile &file) override;

private:
    Engine &m_engine;
};

} // namespace sendscope::engine
