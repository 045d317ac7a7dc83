#include "tests/cli/programs.h"

#include <QHostAddress>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcessEnvironment>
#include <QTcpSocket>
#include <QUrl>

#include <csignal>

using namespace Qt::StringLiterals;

namespace sendscope::tests {
namespace {

constexpr int kPatienceMs = 60'000;

} // namespace

void ProgramHome::set(const QString &variable, const QString &value)
{
    m_more.insert(variable, value);
}

void ProgramHome::prepare(QProcess &process) const
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const QString &name : environment.keys()) {
        if (name.startsWith(u"SENDSCOPE_"))
            environment.remove(name);
    }
    environment.insert(u"SENDSCOPE_HOME"_s, m_folder.path());
    environment.insert(m_more);
    process.setProcessEnvironment(environment);
    process.setProgram(QStringLiteral(SENDSCOPE_CLI));
}

void ProgramHome::start(QProcess &process, const QStringList &words) const
{
    prepare(process);
    process.setArguments(words);
    process.start();
}

Ended ProgramHome::run(const QStringList &words) const
{
    QProcess process;
    start(process, words);
    return end(process);
}

Ended ProgramHome::end(QProcess &process)
{
    if (!process.waitForFinished(kPatienceMs) && process.state() != QProcess::NotRunning) {
        process.kill();
        process.waitForFinished();
        return {};
    }
    const Ended ended{-1, process.readAllStandardOutput(), process.readAllStandardError()};
    if (process.exitStatus() == QProcess::NormalExit)
        return {process.exitCode(), ended.out, ended.err};
    qWarning("The program was ended by signal %d; it said: %s", process.exitCode(),
             ended.err.constData());
    return ended;
}

QByteArray ProgramHome::readLine(QProcess &process, QProcess::ProcessChannel channel)
{
    process.setReadChannel(channel);
    while (!process.canReadLine() && process.waitForReadyRead(kPatienceMs)) { }
    return process.readLine();
}

ListeningProgram::ListeningProgram(const ProgramHome &home, const QString &capture)
{
    home.start(
        m_process,
        {u"listen"_s, u"--listen"_s, u"127.0.0.1:0"_s, u"--json"_s, u"--capture"_s, capture});
    const QJsonObject line = QJsonDocument::fromJson(ProgramHome::readLine(m_process)).object();
    m_port = quint16(QUrl(line[u"listening"].toString()).port(0));
}

ListeningProgram::~ListeningProgram()
{
    kill();
}

qint64 ListeningProgram::postTo(quint16 port, const QByteArray &body)
{
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, port);
    socket.write("POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: "
                 + QByteArray::number(body.size()) + "\r\n\r\n" + body);
    while (socket.state() != QAbstractSocket::UnconnectedState) {
        if (!socket.waitForDisconnected(kPatienceMs))
            break;
    }
    const QByteArray answer = socket.readAll();
    const qsizetype stored = answer.indexOf("\r\n\r\nstored ");
    return stored < 0 ? 0 : answer.sliced(stored + 11).trimmed().split('-').first().toLongLong();
}

int ListeningProgram::stop()
{
    ::kill(pid_t(m_process.processId()), SIGINT);
    return ProgramHome::end(m_process).code;
}

void ListeningProgram::kill()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.kill();
    m_process.waitForFinished();
}

QByteArray eventBody(const QByteArray &type, const QByteArray &message, const QByteArray &tag)
{
    return "[{\"type\":\"" + type
        + "\",\"time\":\"2020-06-25T18:42:36.979Z\",\"message\":{\"id\":\"" + message
        + "\",\"tag\":\"" + tag + "\"}}]";
}

} // namespace sendscope::tests
