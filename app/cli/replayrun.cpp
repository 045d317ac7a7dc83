#include "app/cli/replayrun.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace sendscope::cli {
namespace {

QByteArray inMilliseconds(std::chrono::microseconds time)
{
    return QByteArray::number(double(time.count()) / 1000.0, 'f', 3);
}

QByteArray objectFor(const replay::Played &played)
{
    const event::Attempt &attempt = played.attempt;
    return "{\"request\":" + QByteArray::number(attempt.request.value)
        + ",\"number\":" + QByteArray::number(played.number + 1)
        + ",\"dueMs\":" + inMilliseconds(played.due) + ",\"sentMs\":" + inMilliseconds(played.sent)
        + ",\"status\":" + QByteArray::number(attempt.status)
        + ",\"tookMs\":" + inMilliseconds(attempt.took) + ",\"error\":"
        + (attempt.error.isEmpty() ? QByteArray("null") : jsonString(attempt.error)) + "}\n";
}

QString lineFor(const replay::Played &played)
{
    const event::Attempt &attempt = played.attempt;
    return u"%1  %2  %3 ms"_s.arg(QString::number(attempt.request.value),
                                  attempt.error.isEmpty() ? QString::number(attempt.status)
                                                          : attempt.error,
                                  QString::number(double(attempt.took.count()) / 1000.0, 'f', 1));
}

} // namespace

ReplayRun::ReplayRun(replay::PlayPlan plan, const KeepIn &keepIn, Output &output)
    : m_output(output)
    , m_keepIn(keepIn)
    , m_plan(std::move(plan))
{
    connect(&m_player, &replay::Player::attempted, this, &ReplayRun::onAttempted);
    connect(&m_player, &replay::Player::finished, this, &ReplayRun::onFinished);
    if (::isatty(STDOUT_FILENO) == 0) // else the lines that are written there tell
        connect(&m_player, &replay::Player::progressed, this, &ReplayRun::onProgressed);
    if (keepIn.capture.isEmpty()) {
        QMetaObject::invokeMethod(this, &ReplayRun::begin, Qt::QueuedConnection);
        return;
    }
    m_keeper = std::make_unique<AttemptKeeper>(keepIn.capture, keepIn.kind);
    connect(m_keeper.get(), &AttemptKeeper::opened, this, &ReplayRun::begin);
    connect(m_keeper.get(), &AttemptKeeper::openFailed, this, &ReplayRun::onOpenFailed);
    connect(m_keeper.get(), &AttemptKeeper::notKept, this, &ReplayRun::onNotKept);
    connect(m_keeper.get(), &AttemptKeeper::caughtUp, &m_player, &replay::Player::resume);
    connect(m_keeper.get(), &AttemptKeeper::idle, this, &ReplayRun::endWhenKept);
}

void ReplayRun::interrupt(ExitCode code)
{
    m_interruption = code;
    m_player.stop();
    if (m_plan) // it has not begun
        QCoreApplication::exit(int(code));
}

void ReplayRun::begin()
{
    if (auto plan = std::exchange(m_plan, std::nullopt))
        m_player.start(std::move(*plan));
}

void ReplayRun::onOpenFailed(const base::Error &error)
{
    m_keeper.release()->deleteLater(); // it is what calls us
    if (m_keepIn.kind == AttemptKeeper::Kind::Copy) {
        QCoreApplication::exit(int(m_output.fail(error)));
        return;
    }
    tell(base::sentence(error) + u" What is sent is not kept there."_s);
    begin();
}

void ReplayRun::onNotKept(const base::Error &error)
{
    m_isKeptWhole = false;
    tell(base::sentence(error) + u" Some of what is sent is not kept there."_s);
}

void ReplayRun::onAttempted(const replay::PlayedPtr &played)
{
    for (const replay::Played &one : *played) {
        write(one);
        noteOwnKind(one.attempt);
    }
    m_output.flush();
    if (!m_keeper)
        return;
    m_keeper->keep(played);
    if (m_keeper->isBehind())
        m_player.pause();
}

void ReplayRun::write(const replay::Played &played)
{
    if (m_output.isJson())
        m_output.writeJson(objectFor(played));
    else
        m_output.writeLine(lineFor(played));
}

/// Said once: what comes in there is new events, and the target may be the one it was taken from.
void ReplayRun::noteOwnKind(const event::Attempt &attempt)
{
    static const QRegularExpression stored(u"\\Astored [0-9]+(-[0-9]+)?\\n\\z"_s);
    if (m_isToOurKind || attempt.status != 200 || attempt.responseBody.size() > 64
        || !stored.match(QString::fromLatin1(attempt.responseBody)).hasMatch())
        return;
    m_isToOurKind = true;
    tell(u"The target is a Sendscope: what comes in there is a run of its own, and changes "
         "nothing that was recorded."_s);
}

void ReplayRun::onProgressed(const replay::PlayProgress &progress)
{
    const qint64 done = progress.answered + progress.failed;
    m_progress.show(u"%1 of %2 sent"_s.arg(done).arg(progress.planned), done, progress.planned);
}

void ReplayRun::tell(const QString &line)
{
    m_progress.clear();
    m_output.tell(line);
}

void ReplayRun::onFinished(const replay::PlaySummary &summary)
{
    m_summary = summary;
    endWhenKept();
}

void ReplayRun::endWhenKept()
{
    if (!m_summary || (m_keeper && !m_keeper->isIdle()))
        return;
    tellSummary();
    ExitCode code = m_interruption.value_or(verdict());
    if (m_summary->error)
        code = m_output.fail(*m_summary->error);
    QCoreApplication::exit(int(code));
}

void ReplayRun::tellSummary()
{
    const replay::PlayProgress &progress = m_summary->progress;
    tell(u"%1%2 of %3 sent, %4 answered 2xx, %5 failed"_s.arg(
        m_summary->wasStopped ? u"Stopped: "_s : QString(), QString::number(progress.answered),
        QString::number(progress.planned), QString::number(progress.answered2xx),
        QString::number(progress.failed)));
    if (m_summary->hasGivenUp)
        tell(u"Gave up: too many in a row got no answer."_s);
    if (progress.late == 0)
        return;
    QString late = u"%1 sent late, by %2 ms at most"_s.arg(
        QString::number(progress.late), QString::fromLatin1(inMilliseconds(progress.latest)));
    if (progress.heldBack > 0)
        late += u"; %1 because too many waited for their answer"_s.arg(progress.heldBack);
    tell(late);
}

ExitCode ReplayRun::verdict() const
{
    const replay::PlayProgress &progress = m_summary->progress;
    if (!m_isKeptWhole && m_keepIn.kind == AttemptKeeper::Kind::Copy)
        return ExitCode::Environment;
    if (progress.answered2xx == progress.planned)
        return ExitCode::Done;
    const bool isNoneReached = progress.answered == 0 && progress.failed > progress.unsendable;
    return isNoneReached ? ExitCode::Unreachable : ExitCode::Findings;
}

} // namespace sendscope::cli
