#include "app/cli/command.h"
#include "app/cli/eventfinder.h"
#include "app/cli/eventoptions.h"
#include "app/cli/progress.h"
#include "app/cli/unusable.h"
#include "app/engine/enginesettings.h"
#include "app/engine/unixsignals.h"
#include "app/exchange/capturecopy.h"
#include "app/exchange/exporter.h"
#include "app/exchange/jsonformat.h"
#include "app/exchange/ndjsonformat.h"
#include "app/replay/curlformat.h"

#include <QCoreApplication>

#include <memory>
#include <thread>

using namespace Qt::StringLiterals;

namespace sendscope::cli {
namespace {

enum class Format { Sendscope, Ndjson, Json, Curl };

QList<settings::Option> options()
{
    return {
        {"format", "FORMAT",
         "ndjson (whole requests, can be imported), json (the elements of the bodies), curl "
         "(a command a request), sendscope (a copy of the capture)."},
        {"filter", "EXPR", "Only requests with an event that matches; of json, these events."},
        {"with-secrets", "",
         "With the values of Authorization, Proxy-Authorization, Cookie and Set-Cookie, which are "
         "* otherwise."},
        {"output", "FILE", "Where to; - is stdout, which is the default."},
        {"json", "", "Write errors as JSON."},
    };
}

/// What is asked for.
struct Plan
{
    Format format = Format::Ndjson;
    QString capture;
    filter::Filter filter;
    bool withSecrets = false;
    QString output;                      ///< Empty: stdout.
    std::shared_ptr<WholeCapture> whole; ///< Null where the filter does not ask for messages.
};

base::Result<Format> readFormat(const QString &name)
{
    const std::pair<QStringView, Format> names[] = {
        {u"sendscope", Format::Sendscope},
        {u"ndjson", Format::Ndjson},
        {u"json", Format::Json},
        {u"curl", Format::Curl},
    };
    for (const auto &[known, format] : names) {
        if (name == known)
            return format;
    }
    return unusable(name, u"--format ndjson, json, curl or sendscope"_s);
}

base::Result<Plan> readPlan(const Context &context)
{
    const settings::Arguments &arguments = context.arguments;
    const auto format = readFormat(arguments.value(u"format"_s));
    if (!format)
        return format.error();
    const auto filter = readFilter(arguments.value(u"filter"_s), context.settings);
    if (!filter)
        return filter.error();
    const QString output = arguments.value(u"output"_s);
    const QString capture =
        engine::chosenCapture(context.settings, context.paths, arguments.positionals().value(0));
    Plan plan{*format,
              capture,
              *filter,
              arguments.has(u"with-secrets"_s),
              output == u"-" ? QString() : output,
              wholeCapture(asksForMessages(*filter), context.settings)};
    if (plan.format == Format::Sendscope && arguments.has(u"filter"_s))
        return unusable(u"--format sendscope with --filter"_s,
                        u"a copy of the whole capture, or --format ndjson"_s);
    if (plan.format == Format::Sendscope && plan.output.isEmpty())
        return unusable(u"--format sendscope to stdout"_s, u"--output FILE"_s);
    if (plan.format == Format::Curl && plan.withSecrets)
        return unusable(u"--format curl with --with-secrets"_s,
                        u"curl commands that take $SENDSCOPE_AUTH"_s);
    return plan;
}

std::unique_ptr<exchange::ExportFormat> makeFormat(const Plan &plan)
{
    switch (plan.format) {
    case Format::Json:
        return std::make_unique<exchange::JsonFormat>();
    case Format::Curl:
        return std::make_unique<replay::CurlFormat>();
    case Format::Ndjson:
    case Format::Sendscope:
        break;
    }
    return std::make_unique<exchange::NdjsonFormat>(plan.withSecrets);
}

base::Result<exchange::Selection> selectionOf(const Plan &plan)
{
    if (plan.filter.isEverything())
        return exchange::Selection();
    const auto reader = store::Reader::open(plan.capture);
    if (!reader)
        return reader.error();
    auto context = contextOf(**reader, plan.whole.get());
    if (!context)
        return context.error();
    const auto finder = std::make_shared<EventFinder>(plan.filter, std::move(*context));
    exchange::Selection selection;
    selection.find = [finder](const std::vector<event::StoredRequest> &requests) {
        return finder->find(requests);
    };
    return selection;
}

/// Exports, on a thread of its own.
class ExportRun
{
public:
    ExportRun(const Plan &plan, const base::CancelToken &cancel, Output &output)
        : m_plan(plan)
        , m_cancel(cancel)
        , m_output(output)
        , m_format(makeFormat(plan))
    {
    }

    ExitCode run()
    {
        if (m_plan.format == Format::Sendscope) {
            const auto done =
                exchange::copyCapture(m_plan.capture, m_plan.output, m_plan.withSecrets, m_cancel);
            return done ? ExitCode::Done : fail(done.error());
        }
        return m_plan.output.isEmpty() ? toStdout() : toFile();
    }

private:
    ExitCode toStdout()
    {
        auto selection = selectionOf(m_plan);
        if (!selection)
            return fail(selection.error());
        const bool isJson = m_plan.format != Format::Curl;
        const auto summary = exchange::exportRequests(
            m_plan.capture, std::move(*selection), *m_format,
            [&](const QByteArray &bytes) {
                if (isJson)
                    m_output.writeJson(bytes);
                else
                    m_output.writeRaw(bytes);
                return !m_output.isGone();
            },
            m_cancel, onProgress());
        if (!summary && m_output.isGone())
            return ExitCode::Done; // Output::end() tells of a full disk.
        return summary ? tell(*summary) : fail(summary.error());
    }

    ExitCode toFile()
    {
        auto selection = selectionOf(m_plan);
        if (!selection)
            return fail(selection.error());
        const auto summary =
            exchange::exportToFile(m_plan.output, m_plan.capture, std::move(*selection), *m_format,
                                   m_plan.withSecrets, m_cancel, onProgress());
        return summary ? tell(*summary) : fail(summary.error());
    }

    exchange::OnExportProgress onProgress()
    {
        return [this](const exchange::ExportProgress &progress) {
            m_progress.show(u"exported"_s, progress.rowsPassed, progress.rows);
        };
    }

    ExitCode tell(const exchange::ExportSummary &summary)
    {
        m_progress.clear();
        if (summary.leftOut > 0)
            m_output.tell(QString::number(summary.leftOut)
                          + (m_plan.format == Format::Curl
                                 ? u" requests cannot be sent by curl, and are left out"_s
                                 : u" rows have no JSON, and are left out"_s));
        return ExitCode::Done;
    }

    ExitCode fail(const base::Error &error)
    {
        m_progress.clear();
        return m_cancel.isCancelled() ? ExitCode::Findings : m_output.fail(error);
    }

    const Plan &m_plan;
    const base::CancelToken m_cancel;
    Output &m_output;
    const std::unique_ptr<exchange::ExportFormat> m_format;
    Progress m_progress;
};

ExitCode run(Context &context)
{
    const auto plan = readPlan(context);
    if (!plan)
        return context.output.fail(plan.error());

    // Ended by a signal, it leaves no draft behind.
    const base::CancelToken cancel;
    const engine::UnixSignals signalsOfTheSystem;
    int signal = 0;
    QObject::connect(&signalsOfTheSystem, &engine::UnixSignals::received, qApp, [&](int number) {
        signal = number;
        cancel.cancel();
    });
    ExitCode code = ExitCode::Done;
    std::thread work([&] {
        code = ExportRun(*plan, cancel, context.output).run();
        QMetaObject::invokeMethod(
            qApp, [] { QCoreApplication::quit(); }, Qt::QueuedConnection);
    });
    QCoreApplication::exec();
    work.join();
    return signal != 0 ? ExitCode(128 + signal) : code;
}

} // namespace

const Command kExport{
    "export",
    "[CAPTURE]",
    0,
    1,
    "Writes a capture's requests into a file; credentials stay behind unless asked for.",
    options,
    run};

} // namespace sendscope::cli
