#include "app/cli/command.h"
#include "app/cli/eventoptions.h"
#include "app/cli/messagewriter.h"
#include "app/cli/wholecapture.h"
#include "app/engine/enginesettings.h"
#include "app/engine/requestwalk.h"
#include "app/index/scan.h"
#include "app/index/segment.h"
#include "app/store/reader.h"

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;

namespace sendscope::cli {
namespace {

QList<settings::Option> options()
{
    return {
        {"filter", "EXPR", "Only messages of which any event matches."},
        {"limit", "N", "The first N."},
        {"last", "N", "The last N."},
        {"format", "FORMAT", "table (the default), ndjson or json."},
        {"overdue-after", "TIME",
         "How long a message may be without a final event before it is overdue; only recorded time "
         "counts.",
         settings::Key::OverdueAfter},
        {"json", "", "The same as --format ndjson; errors are objects too."},
    };
}

/// What a command line asks for.
struct Asked
{
    EventFormat format = EventFormat::Table;
    filter::Filter filter;
    RowLimit limit;
};

base::Result<Asked> readAsked(const Context &context)
{
    const settings::Arguments &arguments = context.arguments;
    const auto format = readEventOptions(arguments);
    if (!format)
        return format.error();
    const auto limit = readLimit(arguments);
    if (!limit)
        return limit.error();
    auto filter = readFilter(arguments.value(u"filter"_s), context.settings);
    if (!filter)
        return filter.error();
    return Asked{format->format, std::move(*filter), *limit};
}

/// The events that match, ascending.
base::Result<index::RowList> matching(const store::Reader &reader, const Asked &asked,
                                      const FilterContext &context)
{
    if (filter::onDemandFields(asked.filter).empty()) {
        const filter::Program program(asked.filter, context.now);
        return index::scanAll(*context.whole, program);
    }
    // Paths and headers have no column: they are read as they pass by.
    const EventFinder finder(asked.filter, context);
    index::RowList rows;
    const auto walked =
        engine::walkRequests(reader, {1}, context.whole->newest(), {},
                             [&](const std::vector<event::StoredRequest> &requests) {
                                 const index::RowList found = finder.find(requests);
                                 rows.insert(rows.end(), found.begin(), found.end());
                             });
    if (!walked)
        return walked.error();
    return rows;
}

/// By the first of their events.
std::vector<index::Message> messagesOf(const index::Snapshot &snapshot, const index::RowList &rows)
{
    std::vector<index::MessageNumber> numbers;
    for (const event::EventId id : rows) {
        if (const auto [segment, row] = snapshot.find(id); segment)
            numbers.push_back(segment->links().at(row).message);
    }
    std::sort(numbers.begin(), numbers.end());
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
    std::vector<index::Message> messages;
    for (const index::MessageNumber number : numbers) {
        if (const auto message = snapshot.messages().message(number))
            messages.push_back(*message);
    }
    std::sort(messages.begin(), messages.end(),
              [](const index::Message &a, const index::Message &b) {
                  return a.events.front() < b.events.front();
              });
    return messages;
}

ExitCode run(Context &context)
{
    Output &output = context.output;
    const auto asked = readAsked(context);
    if (!asked)
        return output.fail(asked.error());
    const auto reader = store::Reader::open(engine::chosenCapture(
        context.settings, context.paths, context.arguments.positionals().value(0)));
    if (!reader)
        return output.fail(reader.error());
    const auto whole = wholeCapture(true, context.settings);
    const auto known = contextOf(**reader, whole.get());
    if (!known)
        return output.fail(known.error());
    const auto rows = matching(**reader, *asked, *known);
    if (!rows)
        return output.fail(rows.error());

    const std::vector<index::Message> messages = messagesOf(*known->whole, *rows);
    const auto count = qint64(messages.size());
    const qint64 begin = asked->limit.last ? std::max<qint64>(0, count - *asked->limit.last) : 0;
    const qint64 end = std::min(count, asked->limit.first);
    MessageWriter writer(output, asked->format, known->whole, known->now);
    for (qint64 i = begin; i < end && !output.isGone(); ++i)
        writer.write(messages[size_t(i)]);
    writer.finish();
    return ExitCode::Done;
}

} // namespace

const Command kMessages{"messages",
                        "[CAPTURE]",
                        0,
                        1,
                        "Writes what has become of the messages of a capture, for each recipient.",
                        options,
                        run};

} // namespace sendscope::cli
