#include "ui/events/tablecolumns.h"

#include "ui/events/eventdelegate.h"
#include "ui/events/eventheader.h"
#include "ui/events/eventtablemodel.h"
#include "ui/theme/metrics.h"

#include <QFontMetrics>
#include <QScopedValueRollback>
#include <QTableView>

#include <algorithm>

namespace sendscope::ui {
namespace {

using event::Field;

/// A name may be any length; its column is not made wider than this for it.
constexpr int kMostUsualWidth = 320;

} // namespace

TableColumns::TableColumns(QTableView &view, EventHeader &header, EventTableModel &model,
                           const EventDelegate &delegate)
    : QObject(&view)
    , m_view(view)
    , m_header(header)
    , m_model(model)
    , m_delegate(delegate)
{
}

EventColumns TableColumns::shown() const
{
    EventColumns shown{.columns = {}, .areChosen = m_areChosen};
    for (int visual = 0; visual < m_header.count(); ++visual) {
        const int column = m_header.logicalIndex(visual);
        const event::FieldRef &field = m_model.columns()[size_t(column)];
        // The last one is stretched, so its own width is not the one it needs.
        const bool isLast = visual == m_header.count() - 1;
        shown.columns.push_back({field, isLast ? usualWidth(field) : m_header.sectionSize(column)});
    }
    return shown;
}

void TableColumns::setShown(const EventColumns &columns)
{
    const QScopedValueRollback setting(m_isSetting, true);
    m_areChosen = columns.areChosen;
    std::vector<event::FieldRef> fields;
    for (const EventColumn &column : columns.columns)
        fields.push_back(column.field);

    m_header.setStretchLastSection(false);
    if (fields != m_model.columns())
        m_model.setColumns(fields);
    for (int column = 0; column < int(fields.size()); ++column) {
        m_header.moveSection(m_header.visualIndex(column), column);
        m_header.resizeSection(column, columns.columns[size_t(column)].width);
    }
    m_header.setStretchLastSection(true);
    emit changed();
}

bool TableColumns::has(const event::FieldRef &field) const
{
    return m_model.columnOf(field) >= 0;
}

void TableColumns::add(const event::FieldRef &field)
{
    EventColumns columns = shown();
    if (has(field) || columns.columns.size() >= kMostColumns)
        return;
    columns.columns.push_back({field, usualWidth(field)});
    columns.areChosen = true;
    setShown(columns);
    fitRoom();
    emit added();
}

void TableColumns::remove(const event::FieldRef &field)
{
    EventColumns columns = shown();
    if (!has(field) || columns.columns.size() == 1)
        return;
    std::erase_if(columns.columns,
                  [&field](const EventColumn &column) { return column.field == field; });
    columns.areChosen = true;
    setShown(columns);
    fitRoom();
}

void TableColumns::reset()
{
    setShown(usual());
    fitRoom();
}

void TableColumns::fitRoom()
{
    if (m_isSetting)
        return;
    if (!m_areChosen)
        fitText();
    fitWidth(Field::Type, m_delegate.narrowTypeWidth(), usualWidth(Field::Type));
    const int id = usualWidth(Field::MessageId);
    fitWidth(Field::MessageId, id, has(Field::MessageText) ? m_delegate.wholeIdWidth() : id);
}

void TableColumns::fitText()
{
    const int text = usualWidth(Field::MessageText);
    const bool hasRoom = m_view.viewport()->width() - widthOfOthers(Field::MessageText) >= text;
    if (hasRoom == has(Field::MessageText))
        return;
    EventColumns columns = shown();
    if (hasRoom)
        columns.columns.push_back({Field::MessageText, text});
    else
        std::erase_if(columns.columns,
                      [](const EventColumn &column) { return column.field == Field::MessageText; });
    setShown(columns);
}

/// One of the two widths; another one, which a person gave it, stays.
void TableColumns::fitWidth(event::Field field, int narrow, int wide)
{
    const int column = m_model.columnOf(field);
    if (column < 0 || m_header.visualIndex(column) == m_header.count() - 1)
        return;
    const int width = m_header.sectionSize(column);
    if (width != narrow && width != wide && !isFitted(field, width))
        return;
    const bool hasRoom = widthOfOthers(field) + wide <= m_view.viewport()->width();
    m_header.resizeSection(column, hasRoom ? wide : narrow);
}

/// Whether the width is one that was given to make use of the room there was.
bool TableColumns::isFitted(event::Field field, int width) const
{
    return (field == Field::Type && width == m_delegate.narrowTypeWidth())
        || (field == Field::MessageId && width == m_delegate.wholeIdWidth());
}

/// As they are without regard to the room, so that the order in which columns are fitted does not
/// matter.
int TableColumns::widthOfOthers(event::Field field) const
{
    int width = 0;
    for (const EventColumn &column : shown().columns) {
        if (column.field == field)
            continue;
        const bool isFitted =
            !column.field.isOnDemand() && this->isFitted(column.field.field, column.width);
        width += isFitted ? usualWidth(column.field) : column.width;
    }
    return width;
}

void TableColumns::makeRoomForAnswers()
{
    if (m_hasTargetsAnswers)
        return;
    const int before = usualWidth(Field::Status);
    m_hasTargetsAnswers = true;
    const int column = m_model.columnOf(Field::Status);
    if (column >= 0 && m_header.sectionSize(column) == before)
        m_header.resizeSection(column, usualWidth(Field::Status));
    fitRoom();
}

void TableColumns::fit(const event::FieldRef &field)
{
    if (const int column = m_model.columnOf(field); column >= 0)
        m_view.resizeColumnToContents(column);
}

std::vector<event::FieldRef> TableColumns::onDemandFields() const
{
    std::vector<event::FieldRef> fields;
    std::copy_if(m_model.columns().begin(), m_model.columns().end(), std::back_inserter(fields),
                 [](const event::FieldRef &field) { return field.isOnDemand(); });
    return fields;
}

EventColumns TableColumns::usual() const
{
    EventColumns columns;
    for (const Field field : event::defaultColumns())
        columns.columns.push_back({field, usualWidth(field)});
    return columns;
}

int TableColumns::usualWidth(const event::FieldRef &field) const
{
    const bool isBoth = m_hasTargetsAnswers && field == event::FieldRef(Field::Status);
    const int values = isBoth ? m_delegate.bothAnswersWidth() : m_delegate.usualWidth(field);
    return std::clamp(std::max(values, m_header.headWidth(field)), kLeastColumnWidth,
                      kMostUsualWidth);
}

} // namespace sendscope::ui
