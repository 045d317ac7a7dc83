#pragma once

#include "app/base/clock.h"

#include <QByteArray>
#include <QString>

namespace sendscope::store {

/// The bytes of a link, kept because its host deletes them.
///
/// A plain value.
struct KeptMedia
{
    QString url; ///< As the event spells it.
    base::UtcTime fetched;
    QString type;    ///< What the bytes are, "image/png", not what the host said.
    QByteArray head; ///< The host's answer, secrets as '*'.
    QByteArray body;

    friend bool operator==(const KeptMedia &, const KeptMedia &) = default;
};

} // namespace sendscope::store
