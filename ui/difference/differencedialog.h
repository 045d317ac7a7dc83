#pragma once

#include "ui/difference/eventcomparison.h"

#include <QDialog>

class QLineEdit;
class QTableView;

namespace sendscope::ui {

class AlignedView;
class Button;
class DifferenceModel;
class Label;
class Theme;

/// Two events beside one another, a list of what differs, and which paths are left out of it.
class DifferenceDialog : public QDialog
{
    Q_OBJECT

public:
    /// \p ignored: paths that are left out at first.
    DifferenceDialog(const Theme &theme, const QStringList &ignored, QWidget *parent = nullptr);
    ~DifferenceDialog() override;

    /// Compares these two, off the window's thread.
    void compare(const StoredEvent &before, const StoredEvent &after);

    QStringList ignored() const; ///< Each once.

    const EventDifferencePtr &difference() const { return m_difference; } ///< Null until compared.

signals:
    void compared();
    void ignoredChanged(const QStringList &paths); ///< To be remembered.

private:
    QWidget *makeTexts();
    QWidget *makeList();
    QLayout *makeIgnored();
    QLayout *makeButtons();
    void compareAgain();
    void onCompared(const EventDifferencePtr &difference);
    void onIgnoredEdited();
    void leaveOutCurrent();
    void showCurrent();

    const Theme &m_theme;
    EventComparison *m_comparison;
    DifferenceModel *m_model;
    std::optional<StoredEvent> m_before;
    std::optional<StoredEvent> m_after;
    EventDifferencePtr m_difference;
    Label *m_verdict;
    Label *m_titleBefore;
    Label *m_titleAfter;
    AlignedView *m_view;
    QTableView *m_list;
    QLineEdit *m_ignored;
    Button *m_leaveOut;
};

/// "3 differences: 1 changed, 2 only after", and what was left out.
QString wordsOf(const EventDifference &difference);

} // namespace sendscope::ui
