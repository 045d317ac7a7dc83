#include "app/event/fieldref.h"

#include "app/event/jsonpath.h"

#include <QCoreApplication>
#include <QHashFunctions>

#include <algorithm>

namespace sendscope::event {
namespace {

constexpr QByteArrayView kJson = "json.";
constexpr QByteArrayView kHeader = "header.";

/// A token, as RFC 9110 has it in section 5.6.2.
bool isHeaderCharacter(char c)
{
    constexpr QByteArrayView kSigns = "!#$%&'*+-.^_`|~";
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
        || kSigns.contains(c);
}

} // namespace

size_t qHash(const FieldRef &ref, size_t seed)
{
    return qHashMulti(seed, int(ref.source), int(ref.field), ref.name);
}

std::optional<FieldRef> findFieldRef(QByteArrayView name)
{
    if (const auto field = findField(name))
        return FieldRef(*field);

    FieldRef ref;
    if (name.startsWith(kJson)) {
        const auto path = JsonPath::parse(name.sliced(kJson.size()));
        if (!path)
            return std::nullopt;
        ref.source = FieldRef::Source::Json;
        ref.name = path->text();
        return ref;
    }
    if (name.startsWith(kHeader)) {
        const QByteArrayView header = name.sliced(kHeader.size());
        if (header.isEmpty() || header.size() > kMaxHeaderName
            || !std::all_of(header.begin(), header.end(), isHeaderCharacter))
            return std::nullopt;
        ref.source = FieldRef::Source::Header;
        ref.name = header.toByteArray().toLower();
        return ref;
    }
    return std::nullopt;
}

QByteArray nameOf(const FieldRef &ref)
{
    switch (ref.source) {
    case FieldRef::Source::Catalogue:
        return fieldInfo(ref.field).name.toByteArray();
    case FieldRef::Source::Json:
        return kJson.toByteArray() + ref.name;
    case FieldRef::Source::Header:
        return kHeader.toByteArray() + ref.name;
    }
    return {};
}

std::optional<FieldType> typeOf(const FieldRef &ref)
{
    switch (ref.source) {
    case FieldRef::Source::Catalogue:
        return fieldInfo(ref.field).type;
    case FieldRef::Source::Json:
        return std::nullopt;
    case FieldRef::Source::Header:
        return FieldType::Text;
    }
    return std::nullopt;
}

QString titleOf(const FieldRef &ref)
{
    return ref.isOnDemand() ? QString::fromUtf8(ref.name) : titleOf(ref.field);
}

QString meaningOf(const FieldRef &ref)
{
    switch (ref.source) {
    case FieldRef::Source::Catalogue:
        return meaningOf(ref.field);
    case FieldRef::Source::Json:
        return QCoreApplication::translate("Field",
                                           "What stands at this path of the event's JSON.");
    case FieldRef::Source::Header:
        return QCoreApplication::translate("Field", "This header field of the request.");
    }
    return {};
}

} // namespace sendscope::event
