#pragma once

#include "app/base/result.h"
#include "app/event/jsontext.h"
#include "app/event/request.h"

#include <vector>

namespace sendscope::event {

/// The rows of a body, given as readableBody() makes it: one for each element of its array, one for
/// an empty array or any other single value. Never none; begin and length are bytes of the readable
/// body.
///
/// Errors: those of JsonText::scan().
base::Result<std::vector<DraftEvent>> splitBody(const QByteArray &readable);

/// The same for a body that is scanned already.
std::vector<DraftEvent> splitBody(const JsonText &json);

} // namespace sendscope::event
