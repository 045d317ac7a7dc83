#include "ui/events/emptynote.h"

#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/valueformat.h"

#include <QVBoxLayout>

namespace sendscope::ui {

EmptyNote::EmptyNote(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_sentence(new Label(theme, Label::Voice::Secondary, this))
{
    auto *clear = new Button(theme, ButtonKind::Plain, this);
    clear->setText(tr("Clear the filter"));
    connect(clear, &QAbstractButton::clicked, this, &EmptyNote::clearClicked);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::kSpace4);
    layout->addWidget(m_sentence, 0, Qt::AlignHCenter);
    layout->addWidget(clear, 0, Qt::AlignHCenter);
}

void EmptyNote::setHiddenEvents(qint64 events)
{
    m_sentence->setText(
        events == 1 ? tr("No event matches this filter. One is hidden.")
                    : tr("No event matches this filter. %1 are hidden.").arg(countText(events)));
    adjustSize();
}

} // namespace sendscope::ui
