#pragma once

#include "app/base/canceltoken.h"
#include "app/base/result.h"
#include "app/filter/filter.h"
#include "app/replay/requestsource.h"

#include <QTemporaryDir>

#include <memory>
#include <vector>

namespace sendscope::cli {

class WholeCapture;

/// Where requests are taken from: a capture, or a file that was made one for as long as this lives.
class ReplayOrigin
{
public:
    /// \p path: a capture, else a file of requests or bodies, or "-" for stdin.
    ///
    /// Errors: those of opening and reading; Malformed for a file that holds anything else.
    static base::Result<ReplayOrigin> open(const QString &path);

    const QString &capture() const { return m_capture; }
    bool isFile() const { return m_folder != nullptr; } ///< Nothing can be kept in it.

private:
    explicit ReplayOrigin(QString capture)
        : m_capture(std::move(capture))
    {
    }

    QString m_capture;
    std::unique_ptr<QTemporaryDir> m_folder; ///< Null for a capture.
};

/// What of a capture is to be sent: each request that holds a matching event, in order of their
/// numbers; those answered 2xx, unless \p takesAll. What arrives after the call began is not among
/// them.
///
/// \p whole: null where the filter does not ask for messages.
///
/// Errors: those of reading.
base::Result<std::vector<replay::PlannedRequest>> selectRequests(const QString &capture,
                                                                 const filter::Filter &filter,
                                                                 bool takesAll,
                                                                 WholeCapture *whole);

} // namespace sendscope::cli
