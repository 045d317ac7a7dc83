#pragma once

#include "ui/filter/popuplist.h"
#include "ui/theme/icons.h"
#include "ui/theme/tokens.h"

#include <vector>

namespace sendscope::ui {

class Theme;

/// One row of the list: what can stand in the filter, and a phrase on it.
///
/// A plain value.
struct CompletionRow
{
    Icon icon = Icon::None;
    Hue hue = Hue::Quiet;
    QString text;
    QString phrase;
    qint64 count = -1; ///< Rows that have it; -1: none is told.

    friend bool operator==(const CompletionRow &, const CompletionRow &) = default;
};

/// What can stand at the cursor, a row each: icon, text, phrase, count. It takes no focus: the
/// keyboard stays in the field, and marks from there.
class CompletionList : public PopupList
{
    Q_OBJECT

public:
    static constexpr int kMostRows = 10; ///< Shown at once; the others are scrolled to.

    explicit CompletionList(const Theme &theme, QWidget *parent = nullptr);

    /// The mark stays on a row of the same text.
    void setRows(std::vector<CompletionRow> rows);
    int count() const;
    const CompletionRow &row(int at) const;

    int marked() const; ///< -1: none.
    void mark(int row); ///< -1: none.

    int usualWidth() const;
    QSize sizeHint() const override;

signals:
    void markChanged(int row);

protected:
    void changeEvent(QEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    class Model;
    class Delegate;

    void applyTheme();

    const Theme &m_theme;
    Model *const m_model;
    QPoint m_mouseAtShow;
};

} // namespace sendscope::ui
