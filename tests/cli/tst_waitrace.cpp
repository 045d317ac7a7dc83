#include "tests/cli/programs.h"
#include "tests/testregistry.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QRandomGenerator>
#include <QTest>
#include <QTimer>

#include <algorithm>

using namespace sendscope;
using namespace sendscope::tests;
using namespace Qt::StringLiterals;

namespace {

/// SENDSCOPE_WAIT_ROUNDS sets another number.
constexpr int kRounds = 60;

constexpr int kRacePatienceMs = 60'000;

enum Order {
    EventFirst,   ///< It is there before `wait` is started.
    AtOnce,       ///< It comes while `wait` is starting.
    WaitFirst,    ///< It comes when `wait` has most likely begun to look.
    RecorderAnew, ///< The same, and the recorder is killed in between.
    CaptureLater, ///< There is no capture when `wait` is started.
    kOrders,
};

constexpr const char *kNames[] = {"event first", "at once", "wait first", "recorder killed",
                                  "capture later"};

} // namespace

/// An event is found whenever it comes: before, while, or after `wait` starts.
///
/// The time between the two differs in every round, by a seed: that is what is tested, and nothing
/// depends on how long it really is.
class WaitRaceTest : public QObject
{
    Q_OBJECT

private slots:
    void findsTheEventWheneverItComes();

private:
    void runRound(int round, Order order);
    void startListener(const QString &capture);

    /// Some time between nothing and so long, by another thread's clock than the program's.
    int some(int milliseconds) { return m_random.bounded(milliseconds + 1); }

    ProgramHome m_home;
    std::unique_ptr<ListeningProgram> m_listener;
    QRandomGenerator m_random{29};
    std::vector<qint64> m_reactions; ///< Milliseconds from the answer to the end of `wait`.
};

void WaitRaceTest::startListener(const QString &capture)
{
    m_listener.reset();
    m_listener = std::make_unique<ListeningProgram>(m_home, capture);
    QVERIFY(m_listener->port() != 0);
}

void WaitRaceTest::runRound(int round, Order order)
{
    const QByteArray tag = "round-" + QByteArray::number(round);
    const QString capture = order == CaptureLater ? m_home.path(u"new/%1.sendscope"_s.arg(round))
                                                  : m_home.path(u"one.sendscope"_s);
    const auto post = [&] {
        QVERIFY(m_listener->post(eventBody("message-delivered", "m", tag)) > 0);
    };
    if (!m_listener)
        startListener(capture);

    QProcess waiting;
    QElapsedTimer sincePost;
    const auto start = [&] {
        m_home.start(waiting,
                     {u"wait"_s, capture, u"--filter"_s,
                      u"message.tag == \"%1\""_s.arg(QString::fromUtf8(tag)), u"--timeout"_s,
                      u"50s"_s, u"--columns"_s, u"message.tag"_s});
    };
    const auto pause = [this](int milliseconds) {
        bool isOver = false;
        QTimer::singleShot(some(milliseconds), Qt::PreciseTimer, this, [&] { isOver = true; });
        QTRY_VERIFY(isOver);
    };

    if (order == EventFirst) {
        post();
        start();
    } else {
        start();
        pause(order == AtOnce ? 40 : 150);
        if (order == RecorderAnew || order == CaptureLater)
            startListener(capture);
        pause(order == AtOnce ? 0 : 100);
        post();
        sincePost.start();
    }

    QVERIFY2(waiting.waitForFinished(kRacePatienceMs), kNames[order]);
    if (sincePost.isValid() && order != AtOnce)
        m_reactions.push_back(sincePost.elapsed());
    QVERIFY2(waiting.exitStatus() == QProcess::NormalExit && waiting.exitCode() == 0,
             waiting.readAllStandardError());
    QCOMPARE(waiting.readAllStandardOutput(), tag + '\n');
    if (order == CaptureLater)
        m_listener.reset();
}

void WaitRaceTest::findsTheEventWheneverItComes()
{
    const int asked = qEnvironmentVariableIntValue("SENDSCOPE_WAIT_ROUNDS");
    const int rounds = asked > 0 ? asked : kRounds;

    for (int round = 0; round < rounds; ++round) {
        runRound(round, Order(round % kOrders));
        if (QTest::currentTestFailed()) {
            qWarning("round %d, %s", round, kNames[round % kOrders]);
            return;
        }
    }

    std::sort(m_reactions.begin(), m_reactions.end());
    qInfo(
        "%d rounds; from the answer to the end of wait: median %lld ms, 99 of 100 within %lld ms, "
        "longest %lld ms",
        rounds, m_reactions[m_reactions.size() / 2], m_reactions[m_reactions.size() * 99 / 100],
        m_reactions.back());
}

SENDSCOPE_TEST(WaitRaceTest, waitrace)
#include "tst_waitrace.moc"
