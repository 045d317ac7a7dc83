#pragma once

#include <QWidget>

namespace sendscope::ui {

class Theme;

/// A verdict in one line: its word, and quieter what goes with it, smaller where there is little
/// room. What still does not fit is left out at the end.
class VerdictText : public QWidget
{
    Q_OBJECT

public:
    explicit VerdictText(const Theme &theme, QWidget *parent = nullptr);

    /// \p word: "delivered". Where the text does not begin with it, all of it is the word.
    void setText(const QString &text, const QString &word);

    int smallestWidth() const; ///< Of all of it, what is quiet as small as it gets.

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QFont quietFont() const;
    int widthWith(const QFont &quiet) const;

    const Theme &m_theme;
    QString m_word;
    QString m_rest;
};

} // namespace sendscope::ui
