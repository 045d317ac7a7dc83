#pragma once

#include "ui/filter/completionlist.h"
#include "ui/widgets/popup.h"

namespace sendscope::ui {

class Label;

/// What can stand at the cursor, below the filter field.
class CompletionPopup : public Popup
{
    Q_OBJECT

public:
    CompletionPopup(const Theme &theme, QWidget *anchor);

    /// \p heading: what comes next. \p x: of the anchor, where the word begins.
    void open(const QString &heading, std::vector<CompletionRow> rows, int x);

    QString heading() const;
    CompletionList *list() const { return m_list; }

    /// As far as there are rows; up from the first one marks none.
    void step(int rows);

signals:
    void taken(int row); ///< By the mouse.

protected:
    int usualWidth() const override;
    void paintEvent(QPaintEvent *event) override;

private:
    void showKeys();

    Label *m_heading = nullptr;
    CompletionList *m_list = nullptr;
    Label *m_keys = nullptr;
};

} // namespace sendscope::ui
