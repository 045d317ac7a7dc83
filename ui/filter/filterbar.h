#pragma once

#include "app/engine/query.h"
#include "app/filter/filter.h"
#include "ui/filter/filterhistory.h"
#include "ui/filter/filtersteps.h"
#include "ui/widgets/filterjoin.h"

#include <QTimer>
#include <QWidget>

class QKeyEvent;

namespace sendscope::ui {

class Actions;
class HistoryPopup;
class JudgedField;
class Theme;

/// The filter above the table. What is typed takes effect by itself as soon as it is fine and the
/// keys rest; while it is unfinished or wrong, the last good filter holds.
class FilterBar : public QWidget
{
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds kRest{150}; ///< After the last key.

    FilterBar(const Theme &theme, const Actions &actions, QWidget *parent = nullptr);

    JudgedField *field() const { return m_field; }

    /// The last good one: that which holds, but for a preview.
    const filter::Filter &filter() const { return m_filter; }

    /// Takes effect at once where it is fine.
    void setText(const QString &text);

    /// Only writes it into the field, which gets the focus: it takes effect by Enter, or as what
    /// is typed on does.
    void prepare(const QString &text);

    /// Writes what a completion offered, as a step of its own. \p awaited: what is still to come,
    /// though the text is fine; empty: it takes effect at once where it is.
    void take(const QString &text, qsizetype cursor, const QString &awaited);

    /// Runs what the field says, and puts it into the history.
    void enter();

    /// Lets that filter hold for a look, without the field or the history knowing; until
    /// endPreview(), or until what the field says takes effect.
    void preview(const filter::Filter &filter);
    void endPreview();

    void clear();
    void undo(); ///< The text before the last change, whoever made that.
    void redo();

    /// Joins the condition that the field has that value to what the field says, else to the filter
    /// that holds. \p applies: takes effect at once, and goes into the history; else see prepare().
    /// \p value: exact, such as numbers in digits and times with all theirs; null: there is none.
    void ask(const event::FieldRef &field, const QByteArray &value, FilterJoin join, bool applies);

    /// Writes the beginning of a comparison of that field, to be typed on.
    void prepareField(const event::FieldRef &field);

    /// For the count; \p hidden: so many are left out of it, cleared or removed.
    void setResult(const engine::QueryResult &result, qint64 hidden = 0);

    const FilterHistory &history() const { return m_history; }
    void setHistory(const FilterHistory &history);
    void openHistory();
    HistoryPopup *historyPopup() const { return m_popup; }

signals:
    void filterChanged(const sendscope::filter::Filter &filter);
    void left(); ///< By Escape: the table is wanted.

    /// While it is, the rows are those of the filter before, not of what stands in the field.
    void unfinishedChanged(bool isUnfinished);

    void historyChanged();
    void historyOpened();
    void saveClicked(); ///< The filter is to be kept under a name.

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void connectField();
    void connectActions(const Actions &actions);
    void onJudged(const filter::Parsed &parsed);
    void onTextChanged(const QString &text);
    bool takesKey(const QKeyEvent &key) const;
    bool pressKey(const QKeyEvent &key);
    bool pressKeyInHistory(int key);
    void showMenu(const QPoint &place);
    void stepTo(const QString &text);
    void act();
    void remember();
    void escape();
    void takeFromHistory(const QString &text);
    void closeHistory();
    void removeFromHistory(const QString &text);
    void showSteps();
    filter::Filter shownFilter() const;

    JudgedField *m_field = nullptr;
    HistoryPopup *m_popup = nullptr;
    QAction *m_undo = nullptr;
    QAction *m_redo = nullptr;
    QTimer m_rest;
    filter::Filter m_filter;
    QString m_goodText;
    FilterHistory m_history;
    FilterSteps m_steps;
    bool m_isTyping = false;   ///< The change under way is a person's at the keyboard.
    bool m_isStepping = false; ///< It goes back or forth in m_steps.
    bool m_isPreviewing = false;
    bool m_isPrepared = false;   ///< The text is fine, and has to wait.
    bool m_isUnfinished = false; ///< As last told.
};

} // namespace sendscope::ui
