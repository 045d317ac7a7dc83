#pragma once

#include "app/http/credentials.h"

#include <QByteArray>

#include <chrono>
#include <optional>

namespace sendscope::intake {

/// What the endpoint takes, and how it answers the rest.
///
/// A plain value.
struct Rules
{
    std::optional<http::Credentials> credentials; ///< Demanded from every sender.
    QByteArray path;             ///< Only this path is taken, else 404; empty: any.
    bool takesAnyMethod = false; ///< Else only POST, and 405 for the rest.
    int notJsonStatus = 400;     ///< For a body that is no JSON; a setting makes it 2xx.
};

/// How much may wait for its commit before reading stops.
struct QueueBounds
{
    qsizetype requests = 4'096;
    qint64 bytes = 32 * 1024 * 1024; ///< As much again may be in the batch under way.
    /// After this long without a commit a sender is told 503, whatever the writer is doing.
    std::chrono::milliseconds patience{1'500};
    int refusalsPerSecond = 200; ///< Stored; beyond it they are counted only.
};

} // namespace sendscope::intake
