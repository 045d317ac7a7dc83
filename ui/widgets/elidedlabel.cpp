#include "ui/widgets/elidedlabel.h"

#include "ui/widgets/valueformat.h"

#include <QEvent>

namespace sendscope::ui {

ElidedLabel::ElidedLabel(const Theme &theme, Voice voice, Qt::TextElideMode mode, QWidget *parent)
    : Label(theme, voice, parent)
    , m_mode(mode)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void ElidedLabel::setWhole(const QString &text)
{
    m_whole = text;
    m_line = onOneLine(text);
    setAccessibleName(text);
    fit();
    updateGeometry();
}

QSize ElidedLabel::sizeHint() const
{
    return QSize(fontMetrics().horizontalAdvance(m_line) + 1, fontMetrics().height());
}

QSize ElidedLabel::minimumSizeHint() const
{
    return QSize(fontMetrics().averageCharWidth() * 4, fontMetrics().height());
}

void ElidedLabel::changeEvent(QEvent *event)
{
    Label::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        fit();
}

void ElidedLabel::resizeEvent(QResizeEvent *event)
{
    Label::resizeEvent(event);
    fit();
}

void ElidedLabel::fit()
{
    const QString shown = fontMetrics().elidedText(m_line, m_mode, width());
    setText(shown);
    setToolTip(shown == m_line ? QString() : plainToolTip(m_whole));
}

} // namespace sendscope::ui
