#include "app/cli/follow.h"

#include "app/cli/rowgate.h"
#include "app/engine/unixsignals.h"

#include <QCoreApplication>
#include <QTimer>

namespace sendscope::cli {
namespace {

class Follower : public QObject
{
public:
    Follower(CaptureTail &tail, const Followed &followed, EventWriter &writer, Output &output)
        : m_tail(tail)
        , m_filter(followed.filter)
        , m_left(followed.most)
        , m_takesAll(followed.takesAll)
        , m_whole(followed.whole)
        , m_writer(writer)
        , m_output(output)
        , m_gate(followed.takesAll)
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        connect(&m_timer, &QTimer::timeout, this, &Follower::look);
        m_timer.start(kLookInterval);
        QTimer::singleShot(0, this, &Follower::look);
        recallFirstLegs();
    }

private:
    /// First legs of sign-ins whose time is not up yet were left out of what was written before.
    void recallFirstLegs()
    {
        constexpr qint64 kEnough = 1'000;
        if (!m_tail.reader())
            return;
        const event::EventId told = m_tail.told();
        const auto requests = m_tail.reader()->requests({told.value - kEnough}, told);
        if (!requests)
            return; // The next look says what is wrong.
        m_gate.take(*requests);
        m_gate.takeOverdue(m_clock.utc());
    }

    void look()
    {
        for (bool isWhole = false; !isWhole && m_left > 0 && !m_output.isReaderGone();) {
            const auto news = m_tail.look();
            if (!news) {
                QCoreApplication::exit(int(m_output.fail(news.error())));
                return;
            }
            isWhole = news->isWhole;
            if (news->isAnother) {
                m_gate = RowGate(m_takesAll);
                if (m_whole)
                    m_whole->reset();
            }
            write(*news);
        }
        m_writer.align();
        m_output.flush();
        if (m_left <= 0 || m_output.isGone())
            QCoreApplication::exit(int(ExitCode::Done));
    }

    void write(const CaptureTail::News &news)
    {
        m_gate.take(news.requests);
        const base::UtcTime now = news.until(m_clock.utc());
        const std::vector<event::StoredRequest> overdue = m_gate.takeOverdue(now);
        if (news.requests.empty() && overdue.empty())
            return;

        auto context = contextOf(*m_tail.reader(), m_whole.get());
        if (!context)
            context = FilterContext{{}, {}, m_clock.utc(), {}};
        const EventFinder finder(m_filter, std::move(*context));
        MatchingEvents events(finder, m_writer);
        m_left -= events.write(overdue, {{}, RowRange().last, m_left, {}, now});
        m_left -= events.write(news.requests,
                               {news.first, RowRange().last, m_left, m_gate.leftOut(), {}});
    }

    CaptureTail &m_tail;
    const filter::Filter m_filter;
    qint64 m_left;
    const bool m_takesAll;
    const std::shared_ptr<WholeCapture> m_whole;
    EventWriter &m_writer;
    Output &m_output;
    RowGate m_gate;
    const base::SystemClock m_clock;
    QTimer m_timer;
};

} // namespace

ExitCode follow(CaptureTail &tail, const Followed &followed, EventWriter &writer, Output &output)
{
    const engine::UnixSignals signalsOfTheSystem;
    QObject::connect(&signalsOfTheSystem, &engine::UnixSignals::received, qApp,
                     [](int number) { QCoreApplication::exit(int(exitCodeForSignal(number))); });
    const Follower follower(tail, followed, writer, output);
    return ExitCode(QCoreApplication::exec());
}

} // namespace sendscope::cli
