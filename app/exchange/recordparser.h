#pragma once

#include "app/base/result.h"
#include "app/exchange/importedrequest.h"

#include <QByteArray>

namespace sendscope::exchange {

/// Makes a request of one JSON object or array: one that NdjsonFormat wrote becomes what it was;
/// anything else is taken for a body as Bandwidth posts it and gets a head made for it. Keys that
/// are not known are ignored.
///
/// \p now: when it is received, where the text does not say. The bytes may be borrowed: the request
/// has its own.
///
/// Error: Malformed; args[0] says what is wrong, in English ("received: a time was expected");
/// offset is the byte.
base::Result<ImportedRequest> parseRecord(const QByteArray &text, base::UtcTime now);

} // namespace sendscope::exchange
