#include "app/cli/programrunner.h"

#include <csignal>

using namespace Qt::StringLiterals;

namespace sendscope::cli {

ProgramRunner::ProgramRunner(QStringList words, QObject *parent)
    : QObject(parent)
    , m_program(words.value(0))
    , m_arguments(words.mid(1))
    , m_process(this)
{
    m_process.setProcessChannelMode(QProcess::ForwardedChannels);
    m_process.setInputChannelMode(QProcess::ForwardedInputChannel);
    connect(&m_process, &QProcess::finished, this, &ProgramRunner::onFinished);
    connect(&m_process, &QProcess::errorOccurred, this, &ProgramRunner::onError);
}

void ProgramRunner::start(const QString &url, const QString &capture)
{
    if (std::exchange(m_isStarted, true))
        return;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"SENDSCOPE_URL"_s, url);
    environment.insert(u"SENDSCOPE_CAPTURE"_s, capture);
    m_process.setProcessEnvironment(environment);
    m_process.start(m_program, m_arguments);
}

void ProgramRunner::handOn(int signalNumber, bool isForAll)
{
    if (isRunning() && !isForAll)
        ::kill(pid_t(m_process.processId()), signalNumber);
}

void ProgramRunner::onFinished(int code, QProcess::ExitStatus status)
{
    // Qt has the signal's number where a program was ended by one.
    emit ended(status == QProcess::NormalExit ? ExitCode(code) : exitCodeForSignal(code));
}

void ProgramRunner::onError(QProcess::ProcessError error)
{
    if (error == QProcess::FailedToStart)
        emit failedToStart(m_process.errorString());
}

} // namespace sendscope::cli

#include "moc_programrunner.cpp"
