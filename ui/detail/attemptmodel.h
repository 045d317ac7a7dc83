#pragma once

#include "app/event/request.h"

#include <QAbstractTableModel>

#include <vector>

namespace sendscope::ui {

/// The attempts of one request, newest first.
class AttemptModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Sent, Answer, Took, Target };
    static constexpr int kColumns = 4;

    explicit AttemptModel(QObject *parent = nullptr);

    void setAttempts(const std::vector<event::Attempt> &attempts);

    /// Null outside of the rows.
    const event::Attempt *attempt(int row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<event::Attempt> m_attempts;
};

} // namespace sendscope::ui
