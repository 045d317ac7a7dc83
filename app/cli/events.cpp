#include "app/cli/command.h"
#include "app/cli/eventwriter.h"
#include "app/engine/enginesettings.h"
#include "app/store/reader.h"

#include <algorithm>
#include <deque>
#include <limits>

using namespace Qt::StringLiterals;

namespace sendscope::cli {
namespace {

/// Read at a time: large enough for speed, small enough for memory.
constexpr qint64 kBlockEvents = 4'096;

QList<settings::Option> options()
{
    return {
        {"filter", "EXPR", "Only events that match."},
        {"format", "FORMAT", "table (the default), ndjson or json."},
        {"limit", "N", "The first N."},
        {"last", "N", "The last N."},
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

struct Range
{
    qint64 first;
    qint64 last;
};

/// Finds the event that the last N matching ones begin with, from the newest backwards.
base::Result<qint64> beginOfLast(const store::Reader &reader, const filter::Filter &filter,
                                 qint64 newest, qint64 count)
{
    qint64 last = newest;
    while (last > 0 && count > 0) {
        const qint64 first = std::max<qint64>(1, last - kBlockEvents + 1);
        const auto requests = reader.requests({first}, {last});
        if (!requests)
            return requests.error();
        index::RowList rows = matchingRows(*requests, filter);
        std::erase_if(rows, [&](event::EventId id) { return id.value < first || id.value > last; });
        if (qint64(rows.size()) >= count)
            return rows[rows.size() - size_t(count)].value;
        count -= qint64(rows.size());
        last = first - 1;
    }
    return count > 0 ? qint64(1) : newest + 1;
}

ExitCode writeRange(const store::Reader &reader, Range range, qint64 most, MatchingEvents &events,
                    Output &output)
{
    for (qint64 first = range.first; first <= range.last && most > 0 && !output.isGone();
         first += kBlockEvents) {
        const qint64 last = std::min(range.last, first + kBlockEvents - 1);
        const auto requests = reader.requests({first}, {last});
        if (!requests)
            return output.fail(requests.error());
        most -= events.write(*requests, {first}, {last}, most);
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

    Range range{1, newest->value};
    if (context.arguments.has(u"last"_s)) {
        const auto begin = beginOfLast(**reader, parsed.filter, newest->value, *last);
        if (!begin)
            return output.fail(begin.error());
        range.first = *begin;
    }
    EventWriter writer(output, *format);
    MatchingEvents events(parsed.filter, writer);
    const ExitCode code = writeRange(**reader, range, *limit, events, output);
    writer.finish();
    return code;
}

} // namespace

const Command kEvents{
    "events", "[CAPTURE]", 0, 1, "Writes the events of a capture, or those that match a filter.",
    options,  run};

} // namespace sendscope::cli
