#include "app/replay/curlcommand.h"

#include "app/net/fieldlines.h"
#include "app/net/origin.h"
#include "app/replay/sendablehead.h"

#include <QStringList>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace sendscope::replay {
namespace {

/// Linux takes no argument of more than 128 KiB; printf is part of the shell, and takes any.
constexpr qsizetype kMaxArgumentBytes = 100'000;

/// curl asks for leave before it sends more than this.
constexpr qsizetype kMaxUnaskedBytes = 1024 * 1024;

/// Characters that turn the order of the text after them.
bool isBidiControl(QChar c)
{
    return c == u'\u061c' || c == u'\u200e' || c == u'\u200f' || (c >= u'\u202a' && c <= u'\u202e')
        || (c >= u'\u2066' && c <= u'\u2069');
}

/// True for text that reaches the shell as it is and as it looks, pasted into a terminal or not.
bool isPlain(const QByteArray &bytes)
{
    const QString text = QString::fromUtf8(bytes);
    const auto isHarmless = [](QChar c) {
        const bool isControl = c.category() == QChar::Other_Control && c != u'\n' && c != u'\t';
        return !isControl && !isBidiControl(c);
    };
    return text.toUtf8() == bytes && std::all_of(text.begin(), text.end(), isHarmless);
}

QString quoted(const QString &text)
{
    return u'\'' + QString(text).replace(u'\'', u"'\\''"_s) + u'\'';
}

/// For what is not plain: printf makes the bytes.
QString printed(const QByteArray &bytes)
{
    QString text;
    for (const char c : bytes) {
        // bash takes "!" for history within double quotes, whatever quotes are within them.
        const bool isItself = c >= ' ' && c < '\x7f' && c != '\\' && c != '\'' && c != '!';
        text +=
            isItself ? QString(QLatin1Char(c)) : u"\\0%1"_s.arg(quint8(c), 3, 8, QLatin1Char('0'));
    }
    return u"\"$(printf '%b' '"_s + text + u"')\""_s;
}

QString header(const QByteArray &name, const QByteArray &value)
{
    if (name.compare("authorization", Qt::CaseInsensitive) == 0)
        return u"-H \""_s + QString::fromLatin1(name) + u": $SENDSCOPE_AUTH\""_s;
    const QByteArray line = value.trimmed().isEmpty() ? name + ';' : name + ": " + value;
    return u"-H "_s + (isPlain(line) ? quoted(QString::fromUtf8(line)) : printed(line));
}

bool isForFraming(const QByteArray &name)
{
    return name.compare("host", Qt::CaseInsensitive) == 0
        || name.compare("content-length", Qt::CaseInsensitive) == 0;
}

bool hasField(const SendableHead &head, QByteArrayView name)
{
    return std::any_of(head.fields.begin(), head.fields.end(), [name](const auto &field) {
        return QByteArrayView(field.first).compare(name, Qt::CaseInsensitive) == 0;
    });
}

QString methodOption(const SendableHead &head, bool hasBody)
{
    if (head.method == "HEAD" && !hasBody)
        return u"--head"_s;
    const bool isWord = std::all_of(head.method.begin(), head.method.end(),
                                    [](char c) { return c >= 'A' && c <= 'Z'; });
    const QString method = QString::fromLatin1(head.method);
    return u"-X "_s + (isWord ? method : quoted(method));
}

QStringList headers(const SendableHead &head, qsizetype bodyBytes)
{
    QStringList all;
    for (const QByteArray &name : {"Accept"_ba, "Content-Type"_ba, "User-Agent"_ba}) {
        if (!hasField(head, name)) // curl would add its own
            all.append(u"-H '"_s + QString::fromLatin1(name) + u":'"_s);
    }
    if (bodyBytes > kMaxUnaskedBytes)
        all.append(u"-H 'Expect:'"_s);
    for (const auto &[name, value] : head.fields) {
        if (!isForFraming(name))
            all.append(header(name, value));
    }
    return all;
}

/// Fields that a head cannot hold are refused here as they are when it is sent.
base::Result<void> check(const SendableHead &head, const QUrl &target)
{
    net::Outgoing request;
    request.url = target;
    request.fields = head.fields;
    const auto lines = net::fieldLines(request, true);
    return lines ? base::Result<void>() : lines.error();
}

QString targetText(const QUrl &target)
{
    const QString url = target.toString(QUrl::FullyEncoded);
    const bool hasPattern =
        std::any_of(url.begin(), url.end(), [](QChar c) { return u"[]{}"_s.contains(c); });
    const bool hasDots = target.path().contains(u"/."_s);
    return quoted(url) + (hasPattern ? u" --globoff"_s : QString())
        + (hasDots ? u" --path-as-is"_s : QString());
}

} // namespace

base::Result<QString> curlCommand(const event::Request &request, const QUrl &target)
{
    const auto url = net::usableUrl(target);
    if (!url)
        return url.error();
    const auto head = sendableHead(request);
    if (!head)
        return head.error();
    if (const auto checked = check(*head, *url); !checked)
        return checked.error();

    const QByteArray &body = request.body;
    const bool isText = isPlain(body) && body.size() <= kMaxArgumentBytes;
    const bool hasData = !body.isEmpty() || (head->method != "GET" && head->method != "HEAD");

    QStringList parts{u"curl "_s + methodOption(*head, !body.isEmpty()) + u' ' + targetText(*url)};
    parts += headers(*head, body.size());
    if (hasData)
        parts +=
            isText ? u"--data-raw "_s + quoted(QString::fromUtf8(body)) : u"--data-binary @-"_s;
    const QString command = parts.join(u" \\\n  "_s);
    if (!hasData || isText)
        return command;
    return u"printf '%s' '"_s + QString::fromLatin1(body.toBase64()) + u"' | base64 -d | "_s
        + command;
}

} // namespace sendscope::replay
