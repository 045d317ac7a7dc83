#include "app/store/marker.h"

#include "app/cli/command.h"
#include "app/engine/enginesettings.h"

using namespace Qt::StringLiterals;

namespace sendscope::cli {
namespace {

QList<settings::Option> options()
{
    return {{"json", "", "Say it as one JSON object; errors are objects too."}};
}

ExitCode run(Context &context)
{
    Output &output = context.output;
    const QStringList words = context.arguments.positionals();
    const QString text = words.last();
    if (text.trimmed().isEmpty()) {
        return output.fail({base::Error::Code::InvalidInput,
                            {text, u"a text that a filter can name: after marker \"build 412\""_s},
                            0});
    }
    const QString named = words.size() == 2 ? words.first() : QString();
    const auto after =
        store::addMarker(engine::chosenCapture(context.settings, context.paths, named), text);
    if (!after)
        return output.fail(after.error());

    const QByteArray event = QByteArray::number(after->value);
    if (output.isJson())
        output.writeJson("{\"marker\":" + jsonString(text) + ",\"after\":" + event + "}\n");
    else
        output.writeLine(u"marker after "_s + QString::fromLatin1(event));
    return ExitCode::Done;
}

} // namespace

const Command kMarker{"marker",
                      "[CAPTURE] TEXT",
                      1,
                      2,
                      "Draws a line with a text between what a capture holds and what comes later, "
                      "also while another program records; tells the newest event before it.",
                      options,
                      run};

} // namespace sendscope::cli
