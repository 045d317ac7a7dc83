#pragma once

#include "app/base/error.h"
#include "app/cli/exitcode.h"

#include <QByteArray>
#include <QString>

#include <unistd.h>

namespace sendscope::cli {

/// Where a command writes: data to stdout, all else to stderr. A reader that has gone (as of `|
/// head`) ends the writing quietly; a full disk does not, see end().
///
/// What is written gathers until flush(), end() or many bytes, so whoever goes on running flushes.
///
/// Thread: one at a time.
class Output
{
public:
    /// \p descriptor: where data goes instead of stdout.
    explicit Output(bool isJson, int descriptor = STDOUT_FILENO);

    bool isJson() const { return m_isJson; }

    /// Nothing can be written to stdout any more.
    bool isGone() const { return m_isGone; }

    /// Whether whoever read stdout has gone; found out without writing, so that one who waits for
    /// something to write need not stay until it comes.
    bool isReaderGone();

    /// Bytes as they are; on a terminal as text, line by line, without its control characters.
    void writeRaw(const QByteArray &bytes);

    /// JSON as it is; on a terminal with its control characters as \u escapes.
    void writeJson(const QByteArray &json);

    /// One line of data. Control characters of strangers are escaped, so that they never reach a
    /// terminal.
    void writeLine(const QString &line);

    /// Hands on what was written so far.
    void flush();

    /// Flushes. The code to end with: \p code, or that of the failure to write, which is told.
    ExitCode end(ExitCode code);

    /// One line for the person, on stderr.
    void tell(const QString &line);

    /// What went wrong and what to do: two lines, or one object with --json. Returns the code to
    /// end with.
    ExitCode fail(const base::Error &error);

    /// The same for a command line that cannot be understood: \p sentence, and where to read on.
    ExitCode failUsage(const QString &sentence, const QString &hint);

    /// The same for what base::Error has no code for: \p name is what scripts read.
    ExitCode failAs(ExitCode code, const QString &name, const QString &sentence,
                    const QString &hint);

private:
    void write(const QByteArray &bytes);
    void tellFailure(const QString &code, const QString &sentence, const QString &hint);

    const bool m_isJson;
    const int m_descriptor;
    const bool m_isTerminal;
    bool m_isGone = false;
    int m_writeError = 0; ///< Of the system; 0: none.
    QByteArray m_gathered;
};

/// The text with control, C1 and bidirectional control characters and lone surrogates as \x1b,
/// \u202e; tabs and line ends too.
QString withoutControls(const QString &text);

/// JSON that means the same, with those characters in its strings as \u escapes.
QByteArray jsonWithoutControls(const QByteArray &json);

/// The text as a JSON string with its quotes.
QByteArray jsonString(const QString &text);

/// UTF-8 as it was decoded (lone surrogates as their three bytes) as a JSON string with its quotes.
QByteArray jsonString(QByteArrayView wtf8);

} // namespace sendscope::cli
