#include "app/cli/eventoptions.h"

#include "app/cli/unusable.h"
#include "app/filter/names.h"

#include <limits>

using namespace Qt::StringLiterals;

namespace sendscope::cli {
namespace {

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

} // namespace

QList<settings::Option> eventOptions()
{
    return {
        {"columns", "A,B", "These fields alone, such as received,type,message.id."},
        {"format", "FORMAT", "table (the default), ndjson or json."},
        {"all", "",
         "Also what is left out else: requests answered 404 or 405, and first legs of sign-ins."},
        {"json", "", "The same as --format ndjson; errors are objects too."},
    };
}

base::Result<EventOptions> readEventOptions(const settings::Arguments &arguments)
{
    const auto format = readFormat(arguments);
    if (!format)
        return format.error();
    auto columns = readColumns(arguments);
    if (!columns)
        return columns.error();
    return EventOptions{*format, std::move(*columns), arguments.has(u"all"_s)};
}

base::Result<qint64> readCount(const settings::Arguments &arguments, const QString &option,
                               qint64 missing)
{
    if (!arguments.has(option))
        return missing;
    bool isNumber = false;
    const qint64 number = arguments.value(option).toLongLong(&isNumber);
    if (!isNumber || number < 0)
        return unusable(arguments.value(option), u"a whole number"_s);
    return number;
}

base::Result<RowLimit> readLimit(const settings::Arguments &arguments)
{
    if (arguments.has(u"limit"_s) && arguments.has(u"last"_s))
        return unusable(u"--limit with --last"_s, u"one of them"_s);
    const auto limit = readCount(arguments, u"limit"_s, std::numeric_limits<qint64>::max());
    if (!limit)
        return limit.error();
    const auto last = readCount(arguments, u"last"_s, 0);
    if (!last)
        return last.error();
    return RowLimit{*limit, arguments.has(u"last"_s) ? std::optional(*last) : std::nullopt};
}

base::Result<filter::Filter> readFilter(const QString &text, const settings::Settings &settings)
{
    const filter::Parsed parsed = filter::parse(text);
    if (parsed.judgement != filter::Judgement::Fine)
        return parsed.error;
    const auto names = filter::Names::read(settings.text(settings::Key::Names));
    return filter::withNames(parsed.filter, names);
}

} // namespace sendscope::cli
