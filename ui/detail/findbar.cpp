#include "ui/detail/findbar.h"

#include "ui/body/finder.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>

namespace sendscope::ui {

FindBar::FindBar(const Theme &theme, Finder &finder, QWidget *parent)
    : QWidget(parent)
    , m_finder(finder)
    , m_field(new QLineEdit)
    , m_count(new Label(theme, Label::Voice::Small))
    , m_previous(new Button(theme, ButtonKind::Quiet))
    , m_next(new Button(theme, ButtonKind::Quiet))
{
    auto *close = new Button(theme, ButtonKind::Quiet);
    close->setGlyph(Icon::Clear);
    close->setHint(tr("Close (Esc)"));
    m_previous->setGlyph(Icon::ChevronUp);
    m_previous->setHint(tr("Previous (Shift+F3)"));
    m_next->setGlyph(Icon::ChevronDown);
    m_next->setHint(tr("Next (F3)"));
    m_field->setAccessibleName(tr("Find in the detail"));
    m_field->installEventFilter(this);
    m_count->setAccessibleName(tr("Count"));

    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(metrics::kPaneInset, metrics::kSpace1, metrics::kSpace1,
                            metrics::kSpace1);
    row->setSpacing(0);
    row->addWidget(m_field, 1);
    row->addSpacing(metrics::kSpace2);
    row->addWidget(m_count);
    row->addSpacing(metrics::kSpace1);
    for (Button *button : {m_previous, m_next, close})
        row->addWidget(button);

    connect(m_field, &QLineEdit::textChanged, this, &FindBar::textChanged);
    connect(m_previous, &QPushButton::clicked, &finder, &Finder::previous);
    connect(m_next, &QPushButton::clicked, &finder, &Finder::next);
    connect(close, &QPushButton::clicked, this, &FindBar::closed);
    connect(&finder, &Finder::changed, this, &FindBar::showState);
    showState();
}

QString FindBar::text() const
{
    return m_field->text();
}

void FindBar::focusField()
{
    m_field->setFocus(Qt::ShortcutFocusReason);
    m_field->selectAll();
}

void FindBar::setHint(const QString &hint)
{
    m_field->setPlaceholderText(hint);
}

bool FindBar::eventFilter(QObject *watched, QEvent *event)
{
    const bool isKey =
        event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride;
    if (watched != m_field || !isKey)
        return QWidget::eventFilter(watched, event);

    const auto *key = static_cast<QKeyEvent *>(event);
    const bool isPress = event->type() == QEvent::KeyPress;
    switch (key->key()) {
    case Qt::Key_Escape:
        event->accept();
        if (isPress)
            emit closed();
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (isPress && key->modifiers().testFlag(Qt::ShiftModifier))
            m_finder.previous();
        else if (isPress)
            m_finder.next();
        event->accept();
        return true;
    default:
        return QWidget::eventFilter(watched, event);
    }
}

void FindBar::showState()
{
    m_count->setText(m_finder.countText());
    const bool hasHits = m_finder.hits() && !m_finder.hits()->empty();
    m_previous->setEnabled(hasHits);
    m_next->setEnabled(hasHits);
}

} // namespace sendscope::ui

#include "moc_findbar.cpp"
