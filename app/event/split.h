#pragma once

#include "app/base/result.h"
#include "app/event/jsontext.h"
#include "app/event/request.h"

#include <vector>

namespace sendscope::event {

/// The spans that are rows: the elements of the array at the top; else, and for an empty array, the
/// one value that stands there. Never none.
std::vector<qint32> elementsOf(const JsonText &json);

/// The rows of a body, given as readableBody() makes it: one for each element of its array, one for
/// an empty array or any other single value. Never none; begin and length are bytes of the readable
/// body.
///
/// Errors: those of JsonText::scan().
base::Result<std::vector<DraftEvent>> splitBody(const QByteArray &readable);

/// The same for a body that is scanned already.
std::vector<DraftEvent> splitBody(const JsonText &json);

/// Why a body was not read, for the error of readableBody() or splitBody().
Refusal refusalOfBody(const base::Error &error);

} // namespace sendscope::event
