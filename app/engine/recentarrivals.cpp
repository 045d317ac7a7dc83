#include "app/engine/recentarrivals.h"

#include <algorithm>
#include <chrono>

using namespace std::chrono_literals;

namespace sendscope::engine {
namespace {

constexpr auto kSpan = 1h;

/// The reason that a row's sentence begins with: the longest one, as one may begin like another.
std::optional<event::RefusalReason> reasonOf(QByteArrayView sentence)
{
    std::optional<event::RefusalReason> found;
    qsizetype longest = 0;
    for (int i = 0; i <= int(event::RefusalReason::Ambiguous); ++i) {
        const auto reason = event::RefusalReason(i);
        const QByteArray words = event::sentence({reason, -1, {}}).toUtf8();
        if (words.size() > longest && sentence.startsWith(words)) {
            found = reason;
            longest = words.size();
        }
    }
    return found;
}

RecentArrivals::Newest newestOf(const index::Snapshot &snapshot, const index::Row &row)
{
    RecentArrivals::Newest newest;
    newest.event = row.event;
    newest.at = row.received;
    const index::CellValue peer = snapshot.cell(row.event, event::Field::Peer);
    if (!peer.texts.empty())
        newest.peer = QString::fromUtf8(peer.texts.front());
    newest.what = row.type.isEmpty() ? event::name(row.kind) : row.type.toByteArray();
    newest.status = row.status;
    return newest;
}

void count(std::vector<RecentArrivals::Turned> &turned, const index::Row &row)
{
    const auto reason = reasonOf(row.sentence);
    if (!reason)
        return;
    const auto known =
        std::find_if(turned.begin(), turned.end(),
                     [&](const RecentArrivals::Turned &t) { return t.reason == *reason; });
    if (known == turned.end())
        turned.push_back({*reason, 1, row.received});
    else
        ++known->count;
}

} // namespace

RecentArrivals recentArrivals(const index::Snapshot &snapshot, base::UtcTime now)
{
    RecentArrivals arrivals;
    const std::vector<event::EventId> &aside = snapshot.aside()->rows;
    int looked = 0;
    for (event::EventId id = snapshot.newest(); !id.isNull() && id >= snapshot.oldest();
         id = {id.value - 1}) {
        const auto row = snapshot.row(id);
        if (!row)
            continue;
        if (!arrivals.newest)
            arrivals.newest = newestOf(snapshot, *row);
        if (row->received <= now - kSpan)
            break;
        if (++looked > kMostArrivals) {
            arrivals.isWhole = false;
            break;
        }
        if (row->kind == event::Kind::Refused || row->kind == event::Kind::Malformed)
            count(arrivals.turned, *row);
        else if (row->kind == event::Kind::Handshake
                 && !std::binary_search(aside.begin(), aside.end(), id))
            ++arrivals.signInsGivenUp;
    }
    std::stable_sort(arrivals.turned.begin(), arrivals.turned.end(),
                     [](const auto &one, const auto &other) { return one.count > other.count; });
    return arrivals;
}

} // namespace sendscope::engine
