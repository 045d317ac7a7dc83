#include "app/media/vcard.h"

#include <QByteArrayList>
#include <QStringList>

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;

namespace sendscope::media {
namespace {

constexpr qsizetype kMaxValueBytes = 4'096;
constexpr size_t kMaxEntries = 20;

/// One line of a card: "item1.TEL;TYPE=cell:+1919…".
struct Line
{
    QByteArray name;       ///< In capitals, without its group.
    QByteArrayList kinds;  ///< "cell", in lower case.
    QByteArray charset;    ///< Of version 2.1; empty: UTF-8.
    bool isQuoted = false; ///< Quoted-printable, of version 2.1.
    bool isBinary = false; ///< Base64: never shown.
    QByteArray value;
};

bool isSpace(char c)
{
    return c == ' ' || c == '\t';
}

QByteArray withoutQuotes(const QByteArray &text)
{
    return text.size() >= 2 && text.startsWith('"') && text.endsWith('"')
        ? text.sliced(1, text.size() - 2)
        : text;
}

/// Where the value begins: at the first colon outside of quotes.
qsizetype colonIn(QByteArrayView line)
{
    bool isInQuotes = false;
    for (qsizetype i = 0; i < line.size(); ++i) {
        if (line[i] == '"')
            isInQuotes = !isInQuotes;
        else if (line[i] == ':' && !isInQuotes)
            return i;
    }
    return -1;
}

void readParameter(Line &line, const QByteArray &text)
{
    const qsizetype equals = text.indexOf('=');
    const QByteArray name = equals < 0 ? "TYPE"_ba : text.first(equals).toUpper();
    const QByteArray value = withoutQuotes(text.sliced(equals + 1)).toLower();
    if (value == "quoted-printable")
        line.isQuoted = true;
    else if (value == "base64" || value == "b")
        line.isBinary = true;
    else if (name == "CHARSET")
        line.charset = value;
    else if (name == "TYPE")
        line.kinds += value.split(',');
}

Line readLine(QByteArrayView text)
{
    Line line;
    const qsizetype colon = colonIn(text);
    if (colon < 0)
        return line;
    QByteArrayList parts = text.first(colon).toByteArray().split(';');
    const QByteArray name = parts.takeFirst();
    line.name = name.sliced(name.lastIndexOf('.') + 1).trimmed().toUpper();
    for (const QByteArray &part : parts)
        readParameter(line, part.trimmed());
    line.value = text.sliced(colon + 1).toByteArray();
    return line;
}

/// The lines of the cards, folded ones put together again.
class Lines
{
public:
    explicit Lines(QByteArrayView bytes)
        : m_rest(bytes)
    {
    }

    bool isAtEnd() const { return m_rest.isEmpty(); }

    Line next()
    {
        QByteArray text = one().toByteArray();
        while (!m_rest.isEmpty() && isSpace(m_rest.front()))
            append(text, one().sliced(1));
        Line line = readLine(text);
        // Version 2.1 breaks quoted-printable lines with an equals sign instead.
        while (line.isQuoted && line.value.endsWith('=') && !m_rest.isEmpty()) {
            line.value.chop(1);
            append(line.value, one());
        }
        return line;
    }

private:
    /// What is over the bound is read past, and not kept.
    static void append(QByteArray &text, QByteArrayView more)
    {
        if (text.size() < kMaxValueBytes)
            text.append(more.first(std::min(more.size(), kMaxValueBytes)));
    }

    QByteArrayView one()
    {
        const qsizetype end = m_rest.indexOf('\n');
        QByteArrayView line = end < 0 ? m_rest : m_rest.first(end);
        m_rest = end < 0 ? QByteArrayView() : m_rest.sliced(end + 1);
        return line.endsWith('\r') ? line.chopped(1) : line;
    }

    QByteArrayView m_rest;
};

QByteArray unquoted(const QByteArray &value)
{
    return QByteArray::fromPercentEncoding(value, '=');
}

QString decoded(const Line &line)
{
    const QByteArray bytes =
        (line.isQuoted ? unquoted(line.value) : line.value).left(kMaxValueBytes);
    const bool isLatin = line.charset == "iso-8859-1" || line.charset == "windows-1252";
    return isLatin ? QString::fromLatin1(bytes) : QString::fromUtf8(bytes);
}

/// The parts between semicolons that are not escaped, their escapes taken off.
QStringList components(const QString &text)
{
    QStringList parts{QString()};
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (c == u';') {
            parts += QString();
        } else if (c == u'\\' && i + 1 < text.size()) {
            const QChar escaped = text[++i];
            parts.last() += escaped == u'n' || escaped == u'N' ? QChar(u'\n') : escaped;
        } else {
            parts.last() += c;
        }
    }
    return parts;
}

QString joined(const QStringList &parts, const QString &separator)
{
    QStringList full;
    for (const QString &part : parts) {
        if (const QString text = part.simplified(); !text.isEmpty())
            full += text;
    }
    return full.join(separator);
}

/// Of family, given, additional, prefix and suffix, as they are spoken.
QString spokenName(const QStringList &parts)
{
    return joined({parts.value(3), parts.value(1), parts.value(2), parts.value(0), parts.value(4)},
                  u" "_s);
}

QString labelOf(const Line &line)
{
    QStringList labels;
    for (const QByteArray &kind : line.kinds) {
        if (!kind.isEmpty() && kind != "pref" && kind != "voice" && kind != "internet")
            labels += QString::fromUtf8(kind);
    }
    return labels.join(u", "_s);
}

void add(std::vector<Contact::Entry> &entries, const Line &line, const QString &value)
{
    if (!value.isEmpty() && entries.size() < kMaxEntries)
        entries.push_back({labelOf(line), value});
}

void take(Contact &contact, const Line &line)
{
    if (line.isBinary)
        return;
    const QStringList parts = components(decoded(line));
    const QString whole = joined(parts, u"; "_s);
    if (line.name == "FN")
        contact.name = whole;
    else if (line.name == "N" && contact.name.isEmpty())
        contact.name = spokenName(parts);
    else if (line.name == "ORG")
        contact.organisation = joined(parts, u", "_s);
    else if (line.name == "TITLE")
        contact.title = whole;
    else if (line.name == "TEL")
        add(contact.phones, line, whole.startsWith(u"tel:") ? whole.sliced(4) : whole);
    else if (line.name == "EMAIL")
        add(contact.mails, line, whole);
    else if (line.name == "URL")
        add(contact.links, line, whole);
    else if (line.name == "ADR")
        add(contact.addresses, line, joined(parts, u", "_s));
    else if (line.name == "BDAY")
        contact.birthday = whole;
    else if (line.name == "NOTE")
        contact.note = whole;
}

} // namespace

std::vector<Contact> readContacts(QByteArrayView bytes)
{
    std::vector<Contact> contacts;
    std::optional<Contact> open;
    const auto close = [&] {
        if (open && !open->isEmpty())
            contacts.push_back(std::move(*open));
        open.reset();
    };
    for (Lines lines(bytes); !lines.isAtEnd() && contacts.size() < kMaxContacts;) {
        const Line line = lines.next();
        const bool isCard = line.value.trimmed().compare("VCARD", Qt::CaseInsensitive) == 0;
        // The name of a first line may begin with a byte order mark.
        if (line.name.endsWith("BEGIN") && isCard) {
            close();
            open.emplace();
        } else if (line.name == "END" && isCard) {
            close();
        } else if (open) {
            take(*open, line);
        }
    }
    if (contacts.size() < kMaxContacts)
        close();
    return contacts;
}

} // namespace sendscope::media
