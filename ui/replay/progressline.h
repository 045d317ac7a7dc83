#pragma once

#include <QWidget>

namespace sendscope::ui {

class Theme;

/// A thin line that fills as work gets done. The sentence beside it says the same in words.
class ProgressLine : public QWidget
{
    Q_OBJECT

public:
    explicit ProgressLine(const Theme &theme, QWidget *parent = nullptr);

    void setProgress(qint64 done, qint64 all);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    qint64 m_done = 0;
    qint64 m_all = 0;
};

} // namespace sendscope::ui
