#pragma once

#include "app/event/fieldref.h"

#include <QDialog>

class QLineEdit;

namespace sendscope::ui {

class Button;
class Label;
class Theme;

/// Asks for a path or a header that is to be a column. Each keystroke is judged.
class ColumnDialog : public QDialog
{
    Q_OBJECT

public:
    explicit ColumnDialog(const Theme &theme, QWidget *parent = nullptr);

    void accept() override; ///< Nothing happens while the name is none.

signals:
    void columnChosen(const sendscope::event::FieldRef &field);

private:
    void judge();

    QLineEdit *m_name;
    Label *m_sentence;
    Button *m_instead; ///< Takes what was most likely meant.
    Button *m_add;
    QString m_remedy;
};

} // namespace sendscope::ui
