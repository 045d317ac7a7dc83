#include "ui/events/eventtablemodel.h"

#include "app/bandwidth/errorcode.h"
#include "app/bandwidth/explanation.h"
#include "app/index/verdict.h"
#include "ui/widgets/marklook.h"
#include "ui/widgets/valueformat.h"

#include <algorithm>

namespace sendscope::ui {
namespace {

using namespace Qt::StringLiterals;
using event::Field;

/// An event that came again more often says so by its count.
constexpr qsizetype kMostReasons = 5;

Qt::Alignment alignmentOf(const event::FieldRef &field)
{
    return Qt::AlignVCenter | (isRightAligned(field) ? Qt::AlignRight : Qt::AlignLeft);
}

/// What a person can do about an error code, below the code itself.
QString explained(const QString &result, int code)
{
    const bandwidth::ErrorCode explanation = bandwidth::explain(code);
    QStringList lines{result};
    if (!explanation.slug.isEmpty())
        lines += explanation.slug;
    lines += {explanation.meaning, explanation.whatToDo};
    if (!explanation.whoCanFix.isEmpty())
        lines += EventTableModel::tr("Who can fix it: %1.").arg(explanation.whoCanFix);
    lines += EventTableModel::tr("Reported by %1; %2.")
                 .arg(bandwidth::reporterWords(code), bandwidth::classWords(code));
    lines.removeAll(QString());
    return lines.join(u'\n');
}

/// Each rule that the event breaks, and what it says.
QString rulesTip(const Cell &cell)
{
    QStringList lines;
    for (const QByteArrayView text : cell.value.texts) {
        const QString rule = QString::fromUtf8(text);
        if (const auto explanation = bandwidth::explain(rule))
            lines += rule + u": "_s + explanation->meaning;
    }
    return lines.join(u'\n');
}

} // namespace

EventTableModel::EventTableModel(QObject *parent)
    : QAbstractTableModel(parent)
{
    const std::span<const Field> fields = event::defaultColumns();
    m_columns.assign(fields.begin(), fields.end());
}

void EventTableModel::setColumns(std::vector<event::FieldRef> columns)
{
    beginResetModel();
    m_columns = std::move(columns);
    endResetModel();
}

int EventTableModel::columnOf(const event::FieldRef &field) const
{
    const auto found = std::find(m_columns.begin(), m_columns.end(), field);
    return found == m_columns.end() ? -1 : int(found - m_columns.begin());
}

void EventTableModel::setAskedOrder(const index::Order &order)
{
    if (m_askedOrder == order)
        return;
    m_askedOrder = order;
    emit headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
}

void EventTableModel::setResult(const engine::QueryResult &result)
{
    const auto before = qsizetype(m_result.rows.size());
    const auto after = qsizetype(result.rows.size());
    // Into an empty table a reset is the cheaper insertion.
    if (before == 0 || result.keptRows != before || after < before
        || result.order != m_result.order) {
        beginResetModel();
        m_result = result;
        endResetModel();
        return;
    }

    const bool isOtherSnapshot = m_result.snapshot != result.snapshot;
    if (after > before)
        beginInsertRows({}, int(before), int(after) - 1);
    m_result = result;
    if (after > before)
        endInsertRows();
    if (isOtherSnapshot) // what became known later, such as how often a row was sent on
        emit dataChanged(index(0, 0), index(int(before) - 1, columnCount() - 1));
}

void EventTableModel::setNames(const filter::Names &names)
{
    if (names == m_names)
        return;
    m_names = names;
    if (rowCount() > 0)
        emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

std::optional<index::Row> EventTableModel::rowAt(int row) const
{
    const event::EventId event = eventAt(row);
    return event.isNull() ? std::nullopt : m_result.snapshot->row(event);
}

Cell EventTableModel::cellAt(int row, int column) const
{
    const event::EventId event = eventAt(row);
    if (event.isNull() || column < 0 || column >= columnCount())
        return {};
    Cell cell = cellOf(*m_result.snapshot, event, m_columns[size_t(column)]);
    putName(cell, m_names);
    return cell;
}

QByteArrayView EventTableModel::sentenceAt(int row) const
{
    const event::EventId event = eventAt(row);
    if (event.isNull())
        return {};
    const index::CellValue refusal = m_result.snapshot->cell(event, Field::Refusal);
    return refusal.texts.empty() ? QByteArrayView() : refusal.texts.front();
}

ResultText EventTableModel::resultAt(int row) const
{
    const auto values = rowAt(row);
    return values ? resultText(*m_result.snapshot, *values, base::SystemClock().utc())
                  : ResultText();
}

bool EventTableModel::isRepeat(int row) const
{
    const event::EventId event = eventAt(row);
    return !event.isNull() && m_result.snapshot->cell(event, Field::RepeatOf).number.has_value();
}

event::EventId EventTableModel::eventAt(int row) const
{
    const bool isHere = row >= 0 && size_t(row) < m_result.rows.size() && m_result.snapshot;
    return isHere ? m_result.rows[size_t(row)] : event::EventId();
}

int EventTableModel::rowOf(event::EventId event) const
{
    return event.isNull() ? -1 : int(m_result.place(event));
}

int EventTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_result.rows.size());
}

int EventTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_columns.size());
}

QVariant EventTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};

    switch (role) {
    case EventIdRole:
        return eventAt(index.row()).value;
    case Qt::TextAlignmentRole:
        return QVariant(alignmentOf(m_columns[size_t(index.column())]));
    case Qt::DisplayRole:
        return shownAt(index.row(), index.column());
    case CopyRole:
        return wholeText(cellAt(index.row(), index.column()));
    case Qt::ToolTipRole:
        return plainToolTip(toolTip(index.row(), index.column()));
    case Qt::AccessibleDescriptionRole:
        return remarkTip(index.row());
    default:
        return {};
    }
}

QVariant EventTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};

    const event::FieldRef &field = m_columns[size_t(section)];
    switch (role) {
    case Qt::TextAlignmentRole:
        return QVariant(alignmentOf(field));
    case Qt::DisplayRole:
        return onOneLine(event::titleOf(field));
    case Qt::ToolTipRole:
        return plainToolTip(event::meaningOf(field) + u'\n'
                            + QString::fromUtf8(event::nameOf(field)));
    case Qt::AccessibleTextRole: {
        const QString title = onOneLine(event::titleOf(field));
        if (!isSortedBy(section))
            return title;
        return m_askedOrder.isDescending ? tr("%1, sorted, greatest first").arg(title)
                                         : tr("%1, sorted, least first").arg(title);
    }
    case SortRole:
        if (isSortedBy(section))
            return int(m_askedOrder.isDescending ? Qt::DescendingOrder : Qt::AscendingOrder);
        return {};
    default:
        return {};
    }
}

QString EventTableModel::toolTip(int row, int column) const
{
    const Cell cell = cellAt(row, column);
    if (cell.isPending)
        return tr("Not read yet.");
    if (cell.field.isOnDemand())
        return tipText(cell);

    switch (m_columns[size_t(column)].field) {
    case Field::Lag:
        return cell.value.number && *cell.value.number < 0
            ? tr("It arrived before its own time: the clocks disagree.")
            : QString();
    case Field::Type:
        if (const auto values = rowAt(row); values && !values->description.isEmpty())
            return tipText(cell) + u'\n' + QString::fromUtf8(values->description);
        return tipText(cell);
    case Field::ErrorCode:
        if (cell.value.number)
            return explained(tipText(cell), int(*cell.value.number));
        return tipText(cell);
    case Field::Check:
        return rulesTip(cell);
    case Field::Result:
        return resultTip(row);
    case Field::Status:
        return answerTip(row);
    case Field::Event:
    case Field::Mark:
    case Field::Note:
        return remarkTip(row);
    case Field::Size:
        return cell.value.number ? tr("%1 bytes").arg(countText(*cell.value.number)) : QString();
    default:
        return tipText(cell);
    }
}

/// As the cell is painted, but whole.
QString EventTableModel::shownAt(int row, int column) const
{
    if (m_columns[size_t(column)] == event::FieldRef(Field::Result) && sentenceAt(row).isEmpty())
        return resultAt(row).text;
    return shownText(cellAt(row, column));
}

QString EventTableModel::resultTip(int row) const
{
    const auto values = rowAt(row);
    if (!values)
        return {};
    if (!values->sentence.isEmpty())
        return QString::fromUtf8(values->sentence);
    QStringList lines = resultAt(row).all;
    if (values->errorCode && !lines.isEmpty())
        lines.front() = explained(lines.front(), *values->errorCode);
    lines += repeatTips(values->event);
    return lines.join(u'\n');
}

/// Why the sender sent it again, of the first times; and how to see what stands behind the row.
QStringList EventTableModel::repeatTips(event::EventId event) const
{
    QStringList lines;
    const auto message = m_result.snapshot->message(event);
    if (!message)
        return lines;
    qsizetype repeats = 0;
    for (const bandwidth::OddEvent &odd : message->oddEvents) {
        const bool isOfRow =
            odd.repeatOf == event || (odd.event == event && !odd.repeatOf.isNull());
        if (!isOfRow || ++repeats > kMostReasons)
            continue;
        const QString reason = index::reasonOfRepeat(*m_result.snapshot, *message, odd.event);
        if (!reason.isEmpty())
            lines += tr("%1 came again: %2.").arg(countText(odd.event.value), reason);
    }
    if (repeats > 0 && m_result.fold.isOn && !m_result.fold.isOpen(event))
        lines += tr("What came again stands behind this row; X shows it.");
    return lines;
}

QString EventTableModel::answerTip(int row) const
{
    const auto values = rowAt(row);
    if (!values)
        return {};
    QStringList lines;
    if (!values->isAnswerDelivered)
        lines += tr("The sender was gone before the answer.");
    if (values->attempts > 0 && values->forwarded > 0)
        lines += tr("Sent on, the target answered %1.").arg(values->forwarded);
    else if (values->attempts > 0)
        lines += tr("Sent on, the target gave no answer; its attempt says why.");
    return lines.join(u'\n');
}

/// What the bar and the corner at the row's edge stand for.
QString EventTableModel::remarkTip(int row) const
{
    const auto values = rowAt(row);
    if (!values)
        return {};
    QStringList lines;
    if (!values->mark.isEmpty())
        lines += tr("Marked: %1").arg(markName(values->mark));
    if (!values->note.isEmpty())
        lines += tr("Note: %1").arg(QString::fromUtf8(values->note));
    return lines.join(u'\n');
}

bool EventTableModel::isSortedBy(int section) const
{
    return !m_askedOrder.isArrival() && m_columns[size_t(section)] == m_askedOrder.field;
}

} // namespace sendscope::ui
