#include "ui/replay/reportmodel.h"

#include "app/base/spantext.h"
#include "ui/replay/replaywords.h"
#include "ui/theme/theme.h"
#include "ui/widgets/valueformat.h"

using namespace Qt::StringLiterals;

namespace sendscope::ui {
namespace {

constexpr std::chrono::milliseconds kPunctual{5};

/// "http://… could not be reached: nothing listens there" without the address, which is the same in
/// every row and stands above them.
QString reasonIn(const QString &error)
{
    const qsizetype colon = error.startsWith("http"_L1) ? error.indexOf(": "_L1) : -1;
    return colon > 0 ? error.sliced(colon + 2) : error;
}

bool standsRight(int column)
{
    return column != ReportModel::Error;
}

} // namespace

bool ReportRow::isLate() const
{
    return sent - due > kPunctual;
}

ReportModel::ReportModel(const Theme &theme, QObject *parent)
    : QAbstractTableModel(parent)
    , m_theme(theme)
{
}

void ReportModel::clear()
{
    beginResetModel();
    m_rows.clear();
    m_held.clear();
    m_heldBytes = 0;
    endResetModel();
}

void ReportModel::add(const std::vector<replay::Played> &played)
{
    if (played.empty())
        return;
    const int first = int(m_rows.size());
    beginInsertRows({}, first, first + int(played.size()) - 1);
    for (const replay::Played &one : played) {
        ReportRow row;
        row.request = one.request.id;
        row.event = one.request.firstEvent;
        row.due = one.due;
        row.sent = one.sent;
        row.took = one.attempt.took;
        row.status = one.attempt.status;
        row.error = one.attempt.error;
        hold(one.attempt, row);
        m_rows.push_back(std::move(row));
    }
    endInsertRows();
}

std::optional<event::Attempt> ReportModel::attempt(int row) const
{
    const auto held = m_held.constFind(row);
    return held != m_held.cend() ? std::optional(*held) : std::nullopt;
}

void ReportModel::hold(const event::Attempt &attempt, const ReportRow &row)
{
    const qint64 bytes = attempt.sentHead.size() + attempt.sentBody.size()
        + attempt.responseHead.size() + attempt.responseBody.size();
    const qint64 most = row.isFine() ? kMostHeldBytes : 2 * kMostHeldBytes;
    if (m_heldBytes + bytes > most)
        return;
    m_heldBytes += bytes;
    m_held.insert(int(m_rows.size()), attempt);
}

int ReportModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int ReportModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : kColumns;
}

QVariant ReportModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ReportRow &row = m_rows[size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return text(row, index.column());
    case Qt::ToolTipRole:
        return plainToolTip(toolTip(row, index.column()));
    case Qt::ForegroundRole:
        return ink(row, index.column());
    case Qt::TextAlignmentRole:
        return int((standsRight(index.column()) ? Qt::AlignRight : Qt::AlignLeft)
                   | Qt::AlignVCenter);
    default:
        return {};
    }
}

QString ReportModel::text(const ReportRow &row, int column) const
{
    switch (column) {
    case Number:
        return countText(row.event.isNull() ? row.request.value : row.event.value);
    case Plan:
        return moment(row.due);
    case Real:
        return moment(row.sent);
    case Status:
        return row.status > 0 ? QString::number(row.status) : QString();
    case Took:
        return base::spanText(row.took);
    case Error:
        return onOneLine(reasonIn(row.error));
    default:
        return {};
    }
}

QVariant ReportModel::ink(const ReportRow &row, int column) const
{
    const Tokens &tokens = m_theme.tokens();
    switch (column) {
    case Number:
    case Plan:
        return tokens.text2;
    case Real:
        return row.isLate() ? tokens.hue(Hue::Owed) : tokens.text;
    case Status:
        return row.isFine() ? tokens.text : tokens.hue(Hue::Failed);
    case Error:
        return tokens.hue(Hue::Failed);
    default:
        return tokens.text;
    }
}

QString ReportModel::toolTip(const ReportRow &row, int column) const
{
    if (column == Real && row.isLate())
        return tr("%1 later than planned").arg(base::spanText(row.sent - row.due));
    return column == Error ? row.error : QString();
}

QVariant ReportModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((standsRight(section) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    const bool isTip = role == Qt::ToolTipRole;
    if (role != Qt::DisplayRole && !isTip)
        return {};
    switch (section) {
    case Number:
        return isTip ? tr("The event's number in the table") : tr("#");
    case Plan:
        return isTip ? tr("When it was to be sent, from the beginning") : tr("Plan");
    case Real:
        return isTip ? tr("When it was sent, from the beginning") : tr("Real");
    case Status:
        return isTip ? tr("What the target answered") : tr("Status");
    case Took:
        return isTip ? tr("To the last byte of the answer") : tr("Latency");
    case Error:
        return isTip ? tr("Why there was no answer") : tr("Error");
    default:
        return {};
    }
}

} // namespace sendscope::ui

#include "moc_reportmodel.cpp"
