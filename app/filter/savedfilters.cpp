#include "app/filter/savedfilters.h"

#include "app/filter/lexer.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sendscope::filter {
namespace {

constexpr qsizetype kLongestName = 60;

/// More than anybody puts there by hand.
constexpr size_t kMostSaved = 200;

base::Error problem(const QString &line, qsizetype number, const QString &wouldBeRight)
{
    base::Error error;
    error.code = base::Error::Code::InvalidInput;
    error.args = {line.left(kLongestName), wouldBeRight};
    error.offset = number;
    return error;
}

/// Whether a quotation mark is open at the end, so that a value goes on in the next line.
bool goesOn(const QString &text)
{
    const std::vector<Token> tokens = lex(text);
    return std::any_of(tokens.begin(), tokens.end(), [](const Token &token) {
        return token.type == Token::Type::OpenPhrase
            || (token.type == Token::Type::OpenValue && token.quotes == Token::Quotes::Double);
    });
}

/// The line's filter, with as many of the next lines as it needs.
Parsed parseFrom(const QStringList &lines, qsizetype &at, QString text, const QTimeZone &zone)
{
    Parsed parsed = parse(text.trimmed(), zone);
    for (qsizetype next = at + 1;
         next < lines.size() && parsed.judgement == Judgement::Unfinished && goesOn(text); ++next) {
        text += u'\n' + lines[next];
        const Parsed longer = parse(text.trimmed(), zone);
        if (longer.judgement != Judgement::Fine)
            continue;
        at = next;
        return longer;
    }
    return parsed;
}

} // namespace

SavedRead readSaved(const QString &text, const QTimeZone &zone)
{
    SavedRead read;
    const QStringList lines = text.split(u'\n');
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QString line = lines[i].trimmed();
        if (line.isEmpty() || line.startsWith(u'#'))
            continue;
        const qsizetype equals = line.indexOf(u'=');
        const QString name = savedName(line.left(qMax(qsizetype(0), equals)));
        if (name.isEmpty() || read.filters.size() == kMostSaved) {
            read.problems.push_back(problem(
                line, i, QCoreApplication::translate("Filter", "a line such as: name = filter")));
            continue;
        }
        const qsizetype number = i;
        const Parsed parsed =
            parseFrom(lines, i, lines[i].sliced(lines[i].indexOf(u'=') + 1), zone);
        if (parsed.judgement == Judgement::Fine)
            putSaved(read.filters, {name, parsed.filter});
        else
            read.problems.push_back(problem(line, number, parsed.error.args.value(1)));
    }
    return read;
}

QString printSaved(const std::vector<SavedFilter> &filters)
{
    QString text;
    for (const SavedFilter &saved : filters)
        text += saved.name + u" = "_s + print(saved.filter) + u'\n';
    return text;
}

QString savedName(const QString &name)
{
    QString plain = name.simplified();
    plain.remove(u'=');
    while (plain.startsWith(u'#'))
        plain.remove(0, 1);
    return plain.left(kLongestName).simplified();
}

void putSaved(std::vector<SavedFilter> &filters, SavedFilter filter)
{
    const auto same =
        std::find_if(filters.begin(), filters.end(), [&filter](const SavedFilter &other) {
            return other.name.compare(filter.name, Qt::CaseInsensitive) == 0;
        });
    if (same == filters.end())
        filters.push_back(std::move(filter));
    else
        *same = std::move(filter);
}

} // namespace sendscope::filter
