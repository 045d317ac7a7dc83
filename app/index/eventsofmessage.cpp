#include "app/index/eventsofmessage.h"

#include "app/filter/values.h"

namespace sendscope::index {
namespace {

using event::Field;

std::optional<filter::Program> programFor(QByteArrayView messageId)
{
    filter::Value value;
    value.text = messageId.toByteArray();
    const QString text = QStringLiteral("message.id == ")
        + filter::printValue(Field::MessageId, filter::Operator::Equal, value);
    const filter::Filter filter = filter::parse(text).filter;
    if (filter.isEverything())
        return std::nullopt;
    return filter::Program(filter);
}

QByteArrayView messageIdOf(const Snapshot &snapshot, event::EventId event)
{
    const CellValue value = snapshot.cell(event, Field::MessageId);
    return value.texts.empty() ? QByteArrayView() : value.texts.front();
}

} // namespace

RowList eventsOfMessage(const Snapshot &snapshot, event::EventId event, const IdRange &range,
                        const base::CancelToken &cancel)
{
    const QByteArrayView id = messageIdOf(snapshot, event);
    if (id.isEmpty())
        return {};
    const auto program = programFor(id);
    if (!program)
        return {};
    RowList rows = scanAll(snapshot, *program, range, cancel);
    // The filter takes no account of case; ids do.
    std::erase_if(rows, [&](event::EventId row) { return messageIdOf(snapshot, row) != id; });
    return rows;
}

} // namespace sendscope::index
