#pragma once

#include "ui/theme/tokens.h"

#include <QWidget>

namespace sendscope::ui {

class Button;
class Label;
class Theme;

/// One line across the window about an import or export: how far it has come, or how it ended. Gone
/// when nobody needs it.
class ExchangeBar : public QWidget
{
    Q_OBJECT

public:
    explicit ExchangeBar(const Theme &theme, QWidget *parent = nullptr);

    /// What goes on; \p all: 0 where it is not known. Offers to cancel.
    void showProgress(const QString &sentence, qint64 done, qint64 all);

    /// How it ended. Offers to close.
    void showResult(const QString &sentence, Hue hue);

    QString sentence() const;

signals:
    void cancelClicked();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void show(const QString &sentence);

    const Theme &m_theme;
    Hue m_hue = Hue::Quiet;
    qint64 m_done = 0;
    qint64 m_all = 0;
    bool m_isRunning = false;
    Label *m_label;
    Button *m_button;
};

} // namespace sendscope::ui
