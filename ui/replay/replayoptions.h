#pragma once

#include "app/replay/playplan.h"

#include <QString>

namespace sendscope::ui {

/// How a person wants requests to be replayed; where to is another matter.
///
/// A plain value.
struct ReplayOptions
{
    static constexpr double kMostSpeed = 10'000;
    static constexpr int kMostRepetitions = 1'000'000;
    static constexpr int kMostConcurrency = 256;

    replay::Pace pace{1.0, false, std::chrono::seconds(10)};
    qint64 repetitions = 1;
    int concurrency = 1; ///< At full speed: how many wait for their answer at a time.
    bool hasFreshIds = false;
    bool hasShiftedTimes = false;
    bool beginsPaused = false; ///< To go through it step by step.
    QString headers; ///< A change a line, as typed: may hold secrets, and is never stored.

    friend bool operator==(const ReplayOptions &, const ReplayOptions &) = default;
};

/// Everything a person has decided before requests are sent.
///
/// A plain value.
struct ReplayChoice
{
    QUrl target;
    QString user; ///< For the target; never stored. Empty: none.
    QString password;
    ReplayOptions options;
};

/// For the file of the window's state: all but the headers.
QByteArray toJson(const ReplayOptions &options);

/// What cannot be read is as at first.
ReplayOptions replayOptionsFromJson(const QByteArray &json);

/// Reads "Name: value" (sent), "Name:" (left out) and "Name" (sent as it came), a line each. Empty
/// lines are nothing.
///
/// Error: InvalidInput, with the offset of the first unusable character in the text.
base::Result<std::vector<replay::FieldChange>> readHeaderLines(const QString &text);

/// Everything but what is sent: requests, their source, other bodies.
///
/// Error: InvalidInput of a header.
base::Result<replay::PlayPlan> planOf(const ReplayChoice &choice);

} // namespace sendscope::ui
