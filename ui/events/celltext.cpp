#include "ui/events/celltext.h"

#include "app/base/clock.h"
#include "app/base/spantext.h"
#include "app/filter/values.h"
#include "ui/widgets/filterjoin.h"
#include "ui/widgets/marklook.h"
#include "ui/widgets/valueformat.h"

#include <QCoreApplication>

#include <algorithm>

namespace sendscope::ui {
namespace {

using namespace Qt::StringLiterals;
using event::Field;
using event::FieldType;

/// A character has at most so many bytes.
constexpr qsizetype kMostBytes = 4;

/// Of a list, so many values are shown before "+2".
constexpr size_t kMostListed = 2;

FieldType comparedAs(const event::FieldRef &field)
{
    return event::typeOf(field).value_or(FieldType::Text);
}

bool hasText(const index::CellValue &value)
{
    return std::any_of(value.texts.begin(), value.texts.end(),
                       [](QByteArrayView text) { return !text.isEmpty(); });
}

/// Decodes no more of a text than can be shown of it.
QString head(QByteArrayView text, qsizetype characters)
{
    return QString::fromUtf8(text.first(std::min(text.size(), (characters + 1) * kMostBytes)));
}

QString line(const event::FieldRef &field, QByteArrayView text)
{
    if (comparedAs(field) == FieldType::Phone)
        return phoneNumber(head(text, kMostShown));
    if (field == event::FieldRef(Field::Mark))
        return markName(text);
    return onOneLine(head(text, kMostShown));
}

/// Codes are names that happen to be digits.
bool isCode(const event::FieldRef &field)
{
    return field.field == Field::ErrorCode || field.field == Field::Status;
}

QString shownNumber(const event::FieldRef &field, qint64 number)
{
    switch (comparedAs(field)) {
    case FieldType::Time:
        return clockTime(base::utcTime(number));
    case FieldType::Duration:
        return base::spanText(std::chrono::microseconds(number));
    case FieldType::Size:
        return sizeText(number);
    default:
        break;
    }
    if (field == event::FieldRef(Field::MediaCount) && number == 0)
        return {};
    return isCode(field) ? QString::number(number) : countText(number);
}

QString wholeNumber(const event::FieldRef &field, qint64 number)
{
    switch (comparedAs(field)) {
    case FieldType::Time:
        return isoTime(base::utcTime(number));
    case FieldType::Duration:
        return QString::number(double(number) / 1000, 'f', 3);
    default:
        return QString::number(number);
    }
}

void readOnDemand(const index::Snapshot &snapshot, event::EventId event, Cell &cell)
{
    const index::OnDemandColumn *column = snapshot.onDemand(cell.field);
    const index::OnDemandPart *part = column ? column->partOf(event) : nullptr;
    cell.isPending = !part && !(column && column->isComplete);
    for (const quint32 value : part ? part->values(event) : std::span<const quint32>()) {
        const index::OnDemandValue found = part->value(value);
        if (found.kind == index::OnDemandValue::Kind::Structure)
            cell.isStructure = true;
        else
            cell.value.texts.push_back(found.text);
    }
}

} // namespace

Cell cellOf(const index::Snapshot &snapshot, event::EventId event, const event::FieldRef &column)
{
    Cell cell{.field = column, .value = {}};
    if (column.isOnDemand()) {
        readOnDemand(snapshot, event, cell);
        return cell;
    }

    cell.value = snapshot.cell(event, column);
    if (column.field == Field::Status) {
        if (const auto forwarded = snapshot.cell(event, Field::Forwarded).number)
            cell.forwarded = int(*forwarded);
    }
    const bool isType = column.field == Field::Type;
    if ((isType || column.field == Field::MessageText) && !hasText(cell.value)) {
        const Field other = isType ? Field::Kind : Field::Description;
        if (index::CellValue value = snapshot.cell(event, other); !value.isEmpty()) {
            cell.field = other;
            cell.value = std::move(value);
        }
    }
    return cell;
}

void putName(Cell &cell, const filter::Names &names)
{
    if (names.isEmpty() || cell.value.texts.empty() || !filter::canHaveNames(cell.field))
        return;
    QStringList shown;
    bool hasName = false;
    const std::vector<QByteArrayView> &texts = cell.value.texts;
    for (size_t i = 0; i < std::min(texts.size(), kMostListed); ++i) {
        const QString name = names.nameOf(head(texts[i], kMostShown).toUtf8());
        hasName = hasName || !name.isEmpty();
        shown += name.isEmpty() ? line(cell.field, texts[i]) : name;
    }
    if (texts.size() > kMostListed)
        shown.last() += u" +"_s + countText(qint64(texts.size() - kMostListed));
    if (hasName)
        cell.name = shown.join(u", "_s);
}

QString shownText(const Cell &cell)
{
    if (!cell.name.isEmpty())
        return cell.name;
    if (cell.isPending)
        return u"\u2026"_s;
    if (cell.forwarded)
        return bothAnswers(cell.value.number, *cell.forwarded);
    if (cell.value.number)
        return shownNumber(cell.field, *cell.value.number);

    const std::vector<QByteArrayView> &texts = cell.value.texts;
    if (texts.empty())
        return cell.isStructure ? u"{\u2026}"_s : QString();
    if (isId(cell.field))
        return shownId(cell, 0);

    QString shown = line(cell.field, texts.front());
    for (size_t i = 1; i < std::min(texts.size(), kMostListed); ++i)
        shown += u", "_s + line(cell.field, texts[i]);
    if (texts.size() > kMostListed)
        shown += u" +"_s + countText(qint64(texts.size() - kMostListed));
    return shown;
}

QString bothAnswers(std::optional<qint64> ours, int targets)
{
    const QString theirs = targets > 0
        ? QString::number(targets)
        : QCoreApplication::translate("CellText", "none", "the target did not answer");
    return (ours ? QString::number(*ours) + u' ' : QString()) + u"\u2192 "_s + theirs;
}

QString shownId(const Cell &cell, int mostCharacters)
{
    // Enough for the end that is shown, and for every id there is.
    constexpr qsizetype kMostIdBytes = 64;
    if (cell.value.texts.empty())
        return {};
    const QByteArrayView id = cell.value.texts.front();
    if (id.size() <= std::min<qsizetype>(mostCharacters, kMostIdBytes))
        return onOneLine(QString::fromUtf8(id));
    return idTail(QString::fromUtf8(id.last(std::min(id.size(), kMostIdBytes))));
}

QString wholeText(const Cell &cell)
{
    if (cell.forwarded)
        return bothAnswers(cell.value.number, *cell.forwarded);
    if (cell.value.number)
        return wholeNumber(cell.field, *cell.value.number);
    QStringList texts;
    for (const QByteArrayView text : cell.value.texts)
        texts += QString::fromUtf8(text);
    return texts.join(u", "_s);
}

QString tipText(const Cell &cell)
{
    if (cell.value.number)
        return wholeNumber(cell.field, *cell.value.number);
    QString tip;
    for (const QByteArrayView text : cell.value.texts) {
        if (tip.size() > kMostTipCharacters)
            break;
        tip += (tip.isEmpty() ? QString() : u"\n"_s) + head(text, kMostTipCharacters);
    }
    return tip.size() > kMostTipCharacters ? tip.first(kMostTipCharacters) + u'\u2026' : tip;
}

QByteArray filterValue(const Cell &cell)
{
    if (!cell.value.number)
        return cell.value.texts.empty() ? QByteArray() : cell.value.texts.front().toByteArray();

    using Type = filter::Value::Type;
    const FieldType type = comparedAs(cell.field);
    filter::Value value;
    value.type = type == FieldType::Time ? Type::Time
        : type == FieldType::Duration    ? Type::Duration
        : type == FieldType::Size        ? Type::Size
                                         : Type::Number;
    value.from = value.to = *cell.value.number;
    return filter::printValue(cell.field, filter::Operator::Equal, value).toUtf8();
}

bool isFilterable(const Cell &cell)
{
    return !cell.isStructure && !cell.isPending
        && (cell.value.texts.empty() || isFilterable(cell.value.texts.front()));
}

bool isRightAligned(const event::FieldRef &field)
{
    const FieldType type = comparedAs(field);
    return type == FieldType::Duration || type == FieldType::Size
        || (type == FieldType::Number && field != event::FieldRef(Field::MediaCount));
}

bool isId(const event::FieldRef &field)
{
    return field == event::FieldRef(Field::MessageId)
        || field == event::FieldRef(Field::SuggestionPairedMessage);
}

} // namespace sendscope::ui
