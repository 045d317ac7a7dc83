#pragma once

#include "ui/widgets/popup.h"

namespace sendscope::ui {

class FilterHistory;
class HistoryList;
class Label;

/// The filters that were used before, below the filter field.
class HistoryPopup : public Popup
{
    Q_OBJECT

public:
    HistoryPopup(const Theme &theme, QWidget *anchor);

    /// Shows all of them, the newest marked.
    void open(const FilterHistory &history);

    /// Leaves those that have the words in them. None is marked: what is typed is what Enter takes.
    void narrow(const FilterHistory &history, const QString &words);

    /// The row that was marked is gone: the next one is.
    void showWithout(const FilterHistory &history, const QString &text);

    QString marked() const; ///< Empty where none is.
    void step(int rows);
    HistoryList *list() const { return m_list; }

signals:
    void taken(const QString &text); ///< By the mouse.

protected:
    int usualWidth() const override;

private:
    void setTexts(const QStringList &texts);

    HistoryList *m_list = nullptr;
    Label *m_nothing = nullptr;
    Label *m_keys = nullptr;
    QString m_words; ///< What it was narrowed by.
};

} // namespace sendscope::ui
