#include "ui/detail/attemptmodel.h"

#include "app/base/spantext.h"
#include "ui/widgets/valueformat.h"

namespace sendscope::ui {

AttemptModel::AttemptModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}

void AttemptModel::setAttempts(const std::vector<event::Attempt> &attempts)
{
    beginResetModel();
    m_attempts.assign(attempts.rbegin(), attempts.rend());
    endResetModel();
}

const event::Attempt *AttemptModel::attempt(int row) const
{
    return row >= 0 && size_t(row) < m_attempts.size() ? &m_attempts[size_t(row)] : nullptr;
}

int AttemptModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_attempts.size());
}

int AttemptModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : kColumns;
}

QVariant AttemptModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const event::Attempt &attempt = m_attempts[size_t(index.row())];

    if (role == Qt::ToolTipRole && index.column() == Target)
        return plainToolTip(attempt.target);
    if (role == Qt::ToolTipRole && index.column() == Answer && !attempt.error.isEmpty())
        return plainToolTip(attempt.error);
    if (role == Qt::TextAlignmentRole && index.column() == Took)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};

    switch (index.column()) {
    case Sent:
        return clockTime(attempt.started);
    case Answer:
        return attempt.error.isEmpty() ? QString::number(attempt.status) : onOneLine(attempt.error);
    case Took:
        return base::spanText(attempt.took);
    case Target:
        return onOneLine(attempt.target);
    default:
        return {};
    }
}

QVariant AttemptModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role == Qt::TextAlignmentRole && section == Took)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Sent:
        return tr("Sent");
    case Answer:
        return tr("Answer");
    case Took:
        return tr("Took");
    case Target:
        return tr("Target");
    default:
        return {};
    }
}

} // namespace sendscope::ui

#include "moc_attemptmodel.cpp"
