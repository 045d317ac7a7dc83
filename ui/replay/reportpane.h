#pragma once

#include "app/replay/player.h"

#include <QWidget>

class QTableView;

namespace sendscope::ui {

class AnswerView;
class Button;
class ElidedLabel;
class Label;
class ProgressLine;
class ReportModel;
class Theme;

/// What a report says above its rows.
///
/// A plain value.
struct ReportSubject
{
    QString target;
    QString pace;        ///< "24 requests, 1 min 3 s at 1×".
    qint64 planned = 0;  ///< How many are sent.
    bool hasPlan = true; ///< False: as fast as it goes, so that there are no times to keep.
};

/// How a replay goes, and at its end how it went: a verdict, a bar, a row an attempt, and beneath
/// it what the target answered to the current one.
class ReportPane : public QWidget
{
    Q_OBJECT

public:
    explicit ReportPane(const Theme &theme, QWidget *parent = nullptr);
    ~ReportPane() override;

    /// Begins an empty report.
    void begin(const ReportSubject &subject);

    void add(const std::vector<replay::Played> &played);
    void setState(replay::Player::State state);

    /// Says one more thing that there is to know about this replay.
    void tell(const QString &notice);

    void setProgress(const replay::PlayProgress &progress);
    void finish(const replay::PlaySummary &summary);

    const ReportModel &model() const { return *m_model; }

signals:
    void pauseAsked();
    void resumeAsked();
    void stepAsked();
    void stopAsked();
    void retryAsked(); ///< Of those that were not answered 2xx.
    void closed();
    void eventChosen(sendscope::event::EventId event); ///< Of the row that a person made current.

private:
    QWidget *makeTop();
    void makeTable();
    void connectAll();
    void showButtons();
    void showProgress();
    void showCurrent(int row);
    void showNotices();
    void fitColumns();
    Button *makeButton(const QString &text, const QString &hint);

    const Theme &m_theme;
    ReportModel *m_model;
    Label *m_verdict;
    ElidedLabel *m_subject;
    Label *m_notice;
    ProgressLine *m_bar;
    Button *m_pause;
    Button *m_resume;
    Button *m_step;
    Button *m_stop;
    Button *m_retry;
    Button *m_close;
    QTableView *m_table;
    AnswerView *m_answer;
    ReportSubject m_about;
    QStringList m_notices;
    replay::Player::State m_state = replay::Player::State::Idle;
    replay::PlayProgress m_progress;
    qint64 m_notFine = 0;
    bool m_isFollowing = true; ///< The last row is to be seen.
};

} // namespace sendscope::ui
