#pragma once

#include "app/cli/output.h"
#include "app/engine/capturearchive.h"
#include "app/media/keepingservice.h"
#include "app/media/linkfinder.h"

namespace sendscope::engine {
class Engine;
}

namespace sendscope::cli {

/// Keeps the media on Bandwidth's host that arriving events list, and tells on stderr what cannot
/// be kept.
class MediaKeeper : public QObject
{
public:
    /// All outlive this.
    MediaKeeper(engine::Engine &engine, media::SignIn &signIn, Output &output);

    /// Tells how many were kept, and what is lost by ending now.
    ~MediaKeeper() override;

    const media::KeepingStatus &status() const { return m_keeping.status(); }

private:
    void onStored(const event::StoredBatchPtr &batch);
    void onChanged();
    void onFailed(const QString &url, const QString &sentence);

    Output &m_output;
    media::Fetcher m_fetcher;
    engine::CaptureArchive m_archive;
    media::LinkFinder m_finder;
    media::KeepingService m_keeping;
    bool m_hasToldSignIn = false;
    int m_toldFailures = 0;
};

} // namespace sendscope::cli
