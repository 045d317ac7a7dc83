#pragma once

#include <QDialog>

class QCheckBox;
class QLineEdit;

namespace sendscope::media {
class SignIn;
}

namespace sendscope::ui {

class Button;
class Theme;

/// Asks for the client id and secret that media on Bandwidth's host are fetched with, and hands
/// them to the sign-in when accepted.
class CredentialsDialog : public QDialog
{
    Q_OBJECT

public:
    /// The sign-in outlives the dialog.
    CredentialsDialog(const Theme &theme, media::SignIn &signIn, QWidget *parent = nullptr);

    void accept() override;

private:
    QLineEdit *makeField(const QString &name);
    void judge();

    const Theme &m_theme;
    media::SignIn &m_signIn;
    QLineEdit *m_id = nullptr;
    QLineEdit *m_secret = nullptr;
    QCheckBox *m_remember = nullptr;
    Button *m_use = nullptr;
};

} // namespace sendscope::ui
