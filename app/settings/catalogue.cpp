#include "app/settings/catalogue.h"

#include <array>

namespace sendscope::settings {
namespace {

constexpr qint64 kGigabyte = 1024LL * 1024 * 1024;

/// Builds for development watch the window by themselves.
#ifdef NDEBUG
constexpr const char *kWatchDefault = "false";
#else
constexpr const char *kWatchDefault = "true";
#endif

// clang-format off
constexpr auto kCatalogue = std::to_array<Entry>({
    {Key::Capture, "capture/default", Type::Text, "", 0, 0, "",
     "The capture that is recorded into and read when none is named; empty: Live, in the data folder.",
     "SENDSCOPE_CAPTURE", "capture", "FILE"},
    {Key::ListenAddresses, "listener/addresses", Type::List, "127.0.0.1:8667,[::1]:8667", 0, 0, "",
     "Where to listen. Port 0 takes a free one.",
     "SENDSCOPE_LISTEN", "listen", "ADDR:PORT"},
    {Key::ListenPath, "listener/path", Type::Text, "", 0, 0, "",
     "The only path that is taken; others get 404. Empty: any.",
     "SENDSCOPE_PATH", "path", "PATH"},
    {Key::ListenCredentials, "listener/credentials", Type::Secret, "", 0, 0, "",
     "User name and password that senders must give. SENDSCOPE_AUTH keeps them out of the list of processes.",
     "SENDSCOPE_AUTH", "auth", "USER:PASSWORD"},
    {Key::ListenAnyMethod, "listener/anyMethod", Type::Flag, "false", 0, 0, "",
     "Take every method, not only POST.",
     "SENDSCOPE_ANY_METHOD", "any-method", ""},
    {Key::ListenNotJsonStatus, "listener/notJsonStatus", Type::Number, "400", 200, 599, "",
     "The status that answers a body which is no JSON.",
     "SENDSCOPE_NOT_JSON_STATUS", "not-json-status", "STATUS"},
    {Key::LimitRequestLine, "limits/requestLine", Type::Bytes, "16 KiB", 512, 1024 * 1024, "",
     "The longest request line; over it the answer is 414.",
     "SENDSCOPE_LIMIT_REQUEST_LINE", "", "SIZE"},
    {Key::LimitHead, "limits/head", Type::Bytes, "64 KiB", 1024, 16 * 1024 * 1024, "",
     "The largest head with its trailers; over it the answer is 431.",
     "SENDSCOPE_LIMIT_HEAD", "", "SIZE"},
    {Key::LimitFields, "limits/fields", Type::Number, "200", 10, 100'000, "",
     "The most header and trailer fields; over it the answer is 431.",
     "SENDSCOPE_LIMIT_FIELDS", "", "COUNT"},
    {Key::LimitChunkExtensions, "limits/chunkExtensions", Type::Bytes, "16 KiB", 0, 1024 * 1024, "",
     "The most chunk extensions of one request; over it the answer is 400.",
     "SENDSCOPE_LIMIT_CHUNK_EXTENSIONS", "", "SIZE"},
    {Key::LimitBody, "limits/body", Type::Bytes, "16 MiB", 1024, kGigabyte, "",
     "The largest body; over it the answer is 413.",
     "SENDSCOPE_LIMIT_BODY", "max-body", "SIZE"},
    {Key::LimitPipelined, "limits/pipelined", Type::Number, "8", 1, 1'000, "",
     "Requests in work on one connection; then reading from it pauses.",
     "SENDSCOPE_LIMIT_PIPELINED", "", "COUNT"},
    {Key::LimitConnections, "limits/connections", Type::Number, "12000", 1, 1'000'000, "",
     "The most connections, as far as the system's limit of open files allows.",
     "SENDSCOPE_LIMIT_CONNECTIONS", "", "COUNT"},
    {Key::DeadlineHead, "limits/headTime", Type::Duration, "15 s", 100, 3'600'000, "",
     "The time for a whole head.",
     "SENDSCOPE_HEAD_TIME", "", "TIME"},
    {Key::DeadlineBodyProgress, "limits/bodyProgressTime", Type::Duration, "30 s", 100, 3'600'000, "",
     "The time a body may stand still.",
     "SENDSCOPE_BODY_PROGRESS_TIME", "", "TIME"},
    {Key::DeadlineBody, "limits/bodyTime", Type::Duration, "120 s", 100, 3'600'000, "",
     "The time for a whole body.",
     "SENDSCOPE_BODY_TIME", "", "TIME"},
    {Key::DeadlineIdle, "limits/idleTime", Type::Duration, "75 s", 100, 3'600'000, "",
     "The time a connection is kept open between requests.",
     "SENDSCOPE_IDLE_TIME", "", "TIME"},
    {Key::Theme, "window/theme", Type::Choice, "system", 0, 0, "system,light,dark",
     "The window's colours.",
     "SENDSCOPE_THEME", "theme", "THEME"},
    {Key::ReplayTargets, "replay/targets", Type::List, "", 0, 0, "",
     "The targets that were sent to last, the newest first.",
     "SENDSCOPE_REPLAY_TARGETS", "", "URL"},
    {Key::PassOnTarget, "passOn/target", Type::Text, "", 0, 0, "",
     "The target that requests were passed on to last. Passing on itself is off at each start.",
     "SENDSCOPE_PASS_ON_TARGET", "", "URL"},
    {Key::Watch, "window/watch", Type::Flag, kWatchDefault, 0, 0, "",
     "Measure how long the window ever stands still; sendscope-cli doctor tells.",
     "SENDSCOPE_WATCH", "watch", ""},
    {Key::MediaKeep, "media/keep", Type::Choice, "ask", 0, 0, "ask,always,click",
     "Whether the window keeps the media on Bandwidth's host that arriving events list, before Bandwidth deletes them.",
     "SENDSCOPE_MEDIA_KEEP", "", "CHOICE"},
    {Key::MediaHosts, "media/hosts", Type::List, "", 0, 0, "",
     "The hosts whose media are fetched without a click, once an event that lists them is selected.",
     "SENDSCOPE_MEDIA_HOSTS", "", "HOST"},
    {Key::MediaLocalHosts, "media/localHosts", Type::List, "", 0, 0, "",
     "The hosts whose media may be fetched though they lead into the own network.",
     "SENDSCOPE_MEDIA_LOCAL_HOSTS", "", "HOST"},
    {Key::BandwidthClientId, "bandwidth/clientId", Type::Secret, "", 0, 0, "",
     "The client id that media on Bandwidth's host are fetched with.",
     "SENDSCOPE_BANDWIDTH_CLIENT_ID", "", "ID"},
    {Key::BandwidthClientSecret, "bandwidth/clientSecret", Type::Secret, "", 0, 0, "",
     "The secret that belongs to the client id.",
     "SENDSCOPE_BANDWIDTH_CLIENT_SECRET", "", "SECRET"},
    {Key::DifferenceIgnored, "difference/leftOut", Type::List, "time", 0, 0, "",
     "Paths that are left out where two events are compared, such as time or message.time.",
     "SENDSCOPE_DIFFERENCE_LEFT_OUT", "", "PATHS"},
    {Key::OverdueAfter, "messages/overdueAfter", Type::Duration, "10 m", 1'000, 7 * 86'400'000LL, "",
     "How long a message may be without a final event before it is overdue; only recorded time counts.",
     "SENDSCOPE_OVERDUE_AFTER", "", "TIME"},
    {Key::RowRules, "window/rowRules", Type::Text, "", 0, 0, "",
     "Rules that colour rows, as JSON: Edit > Row colours writes them.",
     "SENDSCOPE_ROW_RULES", "", "JSON"},
    {Key::RowColours, "window/rowColours", Type::Flag, "true", 0, 0, "",
     "Colour rows by their state and their issues.",
     "SENDSCOPE_ROW_COLOURS", "", ""},
    {Key::SavedFilters, "filter/saved", Type::Text, "default", 0, 0, "",
     "The saved filters of the window, a line each: name = filter. default: those of the first start.",
     "SENDSCOPE_SAVED_FILTERS", "", "LINES"},
    {Key::Names, "filter/names", Type::Text, "", 0, 0, "",
     "Names that were given to numbers and application ids, a line each: +19195550142 = QA toll-free.",
     "SENDSCOPE_NAMES", "", "LINES"},
});
// clang-format on

consteval bool isInOrder()
{
    for (size_t i = 0; i < kCatalogue.size(); ++i) {
        if (size_t(kCatalogue[i].key) != i)
            return false;
    }
    return true;
}
static_assert(isInOrder(), "the catalogue is in the order of Key");

} // namespace

std::span<const Entry> catalogue()
{
    return kCatalogue;
}

const Entry &entry(Key key)
{
    return kCatalogue[size_t(key)];
}

} // namespace sendscope::settings
