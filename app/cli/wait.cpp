#include "app/cli/capturetail.h"
#include "app/cli/command.h"
#include "app/cli/rowgate.h"
#include "app/cli/unusable.h"
#include "app/cli/waitreport.h"
#include "app/engine/enginesettings.h"
#include "app/engine/unixsignals.h"
#include "app/filter/measure.h"

#include <QCoreApplication>
#include <QTimer>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace sendscope::cli {
namespace {

constexpr auto kUsualTimeout = "30s"_L1;

/// How often filters that ask what has become of messages are asked though nothing came.
constexpr base::Ticks kDueInterval = std::chrono::seconds(1);

QList<settings::Option> options()
{
    return QList<settings::Option>{
               {"filter", "EXPR", "What has to come; given again: each has to be met."},
               {"none", "EXPR", "What must not come; the first one ends it with 1."},
               {"same-message", "", "All filters are met by events of one message.id."},
               {"count", "N", "Each filter is met by so many events. Default: 1."},
               {"after", "EVENT|now",
                "Only events after that one count; else those already there do. now is read before "
                "anything else; exact is the number that an earlier command told."},
               {"timeout", "TIME",
                "For all of it together, such as 90s or 5m; a bare number is seconds, 0 looks "
                "once. "
                "Default: 30s."},
           }
    + eventOptions();
}

/// What a command line asks for.
struct Asked
{
    Expectation expectation;
    WaitCase waited;
    std::optional<event::EventId> after; ///< None: "now", or not given.
    std::chrono::microseconds timeout{};
    QString time; ///< The same, as it is shown.
};

base::Result<std::vector<filter::Filter>> readFilters(const QStringList &texts,
                                                      const settings::Settings &settings)
{
    std::vector<filter::Filter> filters;
    for (const QString &text : texts) {
        auto filter = readFilter(text, settings);
        if (!filter)
            return filter.error();
        filters.push_back(std::move(*filter));
    }
    return filters;
}

base::Result<void> readTimes(const settings::Arguments &arguments, Asked &asked)
{
    const QString given = arguments.value(u"timeout"_s);
    asked.time = given.isEmpty() ? QString(kUsualTimeout) : given;
    bool isNumber = false;
    asked.time.toUInt(&isNumber);
    if (isNumber)
        asked.time += u's';
    const filter::Measure timeout = filter::readDuration(asked.time);
    if (timeout.judgement != filter::Judgement::Fine || timeout.value < 0)
        return unusable(given, u"a span of time, such as 90s or 5m"_s);
    asked.timeout = std::chrono::microseconds(timeout.value);

    const QString after = arguments.value(u"after"_s);
    if (after.isEmpty() || after == u"now")
        return {};
    const qint64 number = after.toLongLong(&isNumber);
    if (!isNumber || number < 0)
        return unusable(after, u"an event's number, or now"_s);
    asked.after = event::EventId{number};
    return {};
}

base::Result<Asked> readAsked(const Context &context)
{
    const settings::Arguments &arguments = context.arguments;
    Asked asked;
    asked.waited.filters = arguments.values(u"filter"_s);
    asked.waited.none = arguments.values(u"none"_s);
    if (asked.waited.filters.isEmpty())
        return unusable(u"wait"_s, u"wait --filter EXPR"_s);
    auto filters = readFilters(asked.waited.filters, context.settings);
    if (!filters)
        return filters.error();
    auto none = readFilters(asked.waited.none, context.settings);
    if (!none)
        return none.error();
    const auto count = readCount(arguments, u"count"_s, 1);
    if (!count)
        return count.error();
    if (*count == 0)
        return unusable(arguments.value(u"count"_s), u"1 or more"_s);
    auto options = readEventOptions(arguments);
    if (!options)
        return options.error();
    if (const auto done = readTimes(arguments, asked); !done)
        return done.error();

    asked.waited.options = std::move(*options);
    asked.expectation = {std::move(*filters), std::move(*none), *count,
                         arguments.has(u"same-message"_s)};
    return asked;
}

/// Looks at what comes until there is a verdict, or no time left.
class Waiter : public QObject
{
public:
    Waiter(CaptureTail &tail, Asked asked, base::Ticks began, Output &output)
        : m_tail(tail)
        , m_asked(std::move(asked))
        , m_after(tail.told())
        , m_isRevisable(m_asked.expectation.isRevisable())
        , m_deadline(began + m_asked.timeout)
        , m_output(output)
        , m_gate(m_asked.waited.options.takesAll)
        , m_whole(m_asked.waited.whole)
        , m_judge(m_asked.expectation)
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        connect(&m_timer, &QTimer::timeout, this, &Waiter::look);
        m_timer.start(kLookInterval);
        QTimer::singleShot(0, this, &Waiter::look);
    }

private:
    void look()
    {
        // Taken before looking: what came until then shall count.
        const bool isLast = m_clock.ticks() >= m_deadline;
        for (bool isWhole = false; !isWhole && m_judge.verdict() == WaitJudge::Verdict::Open;) {
            const bool hasTold = m_tail.told() != m_after;
            const auto news = m_tail.look();
            if (!news)
                return end(m_output.fail(news.error()));
            isWhole = news->isWhole;
            if (news->isAnother) {
                m_after = {};
                if (m_whole)
                    m_whole->reset();
                forget();
            } else if (m_isRevisable && (news->isChanged || isDue()) && hasTold) {
                forget();
                m_judged = m_clock.ticks();
                m_tail.startAfter(m_after);
                isWhole = false;
                continue;
            }
            if (const auto done = take(*news); !done)
                return end(m_output.fail(done.error()));
        }
        m_asked.waited.reader = m_tail.reader();
        if (m_judge.verdict() != WaitJudge::Verdict::Open || isLast)
            end(report());
    }

    /// What has become of a message changes with time too: it becomes overdue.
    bool isDue() const { return m_whole && m_clock.ticks() - m_judged >= kDueInterval; }

    void forget()
    {
        m_gate = RowGate(m_asked.waited.options.takesAll);
        m_judge.reset();
    }

    base::Result<void> take(const CaptureTail::News &news)
    {
        m_gate.take(news.requests);
        const base::UtcTime now = news.until(m_clock.utc());
        const std::vector<event::StoredRequest> overdue = m_gate.takeOverdue(now);
        if (news.requests.empty() && overdue.empty())
            return {};
        const auto context = contextOf(*m_tail.reader(), m_whole.get());
        if (!context)
            return context.error();
        m_judge.take(overdue, {}, {}, *context, now);
        m_judge.take(news.requests, news.first, m_gate.leftOut(), *context);
        return {};
    }

    ExitCode report()
    {
        const WaitCase &waited = m_asked.waited;
        switch (m_judge.verdict()) {
        case WaitJudge::Verdict::Open:
            return tellTimeOut(m_judge, waited, m_asked.expectation.count, m_asked.time, m_output);
        case WaitJudge::Verdict::Unwanted:
            return tellUnwanted(m_judge, waited, m_output);
        case WaitJudge::Verdict::Met:
            break;
        }
        const auto done = writeEvents(*waited.reader, m_judge.tally().events(), waited.options,
                                      m_whole.get(), m_output);
        return done ? ExitCode::Done : m_output.fail(done.error());
    }

    void end(ExitCode code)
    {
        m_timer.stop();
        QCoreApplication::exit(int(code));
    }

    CaptureTail &m_tail;
    Asked m_asked;
    event::EventId m_after;
    const bool m_isRevisable;
    const base::SystemClock m_clock;
    const base::Ticks m_deadline;
    Output &m_output;
    RowGate m_gate;
    const std::shared_ptr<WholeCapture> m_whole; ///< Null where nothing asks for messages.
    WaitJudge m_judge;
    base::Ticks m_judged{}; ///< When everything was last judged anew.
    QTimer m_timer;
};

/// Where the capture stands now. Nothing where it is not there yet. Error: of reading.
base::Result<void> startNow(CaptureTail &tail)
{
    const auto isThere = tail.open();
    if (!isThere)
        return isThere.error();
    if (!*isThere)
        return {};
    const auto newest = tail.reader()->newest();
    if (!newest)
        return newest.error();
    tail.startAfter(*newest);
    return {};
}

ExitCode run(Context &context)
{
    const base::Ticks began = base::SystemClock().ticks();
    const QString capture = engine::chosenCapture(context.settings, context.paths,
                                                  context.arguments.positionals().value(0));
    CaptureTail tail(capture);
    if (context.arguments.value(u"after"_s) == u"now") {
        if (const auto done = startNow(tail); !done)
            return context.output.fail(done.error());
    }

    auto asked = readAsked(context);
    if (!asked)
        return context.output.fail(asked.error());
    asked->waited.capture = capture;
    const auto asks = [](const std::vector<filter::Filter> &filters) {
        return std::any_of(filters.begin(), filters.end(),
                           [](const filter::Filter &filter) { return asksForMessages(filter); });
    };
    asked->waited.whole =
        wholeCapture(asks(asked->expectation.filters) || asks(asked->expectation.none)
                         || asksForMessages(asked->waited.options.columns),
                     context.settings);
    if (asked->after)
        tail.startAfter(*asked->after);

    const engine::UnixSignals signalsOfTheSystem;
    QObject::connect(&signalsOfTheSystem, &engine::UnixSignals::received, qApp,
                     [](int number) { QCoreApplication::exit(int(exitCodeForSignal(number))); });
    const Waiter waiter(tail, std::move(*asked), began, context.output);
    return ExitCode(QCoreApplication::exec());
}

} // namespace

const Command kWait{
    "wait",  "[CAPTURE]", 0, 1, "Waits until events have come that match, and writes them.",
    options, run};

} // namespace sendscope::cli
