#pragma once

#include "ui/difference/eventcomparison.h"

#include <QAbstractTableModel>

namespace sendscope::ui {

class Theme;

/// The list of what differs: a row a difference.
class DifferenceModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { What, Path, Before, After };
    static constexpr int kColumns = 4;

    explicit DifferenceModel(const Theme &theme, QObject *parent = nullptr);

    void setDifference(const EventDifferencePtr &difference);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    const Theme &m_theme;
    EventDifferencePtr m_difference;
};

} // namespace sendscope::ui
