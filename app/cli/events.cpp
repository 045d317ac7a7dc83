#include "app/cli/command.h"
#include "app/cli/eventoptions.h"
#include "app/cli/follow.h"
#include "app/engine/enginesettings.h"
#include "app/index/setaside.h"
#include "app/store/reader.h"

#include <algorithm>
#include <limits>
#include <map>
#include <memory>

using namespace Qt::StringLiterals;

namespace sendscope::cli {
namespace {

/// Read at a time: large enough for speed, small enough for memory.
constexpr qint64 kBlockEvents = 4'096;

QList<settings::Option> options()
{
    return QList<settings::Option>{
               {"filter", "EXPR", "Only events that match."},
               {"limit", "N", "The first N; with --follow, the command then ends."},
               {"last", "N", "The last N; with --follow, what comes then is no part of them."},
               {"follow", "",
                "Goes on with each event the moment it is stored, until it is ended; waits for a "
                "capture that is not there yet."},
           }
    + eventOptions();
}

/// Reads a capture in blocks of as many rows, counted from 0, and knows which of their rows are
/// left out unless asked for.
class Blocks
{
public:
    using Block = std::shared_ptr<const std::vector<event::StoredRequest>>;

    Blocks(const store::Reader &reader, event::EventId newest)
        : m_reader(reader)
        , m_newest(newest.value)
    {
    }

    qint64 count() const { return (m_newest + kBlockEvents - 1) / kBlockEvents; }
    static qint64 at(event::EventId id) { return (id.value - 1) / kBlockEvents; }
    event::EventId first(qint64 block) const { return {block * kBlockEvents + 1}; }
    event::EventId last(qint64 block) const
    {
        return {std::min(m_newest, (block + 1) * kBlockEvents)};
    }

    base::Result<Block> read(qint64 block)
    {
        if (const auto known = m_known.find(block); known != m_known.end())
            return known->second;
        auto requests = m_reader.requests(first(block), last(block));
        if (!requests)
            return requests.error();
        auto made = std::make_shared<const std::vector<event::StoredRequest>>(std::move(*requests));
        m_known.emplace(block, made);
        return Block(std::move(made));
    }

    /// Keeps what is needed again: the neighbours on both sides.
    void forgetBut(qint64 block)
    {
        std::erase_if(m_known,
                      [block](const auto &known) { return std::abs(known.first - block) > 1; });
    }

    /// Whether the sender of a first leg came back may show only in the blocks after it, and which
    /// leg a second one belongs to only with the block before it.
    base::Result<std::vector<event::EventId>> aside(qint64 block)
    {
        const auto own = read(block);
        if (!own)
            return own.error();
        if (std::all_of((*own)->begin(), (*own)->end(), &Blocks::isShown))
            return std::vector<event::EventId>();

        index::SetAside aside;
        event::RequestId taken;
        base::UtcTime seen;
        const base::UtcTime until = lastHandshake(**own) + index::SetAside::kPatience;
        for (qint64 i = std::max<qint64>(0, block - 1); i < count(); ++i) {
            if (i > block && seen >= until)
                break;
            const auto requests = read(i);
            if (!requests)
                return requests.error();
            for (const event::StoredRequest &request : **requests) {
                if (request.id <= taken)
                    continue;
                aside.append(request);
                taken = request.id;
                seen = request.draft.request.arrived;
            }
        }
        aside.expire(seen >= until ? seen : base::SystemClock().utc());
        return aside.publish()->rows;
    }

private:
    static bool isShown(const event::StoredRequest &request)
    {
        return request.draft.request.verdict != event::Verdict::Handshake
            && request.draft.request.verdict != event::Verdict::Refused;
    }

    static base::UtcTime lastHandshake(const std::vector<event::StoredRequest> &requests)
    {
        base::UtcTime last = base::UtcTime() - index::SetAside::kPatience;
        for (const event::StoredRequest &request : requests) {
            if (request.draft.request.verdict == event::Verdict::Handshake)
                last = request.draft.request.arrived;
        }
        return last;
    }

    const store::Reader &m_reader;
    const qint64 m_newest;
    std::map<qint64, Block> m_known;
};

/// What to write.
struct Wanted
{
    qint64 first = 0;           ///< At most so many.
    std::optional<qint64> last; ///< Only so many, the newest.
    bool all = false;           ///< Also rows that are left out else.
};

base::Result<std::vector<event::EventId>> leftOut(Blocks &blocks, qint64 block, bool takesAll)
{
    blocks.forgetBut(block);
    return takesAll ? base::Result(std::vector<event::EventId>()) : blocks.aside(block);
}

/// Finds the event that the last ones begin with, from the newest backwards.
base::Result<event::EventId> beginOfLast(Blocks &blocks, const Wanted &wanted,
                                         const EventFinder &finder)
{
    qint64 missing = *wanted.last;
    if (missing == 0)
        return event::EventId{std::numeric_limits<qint64>::max()};
    for (qint64 block = blocks.count() - 1; block >= 0; --block) {
        const auto without = leftOut(blocks, block, wanted.all);
        if (!without)
            return without.error();
        const auto requests = blocks.read(block);
        if (!requests)
            return requests.error();
        index::RowList rows = finder.find(**requests);
        std::erase_if(rows, [&](event::EventId id) {
            return id < blocks.first(block) || id > blocks.last(block)
                || std::binary_search(without->begin(), without->end(), id);
        });
        if (qint64(rows.size()) >= missing)
            return rows[rows.size() - size_t(missing)];
        missing -= qint64(rows.size());
    }
    return event::EventId{1};
}

/// Returns how many rows were written.
base::Result<qint64> writeWanted(Blocks &blocks, const Wanted &wanted, const EventFinder &finder,
                                 EventWriter &writer, Output &output)
{
    MatchingEvents events(finder, writer);
    event::EventId begin{1};
    if (wanted.last) {
        const auto found = beginOfLast(blocks, wanted, finder);
        if (!found)
            return found.error();
        begin = *found;
    }
    qint64 written = 0;
    for (qint64 block = Blocks::at(begin);
         block < blocks.count() && written < wanted.first && !output.isGone(); ++block) {
        auto without = leftOut(blocks, block, wanted.all);
        if (!without)
            return without.error();
        const auto requests = blocks.read(block);
        if (!requests)
            return requests.error();
        written += events.write(**requests,
                                {std::max(begin, blocks.first(block)), blocks.last(block),
                                 wanted.first - written, std::move(*without)});
    }
    return written;
}

/// What a command line asks for.
struct Asked
{
    EventOptions options;
    filter::Filter filter;
    Wanted wanted;
    bool follows = false;
    std::shared_ptr<WholeCapture> whole; ///< Null where nothing asks for messages.
};

base::Result<Asked> readAsked(const Context &context)
{
    const settings::Arguments &arguments = context.arguments;
    auto options = readEventOptions(arguments);
    if (!options)
        return options.error();
    const auto limit = readLimit(arguments);
    if (!limit)
        return limit.error();
    auto filter = readFilter(arguments.value(u"filter"_s), context.settings);
    if (!filter)
        return filter.error();

    Asked asked{std::move(*options),
                std::move(*filter),
                {limit->first, limit->last, false},
                arguments.has(u"follow"_s),
                {}};
    asked.wanted.all = asked.options.takesAll;
    asked.whole = wholeCapture(
        asksForMessages(asked.filter) || asksForMessages(asked.options.columns), context.settings);
    return asked;
}

/// Writes what the capture holds up to that event. Returns how many rows were written.
base::Result<qint64> writeHeld(const store::Reader &reader, event::EventId newest,
                               const Asked &asked, EventWriter &writer, Output &output)
{
    auto context = contextOf(reader, asked.whole.get());
    if (!context)
        return context.error();
    Blocks blocks(reader, newest);
    return writeWanted(blocks, asked.wanted, EventFinder(asked.filter, std::move(*context)), writer,
                       output);
}

ExitCode writeOnce(const QString &capture, const Asked &asked, EventWriter &writer, Output &output)
{
    const auto reader = store::Reader::open(capture);
    if (!reader)
        return output.fail(reader.error());
    const auto newest = (*reader)->newest();
    if (!newest)
        return output.fail(newest.error());
    const auto written = writeHeld(**reader, *newest, asked, writer, output);
    return written ? ExitCode::Done : output.fail(written.error());
}

/// Writes what is there, and then goes on with what comes.
ExitCode writeAndFollow(const QString &capture, const Asked &asked, EventWriter &writer,
                        Output &output)
{
    CaptureTail tail(capture);
    qint64 most = asked.wanted.first;
    const auto isThere = tail.open();
    if (isThere && *isThere) {
        const auto newest = tail.reader()->newest();
        if (!newest)
            return output.fail(newest.error());
        const auto written = writeHeld(*tail.reader(), *newest, asked, writer, output);
        if (!written)
            return output.fail(written.error());
        most -= *written;
        tail.startAfter(*newest);
    }
    return follow(tail, {asked.filter, most, asked.wanted.all, asked.whole}, writer, output);
}

ExitCode run(Context &context)
{
    Output &output = context.output;
    const auto asked = readAsked(context);
    if (!asked)
        return output.fail(asked.error());
    const QString capture = engine::chosenCapture(context.settings, context.paths,
                                                  context.arguments.positionals().value(0));
    EventWriter writer(output, asked->options.format, asked->options.columns);
    const ExitCode code = asked->follows ? writeAndFollow(capture, *asked, writer, output)
                                         : writeOnce(capture, *asked, writer, output);
    writer.finish();
    return code;
}

} // namespace

const Command kEvents{
    "events", "[CAPTURE]", 0, 1, "Writes the events of a capture, or those that match a filter.",
    options,  run};

} // namespace sendscope::cli
