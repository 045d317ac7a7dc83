#pragma once

#include "app/base/result.h"
#include "app/replay/resender.h"
#include "ui/replay/replaytarget.h"

#include <QDialog>

#include <vector>

class QComboBox;

namespace sendscope::ui {

class Button;
class Label;
class ProgressLine;
class Theme;

/// What a replay dialog starts with.
struct ReplayContext
{
    QStringList recentTargets;
    std::vector<quint16>
        ownPorts; ///< That our listener has, for the warning about sending to ourselves.
    bool areAttemptsKept = true; ///< False: the capture can only be read.
};

/// Asks for a target, sends the selected requests on to it, and says how that went.
class ReplayDialog : public QDialog
{
    Q_OBJECT

public:
    /// Client and clock outlive the dialog.
    ReplayDialog(const Theme &theme, net::Client &client, const base::Clock &clock,
                 ReplayContext context, QWidget *parent = nullptr);

    /// What is to be sent, once it was read from the capture. Refused requests and handshakes are
    /// left out.
    void setRequests(const base::Result<std::vector<event::StoredRequest>> &requests);

    /// Ends a job that runs, then the dialog.
    void reject() override;

signals:
    void targetChosen(const QString &target);
    void attempted(const sendscope::event::Attempt &attempt);

private:
    void build();
    void judge();
    void send();
    void onAttempted(const event::Attempt &attempt);
    void onFinished(const replay::ResendSummary &summary);
    QString headline() const;

    const Theme &m_theme;
    const ReplayContext m_context;
    replay::Resender m_resender;
    std::vector<event::StoredRequest> m_requests;
    qsizetype m_leftOut = 0;
    qsizetype m_done = 0;
    bool m_isReady = false;
    Label *m_headline = nullptr;
    QComboBox *m_target = nullptr;
    Label *m_notice = nullptr;
    ProgressLine *m_progress = nullptr;
    Label *m_result = nullptr;
    Button *m_send = nullptr;
    Button *m_close = nullptr;
};

} // namespace sendscope::ui
