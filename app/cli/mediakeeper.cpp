#include "app/cli/mediakeeper.h"

#include "app/engine/engine.h"

using namespace Qt::StringLiterals;

namespace sendscope::cli {
namespace {

/// Failures told one by one; then only their number counts.
constexpr int kMostTold = 20;

} // namespace

MediaKeeper::MediaKeeper(engine::Engine &engine, media::SignIn &signIn, Output &output)
    : m_output(output)
    , m_fetcher(engine.net(), signIn)
    , m_archive(engine)
    , m_finder(signIn.host())
    , m_keeping(m_fetcher, m_archive, engine.clock())
{
    connect(&engine, &engine::Engine::stored, this, &MediaKeeper::onStored);
    connect(&m_finder, &media::LinkFinder::found, &m_keeping, &media::KeepingService::keep);
    connect(&m_keeping, &media::KeepingService::changed, this, &MediaKeeper::onChanged);
    connect(&m_keeping, &media::KeepingService::failed, this, &MediaKeeper::onFailed);
    m_keeping.setOn(true);
}

MediaKeeper::~MediaKeeper()
{
    const media::KeepingStatus &status = m_keeping.status();
    const qint64 notKept = status.failed + status.missed + status.waiting;
    if (status.kept + notKept > 0) {
        m_output.tell(u"Media: %1 kept, %2 not kept."_s.arg(QString::number(status.kept),
                                                            QString::number(notKept)));
    }
}

void MediaKeeper::onStored(const event::StoredBatchPtr &batch)
{
    if (batch->source == event::BatchSource::Listener)
        m_finder.look(batch);
}

void MediaKeeper::onChanged()
{
    const media::KeepingStatus &status = m_keeping.status();
    if (status.needsSignIn && !m_hasToldSignIn) {
        m_output.tell(u"Media are not kept. %1 Set SENDSCOPE_BANDWIDTH_CLIENT_ID and "
                      "SENDSCOPE_BANDWIDTH_CLIENT_SECRET."_s.arg(status.lastProblem));
    }
    m_hasToldSignIn = status.needsSignIn;
}

void MediaKeeper::onFailed(const QString &url, const QString &sentence)
{
    if (++m_toldFailures > kMostTold)
        return;
    m_output.tell(u"Not kept: %1 %2"_s.arg(url, sentence));
    if (m_toldFailures == kMostTold)
        m_output.tell(u"Further ones are only counted."_s);
}

} // namespace sendscope::cli
