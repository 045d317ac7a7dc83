#include "ui/body/jsonvalue.h"

#include "ui/body/visibletext.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace sendscope::ui {
namespace {

using event::JsonSpan;
using event::JsonText;
using Type = JsonSpan::Type;

struct JsonWords
{
    Q_DECLARE_TR_FUNCTIONS(JsonValue)
};

/// The front of what stands between quotes, cut neither in an escape nor in a character.
QByteArrayView front(QByteArrayView inside)
{
    qsizetype at = 0;
    while (at < inside.size()) {
        qsizetype next = at + 1;
        if (inside[at] == '\\')
            next = at + (at + 1 < inside.size() && inside[at + 1] == 'u' ? 6 : 2);
        while (next < inside.size() && (quint8(inside[next]) & 0xC0) == 0x80)
            ++next;
        if (next > kMostValueBytes)
            break;
        at = next;
    }
    return inside.first(at);
}

QString ended(const QByteArray &bytes, bool isCut)
{
    const QString shown = visibleText(bytes).text;
    return isCut ? shown + u'…' : shown;
}

} // namespace

QString shownValue(const JsonText &json, qint32 span)
{
    const QByteArrayView raw = json.raw(span);
    const Type type = json.span(span).type;
    if (type != Type::String && type != Type::Key) {
        const bool isCut = raw.size() > kMostValueBytes;
        return ended((isCut ? raw.first(kMostValueBytes) : raw).toByteArray(), isCut);
    }
    if (raw.size() <= kMostValueBytes)
        return ended(json.text(span), false);

    const QByteArrayView part = front(raw.sliced(1).chopped(1));
    const auto cut = JsonText::scan('"' + part.toByteArray() + '"');
    return ended(cut ? cut->text(0) : part.toByteArray(), true);
}

QString shownCount(Type type, qint64 count)
{
    const QString number = QLocale().toString(count);
    if (type == Type::Object) {
        return count == 0 ? u"{}"_s
            : count == 1  ? JsonWords::tr("1 field")
                          : JsonWords::tr("%1 fields").arg(number);
    }
    return count == 0 ? u"[]"_s
        : count == 1  ? JsonWords::tr("1 element")
                      : JsonWords::tr("%1 elements").arg(number);
}

} // namespace sendscope::ui
