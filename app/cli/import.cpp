#include "app/base/clock.h"
#include "app/cli/command.h"
#include "app/cli/progress.h"
#include "app/engine/unixsignals.h"
#include "app/exchange/importer.h"
#include "app/store/writerthread.h"

#include <QCoreApplication>
#include <QLocale>

#include <limits>

using namespace Qt::StringLiterals;

namespace sendscope::cli {
namespace {

QList<settings::Option> options()
{
    return {
        {"capture", "FILE", "Where to; made if it is not there."},
        {"skip-bad", "", "Go on behind what cannot be read, and count it."},
        {"json", "", "Write errors as JSON."},
    };
}

QString counted(qint64 count, const QString &one, const QString &many)
{
    return QLocale(QLocale::English).toString(count) + u' ' + (count == 1 ? one : many);
}

/// Has files read and written, and tells how that went.
class ImportRun : public QObject
{
public:
    ImportRun(const QString &capture, const exchange::ImportRules &rules, Output &output)
        : m_output(output)
        , m_writer(capture, event::Via::Import)
        , m_importer(capture, rules)
    {
        using exchange::Importer;
        using store::WriterThread;
        connect(&m_writer, &WriterThread::opened, &m_importer, &Importer::start);
        connect(&m_writer, &WriterThread::openFailed, this, &ImportRun::onOpenFailed);
        connect(&m_writer, &WriterThread::committed, &m_importer, &Importer::onStored);
        connect(&m_writer, &WriterThread::failed, &m_importer, &Importer::onFailed);
        connect(&m_importer, &Importer::batchReady, this,
                [this](const std::shared_ptr<event::DraftBatch> &batch) {
                    m_writer.write(std::move(*batch));
                });
        connect(&m_importer, &Importer::progressed, this, &ImportRun::onProgressed);
        connect(&m_importer, &Importer::finished, this, &ImportRun::onFinished);
    }

    void stop(int signal)
    {
        m_signal = signal;
        m_importer.cancel();
    }

private:
    void onOpenFailed(const base::Error &error)
    {
        const ExitCode code = m_output.fail(error);
        if (error.code == base::Error::Code::CaptureInUse)
            m_output.tell(u"A window that records into it imports: File > Import."_s);
        QCoreApplication::exit(int(code));
    }

    void onProgressed(const exchange::ImportProgress &progress)
    {
        m_progress.show(counted(progress.requests, u"request"_s, u"requests"_s) + u" imported"_s,
                        progress.bytesRead, progress.bytes);
    }

    void onFinished(const exchange::ImportSummary &summary)
    {
        m_progress.clear();
        for (const QString &fault : summary.faults)
            m_output.tell(u"Skipped: "_s + fault);
        QString sentence = counted(summary.requests, u"request"_s, u"requests"_s) + u" with "_s
            + counted(summary.events, u"event"_s, u"events"_s) + u" imported"_s;
        if (summary.bad > 0 && !summary.error)
            sentence += u", "_s + counted(summary.bad, u"value"_s, u"values"_s)
                + u" that could not be read skipped"_s;
        m_output.tell(sentence);
        QCoreApplication::exit(int(endCode(summary)));
    }

    ExitCode endCode(const exchange::ImportSummary &summary)
    {
        if (m_signal != 0)
            return ExitCode(128 + m_signal);
        if (summary.error)
            return m_output.fail(*summary.error);
        return summary.bad > 0 ? ExitCode::Findings : ExitCode::Done;
    }

    Output &m_output;
    Progress m_progress;
    int m_signal = 0;
    store::WriterThread m_writer;
    exchange::Importer m_importer; ///< Ends before the writer, which commits what was handed over.
};

ExitCode run(Context &context)
{
    const settings::Arguments &arguments = context.arguments;
    if (!arguments.has(u"capture"_s))
        return context.output.failUsage(u"Say where to: --capture FILE."_s,
                                        u"Try: sendscope-cli import --help"_s);
    const base::UtcTime now = base::SystemClock().utc();
    exchange::ImportRules rules{arguments.positionals(), arguments.has(u"skip-bad"_s), "import",
                                now};
    ImportRun run(arguments.value(u"capture"_s), rules, context.output);
    const engine::UnixSignals signalsOfTheSystem;
    QObject::connect(&signalsOfTheSystem, &engine::UnixSignals::received, &run,
                     [&run](int number) { run.stop(number); });
    return ExitCode(QCoreApplication::exec());
}

} // namespace

const Command kImport{
    "import",
    "FILE...",
    1,
    std::numeric_limits<int>::max(),
    "Puts the requests of files into a capture: NDJSON of an export, or bodies as Bandwidth posts "
    "them.",
    options,
    run};

} // namespace sendscope::cli
