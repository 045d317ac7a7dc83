#include "ui/messages/messageheader.h"

#include "ui/messages/messagetablemodel.h"
#include "ui/messages/stepsroom.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"

#include <QPainter>
#include <QStyleOptionHeader>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sendscope::ui {
namespace {

/// "0", "3 s", "10 min"
QString tickText(std::chrono::seconds tick)
{
    using namespace std::chrono;
    if (tick.count() == 0)
        return u"0"_s;
    return tick < 1min ? MessageHeader::tr("%1 s").arg(tick.count())
                       : MessageHeader::tr("%1 min").arg(tick / 1min);
}

} // namespace

MessageHeader::MessageHeader(const Theme &theme, const MessageTableModel &model, QWidget *parent)
    : TableHeader(theme, parent)
    , m_model(model)
{
    setMinimumSectionSize(metrics::kSpace5);
}

void MessageHeader::paintSection(QPainter *painter, const QRect &rect, int logicalIndex) const
{
    if (m_model.columns()[size_t(logicalIndex)] != MessageColumn::Steps) {
        TableHeader::paintSection(painter, rect, logicalIndex);
        return;
    }
    // Its ground, without a word.
    QStyleOptionHeaderV2 option;
    initStyleOption(&option);
    option.rect = rect;
    option.section = logicalIndex;
    style()->drawControl(QStyle::CE_HeaderSection, &option, painter, this);

    painter->save();
    painter->setClipRect(rect);
    painter->setFont(font());
    painter->setPen(theme().tokens().text3);
    const QFontMetrics metrics(font());
    const StepsRoom room(rect);
    double free = rect.left();
    for (const std::chrono::seconds tick : scaleTicks()) {
        const QString text = tickText(tick);
        const double width = metrics.horizontalAdvance(text);
        const double left = std::max(room.x(tick) - width / 2, double(rect.left()));
        if (left < free)
            continue; // no room beside the one before
        painter->drawText(QRectF(left, rect.top(), width + 1, rect.height()),
                          Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, text);
        free = left + width + metrics::kSpace2;
    }
    painter->restore();
}

} // namespace sendscope::ui

#include "moc_messageheader.cpp"
