#pragma once

#include <QAbstractButton>

namespace sendscope::ui {

class Theme;

/// A text that can be taken by a click, in the fixed font; cut in its middle where it is long. It
/// takes no focus: the keyboard stays where it is, and marks it from there.
class RemedyLine : public QAbstractButton
{
    Q_OBJECT

public:
    explicit RemedyLine(const Theme &theme, QWidget *parent = nullptr);

    /// Plain text.
    void setRemedy(const QString &remedy);

    bool isMarked() const { return m_isMarked; }
    void setMarked(bool isMarked);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    QString m_remedy;
    bool m_isMarked = false;
};

} // namespace sendscope::ui
