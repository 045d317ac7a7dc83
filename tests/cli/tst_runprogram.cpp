#include "tests/cli/programs.h"
#include "tests/testregistry.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTcpServer>
#include <QTest>
#include <QUrl>

#include <unistd.h>

#include <csignal>

using namespace sendscope;
using namespace sendscope::tests;
using namespace Qt::StringLiterals;

/// `sendscope-cli listen … -- COMMAND`.
class RunProgramTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void tellsTheProgramWhereToPost();
    void endsWithItsStatus_data();
    void endsWithItsStatus();
    void leavesItsStandardStreamsAlone();
    void storesWhatWasSentUntilItsEnd();
    void handsSignalsOn_data();
    void handsSignalsOn();
    void saysThatItCannotBeStarted();
    void doesNotStartItWithoutListening();
    void mindsNoOptionOfTheProgram();
    void wantsAProgramAfterTheDashes();

private:
    QStringList listen(const QStringList &program, const QStringList &more = {}) const
    {
        return QStringList{u"listen"_s, u"--capture"_s, m_capture, u"--listen"_s, u"127.0.0.1:0"_s}
        + more + QStringList(u"--"_s) + program;
    }
    QStringList shell(const QString &script) const { return {u"sh"_s, u"-c"_s, script}; }

    std::unique_ptr<ProgramHome> m_home;
    QString m_capture;
};

void RunProgramTest::init()
{
    m_home = std::make_unique<ProgramHome>();
    m_capture = m_home->path(u"a.sendscope"_s);
}

void RunProgramTest::tellsTheProgramWhereToPost()
{
    const Ended ended = m_home->run(
        listen(shell(u"echo $SENDSCOPE_URL; echo $SENDSCOPE_CAPTURE"_s), {u"--path"_s, u"/cb"_s}));

    QCOMPARE(ended.code, 0);
    const QByteArrayList lines = ended.out.trimmed().split('\n');
    QCOMPARE(lines.size(), 2);
    QVERIFY(lines[0].startsWith("http://127.0.0.1:") && lines[0].endsWith("/cb"));
    QCOMPARE(lines[1], m_capture.toUtf8());
}

void RunProgramTest::endsWithItsStatus_data()
{
    QTest::addColumn<QString>("script");
    QTest::addColumn<int>("code");

    QTest::newRow("well") << u"exit 0"_s << 0;
    QTest::newRow("badly") << u"exit 7"_s << 7;
    QTest::newRow("highest") << u"exit 255"_s << 255;
    QTest::newRow("killed") << u"kill -9 $$"_s << 137;
    QTest::newRow("terminated") << u"kill -15 $$"_s << 143;
}

void RunProgramTest::endsWithItsStatus()
{
    QFETCH(const QString, script);
    QFETCH(const int, code);

    QCOMPARE(m_home->run(listen(shell(script))).code, code);
    QVERIFY(!QFile::exists(m_capture + u"-wal"_s));
}

void RunProgramTest::leavesItsStandardStreamsAlone()
{
    QProcess process;
    m_home->start(process, listen(shell(u"cat; echo told >&2"_s)));
    process.write("asked\n");
    process.closeWriteChannel();

    const Ended ended = ProgramHome::end(process);

    QCOMPARE(ended.code, 0);
    QCOMPARE(ended.out, "asked\n"_ba);
    QVERIFY2(ended.err.startsWith("Listening on ") && ended.err.contains("\ntold\n"), ended.err);
}

void RunProgramTest::storesWhatWasSentUntilItsEnd()
{
    // It does not wait for an answer: what it has sent is still with the system when it ends. The
    // test posts in its place, and then lets it end.
    constexpr int kRequests = 100;
    QProcess process;
    m_home->start(process, listen(shell(u"echo $SENDSCOPE_URL; read line"_s), {u"--json"_s}));
    const QUrl url(QString::fromUtf8(ProgramHome::readLine(process).trimmed()));

    std::vector<std::unique_ptr<QTcpSocket>> senders;
    for (int i = 0; i < kRequests; ++i) {
        senders.push_back(std::make_unique<QTcpSocket>());
        senders.back()->connectToHost(url.host(), quint16(url.port()));
        QVERIFY(senders.back()->waitForConnected());
        senders.back()->write("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}");
        senders.back()->flush();
    }
    process.write("\n");
    const Ended ended = ProgramHome::end(process);

    QCOMPARE(ended.code, 0);
    QCOMPARE(m_home->run({u"events"_s, m_capture, u"--json"_s}).out.count('\n'), kRequests);
    QCOMPARE(ended.err.count('\n'), 1 + kRequests); // Each of them was told of, too.
    QVERIFY(QJsonDocument::fromJson(ended.err.first(ended.err.indexOf('\n')))
                .object()
                .contains(u"listening"_s));
}

void RunProgramTest::handsSignalsOn_data()
{
    QTest::addColumn<int>("signal");
    QTest::addColumn<QByteArray>("name");

    QTest::newRow("INT") << SIGINT << "INT"_ba;
    QTest::newRow("TERM") << SIGTERM << "TERM"_ba;
    QTest::newRow("HUP") << SIGHUP << "HUP"_ba;
    QTest::newRow("USR1") << SIGUSR1 << "USR1"_ba;
}

void RunProgramTest::handsSignalsOn()
{
    QFETCH(const int, signal);
    QFETCH(const QByteArray, name);
    QProcess process;
    m_home->start(process,
                  listen(shell(u"trap 'echo got %1; n=1$n' %1; echo ready; "
                               "while [ \"$n\" != 11 ]; do sleep 0.05; done; exit 9"_s.arg(
                                   QString::fromLatin1(name)))));
    QCOMPARE(ProgramHome::readLine(process), "ready\n"_ba);

    // The second one as well: it is the program's to judge.
    for (int i = 0; i < 2; ++i) {
        QCOMPARE(::kill(pid_t(process.processId()), signal), 0);
        QCOMPARE(ProgramHome::readLine(process), "got " + name + '\n');
    }

    QCOMPARE(ProgramHome::end(process).code, 9);
    QVERIFY(!QFile::exists(m_capture + u"-wal"_s));
}

void RunProgramTest::saysThatItCannotBeStarted()
{
    const Ended ended = m_home->run(listen({u"/no/such/program"_s}, {u"--json"_s}));

    QCOMPARE(ended.code, 3);
    QCOMPARE(ended.out, QByteArray());
    QVERIFY(ended.err.contains("\"not-started\"") && ended.err.contains("/no/such/program"));
}

void RunProgramTest::doesNotStartItWithoutListening()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));

    const Ended ended =
        m_home->run({u"listen"_s, u"--capture"_s, m_capture, u"--listen"_s,
                     u"127.0.0.1:%1"_s.arg(other.serverPort()), u"--"_s, u"echo"_s, u"ran"_s});

    QCOMPARE(ended.code, 3);
    QCOMPARE(ended.out, QByteArray());
}

void RunProgramTest::mindsNoOptionOfTheProgram()
{
    const Ended ended = m_home->run(listen({u"echo"_s, u"--json"_s, u"--help"_s, u"--"_s, u"x"_s}));

    QCOMPARE(ended.code, 0);
    QCOMPARE(ended.out, "--json --help -- x\n"_ba);
    QVERIFY(ended.err.startsWith("Listening on "));
}

void RunProgramTest::wantsAProgramAfterTheDashes()
{
    QCOMPARE(m_home->run(listen({})).code, 2);
}

SENDSCOPE_TEST(RunProgramTest, runprogram)
#include "tst_runprogram.moc"
