#pragma once

#include "app/cli/eventoptions.h"
#include "app/cli/waitjudge.h"
#include "app/store/reader.h"

#include <QStringList>

namespace sendscope::cli {

/// Writes those events, which must be in the capture, one after another. \p whole: null where no
/// column asks for messages. Error: of reading.
base::Result<void> writeEvents(const store::Reader &reader,
                               const std::vector<event::EventId> &events,
                               const EventOptions &options, WholeCapture *whole, Output &output);

/// What a report on waiting in vain needs beside the judge.
struct WaitCase
{
    QStringList filters; ///< As they were written.
    QStringList none;
    EventOptions options;
    QString capture;
    const store::Reader *reader = nullptr; ///< Null: there is no capture.
    std::shared_ptr<WholeCapture> whole;   ///< Null where nothing asks for messages.
};

/// Says on stderr that one came that must not. Returns the code to end with.
ExitCode tellUnwanted(const WaitJudge &judge, const WaitCase &waited, Output &output);

/// Says on stderr that time has run out: how often each filter was met, and what came instead.
/// Returns the code to end with.
ExitCode tellTimeOut(const WaitJudge &judge, const WaitCase &waited, qint64 count,
                     const QString &time, Output &output);

} // namespace sendscope::cli
