#pragma once

#include "ui/theme/tokens.h"

#include <QWidget>

namespace sendscope::ui {

class Button;
class Label;
class Theme;

/// A line across the window that asks about keeping media, or says what stands in its way. It takes
/// no focus and waits for nobody.
class KeepBar : public QWidget
{
    Q_OBJECT

public:
    explicit KeepBar(const Theme &theme, QWidget *parent = nullptr);

    /// "Bandwidth deletes these after 48 h."
    void ask();

    /// Media cannot be kept without credentials.
    void askForCredentials(const QString &problem, qint64 waiting);

    void putAway() { hide(); }

signals:
    void keepClicked();
    void onlyOnClickClicked();
    void credentialsClicked();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void say(const QString &sentence, Hue hue, bool isQuestion);

    const Theme &m_theme;
    Hue m_hue = Hue::Received;
    Label *m_label;
    Button *m_keep;
    Button *m_onlyOnClick;
    Button *m_credentials;
};

} // namespace sendscope::ui
