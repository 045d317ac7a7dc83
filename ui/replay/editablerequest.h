#pragma once

#include "app/base/result.h"
#include "app/event/request.h"

#include <QObject>

#include <functional>

namespace sendscope::engine {
class Engine;
}

namespace sendscope::ui {

/// A request whose body can be replaced by another.
///
/// A plain value.
struct EditableRequest
{
    event::StoredRequest request;
    QByteArray body; ///< Its content coding taken off.
};

/// Reads the request of an event from the capture, off the window's thread; \p answer is called in
/// the receiver's.
///
/// Errors: those of reading and of readableBody(); InvalidInput for one that is no whole request.
void readEditableRequest(engine::Engine &engine, event::EventId event, QObject *receiver,
                         std::function<void(const base::Result<EditableRequest> &)> answer);

} // namespace sendscope::ui
