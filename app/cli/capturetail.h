#pragma once

#include "app/base/clock.h"
#include "app/base/result.h"
#include "app/event/request.h"
#include "app/store/capturefile.h"
#include "app/store/reader.h"

#include <chrono>
#include <memory>
#include <optional>
#include <vector>

namespace sendscope::cli {

/// How often whoever follows a capture looks: soon enough to feel immediate, and at the cost of a
/// hundredth of a processor.
constexpr std::chrono::milliseconds kLookInterval{20};

/// Follows the capture of a name while others write into it. The capture, and its folder, need not
/// be there yet; its recorder may end, be killed and begin anew; and another capture may take its
/// name.
///
/// Thread: one at a time.
class CaptureTail
{
public:
    /// What one look has found.
    struct News
    {
        bool isAnother = false; ///< Another capture has taken the name: all begins anew with it.
        bool isChanged = false; ///< Something was committed, perhaps no request.
        bool isWhole = true;    ///< False: there is more, for the next look.

        event::EventId first;                       ///< Rows before it have been told of already.
        std::vector<event::StoredRequest> requests; ///< In order of arrival.

        /// Up to when it tells: now, or, where there is more, until its last request.
        base::UtcTime until(base::UtcTime now) const
        {
            return isWhole || requests.empty() ? now : requests.back().draft.request.arrived;
        }
    };

    explicit CaptureTail(QString path);

    /// Goes on after that event: those before it are never told of, those after it are, once more
    /// if they were before.
    void startAfter(event::EventId event);

    /// Looks at the capture as it is now. No news while there is none.
    ///
    /// Errors: those of reading, but only once they have lasted for a second: a capture that is
    /// being made, recovered or replaced can be in any state for a moment.
    base::Result<News> look();

    /// Opens the capture, if it is there, as look() does, and reads nothing yet.
    base::Result<bool> open();

    /// The event up to which it has told.
    event::EventId told() const { return m_newest; }

    /// Null while there is no capture.
    const store::Reader *reader() const { return m_reader.get(); }

    const QString &path() const { return m_path; }

private:
    base::Result<News> read();
    base::Result<News> tolerated(const base::Error &error);

    const QString m_path;
    const base::SystemClock m_clock;
    std::unique_ptr<store::Reader> m_reader; ///< Kept while the name is free, so that its file's
                                             ///< number is not given to another one.
    store::FileStamp m_file;                 ///< What m_reader has open.
    bool m_isAnother = false;                ///< To be told with the next news.
    event::EventId m_newest;                 ///< Told of up to here.
    bool m_hasMore = false;
    std::optional<qint64> m_version; ///< Of what was read last.
    std::optional<base::Ticks> m_failingSince;
};

} // namespace sendscope::cli
