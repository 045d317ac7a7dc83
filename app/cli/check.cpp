#include "app/base/clock.h"
#include "app/cli/checkwriter.h"
#include "app/cli/command.h"
#include "app/cli/eventoptions.h"
#include "app/engine/requestwalk.h"
#include "app/exchange/inputfile.h"
#include "app/exchange/requestreader.h"
#include "app/store/reader.h"

using namespace Qt::StringLiterals;

namespace sendscope::cli {
namespace {

QList<settings::Option> options()
{
    return {
        {"format", "FORMAT", "table (the default), ndjson or json."},
        {"json", "", "The same as --format ndjson; errors are objects too."},
    };
}

base::Result<void> checkCapture(const store::Reader &reader, Output &output, CheckWriter &writer)
{
    const auto newest = reader.newest();
    if (!newest)
        return newest.error();
    base::CancelToken nobodyReads;
    const auto check = [&](const std::vector<event::StoredRequest> &requests) {
        for (const event::StoredRequest &request : requests)
            writer.check(request.draft, request.firstEvent);
        if (output.isGone())
            nobodyReads.cancel();
    };
    const auto walked = engine::walkRequests(reader, {1}, *newest, nobodyReads, check);
    return output.isGone() ? base::Result<void>() : walked;
}

base::Result<void> checkFile(const QString &path, Output &output, CheckWriter &writer)
{
    const auto input = exchange::InputFile::open(path, {});
    if (!input)
        return input.error();
    exchange::RequestReader reader(**input, base::SystemClock().utc());
    BodyOrigin origin{path == u"-" ? u"stdin"_s : path, 1, {}};
    while (!output.isGone()) {
        const auto request = reader.next();
        if (!request)
            return request.error();
        if (!*request)
            break;
        // A body that came bare is all of the value; one of our own lines is written inside of it.
        const exchange::Place &place = reader.place();
        origin.line = place.line;
        origin.column.reset();
        if (reader.bytesRead() - place.offset == (*request)->draft.request.body.size())
            origin.column = place.column;
        writer.check((*request)->draft, origin);
    }
    return {};
}

base::Result<void> checkAll(const QString &path, Output &output, CheckWriter &writer)
{
    if (path == u"-")
        return checkFile(path, output, writer);
    const auto reader = store::Reader::open(path);
    if (reader)
        return checkCapture(**reader, output, writer);
    if (reader.error().code != base::Error::Code::NotACapture)
        return reader.error();
    return checkFile(path, output, writer);
}

ExitCode run(Context &context)
{
    Output &output = context.output;
    const auto asked = readEventOptions(context.arguments);
    if (!asked)
        return output.fail(asked.error());
    CheckWriter writer(output, asked->format);
    const auto checked = checkAll(context.arguments.positionals().first(), output, writer);
    writer.finish();
    if (!checked)
        return output.fail(checked.error());
    writer.tellCount();
    return writer.findings() > 0 ? ExitCode::Findings : ExitCode::Done;
}

} // namespace

const Command kCheck{"check",
                     "CAPTURE|FILE|-",
                     1,
                     1,
                     "Holds each event against the schema that Bandwidth documents, and tells what "
                     "is not so, where, and where it is documented.",
                     options,
                     run};

} // namespace sendscope::cli
