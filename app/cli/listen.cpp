#include "app/cli/command.h"
#include "app/cli/eventwriter.h"
#include "app/cli/mediakeeper.h"
#include "app/cli/programrunner.h"
#include "app/engine/bandwidthaccount.h"
#include "app/engine/engine.h"
#include "app/engine/enginesettings.h"
#include "app/engine/passonarguments.h"
#include "app/engine/unixsignals.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <deque>

using namespace Qt::StringLiterals;

namespace sendscope::cli {
namespace {

using settings::Key;

QList<settings::Option> options()
{
    QList<settings::Option> all;
    for (const Key key :
         {Key::Capture, Key::ListenAddresses, Key::ListenPath, Key::ListenCredentials,
          Key::ListenAnyMethod, Key::ListenNotJsonStatus, Key::LimitBody})
        all.append(settings::optionFor(settings::entry(key)));
    all.append(engine::passOnArguments());
    all.append({"keep-media", "",
                "Fetch the media on Bandwidth's host that events list, and keep them in the "
                "capture, before Bandwidth deletes them after 48 h."});
    all.append({"json", "", "Write events and errors as one JSON object a line."});
    return all;
}

QString passOnSentence(const replay::PassOnOptions &options)
{
    const QString target = options.target.toString();
    return options.mode == http::PassMode::Relay
        ? u"Standing between: answers come from "_s + target
        : u"Watching: passed on to "_s + target;
}

/// Empty where nothing is passed on.
QByteArray passOnMembers(const engine::EngineStatus &status)
{
    if (!status.passOn.options)
        return {};
    const bool isRelay = status.passOn.options->mode == http::PassMode::Relay;
    return ",\"forward\":" + jsonString(status.passOn.options->target.toString())
        + ",\"relay\":" + (isRelay ? "true" : "false");
}

/// Runs the engine without a window: tells when it listens, then one line an event.
class Listener : public QObject
{
public:
    Listener(const engine::EngineOptions &options, Output &output)
        : m_output(output)
        , m_engine(options)
        , m_writer(output, output.isJson() ? EventFormat::Ndjson : EventFormat::Table)
    {
        connect(&m_engine, &engine::Engine::openFailed, this, &Listener::fail);
        connect(&m_engine, &engine::Engine::statusChanged, this, &Listener::onStatusChanged);
        connect(&m_engine, &engine::Engine::stored, this, &Listener::onStored);
        connect(&m_engine, &engine::Engine::snapshotPublished, this, &Listener::onPublished);
        m_engine.start();
    }

    /// Starts the program once it listens, and ends with it. The runner outlives this.
    void run(ProgramRunner &runner)
    {
        m_runner = &runner;
        connect(&runner, &ProgramRunner::ended, this, &Listener::endWith);
        connect(&runner, &ProgramRunner::failedToStart, this, [this](const QString &reason) {
            endWith(m_output.failAs(ExitCode::Environment, u"not-started"_s,
                                    m_runner->program() + u" could not be started: "_s + reason,
                                    u"Say after “--” which program to run, and then its words."_s));
        });
        connect(&m_engine, &engine::Engine::drained, this, [this] {
            m_isDrained = true;
            endWhenWritten();
        });
    }

    void onSignal(int number, bool isForAll)
    {
        if (!m_runner)
            QCoreApplication::exit(int(ExitCode::Done));
        else if (m_runner->isRunning())
            m_runner->handOn(number, isForAll);
        else if (!m_code)
            endWith(exitCodeForSignal(number)); // It has not begun.
    }

    void keepMedia(const settings::Settings &settings)
    {
        m_account.emplace(settings);
        m_mediaKeeper.emplace(m_engine, m_account->signIn(), m_output);
    }

private:
    /// What was sent until now is stored and written first.
    void endWith(ExitCode code)
    {
        m_code = code;
        m_engine.drain();
    }

    void endWhenWritten()
    {
        if (m_isDrained && m_unwritten.empty())
            QCoreApplication::exit(int(*m_code));
    }

    /// What a program posts to: loopback where every address is listened on.
    QString targetUrl() const
    {
        QString url = m_engine.status().url();
        const QString path = QString::fromUtf8(m_engine.options().path);
        return path.isEmpty() ? url : url.chopped(1) + path;
    }

    void fail(const base::Error &error)
    {
        const ExitCode code = m_output.fail(error);
        if (!m_runner || !m_runner->isRunning())
            QCoreApplication::exit(int(code));
    }

    void onStatusChanged()
    {
        const engine::EngineStatus &status = m_engine.status();
        tellStoreError(status);
        tellNotKept(status);
        if (status.passOn.error) {
            fail(*status.passOn.error);
            return;
        }
        tellPassOn(status.passOn.counts);
        if (m_isListening)
            return;
        if (status.listening == engine::EngineStatus::Listening::Failed) {
            m_isListening = true; // Told once.
            fail(*status.listenError);
            return;
        }
        if (status.listening != engine::EngineStatus::Listening::On)
            return;
        m_isListening = true;
        tellAddress(status);
        if (m_runner)
            m_runner->start(targetUrl(), QFileInfo(status.capture.path).absoluteFilePath());
    }

    void tellAddress(const engine::EngineStatus &status)
    {
        if (m_output.isJson()) {
            m_output.writeJson("{\"listening\":" + jsonString(status.url()) + ",\"capture\":"
                               + jsonString(status.capture.path) + passOnMembers(status) + "}\n");
            m_output.flush();
            return;
        }
        QStringList urls;
        for (const listen::Endpoint &endpoint : status.endpoints)
            urls.append(listen::toUrl(endpoint));
        m_output.writeLine(
            u"Listening on %1, recording into %2"_s.arg(urls.join(u" and "), status.capture.path));
        if (status.passOn.options)
            m_output.writeLine(passOnSentence(*status.passOn.options));
        m_output.flush();
        if (!status.capture.movedAside.isEmpty())
            m_output.tell(u"The capture there was damaged. It was moved to "_s
                          + status.capture.movedAside);
        if (status.isReachableFromNetwork())
            m_output.tell(u"This address is reachable from the network."_s);
    }

    void tellStoreError(const engine::EngineStatus &status)
    {
        if (m_storeError == status.storeError)
            return;
        m_storeError = status.storeError;
        if (m_storeError)
            m_output.fail(*m_storeError);
        else
            m_output.tell(u"Events are stored again."_s);
    }

    /// Once: how many they are is no use to anybody while they come.
    void tellNotKept(const engine::EngineStatus &status)
    {
        if (status.notKept == 0 || m_hasToldNotKept)
            return;
        m_hasToldNotKept = true;
        m_output.tell(u"Some refused requests are only counted, not kept: they come too fast, or "
                      "cannot be stored."_s);
    }

    /// A failure once, not again before the app has answered or failed otherwise.
    void tellPassOn(const replay::PassOnCounts &counts)
    {
        if (counts.failed > m_passOn.failed && counts.lastFailure != m_toldFailure) {
            m_toldFailure = counts.lastFailure;
            m_output.tell(u"Passing on failed: "_s + m_toldFailure);
        } else if (counts.failed == m_passOn.failed && counts.sent > m_passOn.sent
                   && !m_toldFailure.isEmpty()) {
            m_toldFailure.clear();
            m_output.tell(u"Passing on succeeds again."_s);
        }
        if (counts.skipped > 0 && m_passOn.skipped == 0)
            m_output.tell(u"Some requests are not passed on: too many wait for the target."_s);
        m_passOn = counts;
    }

    void onStored(const event::StoredBatchPtr &batch)
    {
        if (!m_output.isGone())
            m_unwritten.push_back(batch);
    }

    /// Writes what has its row by now: the columns are made once, by the index.
    void onPublished(const index::SnapshotPtr &snapshot)
    {
        while (!m_unwritten.empty()) {
            const std::vector<event::StoredRequest> &requests = m_unwritten.front()->requests;
            if (!requests.empty() && snapshot->newest() < requests.back().firstEvent)
                break;
            for (const event::StoredRequest &request : requests)
                m_writer.writeRows(*snapshot, request);
            m_unwritten.pop_front();
        }
        m_writer.align();
        m_output.flush();
        endWhenWritten();
    }

    Output &m_output;
    engine::Engine m_engine;
    EventWriter m_writer;
    std::optional<engine::BandwidthAccount> m_account; ///< Only where media are kept.
    std::optional<MediaKeeper> m_mediaKeeper;
    std::deque<event::StoredBatchPtr> m_unwritten;
    ProgramRunner *m_runner = nullptr; ///< Null: no program is to be run.
    std::optional<ExitCode> m_code;    ///< To end with once all that came is written.
    bool m_isDrained = false;
    bool m_isListening = false;
    bool m_hasToldNotKept = false;
    replay::PassOnCounts m_passOn; ///< As told last.
    QString m_toldFailure;
    std::optional<base::Error> m_storeError;
};

ExitCode run(Context &context)
{
    auto options = engine::engineOptions(context.settings, context.paths, {});
    if (!options)
        return context.output.fail(options.error());
    options->followsWhenInUse = false;
    const auto passOn = engine::passOnOptions(context.arguments);
    if (!passOn)
        return context.output.fail(passOn.error());
    options->passOn = *passOn;

    const QStringList program = context.arguments.afterDashes();
    using Signals = engine::UnixSignals;
    const Signals signalsOfTheSystem(program.isEmpty() ? Signals::Again::Ends
                                                       : Signals::Again::IsTold);
    ProgramRunner runner(program);
    // With a program, stdout is its alone.
    Output onStderr(context.output.isJson(), STDERR_FILENO);
    Listener listener(*options, program.isEmpty() ? context.output : onStderr);
    if (!program.isEmpty())
        listener.run(runner);
    QObject::connect(&signalsOfTheSystem, &Signals::received, &listener, &Listener::onSignal);
    if (context.arguments.has(u"keep-media"_s))
        listener.keepMedia(context.settings);
    return ExitCode(QCoreApplication::exec());
}

} // namespace

const Command kListen{
    "listen",
    "",
    0,
    0,
    "Receives events and keeps them; writes one line an event until it is ended. With COMMAND, "
    "runs it once it listens, with SENDSCOPE_URL and SENDSCOPE_CAPTURE set, and ends "
    "with its status; its stdout is its own then, and ours goes to stderr.",
    options,
    run,
    true};

} // namespace sendscope::cli
