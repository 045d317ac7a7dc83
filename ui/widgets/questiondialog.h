#pragma once

#include <QDialog>

namespace sendscope::ui {

class Theme;

/// What a question says. A plain value.
struct Question
{
    QString title;    ///< Of the window.
    QString headline; ///< The question.
    QString words;    ///< What comes of it.
    QString act;      ///< Of the button that does it,
    QString leave;    ///< and of the one that leaves everything as it is.
};

/// Asks before something is done that a person may not have meant. Accepted: it is to be done. To
/// leave is the default.
class QuestionDialog : public QDialog
{
    Q_OBJECT

public:
    QuestionDialog(const Theme &theme, const Question &question, QWidget *parent = nullptr);
};

} // namespace sendscope::ui
