#include "app/cli/command.h"
#include "app/cli/eventfinder.h"
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

/// What of a capture is to be sent, in order of arrival, each request once; read a block at a time,
/// so that the bodies of a large capture are never in memory all at once.
class Selection
{
public:
    Selection(std::unique_ptr<store::Reader> reader, std::unique_ptr<EventFinder> finder,
              bool takesAll)
        : m_reader(std::move(reader))
        , m_finder(std::move(finder))
        , m_takesAll(takesAll)
    {
    }

    /// The next ones; empty at the end. What arrives after the first call is not sent.
    base::Result<std::vector<event::StoredRequest>> next()
    {
        if (m_first == 1) {
            const auto newest = m_reader->newest();
            if (!newest)
                return newest.error();
            m_newest = newest->value;
        }
        std::vector<event::StoredRequest> chosen;
        while (chosen.empty() && m_first <= m_newest) {
            const qint64 last = std::min(m_newest, m_first + kBlockEvents - 1);
            auto requests = m_reader->requests({m_first}, {last});
            if (!requests)
                return requests.error();
            m_first = last + 1;
            for (event::StoredRequest &request : *requests) {
                // One that reaches over the edge of a block comes with both.
                if (request.id <= m_last)
                    continue;
                m_last = request.id;
                if (isChosen(request, m_takesAll) && !m_finder->find({request}).empty())
                    chosen.push_back(std::move(request));
            }
        }
        return chosen;
    }

private:
    std::unique_ptr<store::Reader> m_reader;
    std::unique_ptr<EventFinder> m_finder;
    bool m_takesAll;
    qint64 m_first = 1;
    qint64 m_newest = 0;
    event::RequestId m_last;
};

/// Sends a selection, keeps the attempts where that can be, and tells how it went.
class Replay : public QObject
{
public:
    /// \p job: without requests.
    Replay(Selection selection, replay::ResendJob job, const QString &capture, Output &output)
        : m_output(output)
        , m_selection(std::move(selection))
        , m_job(std::move(job))
        , m_resender(m_client, m_clock)
        , m_writer(std::make_unique<store::WriterThread>(capture, event::Via::Replay))
    {
        connect(&m_resender, &replay::Resender::attempted, this, &Replay::onAttempted);
        connect(&m_resender, &replay::Resender::finished, this, &Replay::onFinished);
        connect(m_writer.get(), &store::WriterThread::opened, this, &Replay::sendNext);
        connect(m_writer.get(), &store::WriterThread::openFailed, this,
                [this](const base::Error &error) {
                    m_output.tell(base::sentence(error) + u" What is sent is not kept there."_s);
                    m_writer.reset();
                    sendNext();
                });
        connect(m_writer.get(), &store::WriterThread::failed, this, &Replay::onNotKept);
    }

    /// Gives up what is under way, keeps what was sent, and ends with that code.
    void interrupt(ExitCode code)
    {
        m_interruption = code;
        if (m_resender.isRunning())
            m_resender.cancel();
        else
            end(code);
    }

private:
    void sendNext()
    {
        auto requests = m_selection->next();
        if (!requests) {
            end(m_output.fail(requests.error()));
            return;
        }
        if (requests->empty()) {
            end(verdict());
            return;
        }
        m_total.planned += qsizetype(requests->size());
        m_job.requests = std::move(*requests);
        m_resender.start(m_job);
    }

    void onAttempted(const event::Attempt &attempt)
    {
        if (m_writer)
            m_writer->writeAttempts({attempt});
        m_isReached = m_isReached || attempt.status > 0;
        write(attempt);
        m_output.flush();
    }

    void write(const event::Attempt &attempt)
    {
        const double milliseconds = double(attempt.took.count()) / 1000.0;
        if (m_output.isJson()) {
            m_output.writeJson(
                "{\"request\":" + QByteArray::number(attempt.request.value)
                + ",\"status\":" + QByteArray::number(attempt.status)
                + ",\"tookMs\":" + QByteArray::number(milliseconds, 'f', 3) + ",\"error\":"
                + (attempt.error.isEmpty() ? QByteArray("null") : jsonString(attempt.error))
                + "}\n");
            return;
        }
        m_output.writeLine(u"%1  %2  %3 ms"_s.arg(
            QString::number(attempt.request.value),
            attempt.error.isEmpty() ? QString::number(attempt.status) : attempt.error,
            QString::number(milliseconds, 'f', 1)));
    }

    void onFinished(const replay::ResendSummary &summary)
    {
        m_total.sent += summary.sent;
        m_total.answered2xx += summary.answered2xx;
        m_total.failed += summary.failed;
        if (m_interruption)
            end(*m_interruption);
        else
            sendNext();
    }

    void onNotKept(const base::Error &error)
    {
        if (!m_isNotKept)
            m_output.tell(base::sentence(error) + u" What is sent is not kept there."_s);
        m_isNotKept = true;
    }

    ExitCode verdict() const
    {
        if (m_total.answered2xx == m_total.planned)
            return ExitCode::Done;
        return m_isReached ? ExitCode::Findings : ExitCode::Unreachable;
    }

    void end(ExitCode code)
    {
        m_output.tell(u"%1 of %2 sent, %3 answered 2xx, %4 failed"_s.arg(
            QString::number(m_total.sent), QString::number(m_total.planned),
            QString::number(m_total.answered2xx), QString::number(m_total.failed)));
        // The writer commits what is still under way, and leaves one whole file behind if it is
        // the last to close it.
        m_selection.reset();
        m_writer.reset();
        QCoreApplication::exit(int(code));
    }

    Output &m_output;
    base::SystemClock m_clock;
    net::Client m_client;
    std::optional<Selection> m_selection; ///< Until the end.
    replay::ResendJob m_job;              ///< Of the block that is sent now.
    replay::Resender m_resender;
    std::unique_ptr<store::WriterThread> m_writer; ///< Null where nothing can be kept.
    replay::ResendSummary m_total;
    std::optional<ExitCode> m_interruption;
    bool m_isReached = false;
    bool m_isNotKept = false;
};

QByteArray authorization(const settings::Arguments &arguments)
{
    const QString pair = arguments.has(u"auth"_s) ? arguments.value(u"auth"_s)
                                                  : qEnvironmentVariable("SENDSCOPE_REPLAY_AUTH");
    return pair.isEmpty() ? QByteArray() : "Basic " + pair.toUtf8().toBase64();
}

ExitCode dryRun(Selection selection, const QUrl &target, Output &output)
{
    qint64 count = 0;
    while (!output.isGone()) {
        const auto requests = selection.next();
        if (!requests)
            return output.fail(requests.error());
        if (requests->empty())
            break;
        for (const event::StoredRequest &request : *requests) {
            const QByteArray bytes = QByteArray::number(request.draft.request.body.size());
            const QByteArray id = QByteArray::number(request.id.value);
            if (output.isJson())
                output.writeJson("{\"request\":" + id + ",\"bytes\":" + bytes + "}\n");
            else
                output.writeLine(QString::fromLatin1(id + "  " + bytes + " bytes"));
            ++count;
        }
    }
    output.tell(u"%1 requests would be sent to %2"_s.arg(
        QString::number(count), target.toDisplayString(QUrl::RemoveUserInfo)));
    return ExitCode::Done;
}

base::Result<QUrl> readTarget(const settings::Arguments &arguments)
{
    const QString text = arguments.value(u"to"_s);
    const QUrl target(text, QUrl::StrictMode);
    const bool isHttp = target.scheme() == u"http" || target.scheme() == u"https";
    if (target.isValid() && isHttp && !target.host().isEmpty())
        return target;
    return base::Error{base::Error::Code::InvalidInput,
                       {arguments.has(u"to"_s) ? text : u"replay without --to"_s,
                        u"--to http://127.0.0.1:3000/callbacks"_s},
                       0};
}

ExitCode run(Context &context)
{
    Output &output = context.output;
    const settings::Arguments &arguments = context.arguments;
    const auto target = readTarget(arguments);
    if (!target)
        return output.fail(target.error());
    const filter::Parsed parsed = filter::parse(arguments.value(u"filter"_s));
    if (parsed.judgement != filter::Judgement::Fine)
        return output.fail(parsed.error);

    const QString capture = arguments.positionals()[0];
    auto reader = store::Reader::open(capture);
    if (!reader)
        return output.fail(reader.error());
    auto filterContext = contextOf(**reader);
    if (!filterContext)
        return output.fail(filterContext.error());
    Selection selection(std::move(*reader),
                        std::make_unique<EventFinder>(parsed.filter, std::move(*filterContext)),
                        arguments.has(u"all"_s));
    if (arguments.has(u"dry-run"_s))
        return dryRun(std::move(selection), *target, output);

    replay::ResendJob job;
    job.target = *target;
    job.authorization = authorization(arguments);
    Replay replay(std::move(selection), std::move(job), capture, output);
    const engine::UnixSignals signalsOfTheSystem;
    QObject::connect(&signalsOfTheSystem, &engine::UnixSignals::received, &replay,
                     [&replay](int number) { replay.interrupt(ExitCode(128 + number)); });
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
