#include "app/cli/command.h"
#include "app/cli/eventwriter.h"
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
    return {
        {"filter", "EXPR", "Only events that match."},
        {"columns", "A,B", "These fields alone, such as received,type,message.id."},
        {"format", "FORMAT", "table (the default), ndjson or json."},
        {"limit", "N", "The first N."},
        {"last", "N", "The last N."},
        {"all", "",
         "Also what is left out else: requests answered 404 or 405, and first legs of sign-ins."},
        {"json", "", "The same as --format ndjson; errors are objects too."},
    };
}

base::Error unusable(const QString &text, const QString &right)
{
    return {base::Error::Code::InvalidInput, {text, right}, 0};
}

base::Result<EventFormat> readFormat(const settings::Arguments &arguments)
{
    const QString name = arguments.value(u"format"_s);
    if (name == u"ndjson" || (name.isEmpty() && arguments.has(u"json"_s)))
        return EventFormat::Ndjson;
    if (name.isEmpty() || name == u"table")
        return EventFormat::Table;
    if (name == u"json")
        return EventFormat::Json;
    return unusable(name, u"table, ndjson or json"_s);
}

base::Result<qint64> readCount(const settings::Arguments &arguments, const QString &name)
{
    if (!arguments.has(name))
        return std::numeric_limits<qint64>::max();
    bool isNumber = false;
    const qint64 number = arguments.value(name).toLongLong(&isNumber);
    if (!isNumber || number < 0)
        return unusable(arguments.value(name), u"a whole number"_s);
    return number;
}

base::Result<std::vector<event::FieldRef>> readColumns(const settings::Arguments &arguments)
{
    std::vector<event::FieldRef> columns;
    if (!arguments.has(u"columns"_s))
        return columns;
    for (const QString &part : arguments.value(u"columns"_s).split(u',')) {
        const QByteArray name = part.trimmed().toUtf8();
        const auto field = event::findFieldRef(name);
        if (!field) {
            const auto nearest = event::nearestField(name);
            return unusable(
                part,
                QString::fromLatin1(event::fieldInfo(nearest.value_or(event::Field::Type)).name));
        }
        columns.push_back(*field);
    }
    return columns;
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
        const base::UtcTime until = lastHandshake(**own) + kPatience;
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
    static constexpr auto kPatience = std::chrono::seconds(30); ///< As index::SetAside has it.

    static bool isShown(const event::StoredRequest &request)
    {
        return request.draft.request.verdict != event::Verdict::Handshake
            && request.draft.request.verdict != event::Verdict::Refused;
    }

    static base::UtcTime lastHandshake(const std::vector<event::StoredRequest> &requests)
    {
        base::UtcTime last = base::UtcTime() - kPatience;
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

ExitCode writeWanted(Blocks &blocks, const Wanted &wanted, const EventFinder &finder,
                     EventWriter &writer, Output &output)
{
    MatchingEvents events(finder, writer);
    event::EventId begin{1};
    if (wanted.last) {
        const auto found = beginOfLast(blocks, wanted, finder);
        if (!found)
            return output.fail(found.error());
        begin = *found;
    }
    qint64 most = wanted.first;
    for (qint64 block = Blocks::at(begin); block < blocks.count() && most > 0 && !output.isGone();
         ++block) {
        auto without = leftOut(blocks, block, wanted.all);
        if (!without)
            return output.fail(without.error());
        const auto requests = blocks.read(block);
        if (!requests)
            return output.fail(requests.error());
        most -= events.write(
            **requests,
            {std::max(begin, blocks.first(block)), blocks.last(block), most, std::move(*without)});
    }
    return ExitCode::Done;
}

ExitCode run(Context &context)
{
    Output &output = context.output;
    const auto format = readFormat(context.arguments);
    if (!format)
        return output.fail(format.error());
    const auto limit = readCount(context.arguments, u"limit"_s);
    if (!limit)
        return output.fail(limit.error());
    const auto last = readCount(context.arguments, u"last"_s);
    if (!last)
        return output.fail(last.error());
    if (context.arguments.has(u"limit"_s) && context.arguments.has(u"last"_s))
        return output.fail(unusable(u"--limit with --last"_s, u"one of them"_s));
    auto columns = readColumns(context.arguments);
    if (!columns)
        return output.fail(columns.error());
    const filter::Parsed parsed = filter::parse(context.arguments.value(u"filter"_s));
    if (parsed.judgement != filter::Judgement::Fine)
        return output.fail(parsed.error);

    const auto reader = store::Reader::open(engine::chosenCapture(
        context.settings, context.paths, context.arguments.positionals().value(0)));
    if (!reader)
        return output.fail(reader.error());
    const auto newest = (*reader)->newest();
    if (!newest)
        return output.fail(newest.error());
    auto filterContext = contextOf(**reader);
    if (!filterContext)
        return output.fail(filterContext.error());

    Wanted wanted{*limit, std::nullopt, context.arguments.has(u"all"_s)};
    if (context.arguments.has(u"last"_s))
        wanted.last = *last;
    Blocks blocks(**reader, *newest);
    EventWriter writer(output, *format, std::move(*columns));
    const EventFinder finder(parsed.filter, std::move(*filterContext));
    const ExitCode code = writeWanted(blocks, wanted, finder, writer, output);
    writer.finish();
    return code;
}

} // namespace

const Command kEvents{
    "events", "[CAPTURE]", 0, 1, "Writes the events of a capture, or those that match a filter.",
    options,  run};

} // namespace sendscope::cli
