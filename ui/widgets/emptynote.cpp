#include "ui/widgets/emptynote.h"

#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/valueformat.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace sendscope::ui {
namespace {

using namespace Qt::StringLiterals;

QString nothingMatches(qint64 events)
{
    if (events == 0)
        return EmptyNote::tr("Nothing is left to match: all is cleared.");
    return events == 1 ? EmptyNote::tr("The one event does not match.")
                       : EmptyNote::tr("Nothing of %1 events matches.").arg(countText(events));
}

QString hiddenWould(qint64 rows)
{
    return rows == 1 ? EmptyNote::tr("1 hidden row would.")
                     : EmptyNote::tr("%1 hidden rows would.").arg(countText(rows));
}

QString allHidden(qint64 rows)
{
    return rows == 1 ? EmptyNote::tr("The only row is a handshake, or not for us, and hidden.")
                     : EmptyNote::tr("All %1 rows are handshakes, or not for us, and hidden.")
                           .arg(countText(rows));
}

QString cleared(qint64 rows)
{
    return rows == 1 ? EmptyNote::tr("Cleared: 1 event is hidden. What comes now appears here.")
                     : EmptyNote::tr("Cleared: %1 events are hidden. What comes now appears here.")
                           .arg(countText(rows));
}

QString noMessage(qint64 events)
{
    return events == 1
        ? EmptyNote::tr("No message yet: the one event belongs to none.")
        : EmptyNote::tr("No message yet: none of %1 events belongs to one.").arg(countText(events));
}

QString sentenceOf(const EmptyResult &result)
{
    if (result.looked < result.events)
        return EmptyNote::tr("Nothing yet: %1 of %2 events are read.")
            .arg(countText(result.looked), countText(result.events));
    if (!result.isFiltered && result.isOfMessages && result.cleared == 0)
        return noMessage(result.events);
    if (!result.isFiltered)
        return result.cleared > 0 ? cleared(result.cleared) : allHidden(result.events);
    return nothingMatches(result.events - result.cleared)
        + (result.hidden > 0 ? u' ' + hiddenWould(result.hidden) : QString());
}

} // namespace

EmptyNote::EmptyNote(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_sentence(new Label(theme, Label::Voice::Secondary, this))
    , m_show(new Button(theme, ButtonKind::Plain, this))
    , m_clear(new Button(theme, ButtonKind::Plain, this))
    , m_showCleared(new Button(theme, ButtonKind::Plain, this))
{
    m_show->setText(tr("Show"));
    m_show->setAccessibleName(tr("Show the hidden rows"));
    m_clear->setText(tr("Clear the filter"));
    connect(m_show, &QAbstractButton::clicked, this, &EmptyNote::showHiddenClicked);
    m_showCleared->setText(tr("Show what was cleared"));
    connect(m_clear, &QAbstractButton::clicked, this, &EmptyNote::clearClicked);
    connect(m_showCleared, &QAbstractButton::clicked, this, &EmptyNote::showClearedClicked);

    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(metrics::kSpace2);
    buttons->addStretch();
    buttons->addWidget(m_show);
    buttons->addWidget(m_clear);
    buttons->addWidget(m_showCleared);
    buttons->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::kSpace4);
    layout->addWidget(m_sentence, 0, Qt::AlignHCenter);
    layout->addLayout(buttons);
}

void EmptyNote::setResult(const EmptyResult &result)
{
    const bool isRead = result.looked >= result.events;
    m_sentence->setText(sentenceOf(result));
    m_show->setVisible(isRead && !result.isOfMessages
                       && (result.hidden > 0 || (!result.isFiltered && result.cleared == 0)));
    m_clear->setVisible(result.isFiltered);
    m_showCleared->setVisible(result.cleared > 0);
    adjustSize();
}

QString EmptyNote::sentence() const
{
    return m_sentence->text();
}

} // namespace sendscope::ui
