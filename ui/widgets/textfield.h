#pragma once

#include <QPlainTextEdit>

namespace sendscope::ui {

/// A field for a few lines of text, with the frame of one for a single line. Tab goes on to the
/// next control.
class TextField : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit TextField(int lines, QWidget *parent = nullptr);

    QSize sizeHint() const override;

protected:
    bool event(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    const int m_lines;
};

} // namespace sendscope::ui
