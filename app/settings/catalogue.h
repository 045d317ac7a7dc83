#pragma once

#include <QString>

#include <span>

namespace sendscope::settings {

/// Every setting there is. The order is that of the catalogue.
enum class Key {
    Capture,
    ListenAddresses,
    ListenPath,
    ListenCredentials,
    ListenAnyMethod,
    ListenNotJsonStatus,
    LimitRequestLine,
    LimitHead,
    LimitFields,
    LimitChunkExtensions,
    LimitBody,
    LimitPipelined,
    LimitConnections,
    DeadlineHead,
    DeadlineBodyProgress,
    DeadlineBody,
    DeadlineIdle,
    Theme,
    ReplayTargets,
    PassOnTarget,
    Watch,
    MediaKeep,
    MediaHosts,
    MediaLocalHosts,
    BandwidthClientId,
    BandwidthClientSecret,
    DifferenceIgnored,
    OverdueAfter,
    RowRules,
    RowColours,
    SavedFilters,
    Names,
};

/// What a setting's text has to be.
enum class Type {
    Text,
    List,     ///< Texts with commas between them.
    Flag,     ///< true, false
    Number,   ///< A whole number from `least` to `most`.
    Bytes,    ///< A size: base::parseBytes.
    Duration, ///< A span of time: base::parseDuration.
    Choice,   ///< One of `choices`.
    Secret,   ///< A text that is never written into the file, nor shown.
};

/// One setting: the only place that knows its name, default, unit, meaning and where it can be set.
struct Entry
{
    Key key;
    const char *name; ///< In the file: "listener/addresses".
    Type type;
    const char *defaultText;
    qint64 least = 0;
    qint64 most = 0;          ///< Of numbers, bytes and milliseconds; 0: no bound.
    const char *choices = ""; ///< With commas between them.
    const char *sentence;     ///< What it does, for the dialog and for --help.
    const char *environment;  ///< "SENDSCOPE_LISTEN"
    const char *option;       ///< "listen"; empty where there is none.
    const char *valueName;    ///< Of the option's value: "ADDR:PORT".
};

/// The whole catalogue, in the order of Key.
std::span<const Entry> catalogue();

const Entry &entry(Key key);

} // namespace sendscope::settings
