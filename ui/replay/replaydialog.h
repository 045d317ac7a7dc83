#pragma once

#include "ui/replay/chosenrequests.h"
#include "ui/replay/replaycontext.h"

#include <QDialog>

#include <optional>

class QBoxLayout;
class QCheckBox;
class QLineEdit;
class QSpinBox;

namespace sendscope::ui {

class Button;
class Label;
class PaceField;
class TargetField;
class TextField;
class Theme;

/// Asks where requests are to be replayed to, and how: says how many they are and how long it will
/// take.
class ReplayDialog : public QDialog
{
    Q_OBJECT

public:
    /// Begins with what the last replay was.
    ReplayDialog(const Theme &theme, const ReplayContext &context, QWidget *parent = nullptr);

    /// What is to be sent, once it was found.
    void setRequests(const ChosenRequests &requests);

signals:
    void chosen(const sendscope::ui::ReplayChoice &choice,
                const sendscope::ui::ChosenRequests &requests);

private:
    void build();
    void addCredentials(QBoxLayout *column);
    void addRepetitions(QBoxLayout *column);
    void addHeaders(QBoxLayout *column);
    void addButtons(QBoxLayout *column);
    void connectAll();
    void onTargetChanged();
    void judge();
    void replay();
    ReplayChoice choice() const;
    QString headline() const;
    QStringList notices() const;

    const Theme &m_theme;
    const ReplayContext m_context;
    std::optional<ChosenRequests> m_requests; ///< None until they were found.
    Label *m_headline = nullptr;
    TargetField *m_target = nullptr;
    QLineEdit *m_user = nullptr;
    QLineEdit *m_password = nullptr;
    PaceField *m_pace = nullptr;
    QSpinBox *m_repetitions = nullptr;
    QCheckBox *m_freshIds = nullptr;
    QCheckBox *m_shiftedTimes = nullptr;
    QCheckBox *m_beginsPaused = nullptr;
    TextField *m_headers = nullptr;
    Label *m_headersNotice = nullptr;
    Label *m_notice = nullptr;
    Button *m_cancel = nullptr;
    Button *m_replay = nullptr;
};

} // namespace sendscope::ui
