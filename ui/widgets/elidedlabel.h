#pragma once

#include "ui/widgets/label.h"

namespace sendscope::ui {

/// One line of text that gives way: what does not fit is left out where told, and the whole is in
/// the tool tip. Its accessible name is the whole text.
class ElidedLabel : public Label
{
    Q_OBJECT

public:
    ElidedLabel(const Theme &theme, Voice voice, Qt::TextElideMode mode = Qt::ElideRight,
                QWidget *parent = nullptr);

    /// Foreign text is shown on one line, its control characters as signs.
    void setWhole(const QString &text);
    const QString &whole() const { return m_whole; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void fit();

    const Qt::TextElideMode m_mode;
    QString m_whole;
    QString m_line; ///< m_whole as shown, on one line.
};

} // namespace sendscope::ui
