#pragma once

#include "app/base/error.h"
#include "app/exchange/importedrequest.h"

#include <QStringList>

#include <optional>
#include <vector>

namespace sendscope::exchange {

/// Some requests of the files of an import, on their way from the thread that reads to the one that
/// writes, and what else was found since the batch before.
struct ImportBatch
{
    std::vector<ImportedRequest> requests;
    qint64 bad = 0;                   ///< Values that were none.
    QStringList faults;               ///< Of the first of these: the file, the place, the reason.
    qint64 bytesRead = 0;             ///< Of all files, up to here.
    qint64 bytes = 0;                 ///< Of all files; 0: not known.
    bool isLast = false;              ///< Nothing follows.
    std::optional<base::Error> error; ///< Of the last: why reading ended before the end.
};

} // namespace sendscope::exchange
