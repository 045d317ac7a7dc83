#pragma once

#include "app/engine/diagnosis.h"

#include <QWidget>

#include <vector>

class QVBoxLayout;

namespace sendscope::ui {

class Theme;

/// Checks, one below the other: how each stands, and what to do about it.
class CheckList : public QWidget
{
    Q_OBJECT

public:
    explicit CheckList(const Theme &theme, QWidget *parent = nullptr);

    /// Of no effect while they are those that are shown, so that a selection in them stays.
    void setChecks(const std::vector<engine::Check> &checks);

    const std::vector<engine::Check> &checks() const { return m_checks; }

private:
    QWidget *makeLine(const engine::Check &check);

    const Theme &m_theme;
    QVBoxLayout *m_lines;
    std::vector<engine::Check> m_checks;
    std::vector<QWidget *> m_shown; ///< One for each check.
};

} // namespace sendscope::ui
