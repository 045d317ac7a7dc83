#include "app/cli/command.h"
#include "app/cli/eventwriter.h"
#include "app/engine/unixsignals.h"
#include "app/replay/resender.h"
#include "app/store/reader.h"
#include "app/store/writerthread.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace sendscope::cli {
namespace {

/// Read at a time.
constexpr qint64 kBlockEvents = 4'096;

QList<settings::Option> options()
{
    return {
        {"to", "URL", "Where to send to. Needed."},
        {"filter", "EXPR", "Only requests that hold a matching event."},
        {"all", "", "Also requests that were not answered 2xx when they came."},
        {"auth", "USER:PASSWORD",
         "Sent to the target; SENDSCOPE_REPLAY_AUTH keeps it out of the list of processes."},
        {"dry-run", "", "Say what would be sent, and send nothing."},
        {"json", "", "One object for each request sent; errors are objects too."},
    };
}

bool isChosen(const event::StoredRequest &request, bool takesAll)
{
    const int status = request.outcome ? request.outcome->status : request.draft.request.status;
    return takesAll || status / 100 == 2;
}

/// The requests to send, in order of arrival, each once.
base::Result<std::vector<event::StoredRequest>> choose(const store::Reader &reader,
                                                       const filter::Filter &filter, bool takesAll)
{
    const auto newest = reader.newest();
    if (!newest)
        return newest.error();
    std::vector<event::StoredRequest> chosen;
    for (qint64 first = 1; first <= newest->value; first += kBlockEvents) {
        auto requests =
            reader.requests({first}, {std::min(newest->value, first + kBlockEvents - 1)});
        if (!requests)
            return requests.error();
        for (event::StoredRequest &request : *requests) {
            const bool isKnown = !chosen.empty() && !(chosen.back().id < request.id);
            if (isKnown || !isChosen(request, takesAll) || matchingRows({request}, filter).empty())
                continue;
            chosen.push_back(std::move(request));
        }
    }
    return chosen;
}

/// Runs one job, keeps its attempts where that can be, and tells how it went.
class Replay : public QObject
{
public:
    Replay(replay::ResendJob job, const QString &capture, Output &output)
        : m_output(output)
        , m_resender(m_client, m_clock)
        , m_job(std::move(job))
        , m_writer(std::make_unique<store::WriterThread>(capture, event::Via::Replay))
    {
        connect(&m_resender, &replay::Resender::attempted, this, &Replay::onAttempted);
        connect(&m_resender, &replay::Resender::finished, this, &Replay::onFinished);
        connect(m_writer.get(), &store::WriterThread::opened, this,
                [this] { m_resender.start(m_job); });
        connect(m_writer.get(), &store::WriterThread::openFailed, this,
                [this](const base::Error &error) {
                    m_output.tell(base::sentence(error) + u" What is sent is not kept there."_s);
                    m_writer.reset();
                    m_resender.start(m_job);
                });
    }

private:
    void onAttempted(const event::Attempt &attempt)
    {
        if (m_writer)
            m_writer->writeAttempts({attempt});
        m_isReached = m_isReached || attempt.status > 0;
        if (m_output.isJson()) {
            m_output.writeRaw(
                "{\"request\":" + QByteArray::number(attempt.request.value)
                + ",\"status\":" + QByteArray::number(attempt.status) + ",\"tookMs\":"
                + QByteArray::number(double(attempt.took.count()) / 1000.0, 'f', 3) + ",\"error\":"
                + (attempt.error.isEmpty() ? QByteArray("null") : jsonString(attempt.error))
                + "}\n");
            m_output.flush();
            return;
        }
        m_output.writeLine(u"%1  %2  %3 ms"_s.arg(
            QString::number(attempt.request.value),
            attempt.error.isEmpty() ? QString::number(attempt.status) : attempt.error,
            QString::number(double(attempt.took.count()) / 1000.0, 'f', 1)));
        m_output.flush();
    }

    void onFinished(const replay::ResendSummary &summary)
    {
        m_output.tell(u"%1 of %2 sent, %3 answered 2xx, %4 failed"_s.arg(
            QString::number(summary.sent), QString::number(summary.planned),
            QString::number(summary.answered2xx), QString::number(summary.failed)));
        m_writer.reset(); // Commits what is still under way.
        const bool isAllFine = summary.answered2xx == summary.planned;
        const ExitCode code = isAllFine ? ExitCode::Done
            : m_isReached               ? ExitCode::Findings
                                        : ExitCode::Unreachable;
        QCoreApplication::exit(int(code));
    }

    Output &m_output;
    base::SystemClock m_clock;
    net::Client m_client;
    replay::Resender m_resender;
    const replay::ResendJob m_job;
    std::unique_ptr<store::WriterThread> m_writer; ///< Null where nothing can be kept.
    bool m_isReached = false;
};

QByteArray authorization(const settings::Arguments &arguments)
{
    const QString pair = arguments.has(u"auth"_s) ? arguments.value(u"auth"_s)
                                                  : qEnvironmentVariable("SENDSCOPE_REPLAY_AUTH");
    return pair.isEmpty() ? QByteArray() : "Basic " + pair.toUtf8().toBase64();
}

ExitCode dryRun(const replay::ResendJob &job, Output &output)
{
    for (const event::StoredRequest &request : job.requests) {
        output.writeLine(u"%1  %2 bytes"_s.arg(QString::number(request.id.value),
                                               QString::number(request.draft.request.body.size())));
    }
    output.tell(u"%1 requests would be sent to %2"_s.arg(QString::number(job.requests.size()),
                                                         job.target.toDisplayString()));
    return ExitCode::Done;
}

ExitCode run(Context &context)
{
    Output &output = context.output;
    const settings::Arguments &arguments = context.arguments;
    const QUrl target(arguments.value(u"to"_s), QUrl::StrictMode);
    if (!target.isValid() || !target.scheme().startsWith(u"http") || target.host().isEmpty()) {
        return output.fail({base::Error::Code::InvalidInput,
                            {arguments.value(u"to"_s), u"--to http://127.0.0.1:3000/callbacks"_s},
                            0});
    }
    const filter::Parsed parsed = filter::parse(arguments.value(u"filter"_s));
    if (parsed.judgement != filter::Judgement::Fine)
        return output.fail(parsed.error);

    const QString capture = arguments.positionals()[0];
    replay::ResendJob job;
    {
        const auto reader = store::Reader::open(capture);
        if (!reader)
            return output.fail(reader.error());
        auto requests = choose(**reader, parsed.filter, arguments.has(u"all"_s));
        if (!requests)
            return output.fail(requests.error());
        job.requests = std::move(*requests);
    }
    job.target = target;
    job.authorization = authorization(arguments);
    if (arguments.has(u"dry-run"_s))
        return dryRun(job, output);

    const engine::UnixSignals signalsOfTheSystem;
    QObject::connect(&signalsOfTheSystem, &engine::UnixSignals::received, qApp,
                     [](int number) { QCoreApplication::exit(128 + number); });
    const Replay replay(std::move(job), capture, output);
    return ExitCode(QCoreApplication::exec());
}

} // namespace

const Command kReplay{
    "replay",
    "CAPTURE",
    1,
    1,
    "Sends the requests of a capture on to a URL, in order of arrival, byte for byte.",
    options,
    run};

} // namespace sendscope::cli
