#include "app/settings/option.h"

#include <algorithm>
#include <numeric>

using namespace Qt::StringLiterals;

namespace sendscope::settings {
namespace {

constexpr qsizetype kHelpColumns = 100;

base::Error wrong(const QString &word, const QString &right)
{
    return {base::Error::Code::InvalidInput, {word, right}, 0};
}

/// How many letters have to be put in, taken out or exchanged to make one name of the other.
int distance(QStringView a, QStringView b)
{
    QList<int> row(b.size() + 1);
    std::iota(row.begin(), row.end(), 0);
    for (qsizetype i = 0; i < a.size(); ++i) {
        int diagonal = row[0];
        row[0] = int(i) + 1;
        for (qsizetype j = 0; j < b.size(); ++j) {
            const int above = row[j + 1];
            const int exchanged = diagonal + (a[i] == b[j] ? 0 : 1);
            row[j + 1] = std::min({exchanged, above + 1, row[j] + 1});
            diagonal = above;
        }
    }
    return row.last();
}

QString nearestName(const QString &name, const QList<Option> &options)
{
    const auto nearest =
        std::min_element(options.begin(), options.end(), [&name](const Option &a, const Option &b) {
            return distance(name, QLatin1StringView(a.name).toString())
                < distance(name, QLatin1StringView(b.name).toString());
        });
    return nearest == options.end() ? u"no options here"_s
                                    : u"--"_s + QLatin1StringView(nearest->name);
}

const Option *find(const QString &name, const QList<Option> &options)
{
    for (const Option &option : options) {
        if (QLatin1StringView(option.name) == name)
            return &option;
    }
    return nullptr;
}

bool takesValue(const Option &option)
{
    return *option.valueName != '\0';
}

/// What an option does, and what holds without it.
QString explanation(const Option &option)
{
    const QString sentence = QLatin1StringView(option.sentence);
    if (!option.key || !takesValue(option) || !*entry(*option.key).defaultText)
        return sentence;
    return sentence + u" Default: %1."_s.arg(QLatin1StringView(entry(*option.key).defaultText));
}

/// The text in lines that end before kHelpColumns, all but the first one indented.
QString wrapped(const QString &text, qsizetype indent)
{
    QString lines;
    qsizetype column = indent;
    for (const QString &word : text.split(u' ')) {
        const bool isFirst = column == indent;
        if (!isFirst && column + 1 + word.size() > kHelpColumns) {
            lines += u'\n' + QString(indent, u' ');
            column = indent;
        } else if (!isFirst) {
            lines += u' ';
            ++column;
        }
        lines += word;
        column += word.size();
    }
    return lines;
}

} // namespace

QString Arguments::value(const QString &option) const
{
    const QStringList given = values(option);
    return given.isEmpty() ? QString() : given.last();
}

base::Result<Arguments> parseArguments(const QStringList &words, const QList<Option> &options)
{
    Arguments arguments;
    for (qsizetype i = 0; i < words.size(); ++i) {
        const QString &word = words[i];
        if (word == u"--") {
            arguments.m_afterDashes = words.sliced(i + 1);
            break;
        }
        // A file whose name begins with a dash is ./-name.
        const bool isOption = word.startsWith(u'-') && word != u"-";
        if (isOption && !word.startsWith(u"--"))
            return wrong(word, nearestName(word.sliced(1), options));
        if (!isOption) {
            arguments.m_positionals.append(word);
            continue;
        }

        const qsizetype equals = word.indexOf(u'=');
        const QString name = equals < 0 ? word.sliced(2) : word.sliced(2, equals - 2);
        const Option *option = find(name, options);
        if (!option)
            return wrong(word, nearestName(name, options));
        if (!takesValue(*option)) {
            if (equals >= 0)
                return wrong(word, u"--"_s + name);
            arguments.m_values[name].append(u"true"_s);
            continue;
        }
        if (equals < 0 && i + 1 == words.size())
            return wrong(word, word + u' ' + QLatin1StringView(option->valueName));
        arguments.m_values[name].append(equals < 0 ? words[++i] : word.sliced(equals + 1));
    }
    return arguments;
}

base::Result<void> apply(const Arguments &arguments, const QList<Option> &options,
                         Settings &settings)
{
    for (const Option &option : options) {
        const QString name = QLatin1StringView(option.name);
        if (!option.key || !arguments.has(name))
            continue;
        const bool isList = entry(*option.key).type == Type::List;
        const QString text = isList ? arguments.values(name).join(u',') : arguments.value(name);
        if (const auto done = settings.set(*option.key, text); !done)
            return done.error();
    }
    return {};
}

QString helpFor(const QList<Option> &options)
{
    QStringList heads;
    qsizetype width = 0;
    for (const Option &option : options) {
        QString head = u"  --"_s + QLatin1StringView(option.name);
        if (takesValue(option))
            head += u' ' + QLatin1StringView(option.valueName);
        width = std::max(width, head.size());
        heads.append(head);
    }
    QString help;
    for (qsizetype i = 0; i < options.size(); ++i)
        help +=
            heads[i].leftJustified(width + 2) + wrapped(explanation(options[i]), width + 2) + u'\n';
    return help;
}

} // namespace sendscope::settings
