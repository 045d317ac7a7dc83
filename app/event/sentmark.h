#pragma once

#include "app/event/request.h"

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace sendscope::event {

/// The field with which Sendscope marks what it sends: "Sendscope-Replay: <run>/<number>", or
/// Sendscope-Generate for messages it made. Where that comes back to a Sendscope, it is a run of
/// its own, and changes nothing about what was recorded.
///
/// A plain value.
struct SentMark
{
    Via via = Via::Replay; ///< Replay or Generate.
    QByteArray run;        ///< 8 to 64 of a to z, 0 to 9 and hyphens.
    qint64 number = 0;     ///< Of the request, in what it was taken from; 0 or more.

    friend bool operator==(const SentMark &, const SentMark &) = default;
};

/// A name for a run that nobody else has: 16 letters and digits.
QByteArray newRunName();

/// "Sendscope-Replay" or "Sendscope-Generate".
QByteArray fieldName(const SentMark &mark);

/// "k3x0w9e2m4q7a1zb/17"
QByteArray fieldValue(const SentMark &mark);

/// The mark in a stored head; none where there is no such field, more than one, or one of another
/// form.
std::optional<SentMark> sentMarkOf(QByteArrayView head);

} // namespace sendscope::event
