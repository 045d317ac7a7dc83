#pragma once

#include "app/base/result.h"

#include <QtGlobal>

namespace sendscope::store {

class Connection;

/// In the file's header, so that file(1) and we know a capture without a look at its tables:
/// "SSCP".
constexpr qint64 kApplicationId = 0x53534350;

constexpr qint64 kSchemaVersion = 1;

/// Makes the tables of a new capture in one transaction. FORMAT.md describes them.
base::Result<void> createSchema(Connection &connection);

/// Whether the file is a capture of a version we know. Errors: NotACapture, NewerCapture, those of
/// reading.
base::Result<void> checkSchema(Connection &connection);

} // namespace sendscope::store
