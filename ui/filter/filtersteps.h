#pragma once

#include <QString>

#include <vector>

namespace sendscope::ui {

/// The texts that a filter field has had, a step a change, to go back and forth in. What is typed
/// without a rest is one step.
///
/// A value.
class FilterSteps
{
public:
    static constexpr size_t kMost = 200; ///< Older ones are forgotten.

    const QString &current() const { return m_texts[m_at]; }

    void type(const QString &text);
    void set(const QString &text); ///< A step of its own, such as what comes out of the history.
    void rest();                   ///< What is typed next is a new step.

    bool canUndo() const { return m_at > 0; }
    bool canRedo() const { return m_at + 1 < m_texts.size(); }
    const QString &undo(); ///< The text that is current then.
    const QString &redo();

private:
    void push(const QString &text);

    std::vector<QString> m_texts{QString()};
    size_t m_at = 0;
    bool m_isTyping = false; ///< The current step may still grow.
};

} // namespace sendscope::ui
