#pragma once

#include <QDialog>

class QLineEdit;

namespace sendscope::ui {

class Button;
class Theme;

/// Asks for the text of a line across the table.
class MarkerDialog : public QDialog
{
    Q_OBJECT

public:
    MarkerDialog(const Theme &theme, const QString &text, QWidget *parent = nullptr);

    QLineEdit *field() const { return m_text; }

    void accept() override;

signals:
    void textChosen(const QString &text); ///< Not empty.

private:
    QLineEdit *m_text;
    Button *m_draw;
};

} // namespace sendscope::ui
