#pragma once

#include "app/filter/names.h"

#include <QDialog>

namespace sendscope::ui {

class Label;
class TextField;
class Theme;

/// All names of numbers and application ids, a line each, to be changed, copied and pasted.
class NamesDialog : public QDialog
{
    Q_OBJECT

public:
    NamesDialog(const Theme &theme, const filter::Names &names, QWidget *parent = nullptr);

signals:
    void named(const sendscope::filter::Names &names);

private:
    void showCount();

    TextField *m_text = nullptr;
    Label *m_count = nullptr;
};

} // namespace sendscope::ui
