#include "ui/events/eventtablemodel.h"

#include "app/bandwidth/errorcode.h"
#include "app/event/fieldcatalogue.h"
#include "ui/widgets/eventlook.h"
#include "ui/widgets/valueformat.h"

#include <algorithm>

namespace sendscope::ui {
namespace {

using namespace Qt::StringLiterals;
using Column = EventTableModel::Column;

constexpr qsizetype kMostErrorTexts = 4096;

/// The catalogue's field that a column shows: its default columns in their order, then the text.
event::Field fieldOf(Column column)
{
    const std::span<const event::Field> fields = event::defaultColumns();
    Q_ASSERT(fields.size() == size_t(Column::Text));
    return column == Column::Text ? event::Field::MessageText : fields[size_t(column)];
}

bool isNumeric(Column column)
{
    return column == Column::Number || column == Column::Lag || column == Column::Http;
}

QString text(QByteArrayView utf8)
{
    return QString::fromUtf8(utf8);
}

/// The value as it is: what is put on the clipboard.
QString copyText(const index::Row &row, Column column)
{
    switch (column) {
    case Column::Number:
        return QString::number(row.event.value);
    case Column::Received:
        return isoTime(row.received);
    case Column::Lag:
        return row.lag ? QString::number(double(row.lag->count()) / 1000, 'f', 3) : QString();
    case Column::Event:
        return row.type.isEmpty() ? eventLook(row.kind, row.type, row.errorCode).word
                                  : text(row.type);
    case Column::Result:
        if (row.errorCode)
            return QString::number(*row.errorCode);
        return text(row.sentence);
    case Column::Ours:
        return text(row.ours);
    case Column::Theirs:
        return text(row.theirs);
    case Column::Media:
        return row.mediaCount > 0 ? QString::number(row.mediaCount) : QString();
    case Column::Tag:
        return text(row.tag);
    case Column::MessageId:
        return text(row.messageId);
    case Column::Http:
        return row.status > 0 ? QString::number(row.status) : QString();
    case Column::Text:
        return text(row.text.isEmpty() ? row.description : row.text);
    }
    return {};
}

} // namespace

EventTableModel::EventTableModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}

void EventTableModel::setResult(const engine::QueryResult &result)
{
    const auto before = qsizetype(m_rows.size());
    const auto after = qsizetype(result.rows.size());
    // Into an empty table a reset is the cheaper insertion.
    if (before == 0 || result.keptRows != before || after < before) {
        beginResetModel();
        m_snapshot = result.snapshot;
        m_rows = result.rows;
        endResetModel();
        return;
    }

    const bool isOtherSnapshot = m_snapshot != result.snapshot;
    if (after > before)
        beginInsertRows({}, int(before), int(after) - 1);
    m_snapshot = result.snapshot;
    m_rows = result.rows;
    if (after > before)
        endInsertRows();
    if (isOtherSnapshot) // what became known later, such as how often a row was sent on
        emit dataChanged(index(0, 0), index(int(before) - 1, kColumnCount - 1));
}

std::optional<index::Row> EventTableModel::rowAt(int row) const
{
    if (row < 0 || size_t(row) >= m_rows.size() || !m_snapshot)
        return {};
    return m_snapshot->row(m_rows[size_t(row)]);
}

event::EventId EventTableModel::eventAt(int row) const
{
    return row >= 0 && size_t(row) < m_rows.size() ? m_rows[size_t(row)] : event::EventId();
}

int EventTableModel::rowOf(event::EventId event) const
{
    const int row = firstRowFrom(event);
    return eventAt(row) == event && !event.isNull() ? row : -1;
}

int EventTableModel::firstRowFrom(event::EventId event) const
{
    return int(std::lower_bound(m_rows.begin(), m_rows.end(), event) - m_rows.begin());
}

QString EventTableModel::displayText(const index::Row &row, Column column) const
{
    switch (column) {
    case Column::Number:
        return countText(row.event.value);
    case Column::Received:
        return clockTime(row.received);
    case Column::Lag:
        return row.lag ? ui::span(*row.lag) : QString();
    case Column::Event: {
        const EventLook look = eventLook(row.kind, row.type, row.errorCode);
        return look.prefix + look.word;
    }
    case Column::Result:
        if (!row.sentence.isEmpty())
            return onOneLine(text(row.sentence));
        return row.errorCode ? errorText(*row.errorCode) : QString();
    case Column::Ours:
        return phoneNumber(text(row.ours));
    case Column::Theirs:
        return phoneNumber(text(row.theirs));
    case Column::Media:
        return row.mediaCount > 0 ? countText(row.mediaCount) : QString();
    case Column::Tag:
        return onOneLine(text(row.tag));
    case Column::MessageId:
        return idTail(text(row.messageId));
    case Column::Http:
        return row.status > 0 ? QString::number(row.status) : QString();
    case Column::Text:
        return onOneLine(text(row.text.isEmpty() ? row.description : row.text));
    }
    return {};
}

int EventTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int EventTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : kColumnCount;
}

QVariant EventTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};

    const auto column = Column(index.column());
    switch (role) {
    case EventIdRole:
        return eventAt(index.row()).value;
    case Qt::TextAlignmentRole:
        return QVariant(Qt::AlignVCenter | (isNumeric(column) ? Qt::AlignRight : Qt::AlignLeft));
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
    case CopyRole:
        break;
    default:
        return {};
    }

    const std::optional<index::Row> row = rowAt(index.row());
    if (!row)
        return {};
    if (role == CopyRole)
        return copyText(*row, column);
    return role == Qt::DisplayRole ? displayText(*row, column)
                                   : plainToolTip(toolTip(*row, column));
}

QVariant EventTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= kColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant(Qt::AlignVCenter
                        | (isNumeric(Column(section)) ? Qt::AlignRight : Qt::AlignLeft));
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};

    const event::Field field = fieldOf(Column(section));
    return role == Qt::ToolTipRole ? event::meaningOf(field) : event::titleOf(field);
}

QString EventTableModel::errorText(int code) const
{
    if (const auto found = m_errorTexts.constFind(code); found != m_errorTexts.constEnd())
        return *found;

    if (m_errorTexts.size() >= kMostErrorTexts)
        m_errorTexts.clear();
    const QString brief = bandwidth::explain(code).brief;
    return *m_errorTexts.insert(
        code, QString::number(code) + (brief.isEmpty() ? QString() : u' ' + brief));
}

QString EventTableModel::toolTip(const index::Row &row, Column column) const
{
    switch (column) {
    case Column::Received:
        return isoTime(row.received);
    case Column::Lag:
        return row.lag && row.lag->count() < 0
            ? tr("It arrived before its own time: the clocks disagree.")
            : QString();
    case Column::Event:
        return row.description.isEmpty() ? copyText(row, column)
                                         : copyText(row, column) + u'\n' + text(row.description);
    case Column::Result:
        if (row.sentence.isEmpty() && row.errorCode) {
            const bandwidth::ErrorCode code = bandwidth::explain(*row.errorCode);
            return errorText(*row.errorCode) + u'\n' + code.meaning
                + (code.whatToDo.isEmpty() ? QString() : u'\n' + code.whatToDo);
        }
        return text(row.sentence);
    case Column::Http:
        return row.isAnswerDelivered ? QString() : tr("The sender was gone before the answer.");
    default:
        return copyText(row, column);
    }
}

} // namespace sendscope::ui
