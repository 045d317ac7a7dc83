#pragma once

#include "app/event/fieldcatalogue.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QMetaType>

#include <optional>

namespace sendscope::event {

/// What can be asked of a row: a field of the catalogue, any other path of its JSON
/// ("json.a.b[0]"), or any header field of its request ("header.user-agent"). Filters compare it,
/// columns show it, rows are sorted by it.
///
/// A plain value.
struct FieldRef
{
    enum class Source { Catalogue, Json, Header };

    Source source = Source::Catalogue;
    Field field = Field::Event; ///< Catalogue.
    QByteArray name;            ///< Json: JsonPath::text(). Header: in lower case.

    FieldRef() = default;
    FieldRef(Field catalogued)
        : field(catalogued)
    {
    }

    /// The values have no column until one is asked for.
    bool isOnDemand() const { return source != Source::Catalogue; }

    friend bool operator==(const FieldRef &, const FieldRef &) = default;
};

size_t qHash(const FieldRef &ref, size_t seed = 0);

/// The longest name of a header field that can be asked for.
constexpr qsizetype kMaxHeaderName = 128;

/// What that name means: a field's name spelled exactly, "json." with a path, "header." with the
/// name of a header field in any case. None for anything else.
std::optional<FieldRef> findFieldRef(QByteArrayView name);

/// The name that findFieldRef() takes for it.
QByteArray nameOf(const FieldRef &ref);

/// How values are compared; none for a path, whose values are what they are in each row. Headers
/// are Text.
std::optional<FieldType> typeOf(const FieldRef &ref);

/// Head of the column: the catalogue's title, else the name without "json." or "header.".
QString titleOf(const FieldRef &ref);

/// One sentence on what it says, in the user's language.
QString meaningOf(const FieldRef &ref);

} // namespace sendscope::event

Q_DECLARE_METATYPE(sendscope::event::FieldRef)
