#pragma once

#include "app/base/error.h"

namespace sendscope::cli {

/// How a command ends. Stable: scripts read it.
enum class ExitCode {
    Done = 0,
    Findings = 1, ///< Ran, with findings, failed requests, or time run out.
    Usage = 2,
    Environment = 3, ///< Port busy, capture in use, no display.
    Input = 4,       ///< Unreadable or invalid.
    Unreachable = 5, ///< The target could not be reached at all.
    Interrupted = 130,
    Terminated = 143,
};

/// The code of a command that a signal ended: Interrupted, Terminated, or the like.
constexpr ExitCode exitCodeForSignal(int signalNumber)
{
    return ExitCode(128 + signalNumber);
}

/// The code that an error ends a command with.
ExitCode exitCodeFor(const base::Error &error);

} // namespace sendscope::cli
