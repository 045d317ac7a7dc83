#include "app/bandwidth/scenario.h"
#include "app/base/clock.h"
#include "app/cli/command.h"
#include "app/cli/unusable.h"
#include "app/engine/unixsignals.h"
#include "app/event/sentmark.h"
#include "app/net/client.h"

#include <QCoreApplication>
#include <QFile>
#include <QTimer>

#include <algorithm>
#include <deque>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace sendscope::cli {
namespace {

QList<settings::Option> options()
{
    return {
        {"scenario", "NAME",
         "What happens to each message: delivered, failed, failed:CODE, group, inbound, repeat, "
         "mix (the default)."},
        {"count", "N", "How many messages; 1 unless said."},
        {"rate", "N/s", "Messages a second, with --to; as fast as it goes unless said."},
        {"seed", "N", "The same seed makes the same messages; 1 unless said."},
        {"to", "URL", "Post the callbacks there, as Bandwidth would."},
        {"output", "FILE", "Write one callback a line; - is stdout, which is the default."},
        {"json", "", "Write errors as JSON."},
    };
}

/// A whole number of \p least or more, with \p unit after it or not.
base::Result<qint64> readNumber(const settings::Arguments &arguments, const QString &name,
                                qint64 fallback, qint64 least, QStringView unit = {})
{
    if (!arguments.has(name))
        return fallback;
    QString text = arguments.value(name);
    if (!unit.isEmpty() && text.endsWith(unit))
        text.chop(unit.size());
    bool isNumber = false;
    const qint64 number = text.toLongLong(&isNumber);
    if (!isNumber || number < least)
        return unusable(arguments.value(name), u"a whole number of %1 or more"_s.arg(least));
    return number;
}

/// What is asked for.
struct Plan
{
    qint64 messages = 1;
    qint64 rate = 0; ///< Messages a second; 0: as fast as it goes.
    quint64 seed = 1;
};

base::Result<Plan> readPlan(const settings::Arguments &arguments)
{
    if (arguments.has(u"to"_s) && arguments.has(u"output"_s))
        return unusable(u"--to with --output"_s, u"one of them"_s);
    if (arguments.has(u"rate"_s) && !arguments.has(u"to"_s))
        return unusable(u"--rate without --to"_s, u"--rate 10 --to http://127.0.0.1:8667/"_s);

    const auto messages = readNumber(arguments, u"count"_s, 1, 1);
    if (!messages)
        return messages.error();
    const auto rate = readNumber(arguments, u"rate"_s, 0, 1, u"/s");
    if (!rate)
        return rate.error();
    const auto seed = readNumber(arguments, u"seed"_s, 1, 0);
    if (!seed)
        return seed.error();
    return Plan{*messages, *rate, quint64(*seed)};
}

/// Posts callbacks in order, one at a time.
class Poster : public QObject
{
public:
    Poster(bandwidth::ScenarioGenerator generator, const Plan &plan, const QUrl &target,
           Output &output)
        : m_generator(std::move(generator))
        , m_plan(plan)
        , m_target(target)
        , m_output(output)
    {
        QMetaObject::invokeMethod(this, &Poster::next, Qt::QueuedConnection);
    }

    void finish(ExitCode code)
    {
        m_output.tell(
            u"%1 callbacks of %2 messages sent, %3 not answered 2xx"_s.arg(m_sent).arg(m_made).arg(
                m_refused));
        QCoreApplication::exit(int(code));
    }

private:
    void next()
    {
        if (m_pending.empty() && m_made == m_plan.messages) {
            finish(m_refused > 0 ? ExitCode::Findings : ExitCode::Done);
            return;
        }
        if (m_pending.empty()) {
            for (bandwidth::Callback &callback : nextMessage())
                m_pending.push_back(std::move(callback.body));
            ++m_made;
        }
        post(m_pending.front());
        m_pending.pop_front();
    }

    /// One whose last event happens now: callbacks are posted without waiting for their time, and
    /// none may tell of the future.
    std::vector<bandwidth::Callback> nextMessage()
    {
        bandwidth::ScenarioGenerator rehearsal = m_generator;
        const base::UtcTime now = m_clock.utc();
        return m_generator.next(now - rehearsal.next(now).back().after);
    }

    void post(const QByteArray &body)
    {
        const event::SentMark mark{event::Via::Generate, m_run, m_sent + 1};
        net::Outgoing request;
        request.method = "POST";
        request.url = m_target;
        request.fields = {{"Host", {}},
                          {"User-Agent", bandwidth::userAgent()},
                          {"Content-Type", bandwidth::contentType()},
                          {"Content-Length", {}},
                          {event::fieldName(mark), event::fieldValue(mark)}};
        request.body = body;
        request.policy = net::AddressPolicy::Any;
        m_client.send(request, this,
                      [this](const base::Result<net::Incoming> &answer) { onAnswer(answer); });
    }

    void onAnswer(const base::Result<net::Incoming> &answer)
    {
        if (!answer) {
            QCoreApplication::exit(int(m_output.fail(answer.error())));
            return;
        }
        ++m_sent;
        if (answer->status / 100 != 2)
            ++m_refused;
        QTimer::singleShot(m_pending.empty() ? untilNextMessage() : 0ms, Qt::PreciseTimer, this,
                           &Poster::next);
    }

    /// Messages begin by plan, not by when the last one ended: a slow answer does not lower the
    /// rate.
    std::chrono::milliseconds untilNextMessage() const
    {
        if (m_plan.rate <= 0)
            return 0ms;
        const base::Ticks due =
            m_started + std::chrono::microseconds(m_made * 1'000'000 / m_plan.rate);
        const auto left =
            std::chrono::duration_cast<std::chrono::milliseconds>(due - m_clock.ticks());
        return std::max(left, 0ms);
    }

    bandwidth::ScenarioGenerator m_generator;
    const Plan m_plan;
    const QUrl m_target;
    const QByteArray m_run = event::newRunName();
    Output &m_output;
    base::SystemClock m_clock;
    const base::Ticks m_started = m_clock.ticks();
    net::Client m_client;
    std::deque<QByteArray> m_pending;
    qint64 m_made = 0;
    qint64 m_sent = 0;
    qint64 m_refused = 0;
};

ExitCode writeTo(const QString &path, bandwidth::ScenarioGenerator &generator, qint64 messages,
                 Output &output)
{
    QFile file;
    const bool isStdout = path.isEmpty() || path == u"-";
    if (!isStdout) {
        file.setFileName(path);
        if (!file.open(QIODevice::WriteOnly)) {
            return output.fail({base::Error::Code::FileUnwritable, {path, file.errorString()}});
        }
    }
    // A fixed start, so that the same seed writes the same bytes.
    base::UtcTime start{std::chrono::sys_days{std::chrono::year{2026} / 1 / 1}};
    for (qint64 i = 0; i < messages && !output.isGone(); ++i) {
        for (const bandwidth::Callback &callback : generator.next(start)) {
            if (isStdout)
                output.writeJson(callback.body + '\n');
            else
                file.write(callback.body + '\n');
        }
        start += std::chrono::seconds(1);
    }
    if (!isStdout && !file.flush())
        return output.fail({base::Error::Code::FileUnwritable, {path, file.errorString()}});
    return ExitCode::Done;
}

ExitCode run(Context &context)
{
    const settings::Arguments &arguments = context.arguments;
    const auto plan = readPlan(arguments);
    if (!plan)
        return context.output.fail(plan.error());
    const QString scenario =
        arguments.has(u"scenario"_s) ? arguments.value(u"scenario"_s) : u"mix"_s;
    auto generator = bandwidth::ScenarioGenerator::make(scenario, plan->seed);
    if (!generator)
        return context.output.fail(generator.error());

    if (!arguments.has(u"to"_s)) {
        return writeTo(arguments.value(u"output"_s), *generator, plan->messages, context.output);
    }

    Poster poster(std::move(*generator), *plan, QUrl(arguments.value(u"to"_s)), context.output);
    const engine::UnixSignals signalsOfTheSystem;
    QObject::connect(&signalsOfTheSystem, &engine::UnixSignals::received, &poster,
                     [&poster](int number) { poster.finish(ExitCode(128 + number)); });
    return ExitCode(QCoreApplication::exec());
}

} // namespace

const Command kGenerate{
    "generate",
    "",
    0,
    0,
    "Makes messages as Bandwidth would report them, the same ones for the same seed.",
    options,
    run};

} // namespace sendscope::cli
