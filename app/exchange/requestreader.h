#pragma once

#include "app/base/result.h"
#include "app/exchange/importedrequest.h"
#include "app/exchange/jsonsplitter.h"

#include <optional>

namespace sendscope::exchange {

/// Reads requests from a file, one after another: lines that `export --format ndjson` wrote, and
/// bodies as Bandwidth posts them, an array or an object a line, or over many lines, or the whole
/// file. What a value is, it says itself, so that they may be mixed.
///
/// Memory: one value, at most 64 MiB. Thread: one at a time.
class RequestReader
{
public:
    /// Borrows the device, which is open. \p now: when those are received that do not say.
    RequestReader(QIODevice &device, base::UtcTime now);

    /// The next request. None: there are no more.
    ///
    /// Errors: Malformed for a value that is none; args[0] is a sentence that begins with the place
    /// ("line 1205, byte 17: …"), offset the byte in the file. The next call goes on behind it: at
    /// the next line that begins with { or [. FileUnreadable, args[1] is the reason; it stays.
    base::Result<std::optional<ImportedRequest>> next();

    const Place &place() const { return m_place; } ///< Where the last request, or error, stands.
    qint64 bytesRead() const { return m_splitter.bytesTaken(); }

private:
    base::Error faultOf(const QByteArray &text) const;

    JsonSplitter m_splitter;
    const base::UtcTime m_now;
    Place m_place;
    bool m_skipsLine = false; ///< The last value did not end where one ends.
};

} // namespace sendscope::exchange
