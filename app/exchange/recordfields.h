#pragma once

#include "app/base/clock.h"
#include "app/base/result.h"
#include "app/event/jsonmembers.h"
#include "app/event/jsontext.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace sendscope::exchange {

/// Reads the members of one object of a record. The first one that is not what it ought to be is
/// remembered as the error, and everything after it reads as absent.
///
/// Borrows all it is made from. Thread: one at a time.
class RecordFields
{
public:
    RecordFields(const event::JsonText &json, qint32 object, std::optional<base::Error> &error);

    bool has(QByteArrayView name) const { return m_members.find(name) >= 0; }
    qint32 find(QByteArrayView name) const { return m_members.find(name); } ///< A span; -1 without.

    QString text(QByteArrayView name);    ///< Empty without.
    QByteArray word(QByteArrayView name); ///< The text as UTF-8; empty without.
    qint64 number(QByteArrayView name, qint64 least, qint64 most, qint64 otherwise);
    bool flag(QByteArrayView name); ///< False without.
    std::optional<base::UtcTime> time(QByteArrayView name);

    /// Any bytes, from Base64. Null without.
    QByteArray bytes(QByteArrayView name);

    /// What stands under `name` as text or under `nameBase64` as Base64. Null without either.
    QByteArray body(QByteArrayView name, QByteArrayView nameBase64);

    /// Calls back with each object of a list; absent, there is none.
    template <typename OnObject>
    void forEach(QByteArrayView name, OnObject onObject)
    {
        const qint32 list = of(name, event::JsonSpan::Type::Array, "a list");
        if (list < 0)
            return;
        for (qint32 at = m_json.firstChild(list); at >= 0; at = m_json.span(at).next) {
            if (m_json.span(at).type != event::JsonSpan::Type::Object) {
                fail(name, at, "a list of objects");
                return;
            }
            RecordFields fields(m_json, at, m_error);
            onObject(fields);
        }
    }

    /// Remembers that this member is no \p wanted.
    void fail(QByteArrayView name, qint32 span, QByteArrayView wanted);

private:
    qint32 of(QByteArrayView name, event::JsonSpan::Type type, QByteArrayView wanted);

    const event::JsonText &m_json;
    event::JsonMembers m_members;
    std::optional<base::Error> &m_error;
};

} // namespace sendscope::exchange
