#pragma once

#include <QDialog>

class QLineEdit;
class QPushButton;

namespace sendscope::ui {

class Theme;

/// Asks for the name of something that is shown above it: a filter, a number.
class NameDialog : public QDialog
{
    Q_OBJECT

public:
    /// \p title: an order, "Save this filter". \p what: plain text.
    NameDialog(const Theme &theme, const QString &title, const QString &what, const QString &name,
               QWidget *parent = nullptr);

    QString name() const;

    /// A name that may be left empty, which takes it away.
    void setMayBeEmpty(bool may);

signals:
    void named(const QString &name);

private:
    void showWhatCanBeDone();

    QLineEdit *m_name = nullptr;
    QPushButton *m_ok = nullptr;
    bool m_mayBeEmpty = false;
};

} // namespace sendscope::ui
