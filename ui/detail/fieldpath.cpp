#include "ui/detail/fieldpath.h"

namespace sendscope::ui {
namespace {

/// "message.to[0]" is "message.to"; quoted names are no documented ones, so they need no care.
QByteArray withoutPlaces(const QByteArray &path)
{
    QByteArray left;
    bool isPlace = false;
    for (const char c : path) {
        if (c == '[')
            isPlace = true;
        if (!isPlace)
            left += c;
        if (c == ']')
            isPlace = false;
    }
    return left;
}

} // namespace

std::optional<event::FieldRef> fieldAtPath(const QByteArray &path)
{
    if (path.isEmpty())
        return std::nullopt;
    const QByteArray name = withoutPlaces(path);
    for (const event::FieldInfo &info : event::fields()) {
        if (!info.isDerived() && info.path == name && (info.isList || name == path))
            return event::FieldRef(info.field);
    }
    return event::findFieldRef("json." + path);
}

QByteArray nameOfPath(const QByteArray &path)
{
    if (path.isEmpty())
        return {};
    for (const event::FieldInfo &info : event::fields()) {
        if (!info.isDerived() && info.path == path)
            return info.name.toByteArray();
    }
    return "json." + path;
}

} // namespace sendscope::ui
