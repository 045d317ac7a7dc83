#include "app/base/error.h"

#include <QCoreApplication>

#include <array>

using namespace Qt::StringLiterals;

namespace sendscope::base {
namespace {

struct ErrorWords
{
    Error::Code code;
    const char *name;
    const char *sentence; ///< %1 and %2 are the first two arguments.
    const char *hint;
};

constexpr const char *kContext = "Error";

constexpr auto kWords = std::to_array<ErrorWords>({
    {Error::Code::Unknown, "unknown", QT_TRANSLATE_NOOP("Error", "%1"), ""},
    {Error::Code::Cancelled, "cancelled", QT_TRANSLATE_NOOP("Error", "Cancelled."), ""},
    {Error::Code::InvalidInput, "invalid-input",
     QT_TRANSLATE_NOOP("Error", "“%1” cannot be used here."),
     QT_TRANSLATE_NOOP("Error", "Right would be: %2")},
    {Error::Code::FileUnreadable, "file-unreadable",
     QT_TRANSLATE_NOOP("Error", "%1 cannot be read: %2."), ""},
    {Error::Code::FileUnwritable, "file-unwritable",
     QT_TRANSLATE_NOOP("Error", "%1 cannot be written: %2."),
     QT_TRANSLATE_NOOP("Error", "Choose a folder that you may write to.")},
    {Error::Code::NotACapture, "not-a-capture",
     QT_TRANSLATE_NOOP("Error", "%1 is not a Sendscope capture."),
     QT_TRANSLATE_NOOP("Error", "Nothing in it was changed. Choose another file.")},
    {Error::Code::NewerCapture, "newer-capture",
     QT_TRANSLATE_NOOP("Error", "%1 was written by a newer Sendscope (format %2)."),
     QT_TRANSLATE_NOOP("Error", "Nothing in it was changed. Open it with that version.")},
    {Error::Code::CaptureCorrupt, "capture-corrupt",
     QT_TRANSLATE_NOOP("Error", "%1 is damaged: %2."),
     QT_TRANSLATE_NOOP("Error",
                       "Nothing in it was changed. Move it aside, and a new one is begun.")},
    {Error::Code::CaptureInUse, "capture-in-use",
     QT_TRANSLATE_NOOP("Error", "Another program is recording into %1."),
     QT_TRANSLATE_NOOP("Error", "End that program, or record into another capture.")},
    {Error::Code::CaptureReadOnly, "capture-read-only",
     QT_TRANSLATE_NOOP("Error", "%1 can only be read."),
     QT_TRANSLATE_NOOP("Error", "Change its permissions, or record into another capture.")},
    {Error::Code::DiskFull, "disk-full",
     QT_TRANSLATE_NOOP("Error", "The disk that holds %1 is full."),
     QT_TRANSLATE_NOOP(
         "Error",
         "Free some space. What cannot be stored is answered with 503, so that Bandwidth sends "
         "it again.")},
    {Error::Code::StorageFailed, "storage-failed",
     QT_TRANSLATE_NOOP("Error", "%1 cannot be written: %2."),
     QT_TRANSLATE_NOOP(
         "Error", "What cannot be stored is answered with 503, so that Bandwidth sends it again.")},
    {Error::Code::NotFound, "not-found", QT_TRANSLATE_NOOP("Error", "%1 was not found."), ""},
    {Error::Code::PortInUse, "port-in-use",
     QT_TRANSLATE_NOOP("Error", "%1 is used by another program."),
     QT_TRANSLATE_NOOP("Error", "Port %2 is free.")},
    {Error::Code::AddressUnusable, "address-unusable",
     QT_TRANSLATE_NOOP("Error", "Cannot listen on %1: %2."),
     QT_TRANSLATE_NOOP("Error", "Choose an address of this machine, such as 127.0.0.1:8667.")},
    {Error::Code::LimitPassed, "limit-passed", QT_TRANSLATE_NOOP("Error", "%1 is over %2."), ""},
    {Error::Code::AddressRefused, "address-refused",
     QT_TRANSLATE_NOOP("Error", "Not fetched: this address leads into your own network."), ""},
    {Error::Code::Unreachable, "unreachable",
     QT_TRANSLATE_NOOP("Error", "%1 could not be reached: %2."), ""},
    {Error::Code::TimedOut, "timed-out", QT_TRANSLATE_NOOP("Error", "%1 took longer than %2."), ""},
    {Error::Code::TlsFailed, "tls-failed",
     QT_TRANSLATE_NOOP("Error", "No safe connection to %1: %2."), ""},
    {Error::Code::Malformed, "malformed", QT_TRANSLATE_NOOP("Error", "%1"), ""},
    {Error::Code::NoDisplay, "no-display",
     QT_TRANSLATE_NOOP("Error", "There is no display to open a window on."),
     QT_TRANSLATE_NOOP("Error", "Use sendscope-cli listen, or set DISPLAY or WAYLAND_DISPLAY.")},
});

const ErrorWords &wordsFor(Error::Code code)
{
    for (const ErrorWords &words : kWords) {
        if (words.code == code)
            return words;
    }
    return kWords.front();
}

/// Puts the arguments in at once, so that a "%2" inside the first one stays what it is.
QString fill(const char *text, const QStringList &args)
{
    if (!*text)
        return {};
    const QString words = QCoreApplication::translate(kContext, text);
    if (words.contains(u"%1") && words.contains(u"%2"))
        return words.arg(args.value(0), args.value(1));
    if (words.contains(u"%2"))
        return QString(words).replace(u"%2"_s, args.value(1));
    return QString(words).replace(u"%1"_s, args.value(0));
}

} // namespace

QString sentence(const Error &error)
{
    return fill(wordsFor(error.code).sentence, error.args);
}

QString hint(const Error &error)
{
    const ErrorWords &words = wordsFor(error.code);
    const bool isAboutSecond = QLatin1StringView(words.hint).contains(QLatin1StringView("%2"));
    if (isAboutSecond && error.args.value(1).isEmpty())
        return {};
    return fill(words.hint, error.args);
}

QString codeName(Error::Code code)
{
    return QLatin1StringView(wordsFor(code).name);
}

} // namespace sendscope::base
