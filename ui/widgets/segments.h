#pragma once

#include <QStringList>
#include <QWidget>

class QAbstractButton;
class QButtonGroup;

namespace sendscope::ui {

class Theme;

/// A few words side by side of which one holds: a click on another, or an arrow key, changes that.
class Segments : public QWidget
{
    Q_OBJECT

public:
    explicit Segments(const Theme &theme, QWidget *parent = nullptr);

    /// Adds a word at the end; the first one holds.
    QAbstractButton *add(const QString &word, const QString &hint);

    int current() const;
    void setCurrent(int place);

signals:
    void currentChosen(int place); ///< By a person.

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    QButtonGroup *m_group;
};

} // namespace sendscope::ui
