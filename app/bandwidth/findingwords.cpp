#include "app/bandwidth/findingwords.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

using namespace Qt::StringLiterals;

namespace sendscope::bandwidth {
namespace {

struct FindingWords
{
    Q_DECLARE_TR_FUNCTIONS(Finding)
};

using event::JsonSpan;

/// The start of a stranger's text, enough to know it by.
constexpr qsizetype kShownCharacters = 40;

QString shown(const QString &text)
{
    return text.size() <= kShownCharacters ? text : text.first(kShownCharacters) + u'…';
}

QString decoded(QByteArrayView utf8)
{
    return QString::fromUtf8(utf8);
}

QString joined(const QStringList &parts)
{
    if (parts.size() < 2)
        return parts.join(QString());
    return FindingWords::tr("%1 or %2")
        .arg(parts.first(parts.size() - 1).join(u", "_s), parts.last());
}

/// "RBM, SMS or MMS"
QString wordList(const char *words)
{
    return joined(QString::fromLatin1(words).split(u' '));
}

QString typeName(JsonSpan::Type type)
{
    switch (type) {
    case JsonSpan::Type::Object:
        return FindingWords::tr("an object");
    case JsonSpan::Type::Array:
        return FindingWords::tr("an array");
    case JsonSpan::Type::Number:
        return FindingWords::tr("a number");
    case JsonSpan::Type::True:
    case JsonSpan::Type::False:
        return FindingWords::tr("true or false");
    case JsonSpan::Type::Null:
        return FindingWords::tr("null");
    case JsonSpan::Type::Key:
    case JsonSpan::Type::String:
        break;
    }
    return FindingWords::tr("a string");
}

/// What the value is; of a number that is not whole the number, of a text that is none the text.
QString whatItIs(const event::JsonText &json, qint32 span)
{
    const JsonSpan::Type type = json.span(span).type;
    if (type == JsonSpan::Type::True || type == JsonSpan::Type::False
        || type == JsonSpan::Type::Number)
        return shown(decoded(json.raw(span)));
    return typeName(type);
}

QString typesName(const SchemaField &field)
{
    using F = SchemaField;
    QStringList names;
    // What only one of several contradicting sources says goes without saying.
    const bool isTime = field.format == Format::DateTime;
    if (field.types & F::Array && !isTime)
        return FindingWords::tr("an array of strings");
    if (field.types & F::Integer)
        names << FindingWords::tr("an integer");
    else if (field.types & F::String)
        names << FindingWords::tr("a string");
    else if (field.types & F::Object)
        names << FindingWords::tr("an object");
    else if (field.types & F::Boolean)
        names << FindingWords::tr("true or false");
    if (field.types & F::Null)
        names << FindingWords::tr("null");
    return joined(names);
}

QString formatName(Format format)
{
    switch (format) {
    case Format::DateTime:
        return FindingWords::tr("a date and time with its zone, such as 2020-06-25T18:42:36.979Z");
    case Format::Uri:
        return FindingWords::tr("a whole URI, such as https://example.com/picture.png");
    case Format::Base64:
        return FindingWords::tr("base64");
    case Format::Decimal:
        return FindingWords::tr("a number, such as 37.7749");
    case Format::Integer:
    case Format::Any:
        break;
    }
    return FindingWords::tr("an integer");
}

QString wrongType(const event::JsonText &json, const Breach &breach, const QString &path)
{
    const JsonSpan &span = json.span(breach.span);
    const bool isElement = span.parent >= 0 && json.span(span.parent).type == JsonSpan::Type::Array
        && (breach.field->types & SchemaField::Array);
    const QString is =
        span.type == JsonSpan::Type::String && breach.field->types & SchemaField::String
        ? FindingWords::tr("the string “%1”").arg(shown(json.displayText(breach.span)))
        : whatItIs(json, breach.span);
    return FindingWords::tr("“%1” is %2; the schema says %3.")
        .arg(path, is, isElement ? FindingWords::tr("a string") : typesName(*breach.field));
}

QString misplaced(const SchemaField &field, const QString &path)
{
    return field.where == SchemaField::Where::Failed
        ? FindingWords::tr("“%1” stands here; the schema has it for message-failed alone.")
              .arg(path)
        : FindingWords::tr("“%1” stands here; the schema has it for messages to you alone.")
              .arg(path);
}

QString missing(const QString &path)
{
    const qsizetype dot = path.lastIndexOf(u'.');
    if (dot < 0)
        return FindingWords::tr("“%1” is missing; the schema requires it in every event.")
            .arg(path);
    return FindingWords::tr("“%1” is missing; the schema requires it in “%2”.")
        .arg(path, path.first(dot));
}

QString tooLong(const event::JsonText &json, const Breach &breach, const QString &path)
{
    const QByteArray value = json.text(breach.span);
    const auto count = std::count_if(value.begin(), value.end(),
                                     [](char c) { return (quint8(c) & 0xC0) != 0x80; });
    const QLocale locale;
    return FindingWords::tr("“%1” has %2 characters; the schema allows %3.")
        .arg(path, locale.toString(qlonglong(count)),
             locale.toString(breach.field->mostCharacters));
}

} // namespace

QString sentenceOf(const event::JsonText &json, const Breach &breach, const QByteArray &pathBytes)
{
    const QString path = decoded(pathBytes);
    const auto value = [&] { return shown(json.displayText(breach.span)); };
    switch (breach.rule) {
    case Rule::MissingField:
        return missing(path);
    case Rule::WrongType:
        return wrongType(json, breach, path);
    case Rule::WrongFormat:
        return FindingWords::tr("“%1” is “%2”; the schema says %3.")
            .arg(path, value(), formatName(breach.field->format));
    case Rule::UnknownValue:
        return FindingWords::tr("“%1” is “%2”; the schema says %3.")
            .arg(path, value(), wordList(breach.field->words));
    case Rule::TooLong:
        return tooLong(json, breach, path);
    case Rule::RepeatedItem:
        return FindingWords::tr(
                   "“%1” is “%2” once more; the schema says that no value stands there twice.")
            .arg(path, value());
    case Rule::MisplacedField:
        return misplaced(*breach.field, path);
    case Rule::UnknownBody:
        break;
    }
    return FindingWords::tr(
        "There is neither a type nor a message here; the schema has both in every "
        "event.");
}

QByteArray name(Rule rule)
{
    switch (rule) {
    case Rule::MissingField:
        return QByteArrayLiteral("missing-field");
    case Rule::WrongType:
        return QByteArrayLiteral("wrong-type");
    case Rule::WrongFormat:
        return QByteArrayLiteral("wrong-format");
    case Rule::UnknownValue:
        return QByteArrayLiteral("unknown-value");
    case Rule::TooLong:
        return QByteArrayLiteral("too-long");
    case Rule::RepeatedItem:
        return QByteArrayLiteral("repeated-item");
    case Rule::MisplacedField:
        return QByteArrayLiteral("misplaced-field");
    case Rule::UnknownBody:
        break;
    }
    return QByteArrayLiteral("unknown-body");
}

QString meaningOf(Rule rule)
{
    switch (rule) {
    case Rule::MissingField:
        return FindingWords::tr("A field that the schema requires is not there.");
    case Rule::WrongType:
        return FindingWords::tr("A value is of another JSON type than the schema says.");
    case Rule::WrongFormat:
        return FindingWords::tr(
            "A text is no time, URI, base64 or number where the schema says so.");
    case Rule::UnknownValue:
        return FindingWords::tr("A text is none of the words that the schema lists.");
    case Rule::TooLong:
        return FindingWords::tr("A text has more characters than the schema allows.");
    case Rule::RepeatedItem:
        return FindingWords::tr(
            "A value stands twice in a list where the schema says that none does.");
    case Rule::MisplacedField:
        return FindingWords::tr("A field is documented, but for other types of events.");
    case Rule::UnknownBody:
        break;
    }
    return FindingWords::tr("The object is none of the bodies that Bandwidth documents.");
}

} // namespace sendscope::bandwidth
