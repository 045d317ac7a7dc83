#pragma once

#include "app/cli/capturetail.h"
#include "app/cli/eventwriter.h"
#include "app/cli/exitcode.h"
#include "app/filter/filter.h"

namespace sendscope::cli {

/// Which events to go on with.
struct Followed
{
    filter::Filter filter;
    qint64 most = 0;                     ///< Ends after so many.
    bool takesAll = false;               ///< Also rows that are left out else.
    std::shared_ptr<WholeCapture> whole; ///< Null where nothing asks for messages.
};

/// Writes each event the moment it is stored, from where the tail stands, until a signal, the end
/// of whoever reads, or enough of them.
///
/// Runs an event loop.
ExitCode follow(CaptureTail &tail, const Followed &followed, EventWriter &writer, Output &output);

} // namespace sendscope::cli
