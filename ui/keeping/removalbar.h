#pragma once

#include <QWidget>

namespace sendscope::ui {

class Button;
class Label;
class Theme;

/// One line across the window: what was removed, and the way back.
class RemovalBar : public QWidget
{
    Q_OBJECT

public:
    explicit RemovalBar(const Theme &theme, QWidget *parent = nullptr);

    void say(const QString &sentence); ///< An empty one hides it.
    QString sentence() const;

signals:
    void undoClicked();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    Label *m_label;
    Button *m_undo;
};

} // namespace sendscope::ui
