#include "ui/keeping/clearedchip.h"

#include "ui/keeping/clearing.h"
#include "ui/widgets/valueformat.h"

#include <QDateTime>

namespace sendscope::ui {
namespace {

/// "14:07"; with its day where that is another one.
QString momentOf(base::UtcTime time)
{
    const auto moment = QDateTime::fromMSecsSinceEpoch(
        std::chrono::floor<std::chrono::milliseconds>(time).time_since_epoch().count());
    const QString clock = moment.time().toString(QStringLiteral("hh:mm"));
    return moment.date() == QDate::currentDate() ? clock : day(time) + u' ' + clock;
}

} // namespace

ClearedChip::ClearedChip(const Theme &theme, Clearing &clearing, QWidget *parent)
    : Button(theme, ButtonKind::Plain, parent)
    , m_clearing(clearing)
{
    setGlyph(Icon::Clear);
    setAccessibleName(tr("Show what was cleared")); // until it says how much that is
    connect(&clearing, &Clearing::changed, this, &ClearedChip::describe);
    connect(&clearing, &Clearing::hiddenChanged, this, &ClearedChip::describe);
    connect(this, &QAbstractButton::clicked, &clearing, &Clearing::show);
    describe();
}

void ClearedChip::setNarrow(bool isNarrow)
{
    m_isNarrow = isNarrow;
    describe();
}

void ClearedChip::describe()
{
    setVisible(m_clearing.isActive());
    if (!m_clearing.isActive())
        return;
    const QString hidden = countText(m_clearing.hidden());
    const QString moment = momentOf(m_clearing.at());
    setText(m_isNarrow ? tr("%1 hidden").arg(hidden)
                       : tr("Cleared at %1, %2 hidden").arg(moment, hidden));
    setHint(tr("What had come until %1 is hidden, but for what is marked: %2 events. Nothing is "
               "deleted. Click to show them again.")
                .arg(moment, hidden));
}

} // namespace sendscope::ui

#include "moc_clearedchip.cpp"
