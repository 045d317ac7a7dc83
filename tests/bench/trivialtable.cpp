#include "tests/bench/trivialtable.h"

#include <QHeaderView>

using namespace std::chrono_literals;

namespace sendscope::bench {
namespace {

constexpr int kInsertionsPerSecond = 10;
constexpr int kRowHeight = 26;

} // namespace

TrivialModel::TrivialModel(int rows)
    : m_rows(rows)
{
}

void TrivialModel::append(int count)
{
    beginInsertRows({}, m_rows, m_rows + count - 1);
    m_rows += count;
    endInsertRows();
}

int TrivialModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_rows;
}

int TrivialModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : kColumns;
}

QVariant TrivialModel::data(const QModelIndex &, int role) const
{
    return role == Qt::DisplayRole ? QVariant(m_text) : QVariant();
}

TrivialTable::TrivialTable(int rows, int perSecond)
    : m_rows(rows)
{
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(kRowHeight);
    verticalHeader()->hide();
    setModel(&m_rows);
    m_timer.setInterval(1000ms / kInsertionsPerSecond);
    connect(&m_timer, &QTimer::timeout, this, [this, perSecond] {
        m_rows.append(perSecond / kInsertionsPerSecond);
        scrollToBottom();
    });
    m_timer.start();
}

} // namespace sendscope::bench

#include "moc_trivialtable.cpp"
