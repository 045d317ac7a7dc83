#pragma once

#include "app/cli/exitcode.h"

#include <QProcess>
#include <QStringList>

namespace sendscope::cli {

/// Runs the program that stands after "--", with our stdin, stdout and stderr, and hands signals
/// on to it.
class ProgramRunner : public QObject
{
    Q_OBJECT

public:
    /// \p words: the program and its arguments.
    explicit ProgramRunner(QStringList words, QObject *parent = nullptr);

    /// Of no effect once started. \p url and \p capture: what it finds as SENDSCOPE_URL and
    /// SENDSCOPE_CAPTURE.
    void start(const QString &url, const QString &capture);

    /// \p isForAll: the terminal has sent it to the program too. Of no effect while it does not
    /// run.
    void handOn(int signalNumber, bool isForAll);

    bool isRunning() const { return m_process.state() != QProcess::NotRunning; }
    const QString &program() const { return m_program; }

signals:
    /// With its own status, or 128 and the signal that ended it.
    void ended(sendscope::cli::ExitCode code);
    void failedToStart(const QString &reason);

private:
    void onFinished(int code, QProcess::ExitStatus status);
    void onError(QProcess::ProcessError error);

    const QString m_program;
    const QStringList m_arguments;
    QProcess m_process;
    bool m_isStarted = false;
};

} // namespace sendscope::cli
