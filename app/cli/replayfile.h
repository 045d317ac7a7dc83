#pragma once

#include "app/base/result.h"

#include <QString>

namespace sendscope::cli {

/// Puts the requests of a file, or of stdin for "-", into a new capture, so that they can be
/// filtered and read a portion at a time. Bodies without a time of arrival have come, in their
/// order, when their events happened.
///
/// Errors: Malformed, with the place in the sentence; those of reading and writing.
base::Result<void> spoolRequests(const QString &file, const QString &capture);

} // namespace sendscope::cli
