#pragma once

#include "app/base/error.h"
#include "app/cli/exitcode.h"

#include <QByteArray>
#include <QString>

namespace sendscope::cli {

/// Where a command writes: data to stdout, all else to stderr. A reader that has gone (as of `|
/// head`) ends the writing quietly.
///
/// Thread: one at a time.
class Output
{
public:
    explicit Output(bool isJson);
    ~Output();

    Output(const Output &) = delete;
    Output &operator=(const Output &) = delete;

    bool isJson() const { return m_isJson; }
    bool isTerminal() const { return m_isTerminal; } ///< stdout is one.

    /// Nobody reads stdout any more.
    bool isGone() const { return m_isGone; }

    /// Bytes as they are: for --raw, and for JSON, which escapes by itself.
    void writeRaw(QByteArrayView bytes);

    /// Sends what was written on its way. Called by itself when much has gathered, before anything
    /// is told, and at the end; call it where a reader waits.
    void flush();

    /// One line of data. Control characters of strangers are escaped, so that they never reach a
    /// terminal.
    void writeLine(const QString &line);

    /// One line for the person, on stderr.
    void tell(const QString &line);

    /// What went wrong and what to do: two lines, or one object with --json. Returns the code to
    /// end with.
    ExitCode fail(const base::Error &error);

private:
    QByteArray m_buffer; ///< Written, but not yet on its way.
    bool m_isJson;
    bool m_isTerminal;
    bool m_isGone = false;
};

/// The text with control, C1 and bidirectional control characters as \x1b, \u202e; tabs and line
/// ends too.
QString withoutControls(const QString &text);

/// The text as a JSON string with its quotes.
QByteArray jsonString(const QString &text);

/// UTF-8 as it was decoded (lone surrogates as their three bytes) as a JSON string with its quotes.
QByteArray jsonString(QByteArrayView wtf8);

} // namespace sendscope::cli
