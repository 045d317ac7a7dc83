#pragma once

#include "app/bandwidth/explanation.h"

#include <QDialog>

#include <vector>

class QLineEdit;
class QListWidget;

namespace sendscope::ui {

class ExplanationPage;
class Theme;

/// Explains codes, types of events, fields and other words, without any event: one types what one
/// wonders about, and reads.
class ExplainDialog : public QDialog
{
    Q_OBJECT

public:
    explicit ExplainDialog(const Theme &theme, QWidget *parent = nullptr);

    /// Looks for that, and explains what fits best. Everything for an empty text.
    void explain(const QString &text);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QLayout *makeTop(const Theme &theme);
    QWidget *makeParts();
    QLayout *makeButtons(const Theme &theme);
    void look();
    void showFound(int row);

    std::vector<bandwidth::Explanation> m_found;
    QLineEdit *m_field;
    QListWidget *m_list;
    ExplanationPage *m_page;
};

} // namespace sendscope::ui
