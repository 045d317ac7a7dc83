#include "app/engine/recentarrivals.h"

#include <algorithm>
#include <chrono>

using namespace std::chrono_literals;

namespace sendscope::engine {
namespace {

constexpr auto kSpan = 1h;

/// Finds the reason that a row's sentence begins with.
class Reasons
{
public:
    Reasons()
    {
        for (int i = 0; i <= int(event::RefusalReason::Ambiguous); ++i)
            m_words.push_back(event::sentence({event::RefusalReason(i), -1, {}}).toUtf8());
    }

    /// The longest one, as one may begin like another.
    std::optional<event::RefusalReason> of(QByteArrayView sentence) const
    {
        std::optional<event::RefusalReason> found;
        qsizetype longest = 0;
        for (size_t i = 0; i < m_words.size(); ++i) {
            if (m_words[i].size() > longest && sentence.startsWith(m_words[i])) {
                found = event::RefusalReason(i);
                longest = m_words[i].size();
            }
        }
        return found;
    }

private:
    std::vector<QByteArray> m_words; ///< By reason.
};

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

void count(std::vector<RecentArrivals::Turned> &turned, const index::Row &row,
           const Reasons &reasons)
{
    const auto reason = reasons.of(row.sentence);
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
    const Reasons reasons;
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
            count(arrivals.turned, *row, reasons);
        else if (row->kind == event::Kind::Handshake
                 && !std::binary_search(aside.begin(), aside.end(), id))
            ++arrivals.signInsGivenUp;
    }
    std::stable_sort(arrivals.turned.begin(), arrivals.turned.end(),
                     [](const auto &one, const auto &other) { return one.count > other.count; });
    return arrivals;
}

} // namespace sendscope::engine
