#include "app/bandwidth/explanation.h"
#include "app/cli/command.h"

using namespace Qt::StringLiterals;

namespace sendscope::cli {
namespace {

using bandwidth::Explanation;

QList<settings::Option> options()
{
    return {{"json", "", "One JSON object; errors are objects too."}};
}

QByteArray kindName(Explanation::Kind kind)
{
    switch (kind) {
    case Explanation::Kind::Code:
        return "code";
    case Explanation::Kind::Type:
        return "type";
    case Explanation::Kind::Field:
        return "field";
    case Explanation::Kind::Rule:
        return "rule";
    case Explanation::Kind::Word:
        break;
    }
    return "word";
}

void writeObject(Output &output, const Explanation &explanation)
{
    QByteArray details;
    for (const Explanation::Line &line : explanation.lines) {
        details += details.isEmpty() ? "" : ",";
        details +=
            "{\"label\":" + jsonString(line.label) + ",\"text\":" + jsonString(line.text) + '}';
    }
    output.writeJson("{\"kind\":\"" + kindName(explanation.kind) + "\",\"word\":"
                     + jsonString(explanation.word) + ",\"title\":" + jsonString(explanation.title)
                     + ",\"meaning\":" + jsonString(explanation.meaning) + ",\"details\":["
                     + details + "]}\n");
}

void writeWords(Output &output, const Explanation &explanation)
{
    output.writeLine(explanation.word
                     + (explanation.title.isEmpty() ? QString() : u"  "_s + explanation.title));
    output.writeLine(explanation.meaning);
    for (const Explanation::Line &line : explanation.lines)
        output.writeLine(line.label + u": "_s + line.text);
}

ExitCode run(Context &context)
{
    const QString word = context.arguments.positionals().first();
    if (const auto explanation = bandwidth::explain(word)) {
        if (context.output.isJson())
            writeObject(context.output, *explanation);
        else
            writeWords(context.output, *explanation);
        return ExitCode::Done;
    }
    const QStringList near = bandwidth::nearestWords(word);
    const QString right = near.isEmpty()
        ? u"an error code such as 4720, a type such as message-sent, or a field such as message.tag"_s
        : near.join(u", "_s);
    return context.output.fail({base::Error::Code::InvalidInput, {word, right}, 0});
}

} // namespace

const Command kExplain{"explain",
                       "CODE|TYPE|FIELD",
                       1,
                       1,
                       "Says what an error code, a type of event, a field or another word means.",
                       options,
                       run};

} // namespace sendscope::cli
