#include "app/replay/curlformat.h"

#include "app/event/timestamp.h"
#include "app/replay/curlcommand.h"

#include <QUrl>

using namespace Qt::StringLiterals;

namespace sendscope::replay {
namespace {

/// Where the listener is unless told otherwise: for requests that were imported.
const QByteArray kUsualAddress = "127.0.0.1:8667"_ba;

/// The path and query of a request line; a slash for what is none.
QByteArray pathOf(const QByteArray &head)
{
    const qsizetype begin = head.indexOf(' ') + 1;
    const qsizetype end = head.indexOf(' ', begin);
    const QByteArray target = head.sliced(begin, std::max<qsizetype>(end - begin, 0));
    return target.startsWith('/') ? target : "/"_ba;
}

QUrl addressOf(const event::Request &request)
{
    const QByteArray local = request.local.isEmpty() ? kUsualAddress : request.local.toUtf8();
    return QUrl::fromEncoded("http://" + local + pathOf(request.head));
}

/// Foreign text must not end a comment.
QByteArray onOneLine(const QString &text)
{
    QString line = text;
    for (QChar &c : line) {
        if (c.category() == QChar::Other_Control || c.category() == QChar::Other_Format
            || c == u'\u2028' || c == u'\u2029')
            c = u' ';
    }
    return line.toUtf8();
}

} // namespace

QByteArray CurlFormat::begin() const
{
    return "#!/bin/sh\n"_ba;
}

exchange::ExportedCount CurlFormat::append(const exchange::ExportedRequest &exported,
                                           QByteArray &to)
{
    const event::Request &request = exported.stored.draft.request;
    const QByteArray name = "request " + QByteArray::number(exported.stored.id.value) + ", "
        + event::formatTimestamp(request.arrived);
    if (request.verdict == event::Verdict::Handshake) {
        to += "\n# " + name + ": not sent: the first leg of a sign-in\n";
        return {0, 1};
    }
    const auto command = curlCommand(request, addressOf(request));
    if (!command) {
        to += "\n# " + name + ": " + onOneLine(base::sentence(command.error())) + '\n';
        return {0, 1};
    }
    to += "\n# " + name + '\n' + command->toUtf8() + '\n';
    return {1, 0};
}

} // namespace sendscope::replay
