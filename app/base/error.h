#pragma once

#include <QMetaType>
#include <QString>
#include <QStringList>

namespace sendscope::base {

/// Why something could not be done: a code, what the sentence about it needs, and where in the
/// input.
///
/// A plain value. sentence() makes the words; whoever handles the error logs it once.
struct Error
{
    enum class Code {
        Unknown,         ///< args: what happened, in the words of the system or a library
        Cancelled,       ///< the user, or the end of the program
        InvalidInput,    ///< args: what was read, what would be right; offset: the first unusable
                         ///< character
        FileUnreadable,  ///< args: path, the system's reason
        FileUnwritable,  ///< args: path, the system's reason
        NotACapture,     ///< args: path
        NewerCapture,    ///< args: path, its version
        CaptureCorrupt,  ///< args: path, what SQLite said
        CaptureInUse,    ///< args: path
        CaptureReadOnly, ///< args: path
        DiskFull,        ///< args: path
        StorageFailed,   ///< args: path, what SQLite said
        NotFound,        ///< args: what was looked for
        PortInUse,       ///< args: address:port, the next free port or empty
        AddressUnusable, ///< args: address:port, the system's reason
        LimitPassed,     ///< args: what, the limit with its unit
        AddressRefused,  ///< args: the address: it leads into the user's own network
        Unreachable,     ///< args: origin, the reason
        TimedOut,        ///< args: what was waited for, how long
        TlsFailed,       ///< args: origin, the reason
        Malformed,       ///< args: what is wrong; offset: where
        NoDisplay,       ///< no args
    };

    Code code = Code::Unknown;
    QStringList args;
    qint64 offset = -1; ///< Byte or character in the input; -1 where there is no place.

    friend bool operator==(const Error &, const Error &) = default;
};

/// The sentence for a person: what is so, and why. In the user's language where a translator is
/// installed, else in English. Plain text; foreign text in it is as it came.
QString sentence(const Error &error);

/// What the person can do about it; empty where there is nothing to say.
QString hint(const Error &error);

/// The code as scripts read it ("port-in-use"). Stable.
QString codeName(Error::Code code);

} // namespace sendscope::base

Q_DECLARE_METATYPE(sendscope::base::Error)
