#pragma once

#include "app/index/row.h"

#include <QByteArray>
#include <QObject>

#include <functional>

namespace sendscope::engine {
class Engine;
}

namespace sendscope::ui {

class Actions;
class Theme;

/// Marks, notes and markers of one window, by its actions.
class Marking : public QObject
{
    Q_OBJECT

public:
    /// All outlive it. \p selected: which events are, ascending.
    Marking(const Theme &theme, engine::Engine &engine, const Actions &actions,
            std::function<index::RowList()> selected, QWidget &window);

    /// What M gives: the colour that was chosen last.
    const QByteArray &lastMark() const { return m_lastMark; }
    void setLastMark(const QByteArray &mark);

    /// Actions are on while there is something they can be done to; \p selected: so many events.
    void setSelected(qint64 selected);

signals:
    void lastMarkChanged(const QByteArray &mark);
    void said(const QString &sentence); ///< For the status row.

private:
    void connectActions(const Actions &actions);
    void showWhatCanBeDone();
    void mark(const QByteArray &word);
    void toggleMark();
    void openNote();
    void openMarker();
    bool areAllMarked(const index::RowList &events) const;
    void keepNote(const index::RowList &events, const QString &note);

    const Theme &m_theme;
    engine::Engine &m_engine;
    const Actions &m_actions;
    const std::function<index::RowList()> m_selected;
    QWidget &m_window;
    QByteArray m_lastMark;
    qint64 m_selectedCount = 0;
};

} // namespace sendscope::ui
