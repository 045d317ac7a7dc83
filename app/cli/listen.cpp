#include "app/cli/command.h"
#include "app/cli/eventwriter.h"
#include "app/engine/engine.h"
#include "app/engine/enginesettings.h"
#include "app/engine/unixsignals.h"

#include <QCoreApplication>

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
    all.append({"json", "", "Write events and errors as one JSON object a line."});
    return all;
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

private:
    void fail(const base::Error &error) { QCoreApplication::exit(int(m_output.fail(error))); }

    void onStatusChanged()
    {
        const engine::EngineStatus &status = m_engine.status();
        tellStoreError(status);
        tellNotKept(status);
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
    }

    void tellAddress(const engine::EngineStatus &status)
    {
        if (m_output.isJson()) {
            m_output.writeJson("{\"listening\":" + jsonString(status.url())
                               + ",\"capture\":" + jsonString(status.capture.path) + "}\n");
            m_output.flush();
            return;
        }
        QStringList urls;
        for (const listen::Endpoint &endpoint : status.endpoints)
            urls.append(listen::toUrl(endpoint));
        m_output.writeLine(
            u"Listening on %1, recording into %2"_s.arg(urls.join(u" and "), status.capture.path));
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
    }

    Output &m_output;
    engine::Engine m_engine;
    EventWriter m_writer;
    std::deque<event::StoredBatchPtr> m_unwritten;
    bool m_isListening = false;
    bool m_hasToldNotKept = false;
    std::optional<base::Error> m_storeError;
};

ExitCode run(Context &context)
{
    auto options = engine::engineOptions(context.settings, context.paths, {});
    if (!options)
        return context.output.fail(options.error());
    options->followsWhenInUse = false;

    const engine::UnixSignals signalsOfTheSystem;
    QObject::connect(&signalsOfTheSystem, &engine::UnixSignals::received, qApp,
                     [] { QCoreApplication::exit(0); });
    const Listener listener(*options, context.output);
    return ExitCode(QCoreApplication::exec());
}

} // namespace

const Command kListen{"listen",
                      "",
                      0,
                      0,
                      "Receives events and keeps them; writes one line an event until it is ended.",
                      options,
                      run};

} // namespace sendscope::cli
