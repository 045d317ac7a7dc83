#include "ui/widgets/textfield.h"

#include "ui/theme/metrics.h"

#include <QPainter>
#include <QStyleOptionFrame>

namespace sendscope::ui {

TextField::TextField(int lines, QWidget *parent)
    : QPlainTextEdit(parent)
    , m_lines(lines)
{
    setFrameShape(QFrame::NoFrame);
    setViewportMargins(metrics::kSpace1, metrics::kSpace1, metrics::kSpace1, metrics::kSpace1);
    setTabChangesFocus(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QSize TextField::sizeHint() const
{
    const int text = m_lines * fontMetrics().lineSpacing() + 2 * int(document()->documentMargin());
    return {QPlainTextEdit::sizeHint().width(), text + 2 * metrics::kSpace1};
}

bool TextField::event(QEvent *event)
{
    const bool isDone = QPlainTextEdit::event(event);
    if (event->type() == QEvent::Paint) { // of the frame: the text is the viewport's
        QPainter painter(this);
        QStyleOptionFrame option;
        option.initFrom(this);
        style()->drawPrimitive(QStyle::PE_FrameLineEdit, &option, &painter, this);
    }
    return isDone;
}

void TextField::focusInEvent(QFocusEvent *event)
{
    QPlainTextEdit::focusInEvent(event);
    update();
}

void TextField::focusOutEvent(QFocusEvent *event)
{
    QPlainTextEdit::focusOutEvent(event);
    update();
}

} // namespace sendscope::ui

#include "moc_textfield.cpp"
