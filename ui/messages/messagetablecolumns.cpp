#include "ui/messages/messagetablecolumns.h"

#include "ui/messages/messagedelegate.h"
#include "ui/messages/messageheader.h"
#include "ui/messages/messagetablemodel.h"

#include <QMenu>
#include <QScopedValueRollback>
#include <QTableView>

#include <algorithm>

namespace sendscope::ui {
namespace {

/// Below it the ticks of the scale would be of no use.
constexpr int kLeastSteps = 200;

} // namespace

MessageTableColumns::MessageTableColumns(QTableView &view, MessageHeader &header,
                                         MessageTableModel &model, const MessageDelegate &delegate)
    : QObject(&view)
    , m_view(view)
    , m_header(header)
    , m_model(model)
    , m_delegate(delegate)
{
    connect(&header, &QHeaderView::sectionResized, this, &MessageTableColumns::fitRoom);
}

std::vector<ShownMessageColumn> MessageTableColumns::shown() const
{
    std::vector<ShownMessageColumn> columns;
    for (int visual = 0; visual < m_header.count(); ++visual) {
        const int column = m_header.logicalIndex(visual);
        columns.push_back({m_model.columns()[size_t(column)], m_header.sectionSize(column)});
    }
    return columns;
}

void MessageTableColumns::setShown(const std::vector<ShownMessageColumn> &columns)
{
    {
        const QScopedValueRollback fitting(m_isFitting, true);
        std::vector<MessageColumn> chosen;
        for (const ShownMessageColumn &column : columns)
            chosen.push_back(column.column);
        if (chosen != m_model.columns())
            m_model.setColumns(chosen);
        for (int column = 0; column < int(columns.size()); ++column) {
            m_header.moveSection(m_header.visualIndex(column), column);
            m_header.resizeSection(column, columns[size_t(column)].width);
        }
    }
    fitRoom();
    const auto isOrdered = [this](MessageColumn column) {
        const auto field = orderFieldOf(column);
        return field && m_model.askedOrder().field == event::FieldRef(*field);
    };
    // Rows sorted by what is not to be seen would look shuffled.
    if (!m_model.askedOrder().isArrival()
        && std::none_of(m_model.columns().begin(), m_model.columns().end(), isOrdered))
        emit orderAsked({});
}

void MessageTableColumns::add(MessageColumn column)
{
    std::vector<ShownMessageColumn> columns = shown();
    if (m_model.columnOf(column) >= 0)
        return;
    columns.push_back({column, widthOf(column)});
    setShown(columns);
}

void MessageTableColumns::remove(MessageColumn column)
{
    std::vector<ShownMessageColumn> columns = shown();
    if (columns.size() == 1)
        return;
    std::erase_if(columns, [column](const auto &one) { return one.column == column; });
    setShown(columns);
}

void MessageTableColumns::reset()
{
    std::vector<ShownMessageColumn> columns;
    for (const MessageColumn column : usualMessageColumns())
        columns.push_back({column, widthOf(column)});
    setShown(columns);
}

int MessageTableColumns::widthOf(MessageColumn column) const
{
    return m_delegate.usualWidth(column);
}

void MessageTableColumns::fitRoom()
{
    const int steps = m_model.columnOf(MessageColumn::Steps);
    if (m_isFitting || steps < 0)
        return;
    const QScopedValueRollback fitting(m_isFitting, true);
    const int others = m_header.length() - m_header.sectionSize(steps);
    m_header.resizeSection(steps, std::max(kLeastSteps, m_view.viewport()->width() - others));
}

QMenu *MessageTableColumns::makeMenu()
{
    auto *menu = new QMenu(&m_view);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto order = [&](const QString &text, const index::Order &asked) {
        QAction *item = menu->addAction(text, this, [this, asked] { emit orderAsked(asked); });
        item->setCheckable(true);
        item->setChecked(m_model.askedOrder() == asked);
    };
    order(tr("In order of &arrival"), {});
    order(tr("Newest &first"), {.field = event::Field::Event, .isDescending = true});
    menu->addSeparator();
    for (const MessageColumn column : allMessageColumns()) {
        const bool isShown = m_model.columnOf(column) >= 0;
        QAction *choice = menu->addAction(titleOf(column));
        choice->setCheckable(true);
        choice->setChecked(isShown);
        // The last one left stays: a table without columns has no header to bring them back.
        choice->setEnabled(!isShown || m_model.columns().size() > 1);
        connect(choice, &QAction::toggled, this,
                [this, column](bool isOn) { isOn ? add(column) : remove(column); });
    }
    menu->addSeparator();
    menu->addAction(tr("&Reset the columns"), this, &MessageTableColumns::reset);
    return menu;
}

} // namespace sendscope::ui

#include "moc_messagetablecolumns.cpp"
