#pragma once

#include "ui/widgets/rowrule.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QLineEdit;
class QListWidget;

namespace sendscope::ui {

class Button;
class JudgedField;
class Label;
class Theme;

/// The rules by which rows are coloured, and their order.
class RowColoursDialog : public QDialog
{
    Q_OBJECT

public:
    RowColoursDialog(const Theme &theme, const RowRules &rules, QWidget *parent = nullptr);

    const RowRules &rules() const { return m_rules; }

    QListWidget *list() const { return m_list; }
    QLineEdit *name() const { return m_name; }
    JudgedField *filter() const { return m_filter; }
    QComboBox *hue() const { return m_hue; }

    void accept() override;
    void add();
    void remove();
    void move(int by); ///< The current rule; negative: upwards.

signals:
    void chosen(const sendscope::ui::RowRules &rules);

private:
    QWidget *makeList();
    QWidget *makeEditor();
    void connectEditor();
    void fillList();
    void showRule();
    void judge();
    int current() const; ///< -1: none.
    QIcon swatch(QByteArrayView hue) const;

    const Theme &m_theme;
    RowRules m_rules;
    QListWidget *m_list;
    QLineEdit *m_name;
    JudgedField *m_filter;
    QComboBox *m_hue;
    QCheckBox *m_states;
    Label *m_sentence;
    Button *m_remove;
    Button *m_up;
    Button *m_down;
    Button *m_keep;
    QWidget *m_editor = nullptr;
    bool m_isShowing = false; ///< What changes in the editor is no person's doing.
};

} // namespace sendscope::ui
