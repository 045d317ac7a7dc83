#pragma once

#include <QWidget>

class QLineEdit;

namespace sendscope::ui {

class Button;
class Finder;
class Label;
class Theme;

/// The row in which one types what is looked for in a page of the detail.
class FindBar : public QWidget
{
    Q_OBJECT

public:
    /// The finder outlives it.
    FindBar(const Theme &theme, Finder &finder, QWidget *parent = nullptr);

    QString text() const;
    void focusField();

    /// What may be typed besides text; shown while it is empty.
    void setHint(const QString &hint);

signals:
    void textChanged();
    void closed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void showState();

    Finder &m_finder;
    QLineEdit *m_field;
    Label *m_count;
    Button *m_previous;
    Button *m_next;
};

} // namespace sendscope::ui
