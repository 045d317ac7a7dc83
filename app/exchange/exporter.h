#pragma once

#include "app/base/canceltoken.h"
#include "app/base/result.h"
#include "app/exchange/exportformat.h"
#include "app/exchange/requestsource.h"

#include <functional>

namespace sendscope::exchange {

/// How far an export has come.
struct ExportProgress
{
    qint64 rowsPassed = 0;
    qint64 rows = 0;
};

/// What an export wrote.
struct ExportSummary
{
    qint64 parts = 0;   ///< Requests, elements or commands.
    qint64 leftOut = 0; ///< Wanted rows, or requests, that cannot be written so.
    qint64 bytes = 0;
};

/// Takes bytes. False: it can take no more, and has kept the reason for itself.
using Sink = std::function<bool(const QByteArray &)>;

/// Is told from time to time, on the thread that exports.
using OnExportProgress = std::function<void(const ExportProgress &)>;

/// Writes the selected requests of a capture. Reads on a thread of its own, formats and writes on
/// the caller's.
///
/// Errors: those of reading; Cancelled, also where the sink took no more. What was written by then
/// is not whole.
base::Result<ExportSummary> exportRequests(const QString &capture, Selection selection,
                                           ExportFormat &format, const Sink &sink,
                                           const base::CancelToken &cancel,
                                           const OnExportProgress &onProgress);

/// The same into a file, which is there only once it is whole. \p isPrivate: as in ExportFile.
///
/// Errors: as above, and those of ExportFile.
base::Result<ExportSummary> exportToFile(const QString &path, const QString &capture,
                                         Selection selection, ExportFormat &format, bool isPrivate,
                                         const base::CancelToken &cancel,
                                         const OnExportProgress &onProgress);

} // namespace sendscope::exchange
