#include "ui/difference/differencemodel.h"

#include "ui/theme/theme.h"
#include "ui/widgets/valueformat.h"

namespace sendscope::ui {
namespace {

using PairKind = event::JsonPair::Kind;

QString kindWord(PairKind kind)
{
    switch (kind) {
    case PairKind::Removed:
        return DifferenceModel::tr("− only before");
    case PairKind::Added:
        return DifferenceModel::tr("+ only after");
    default:
        return DifferenceModel::tr("changed");
    }
}

QString textOf(const ListedDifference &listed, int column)
{
    switch (column) {
    case DifferenceModel::What:
        return kindWord(listed.kind);
    case DifferenceModel::Path:
        return onOneLine(QString::fromUtf8(listed.path));
    case DifferenceModel::Before:
        return onOneLine(QString::fromUtf8(listed.before));
    case DifferenceModel::After:
        return onOneLine(QString::fromUtf8(listed.after));
    default:
        return {};
    }
}

} // namespace

DifferenceModel::DifferenceModel(const Theme &theme, QObject *parent)
    : QAbstractTableModel(parent)
    , m_theme(theme)
{
}

void DifferenceModel::setDifference(const EventDifferencePtr &difference)
{
    beginResetModel();
    m_difference = difference;
    endResetModel();
}

int DifferenceModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_difference ? 0 : int(m_difference->listed.size());
}

int DifferenceModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : kColumns;
}

QVariant DifferenceModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ListedDifference &listed = m_difference->listed[size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return textOf(listed, index.column());
    case Qt::ToolTipRole:
        return plainToolTip(textOf(listed, index.column()));
    case Qt::FontRole:
        return index.column() == What ? m_theme.fonts().body() : m_theme.fonts().fixed();
    case Qt::ForegroundRole:
        if (index.column() == What && listed.kind == PairKind::Removed)
            return m_theme.tokens().hue(Hue::Failed);
        if (index.column() == What && listed.kind == PairKind::Added)
            return m_theme.tokens().hue(Hue::Delivered);
        return {};
    default:
        return {};
    }
}

QVariant DifferenceModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case What:
        return tr("What");
    case Path:
        return tr("Where");
    case Before:
        return tr("Before");
    case After:
        return tr("After");
    default:
        return {};
    }
}

} // namespace sendscope::ui
