#pragma once

#include "app/replay/passonoptions.h"
#include "ui/widgets/popup.h"

class QLineEdit;
class QRadioButton;

namespace sendscope::ui {

class Button;
class Label;

/// Where requests go on to and who answers their senders, below the button that opens it.
class PassOnPopup : public Popup
{
    Q_OBJECT

public:
    PassOnPopup(const Theme &theme, QWidget *anchor);

    /// With this target to begin with, the focus in its field.
    void open(const QString &target);

    void setStatus(const replay::PassOnStatus &status);

    /// Why it could not be turned on; empty: nothing is wrong.
    void showError(const QString &sentence);

signals:
    void startAsked(const sendscope::replay::PassOnOptions &options);
    void stopAsked();
    void closed(); ///< By Escape: the focus is to go back.

protected:
    void keyPressEvent(QKeyEvent *event) override;
    int usualWidth() const override;

private:
    void build();
    QWidget *makeChoice(QRadioButton *button, http::PassMode mode);
    void start();
    void judge();

    replay::PassOnStatus m_status;
    QLineEdit *m_target = nullptr;
    QRadioButton *m_watch = nullptr;
    QRadioButton *m_relay = nullptr;
    Label *m_notice = nullptr;
    Button *m_stop = nullptr;
    Button *m_start = nullptr;
};

} // namespace sendscope::ui
