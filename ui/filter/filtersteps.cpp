#include "ui/filter/filtersteps.h"

namespace sendscope::ui {

void FilterSteps::type(const QString &text)
{
    if (text == current())
        return;
    if (m_isTyping)
        m_texts[m_at] = text;
    else
        push(text);
    m_isTyping = true;
}

void FilterSteps::set(const QString &text)
{
    m_isTyping = false;
    if (text != current())
        push(text);
}

void FilterSteps::rest()
{
    m_isTyping = false;
}

const QString &FilterSteps::undo()
{
    rest();
    if (canUndo())
        --m_at;
    return current();
}

const QString &FilterSteps::redo()
{
    rest();
    if (canRedo())
        ++m_at;
    return current();
}

void FilterSteps::push(const QString &text)
{
    m_texts.resize(m_at + 1);
    m_texts.push_back(text);
    if (m_texts.size() > kMost)
        m_texts.erase(m_texts.begin());
    m_at = m_texts.size() - 1;
}

} // namespace sendscope::ui
