#pragma once

#include "app/exchange/exportedrequest.h"

#include <QByteArray>
#include <QtGlobal>

namespace sendscope::exchange {

/// What became of one request.
struct ExportedCount
{
    qint64 parts = 0;   ///< Requests, elements or commands that were written.
    qint64 leftOut = 0; ///< Of these, what cannot be written so.
};

/// How requests are written into a file, one after another.
///
/// Thread: one at a time.
class ExportFormat
{
public:
    virtual ~ExportFormat() = default;

    virtual QByteArray begin() const { return {}; } ///< What stands before the first request.
    virtual QByteArray end() const { return {}; }   ///< And after the last.

    virtual ExportedCount append(const ExportedRequest &request, QByteArray &to) = 0;
};

} // namespace sendscope::exchange
