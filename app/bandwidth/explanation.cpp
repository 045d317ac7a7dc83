#include "app/bandwidth/explanation.h"

#include "app/bandwidth/check.h"
#include "app/bandwidth/errorcode.h"
#include "app/bandwidth/message.h"
#include "app/bandwidth/schema.h"
#include "app/bandwidth/tollfree.h"
#include "app/bandwidth/wordtable.h"
#include "app/event/fieldcatalogue.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <numeric>

using namespace Qt::StringLiterals;

namespace sendscope::bandwidth {
namespace {

struct ExplanationWords
{
    Q_DECLARE_TR_FUNCTIONS(Explanation)
};

using Kind = Explanation::Kind;

constexpr size_t kMostNearest = 3;
constexpr qsizetype kLongestWord = 64;

QString fromLatin1(QByteArrayView latin1)
{
    return QString::fromLatin1(latin1);
}

void addLine(Explanation &to, const QString &label, const QString &text)
{
    if (!text.isEmpty())
        to.lines.push_back({label, text});
}

Explanation ofCode(const ErrorCode &code)
{
    Explanation all{Kind::Code, QString::number(code.code), code.slug, code.meaning, {}};
    if (all.title.isEmpty())
        all.title = code.brief;
    addLine(all, ExplanationWords::tr("What to do"), code.whatToDo);
    addLine(all, ExplanationWords::tr("Who can fix it"), code.whoCanFix);
    addLine(all, ExplanationWords::tr("Class"), classWords(code.code));
    addLine(all, ExplanationWords::tr("Reported by"), reporterWords(code.code));
    if (code.isBillable)
        addLine(all, ExplanationWords::tr("Charged"),
                *code.isBillable ? ExplanationWords::tr("yes") : ExplanationWords::tr("no"));
    return all;
}

Explanation ofRow(const WordRow &row, Kind kind)
{
    const auto translated = [](const char *words) {
        return *words ? QCoreApplication::translate("Explanation", words) : QString();
    };
    Explanation all{kind, fromLatin1(row.word), translated(row.title), translated(row.meaning), {}};
    addLine(all, ExplanationWords::tr("What follows"), translated(row.after));
    addLine(all, ExplanationWords::tr("Worth knowing"), translated(row.more));
    return all;
}

/// "required, a string of at most 1,024 characters"
QString schemaWords(const SchemaField &field)
{
    using F = SchemaField;
    QStringList words;
    if (field.isRequired)
        words << ExplanationWords::tr("required");
    if (field.format == Format::DateTime)
        words << ExplanationWords::tr("a date and time with its zone");
    else if (field.types & F::Array)
        words << (field.format == Format::Uri ? ExplanationWords::tr("an array of URIs")
                                              : ExplanationWords::tr("an array of strings"));
    else if (field.types & F::Integer)
        words << ExplanationWords::tr("an integer");
    else if (field.types & F::Object)
        words << ExplanationWords::tr("an object");
    else
        words << ExplanationWords::tr("a string");
    if (field.isUnique)
        words << ExplanationWords::tr("none of them twice");
    if (field.format == Format::Base64)
        words << ExplanationWords::tr("in base64");
    if (field.mostCharacters > 0)
        words << ExplanationWords::tr("at most %1 characters")
                     .arg(QLocale().toString(field.mostCharacters));
    if (field.where == F::Where::Failed)
        words << ExplanationWords::tr("for message-failed alone");
    else if (field.where == F::Where::Inbound)
        words << ExplanationWords::tr("for messages to you alone");
    return words.join(u", "_s);
}

Explanation ofField(const event::FieldInfo &info)
{
    Explanation all{Kind::Field,
                    fromLatin1(info.name),
                    event::titleOf(info.field),
                    event::meaningOf(info.field),
                    {}};
    const QByteArrayList words = event::wordsOf(info.field);
    addLine(all, ExplanationWords::tr("Values"), fromLatin1(words.join(", ")));
    if (const SchemaField *field = info.isDerived() ? nullptr : schemaFieldAt(info.path))
        addLine(all, ExplanationWords::tr("In Bandwidth's schema"), schemaWords(*field));
    addLine(all, ExplanationWords::tr("Where from"),
            info.isDerived() ? ExplanationWords::tr("Worked out by Sendscope")
                             : ExplanationWords::tr("The event's JSON"));
    return all;
}

Explanation ofRule(Rule rule)
{
    Explanation all{Kind::Rule,
                    fromLatin1(name(rule)),
                    ExplanationWords::tr("Rule of the contract check"),
                    meaningOf(rule),
                    {}};
    addLine(all, ExplanationWords::tr("In filters"), u"check == "_s + fromLatin1(name(rule)));
    return all;
}

/// Everything, in the order in which it is listed.
std::vector<Explanation> everything()
{
    std::vector<Explanation> all;
    for (const WordRow &row : eventTypeTable())
        all.push_back(ofRow(row, Kind::Type));
    for (const ErrorCode &code : errorCodes())
        all.push_back(ofCode(code));
    for (const WordRow &row : stateTable())
        all.push_back(ofRow(row, Kind::Word));
    for (const event::FieldInfo &info : event::fields())
        all.push_back(ofField(info));
    for (size_t i = 0; i < kRuleCount; ++i)
        all.push_back(ofRule(Rule(i)));
    return all;
}

bool isCalled(const Explanation &explanation, const QString &word)
{
    return explanation.word.compare(word, Qt::CaseInsensitive) == 0
        || (explanation.kind == Kind::Code
            && explanation.title.compare(word, Qt::CaseInsensitive) == 0);
}

/// A number of the form of Bandwidth's codes.
std::optional<int> codeIn(const QString &word)
{
    const bool isCode = word.size() == 4 && (word[0] == u'4' || word[0] == u'5' || word[0] == u'9')
        && std::all_of(word.begin(), word.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    return isCode ? std::optional(word.toInt()) : std::nullopt;
}

/// How many characters must be changed, left out or put in.
int distance(const QString &a, const QString &b)
{
    std::vector<int> row(size_t(b.size()) + 1);
    std::iota(row.begin(), row.end(), 0);
    for (qsizetype i = 0; i < a.size(); ++i) {
        int diagonal = row[0];
        row[0] = int(i) + 1;
        for (size_t j = 1; j < row.size(); ++j) {
            const int changed = diagonal + (a[i] == b[qsizetype(j) - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({changed, row[j] + 1, row[j - 1] + 1});
        }
    }
    return row.back();
}

/// To the word, to its last part, or to what stands behind "message-".
int nearness(const QString &word, const QString &known)
{
    const QString lower = known.toLower();
    const int part = distance(word, lower.sliced(lower.lastIndexOf(u'.') + 1));
    const int telling = lower.startsWith(u"message-") ? distance(word, lower.sliced(8)) : part;
    return std::min({2 * distance(word, lower), 2 * part + 1, 2 * telling + 1});
}

/// How well an explanation fits what is looked for: 0 best, -1 not at all.
int fit(const Explanation &explanation, const QStringList &parts, const QString &whole)
{
    QString all = explanation.word + u' ' + explanation.title + u' ' + explanation.meaning;
    for (const Explanation::Line &line : explanation.lines)
        all += u' ' + line.text;
    for (const QString &part : parts) {
        if (!all.contains(part, Qt::CaseInsensitive))
            return -1;
    }
    if (isCalled(explanation, whole))
        return 0;
    if (explanation.word.startsWith(whole, Qt::CaseInsensitive)
        || explanation.word.endsWith(whole, Qt::CaseInsensitive))
        return 1;
    if (explanation.word.contains(whole, Qt::CaseInsensitive)
        || explanation.title.contains(whole, Qt::CaseInsensitive))
        return 2;
    return 3;
}

} // namespace

QString classWords(int code)
{
    switch (explain(code).errorClass) {
    case ErrorCode::Class::Client:
        return ExplanationWords::tr("client error (4xxx): what was sent, or to whom");
    case ErrorCode::Class::Service:
        return ExplanationWords::tr("service error (5xxx): trouble at Bandwidth or a carrier");
    case ErrorCode::Class::Ambiguous:
        break;
    }
    return code / 1000 == 9 ? ExplanationWords::tr("unclear (9xxx): what became of it is not known")
                            : ExplanationWords::tr("not one of Bandwidth's");
}

QString reporterWords(int code)
{
    switch (explain(code).reporter) {
    case ErrorCode::Reporter::Bandwidth:
        return ExplanationWords::tr("Bandwidth");
    case ErrorCode::Reporter::Carrier:
        return ExplanationWords::tr("the carrier");
    case ErrorCode::Reporter::Unknown:
        break;
    }
    return ExplanationWords::tr("not known");
}

std::optional<Explanation> explain(const QString &word)
{
    const QString wanted = word.trimmed();
    if (wanted.isEmpty())
        return std::nullopt;
    if (const auto code = codeIn(wanted))
        return ofCode(explain(*code));
    const std::vector<Explanation> all = everything();
    for (const QString &name : {wanted, u"message-"_s + wanted}) {
        const auto found = std::find_if(all.begin(), all.end(), [&name](const Explanation &known) {
            return isCalled(known, name);
        });
        if (found != all.end())
            return *found;
    }
    return std::nullopt;
}

QStringList nearestWords(const QString &word)
{
    const QString wanted = word.trimmed().toLower();
    if (wanted.isEmpty() || wanted.size() > kLongestWord)
        return {};

    // A third of the characters may be wrong; more is another word.
    const int most = int(wanted.size()) / 3 * 2 + 2;
    std::vector<std::pair<int, QString>> near;
    for (const Explanation &known : everything()) {
        int found = nearness(wanted, known.word);
        if (known.kind == Kind::Code)
            found = std::min(found, nearness(wanted, known.title));
        if (found <= most)
            near.emplace_back(found, known.word);
    }
    std::stable_sort(near.begin(), near.end(),
                     [](const auto &a, const auto &b) { return a.first < b.first; });
    QStringList words;
    for (const auto &[found, known] : near) {
        if (size_t(words.size()) < kMostNearest && !words.contains(known))
            words << known;
    }
    return words;
}

std::vector<Explanation> findExplanations(const QString &text)
{
    const QString whole = text.simplified();
    const QStringList parts = whole.split(u' ', Qt::SkipEmptyParts);
    std::vector<Explanation> all = everything();
    const auto code = codeIn(whole);
    if (code && !explain(*code).isDocumented)
        all.push_back(ofCode(explain(*code)));
    if (whole.isEmpty())
        return all;

    std::vector<std::pair<int, Explanation>> fitting;
    for (Explanation &known : all) {
        if (const int how = fit(known, parts, whole); how >= 0)
            fitting.emplace_back(how, std::move(known));
    }
    std::stable_sort(fitting.begin(), fitting.end(),
                     [](const auto &a, const auto &b) { return a.first < b.first; });
    std::vector<Explanation> found;
    for (auto &[how, known] : fitting)
        found.push_back(std::move(known));
    return found;
}

QString whatItSays(const EventFacts &facts)
{
    const Stage stage = stageOf(facts);
    if (stage == Stage::NoReceipt)
        return ExplanationWords::tr("Nobody knows: the carrier sent no receipt in time.");
    if (stage == Stage::Delivered && facts.body == Body::Message) {
        return isTollFreeNumber(facts.ours)
            ? ExplanationWords::tr("Sent from a toll-free number: the recipient's handset has it.")
            : ExplanationWords::tr(
                "The carrier took it. Whether the handset has it is only reported for "
                "messages from toll-free numbers.");
    }
    for (const WordRow &row : eventTypeTable()) {
        if (facts.type == row.word)
            return QCoreApplication::translate("Explanation", row.meaning);
    }
    return {};
}

} // namespace sendscope::bandwidth
