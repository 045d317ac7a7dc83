#pragma once

#include "ui/filter/popuplist.h"

class QStringListModel;

namespace sendscope::ui {

class Theme;

/// Filters, a row each, in the colours of the field. It takes no focus: the keyboard stays in the
/// field, and marks from there.
class HistoryList : public PopupList
{
    Q_OBJECT

public:
    static constexpr int kMostRows = 10; ///< Shown at once; the others are scrolled to.

    explicit HistoryList(const Theme &theme, QWidget *parent = nullptr);

    void setTexts(const QStringList &texts);
    int count() const;

    QString marked() const; ///< Empty where no row is.
    void mark(int row);     ///< -1: none.
    void step(int rows);    ///< As far as there are rows.
    int widestText() const; ///< Of a row, with its insets.
    QSize sizeHint() const override;

protected:
    void changeEvent(QEvent *event) override;

private:
    void applyTheme();

    const Theme &m_theme;
    QStringListModel *const m_texts;
};

} // namespace sendscope::ui
