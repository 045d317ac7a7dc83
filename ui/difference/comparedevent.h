#pragma once

#include "app/event/request.h"
#include "ui/body/jsontextptr.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace sendscope::ui {

/// One of two events that are to be compared, as it is stored.
///
/// A plain value.
struct StoredEvent
{
    event::StoredRequest request;
    event::EventId event;
};

/// One of two events that are compared.
///
/// A plain value.
struct ComparedEvent
{
    event::EventId event;
    QString title;      ///< "17  message-sending  14:07:36.979": text of strangers in it is plain.
    JsonTextPtr json;   ///< Never null.
    qint32 element = 0; ///< Its span.
};

/// None for a row that is no JSON.
std::optional<ComparedEvent> comparedEvent(const StoredEvent &stored);

} // namespace sendscope::ui
