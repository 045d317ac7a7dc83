#pragma once

#include <QDialog>

namespace sendscope::ui {

class Theme;

/// The filter language on one page: what one can write, and what it does.
class LanguageDialog : public QDialog
{
    Q_OBJECT

public:
    explicit LanguageDialog(const Theme &theme, QWidget *parent = nullptr);

private:
    QWidget *makePage() const;

    const Theme &m_theme;
};

} // namespace sendscope::ui
