#include "ui/messages/messagetablemodel.h"

#include "app/bandwidth/errorcode.h"
#include "ui/messages/messagecell.h"
#include "ui/widgets/tableheader.h"
#include "ui/widgets/valueformat.h"

#include <algorithm>

namespace sendscope::ui {
namespace {

Qt::Alignment alignmentOf(MessageColumn column)
{
    return Qt::AlignVCenter | (isRightAligned(column) ? Qt::AlignRight : Qt::AlignLeft);
}

/// What the code says and what can be done, below what the cell says.
QString explained(const QString &text, int code)
{
    const bandwidth::ErrorCode explanation = bandwidth::explain(code);
    return text + u'\n' + explanation.meaning
        + (explanation.whatToDo.isEmpty() ? QString() : u'\n' + explanation.whatToDo);
}

} // namespace

MessageTableModel::MessageTableModel(const base::Clock &clock, QObject *parent)
    : QAbstractTableModel(parent)
    , m_clock(clock)
    , m_columns(usualMessageColumns())
{
}

void MessageTableModel::setColumns(std::vector<MessageColumn> columns)
{
    beginResetModel();
    m_columns = std::move(columns);
    endResetModel();
}

int MessageTableModel::columnOf(MessageColumn column) const
{
    const auto found = std::find(m_columns.begin(), m_columns.end(), column);
    return found == m_columns.end() ? -1 : int(found - m_columns.begin());
}

void MessageTableModel::setNames(const filter::Names &names)
{
    if (m_names == names)
        return;
    m_names = names;
    if (rowCount() > 0)
        emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

/// Empty where the cell is no number that has one.
QString MessageTableModel::nameAt(const MessageRow &row, MessageColumn column) const
{
    const bool isNumber =
        column == MessageColumn::Ours || (column == MessageColumn::Theirs && !row.isGroup());
    if (m_names.isEmpty() || !isNumber || (column == MessageColumn::Ours && row.isPart))
        return {};
    return m_names.nameOf(wholeText(*m_result.snapshot, row, column, {}).toUtf8());
}

void MessageTableModel::setAskedOrder(const index::Order &order)
{
    if (m_askedOrder == order)
        return;
    m_askedOrder = order;
    emit headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
}

void MessageTableModel::setResult(const engine::QueryResult &result)
{
    const int before = rowCount();
    const auto messagesBefore = qsizetype(m_result.rows.size());
    const auto messagesNow = qsizetype(result.rows.size());
    std::vector<Opened> opened = openedIn(result);
    // Into an empty table a reset is the cheaper insertion.
    if (before == 0 || result.keptRows != messagesBefore || messagesNow < messagesBefore
        || result.order != m_result.order || opened != m_opened) {
        beginResetModel();
        m_result = result;
        m_opened = std::move(opened);
        endResetModel();
        return;
    }

    const bool isOtherSnapshot = m_result.snapshot != result.snapshot;
    const int added = int(messagesNow - messagesBefore);
    if (added > 0)
        beginInsertRows({}, before, before + added - 1);
    m_result = result;
    if (added > 0)
        endInsertRows();
    if (isOtherSnapshot) // messages have gone on
        emit dataChanged(index(0, 0), index(before - 1, columnCount() - 1));
}

/// The groups that a person opened, where they stand among those rows.
std::vector<MessageTableModel::Opened>
MessageTableModel::openedIn(const engine::QueryResult &result) const
{
    std::vector<Opened> opened;
    for (const event::EventId event : m_open) {
        // A message's first event is another one once an older one has been read.
        const auto message = result.snapshot ? result.snapshot->message(event) : std::nullopt;
        const qsizetype place = message ? result.place(message->events.front()) : -1;
        if (place >= 0 && message->recipients.size() > 1)
            opened.push_back({size_t(place), 0, int(message->recipients.size()), event});
    }
    std::sort(opened.begin(), opened.end(),
              [](const Opened &a, const Opened &b) { return a.place < b.place; });
    int above = 0;
    for (Opened &one : opened) {
        one.row = int(one.place) + above;
        above += one.recipients;
    }
    return opened;
}

MessageTableModel::Place MessageTableModel::placeOf(int row) const
{
    // The last open group that begins above the row.
    auto next = std::lower_bound(m_opened.begin(), m_opened.end(), row,
                                 [](const Opened &one, int wanted) { return one.row < wanted; });
    if (next == m_opened.begin())
        return {.message = size_t(row)};
    const Opened &group = *--next;
    const int below = row - group.row;
    if (below <= group.recipients)
        return {.message = group.place, .recipient = below - 1};
    return {.message = group.place + size_t(below - group.recipients)};
}

int MessageTableModel::rowOfPlace(size_t place) const
{
    int row = int(place);
    for (const Opened &one : m_opened) {
        if (one.place < place)
            row += one.recipients;
    }
    return row;
}

std::optional<MessageRow> MessageTableModel::rowAt(int row) const
{
    if (row < 0 || row >= rowCount())
        return std::nullopt;
    const Place place = placeOf(row);
    const auto message = m_result.snapshot->message(m_result.rows[place.message]);
    if (!message)
        return std::nullopt;
    MessageRow made{.message = *message, .recipient = nullptr, .isPart = place.recipient >= 0};
    if (made.isPart && size_t(place.recipient) < message->recipients.size())
        made.recipient = &message->recipients[size_t(place.recipient)];
    else if (message->recipients.size() == 1)
        made.recipient = &message->recipients.front();
    return made;
}

event::EventId MessageTableModel::messageAt(int row) const
{
    return row >= 0 && row < rowCount() ? m_result.rows[placeOf(row).message] : event::EventId();
}

int MessageTableModel::recipientAt(int row) const
{
    return row >= 0 && row < rowCount() ? placeOf(row).recipient : -1;
}

int MessageTableModel::rowOf(event::EventId event, int recipient) const
{
    if (event.isNull() || !m_result.snapshot)
        return -1;
    const auto message = m_result.snapshot->message(event);
    const qsizetype place = message ? m_result.place(message->events.front()) : -1;
    if (place < 0)
        return -1;
    const int row = rowOfPlace(size_t(place));
    return isOpen(row) && recipient < int(message->recipients.size()) ? row + 1 + recipient : row;
}

bool MessageTableModel::isFoldable(int row) const
{
    const auto at = rowAt(row);
    return at && at->isGroup();
}

bool MessageTableModel::isOpen(int row) const
{
    return std::any_of(m_opened.begin(), m_opened.end(),
                       [row](const Opened &one) { return one.row == row; });
}

void MessageTableModel::setOpen(int row, bool isOpen)
{
    if (!isFoldable(row) || isOpen == this->isOpen(row))
        return;
    const event::EventId event = messageAt(row);
    const int recipients = int(rowAt(row)->message.recipients.size());
    if (isOpen) {
        m_open.push_back(event);
        beginInsertRows({}, row + 1, row + recipients);
    } else {
        const auto message = m_result.snapshot->message(event);
        std::erase_if(m_open, [&message](event::EventId one) {
            return std::find(message->events.begin(), message->events.end(), one)
                != message->events.end();
        });
        beginRemoveRows({}, row + 1, row + recipients);
    }
    m_opened = openedIn(m_result);
    isOpen ? endInsertRows() : endRemoveRows();
    emit dataChanged(index(row, 0), index(row, columnCount() - 1));
}

base::UtcTime MessageTableModel::moment(const index::Message &message) const
{
    return m_result.snapshot->messages().moment(message, m_clock.utc());
}

int MessageTableModel::rowCount(const QModelIndex &parent) const
{
    if (parent.isValid())
        return 0;
    const int messages = int(m_result.rows.size());
    if (m_opened.empty())
        return messages;
    const Opened &last = m_opened.back();
    return messages + last.row - int(last.place) + last.recipients;
}

int MessageTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_columns.size());
}

QVariant MessageTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const MessageColumn column = m_columns[size_t(index.column())];
    if (role == Qt::TextAlignmentRole)
        return QVariant(alignmentOf(column));
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole && role != CopyRole
        && role != Qt::AccessibleTextRole)
        return {};

    const auto row = rowAt(index.row());
    if (!row)
        return {};
    const index::Snapshot &snapshot = *m_result.snapshot;
    const base::UtcTime moment = this->moment(row->message);
    switch (role) {
    case CopyRole:
        return wholeText(snapshot, *row, column, moment);
    case Qt::ToolTipRole: {
        const QString whole = wholeText(snapshot, *row, column, moment);
        const int code = row->recipient ? row->recipient->errorCode : 0;
        const bool isCode = column == MessageColumn::Code || column == MessageColumn::Steps;
        return plainToolTip(isCode && code != 0 ? explained(whole, code) : whole);
    }
    case Qt::AccessibleTextRole:
        // What is drawn is told in words.
        if (column == MessageColumn::Steps)
            return wholeText(snapshot, *row, column, moment);
        return shownText(snapshot, *row, column, moment);
    default: {
        const QString name = nameAt(*row, column);
        return name.isEmpty() ? shownText(snapshot, *row, column, moment) : name;
    }
    }
}

QVariant MessageTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    const MessageColumn column = m_columns[size_t(section)];
    switch (role) {
    case Qt::TextAlignmentRole:
        return QVariant(alignmentOf(column));
    case Qt::DisplayRole:
        return titleOf(column);
    case Qt::ToolTipRole:
        return plainToolTip(meaningOf(column));
    case Qt::AccessibleTextRole:
        if (!isSortedBy(section))
            return titleOf(column);
        return m_askedOrder.isDescending ? tr("%1, sorted, greatest first").arg(titleOf(column))
                                         : tr("%1, sorted, least first").arg(titleOf(column));
    case TableHeader::SortRole:
        if (isSortedBy(section))
            return int(m_askedOrder.isDescending ? Qt::DescendingOrder : Qt::AscendingOrder);
        return {};
    default:
        return {};
    }
}

bool MessageTableModel::isSortedBy(int section) const
{
    const auto field = orderFieldOf(m_columns[size_t(section)]);
    return !m_askedOrder.isArrival() && field && m_askedOrder.field == event::FieldRef(*field);
}

} // namespace sendscope::ui

#include "moc_messagetablemodel.cpp"
