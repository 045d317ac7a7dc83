#pragma once

#include <QProcess>
#include <QProcessEnvironment>
#include <QTemporaryDir>

#include <memory>

namespace sendscope::tests {

/// What a finished program left behind.
struct Ended
{
    int code = -1; ///< -1: it was ended by a signal, or never ended.
    QByteArray out;
    QByteArray err;
};

/// A home of its own for sendscope-cli, and the program as people run it there.
class ProgramHome
{
public:
    QString path() const { return m_folder.path(); }
    QString path(const QString &name) const { return m_folder.filePath(name); }

    void set(const QString &variable, const QString &value);
    void prepare(QProcess &process) const; ///< All but the words.
    void start(QProcess &process, const QStringList &words) const;
    Ended run(const QStringList &words) const;

    static Ended end(QProcess &process);

    /// Until the program has written a line; empty: it ended without one.
    static QByteArray readLine(QProcess &process,
                               QProcess::ProcessChannel channel = QProcess::StandardOutput);

private:
    const QTemporaryDir m_folder;
    QProcessEnvironment m_more;
};

/// `sendscope-cli listen` into a capture, on a free port.
class ListeningProgram
{
public:
    ListeningProgram(const ProgramHome &home, const QString &capture);
    ~ListeningProgram();

    quint16 port() const { return m_port; }

    /// The number of the first event that was stored; 0 where none was.
    qint64 post(const QByteArray &body) const { return postTo(m_port, body); }
    static qint64 postTo(quint16 port, const QByteArray &body);

    int stop(); ///< In good order; the status.
    void kill();

private:
    QProcess m_process;
    quint16 m_port = 0;
};

/// The body that Bandwidth would post for one event.
QByteArray eventBody(const QByteArray &type, const QByteArray &message,
                     const QByteArray &tag = "tag");

} // namespace sendscope::tests
